'use client'
import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, useActionState, useMemo, useRef, useState, useTransition } from 'react'
import { type FieldErrors, type FieldValues, type Resolver, useForm } from 'react-hook-form'
import { paths } from '@/lib/core/paths'
import type { Result } from '@/lib/core/result'
import { ERROR_SUMMARY } from './error-summary'

type Errors = Record<string, string>
/** What an action answers; it may hand back what was typed, so that a page without scripts keeps it. */
export type FormState = (Result<unknown, string> & { values?: Record<string, string> }) | null
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

/** A zod schema, seen through the interface that schemas share: this file brings no schema library to the browser. */
type Schema = {
  readonly '~standard': {
    readonly validate: (value: unknown) => SchemaResult | Promise<SchemaResult>
  }
}
type SchemaResult = {
  readonly issues?:
    | readonly {
        readonly message: string
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
      }[]
    | undefined
}
/** Or any function from the form as it would be sent to errors by field path, in the order of the form. */
export type FormCheck = (form: FormData) => Errors

const RETRY = 'Non siamo riusciti a inviare il modulo. Le risposte sono ancora qui: controlla la connessione e riprova'

/** Signed out meanwhile: the action was not done. A redirect says where it goes in its digest. */
const isSignIn = (error: unknown): boolean =>
  String((error as { digest?: unknown })?.digest ?? '').includes(`;${paths.accedi()}`)

const keyOf = (part: PropertyKey | { readonly key: PropertyKey }) => String(typeof part === 'object' ? part.key : part)

async function runSchema(schema: Schema, form: FormData, lists: readonly string[]): Promise<Errors> {
  const record: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    const values = form.getAll(name).filter((one) => typeof one === 'string')
    record[name] = lists.includes(name) ? values.filter(Boolean) : values.at(-1)
  }
  const { issues = [] } = await schema['~standard'].validate(record)
  const errors: Errors = {}
  for (const issue of issues) errors[(issue.path ?? []).map(keyOf).join('.')] ??= issue.message
  return errors
}

/** Errors by path, in the nested shape react-hook-form keeps. */
function nest(errors: Partial<Errors>): FieldErrors {
  const root: Record<string, unknown> = {}
  for (const [path, message] of Object.entries(errors)) {
    if (!message) continue
    let node = root
    for (const key of path.split('.')) {
      node[key] ??= {}
      node = node[key] as Record<string, unknown>
    }
    Object.assign(node, { type: 'check', message })
  }
  return root as FieldErrors
}

function flatten(node: unknown, prefix = '', found: Errors = {}): Errors {
  if (typeof node !== 'object' || node === null) return found
  const { type, message } = node as { type?: unknown; message?: unknown }
  if (typeof type === 'string' && typeof message === 'string') found[prefix] = message
  for (const [key, child] of Object.entries(node)) {
    if (key !== 'ref' && key !== 'types') flatten(child, prefix ? `${prefix}.${key}` : key, found)
  }
  return found
}

type Options = {
  /** Names that are sent many times and make one list. */
  lists?: readonly string[]
  /** Errors the server found before the page was drawn. */
  initialErrors?: Errors
  /** Last touch to what is sent, and the place to wait for a save under way. */
  prepare?: (form: FormData) => Promise<void> | void
  /** A button took the form elsewhere: true when it was dealt with here. */
  intercept?: (submitter: HTMLElement | null) => boolean
  /** The action was done and leads elsewhere. */
  onAccepted?: () => void
  /** Told of each refusal, of the browser's own check too. */
  onRefused?: () => void
}

/**
 * Joins a check, react-hook-form and a server action, once for all forms. The form is a real one: before scripts load, or
 * without them, it posts to the action, and the page comes back with what the action answered. With scripts the same
 * check speaks first, the page stays, and nothing typed is lost when the line drops.
 *
 * @param check a zod schema, or a function from the form to errors: the server's own, so that the words are the same
 */
export function useServerForm<V extends FieldValues = FieldValues>(
  check: Schema | FormCheck,
  action: FormAction,
  options: Options = {},
) {
  const [posted, formAction] = useActionState(action, null)
  const [answered, setAnswered] = useState<FormState>(null)
  const [pending, start] = useTransition()
  const element = useRef<HTMLFormElement>(null)
  const state = answered ?? posted
  const refused = state && !state.ok ? state : null

  const resolver: Resolver<FieldValues> = async (values) => {
    const form = new FormData(element.current ?? undefined)
    const errors = typeof check === 'function' ? check(form) : await runSchema(check, form, options.lists ?? [])
    return Object.keys(errors).length > 0 ? { values: {}, errors: nest(errors) } : { values, errors: {} }
  }
  // A new object would be taken for new errors: it changes only with the answer it comes from.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const serverErrors = useMemo(() => nest(refused?.errors ?? options.initialErrors ?? {}), [refused])
  // Errors stay as they were told until the form is sent again: what changes under the hands of whoever types is not read.
  const form = useForm<FieldValues>({
    resolver,
    errors: serverErrors,
    shouldFocusError: false,
    reValidateMode: 'onSubmit',
  })
  const errors = flatten(form.formState.errors)

  /** The same errors told again take the focus again. */
  const tellRefused = () => {
    options.onRefused?.()
    requestAnimationFrame(() => {
      const inForm = element.current?.querySelector<HTMLElement>(`#${ERROR_SUMMARY}`)
      ;(inForm ?? document.getElementById(ERROR_SUMMARY))?.focus()
    })
  }

  const send = (data: FormData) =>
    start(async () => {
      try {
        await options.prepare?.(data)
        const result = await action(state, data)
        start(() => setAnswered(result))
        if (result && !result.ok) tellRefused()
      } catch (error) {
        try {
          unstable_rethrow(error) // the way a redirect travels: the action was done
        } catch (redirect) {
          if (!isSignIn(redirect)) options.onAccepted?.()
          throw redirect
        }
        start(() => setAnswered({ ok: false, message: RETRY, errors: {} }))
        tellRefused()
      }
    })

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    if (pending || options.intercept?.(submitter)) return
    const data = new FormData(event.currentTarget, submitter)
    if (submitter instanceof HTMLButtonElement && submitter.formNoValidate) {
      send(data)
      return
    }
    void form.handleSubmit(() => send(data), tellRefused)()
  }

  return {
    form: form as unknown as import('react-hook-form').UseFormReturn<V>,
    formProps: { ref: element, action: formAction, onSubmit, noValidate: true },
    /** By path, in the order of the form. */
    errors: errors as Partial<Errors>,
    message: refused?.message ?? null,
    pending,
    /** What was typed, handed back by the action to a page without scripts. */
    typed: (name: string): string | undefined => refused?.values?.[name],
  }
}

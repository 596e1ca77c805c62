'use client'
import { useActionState } from 'react'
import type { IsoDate } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'

/** Of a day, as `DateField` names them. */
const PARTI = ['giorno', 'mese', 'anno'] as const

type Action = (state: FormState, form: FormData) => Promise<FormState>

/**
 * A form that posts to a server action, with or without scripts: the answer brings back what was typed, with its errors.
 * For short forms; long ones check while one types (`useServerForm`).
 */
export function useActionForm(action: Action) {
  const [state, formAction, pending] = useActionState(action, null)
  const values = state?.values ?? {}
  const value = (name: string, initial = '') => one(values[name]) ?? initial
  return {
    pending,
    message: state?.message ?? null,
    errors: state?.errors ?? {},
    /** The server checked everything and asks for a confirmation: the form shows its preview. */
    preview: state?.preview ?? false,
    /** The second factor is asked for again, in this form. */
    stepUp: state?.stepUp ?? false,
    /** All that was typed before the answer; null: nothing has been sent yet. */
    typed: state?.values ?? null,
    /** What was typed before the refusal; else what the page gives. */
    value,
    /** The same for the three parts of a day, for a `DateField`. */
    day: (name: string, initial: IsoDate | null = null) => {
      const typed = PARTI.map((part) => [part, value(`${name}.${part}`)] as const)
      return typed.some(([, text]) => text)
        ? (Object.fromEntries(typed) as Record<(typeof PARTI)[number], string>)
        : initial
    },
    list: (name: string, initial: readonly string[] = []) =>
      values[name] === undefined ? [...initial] : [values[name]].flat(),
    formProps: { action: formAction, noValidate: true as const },
  }
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.at(-1) : value)

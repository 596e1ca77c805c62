/** Plain requests to the portal, as any program could send them, and what an answer means. */
import { env } from '@/lib/env'

export type Fields = Record<string, string | readonly string[] | Blob>
export type Sent = {
  method: string
  path: string
  token?: string
  body?: FormData | string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}
export type Answer = {
  status: number
  /** own address it leads to, without the host */
  to: string | null
  body: string
  cookie: string | null
}

const COOKIE = 'sportello-sessione'

export async function call({ method, path, token, body, headers }: Sent): Promise<Answer> {
  const { BASE_URL } = env()
  const response = await fetch(`${BASE_URL}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(method !== 'GET' && method !== 'HEAD' && { origin: BASE_URL }),
      ...(token && { cookie: `${COOKIE}=${token}` }),
      ...headers,
    },
    body,
  })
  const told = response.headers
  const to = told.get('x-action-redirect')?.replace(/;(push|replace)$/, '') ?? told.get('location')
  const set = told.getSetCookie().find((one) => one.startsWith(`${COOKIE}=`))
  return {
    status: response.status,
    to: to?.replace(BASE_URL, '') ?? null,
    body: await response.text(),
    cookie: set ? (/=([^;]*)/.exec(set)?.[1] ?? null) : null,
  }
}

export function toFormData(fields: Fields, prefix = ''): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? value : [value]) form.append(`${prefix}${name}`, one)
  return form
}

/** An action called as its script calls it: the arguments, then the state before (none) and the form. */
export function actionCall(
  id: string,
  args: readonly unknown[],
  fields: Fields | null,
): Pick<Sent, 'body' | 'headers' | 'method'> {
  const body = fields ? toFormData(fields, '_1_') : new FormData()
  body.append('0', JSON.stringify(fields ? [...args, null, '$K1'] : args))
  return { method: 'POST', body, headers: { 'next-action': id, accept: 'text/x-component' } }
}

/** The same action sent by its form without scripts. */
export function formPost(id: string, args: readonly unknown[], fields: Fields): Pick<Sent, 'body' | 'method'> {
  const body = toFormData(fields)
  body.append('$ACTION_REF_1', '')
  body.append('$ACTION_1:0', JSON.stringify({ id, bound: '$@1' }))
  body.append('$ACTION_1:1', JSON.stringify([...args, null]))
  body.append('$ACTION_KEY', 'k0')
  return { method: 'POST', body }
}

export type Returned = {
  message?: string | null
  ok?: boolean
  stepUp?: boolean
  values?: Record<string, unknown>
} | null

/** What an action gave back: the second row of its answer. */
export function returnedBy(body: string): Returned | undefined {
  const riga = /^1:(.*)$/m.exec(body)?.[1]
  if (riga === undefined) return undefined
  try {
    return JSON.parse(riga) as Returned
  } catch {
    return undefined // an error row: the status says which
  }
}

/** Without what is made anew at each answer: ids, nonces, times, references. */
export const plain = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replace(/nonce="[^"]*"/g, '')
    .replace(/"nonce":"[^"]*"/g, '')
    .replace(/\d{2}:\d{2}(:\d{2})?/g, '')

/** Plain requests to the portal, as any program could send them, and what an answer means. */
import { env } from '@/lib/env'

export type Modulo = Record<string, string | readonly string[] | Blob>
export type Richiesta = {
  metodo: string
  percorso: string
  token?: string
  corpo?: FormData | string | Uint8Array<ArrayBuffer>
  intestazioni?: Record<string, string>
}
export type Ricevuta = {
  stato: number
  /** own address it leads to, without the host */
  verso: string | null
  corpo: string
  biscotto: string | null
}

const COOKIE = 'sportello-sessione'

export async function call({ metodo, percorso, token, corpo, intestazioni }: Richiesta): Promise<Ricevuta> {
  const { BASE_URL } = env()
  const response = await fetch(`${BASE_URL}${percorso}`, {
    method: metodo,
    redirect: 'manual',
    headers: {
      ...(metodo !== 'GET' && metodo !== 'HEAD' && { origin: BASE_URL }),
      ...(token && { cookie: `${COOKIE}=${token}` }),
      ...intestazioni,
    },
    body: corpo,
  })
  const { headers, status } = response
  const verso = headers.get('x-action-redirect')?.replace(/;(push|replace)$/, '') ?? headers.get('location')
  const set = headers.getSetCookie().find((one) => one.startsWith(`${COOKIE}=`))
  return {
    stato: status,
    verso: verso?.replace(BASE_URL, '') ?? null,
    corpo: await response.text(),
    biscotto: set ? (/=([^;]*)/.exec(set)?.[1] ?? null) : null,
  }
}

export function toFormData(modulo: Modulo, prefix = ''): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(modulo))
    for (const one of Array.isArray(value) ? value : [value]) form.append(`${prefix}${name}`, one)
  return form
}

/** An action called as its script calls it: the arguments, then the state before (none) and the form. */
export function actionCall(
  id: string,
  argomenti: readonly unknown[],
  modulo: Modulo | null,
): Pick<Richiesta, 'corpo' | 'intestazioni' | 'metodo'> {
  const corpo = modulo ? toFormData(modulo, '_1_') : new FormData()
  corpo.append('0', JSON.stringify(modulo ? [...argomenti, null, '$K1'] : argomenti))
  return { metodo: 'POST', corpo, intestazioni: { 'next-action': id, accept: 'text/x-component' } }
}

/** The same action sent by its form without scripts. */
export function formPost(
  id: string,
  argomenti: readonly unknown[],
  modulo: Modulo,
): Pick<Richiesta, 'corpo' | 'metodo'> {
  const corpo = toFormData(modulo)
  corpo.append('$ACTION_REF_1', '')
  corpo.append('$ACTION_1:0', JSON.stringify({ id, bound: '$@1' }))
  corpo.append('$ACTION_1:1', JSON.stringify([...argomenti, null]))
  corpo.append('$ACTION_KEY', 'k0')
  return { metodo: 'POST', corpo }
}

export type Valore = {
  message?: string | null
  ok?: boolean
  stepUp?: boolean
  values?: Record<string, unknown>
} | null

/** What an action gave back: the second row of its answer. */
export function returnedBy(corpo: string): Valore | undefined {
  const riga = /^1:(.*)$/m.exec(corpo)?.[1]
  if (riga === undefined) return undefined
  try {
    return JSON.parse(riga) as Valore
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

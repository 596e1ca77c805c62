import { MAX_MESSAGE_BYTES } from './xml'

/** Base64 and percent signs make a message longer than its XML. */
const MAX_FORM_BYTES = 2 * MAX_MESSAGE_BYTES

async function readText(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > MAX_FORM_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** @returns null for anything but base64 of UTF-8 text */
export function decodeSaml(base64: string): string | null {
  const text = base64.replace(/\s/g, '')
  if (text.length === 0 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'))
  } catch {
    return null // bytes that are no UTF-8: not a message
  }
}

type Campo = 'SAMLResponse' | 'SAMLRequest'

/**
 * Reads the form that a provider's page posts.
 *
 * @param fields those that may carry the message; one of them does, once
 * @returns null when it is not one, or is longer than any of them
 */
export async function readSamlPost(
  request: Request,
  fields: readonly Campo[] = ['SAMLResponse'],
): Promise<{ field: Campo; xml: string; relayState: string | null } | null> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return null
  const text = await readText(request)
  if (text === null) return null
  const form = new URLSearchParams(text)
  const [message, ...others] = fields.flatMap((field) => form.getAll(field).map((text) => ({ field, text })))
  if (!message || others.length > 0) return null
  const xml = decodeSaml(message.text)
  return xml === null ? null : { field: message.field, xml, relayState: form.get('RelayState') }
}

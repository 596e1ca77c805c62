/**
 * The permanent address of a unit or of a page: its id, written short enough for paper. Ids are given once and never
 * change, whatever becomes of title, signature and place in the tree.
 */

/** Crockford's base 32: no i, l, o and u, which are misread; capitals are the same. */
const ALFABETO = '0123456789abcdefghjkmnpqrstvwxyz'
const BASE = BigInt(ALFABETO.length)
/** Characters that 128 bits take. */
export const LUNGHEZZA_CODICE = 26
const MASSIMO = 2n ** 128n

/** @param uuid as `isUuid` wants it */
export function codiceOf(uuid: string): string {
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`)
  let code = ''
  for (let i = 0; i < LUNGHEZZA_CODICE; i += 1) {
    code = ALFABETO[Number(rest % BASE)] + code
    rest /= BASE
  }
  return code
}

/** @returns null for what is no code. Read from paper: capitals, hyphens, i and l for 1, o for 0 are understood */
export function uuidOf(codice: string): string | null {
  const code = codice.toLowerCase().replaceAll('-', '').replace(/[il]/g, '1').replaceAll('o', '0')
  if (code.length !== LUNGHEZZA_CODICE) return null
  let value = 0n
  for (const char of code) {
    const digit = ALFABETO.indexOf(char)
    if (digit < 0) return null
    value = value * BASE + BigInt(digit)
  }
  if (value >= MASSIMO) return null
  return value
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

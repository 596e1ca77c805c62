/** Headers of a download: pure text, no input or output. */

/**
 * `Content-Disposition` for any file name (RFC 6266, RFC 8187): always a download, never a page of ours.
 * @returns plain name for old clients (letters, digits and a few marks), and the whole one in UTF-8
 */
export function attachmentHeader(nome: string): string {
  const safe = nome.replace(/[\p{C}/\\]/gu, '_')
  const plain = safe
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()+-]/g, '_')
  const whole = encodeURIComponent(safe).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

/**
 * One range of a `Range` header, both ends counted (RFC 9110 §14).
 * @returns null to send the whole file: no header, several ranges, or not understood; 'fuori' when nothing of it exists
 */
export function parseRange(header: string | null, byte: number): { start: number; end: number } | 'fuori' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (!match[1] && !match[2])) return null
  if (!match[1]) {
    const last = Number(match[2])
    return last === 0 ? 'fuori' : { start: Math.max(0, byte - last), end: byte - 1 }
  }
  const start = Number(match[1])
  const end = match[2] ? Math.min(Number(match[2]), byte - 1) : byte - 1
  if (start >= byte) return 'fuori'
  return start > end ? null : { start, end }
}

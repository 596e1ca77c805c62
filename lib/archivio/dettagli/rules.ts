/** Kilometres as they are written on road papers. */
const KM = /^(\d{1,3})(?:\s?[+]\s?(\d{1,3})|[.,](\d{1,3}))?$/
const M_PER_KM = 1000

/** '3+200', '3,2', '3.200', '3' → metres from the start of the road; null: none of these. '3+20' is 3 km and 20 m. */
export function parseKm(testo: string): number | null {
  const [all, km, metri, decimali] = KM.exec(testo.trim().replace(/^km\s*/i, '')) ?? []
  if (all === undefined) return null
  return Number(km) * M_PER_KM + Number(metri ?? (decimali ?? '0').padEnd(3, '0'))
}

/** 3200 → '3+200' */
export const formatKm = (m: number): string => `${Math.floor(m / M_PER_KM)}+${String(m % M_PER_KM).padStart(3, '0')}`

const STRADA = /^(s)\.?\s?([psr])\.?\s?(\d{1,3})\s?(\w{0,4})$/i

/** 'sp370', 'S.P. 370' → 'SP 370': one road has one name. What is no number of a road stays as it is written. */
export function stradaOf(testo: string): string {
  const [, s, lettera, numero, resto] = STRADA.exec(testo.trim()) ?? []
  if (!s || !lettera || !numero) return testo.trim()
  return `${s}${lettera}`.toUpperCase().concat(` ${Number(numero)}`, resto ? ` ${resto}` : '')
}

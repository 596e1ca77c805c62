/** 'SP 8' before 'SP 10', roads of a kind together. */
export const compareStrade = (a: string, b: string): number => a.localeCompare(b, 'it', { numeric: true })

const metres = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const tonnes = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 2 })

/** 'massimo 26 t', 'altezza massima 3,50 m' */
export function describeLimite(limite: {
  massaMaxKg: number | null
  altezzaMaxCm: number | null
  larghezzaMaxCm: number | null
}): string {
  const parts: string[] = []
  if (limite.massaMaxKg !== null) parts.push(`massimo ${tonnes.format(limite.massaMaxKg / 1000)} t`)
  if (limite.altezzaMaxCm !== null) parts.push(`altezza massima ${metres.format(limite.altezzaMaxCm / 100)} m`)
  if (limite.larghezzaMaxCm !== null) parts.push(`larghezza massima ${metres.format(limite.larghezzaMaxCm / 100)} m`)
  return parts.join(', ')
}

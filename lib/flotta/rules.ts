/** Papers of a vehicle and when they run out. */
import { daysBetween, type IsoDate } from '@/lib/core/date'

export const TIPI_CARTA = [
  'carta_circolazione',
  'revisione',
  'assicurazione',
  'allegato_tecnico',
  'licenza_trasporto',
  'altro',
] as const
export type TipoCarta = (typeof TIPI_CARTA)[number]

/** `scade`: it has an expiry, which must be given. */
export const CARTE: Record<TipoCarta, { nome: string; scade: boolean; norma: string }> = {
  carta_circolazione: { nome: 'Carta di circolazione', scade: false, norma: 'art. 93 CdS' },
  revisione: { nome: 'Revisione', scade: true, norma: 'art. 80 CdS' },
  assicurazione: { nome: 'Assicurazione', scade: true, norma: 'art. 193 CdS' },
  allegato_tecnico: { nome: 'Allegato tecnico', scade: false, norma: 'art. 10 CdS' },
  licenza_trasporto: { nome: 'Iscrizione all’Albo o licenza', scade: false, norma: 'L. 298/1974' },
  altro: { nome: 'Altro documento', scade: false, norma: '' },
}

/** Days before the expiry on which the company is told, the further one first. */
export const GIORNI_AVVISO = [30, 7] as const

export type StatoCarta = 'valida' | 'in_scadenza' | 'scaduta' | 'senza_scadenza'
/** The last good day is still good. */
export function statoCarta(scadeIl: IsoDate | null, oggi: IsoDate): StatoCarta {
  if (scadeIl === null) return 'senza_scadenza'
  const left = daysBetween(oggi, scadeIl)
  if (left < 0) return 'scaduta'
  return left <= GIORNI_AVVISO[0] ? 'in_scadenza' : 'valida'
}

/**
 * Which notice is due: the nearest threshold already passed, so that a paper entered 5 days before it expires gives one
 * notice and not two.
 */
export function avvisoDovuto(scadeIl: IsoDate, oggi: IsoDate): (typeof GIORNI_AVVISO)[number] | null {
  const left = daysBetween(oggi, scadeIl)
  if (left < 0) return null
  return GIORNI_AVVISO.findLast((days) => left <= days) ?? null
}

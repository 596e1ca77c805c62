/**
 * The reading room: when it is open, how many read in it, and when one may come. Hours, seats and notice are dated settings,
 * proposed: *da confermare*.
 * @see D.P.R. 184/2006 art. 7: papers are seen in the hours of the office, with who accompanies named on the request
 */
import { addDays, addWorkingDays, type IsoDate, isFestivo, weekday } from '@/lib/core/date'

/** Sunday first, as days are counted. */
export const GIORNI = ['dom', 'lun', 'mar', 'mer', 'gio', 'ven', 'sab'] as const
export type Orario = Partial<Record<(typeof GIORNI)[number], readonly string[]>>
export const STATI_APPUNTAMENTO = ['prenotato', 'disdetto', 'venuto', 'assente'] as const
export type StatoAppuntamento = (typeof STATI_APPUNTAMENTO)[number]

/** Of a grant to read in the room. */
export type StatoAccesso = 'aperto' | 'finito' | 'revocato'
export const statoAccesso = (
  { al, revocatoAt }: { al: IsoDate; revocatoAt: Date | null },
  oggi: IsoDate,
): StatoAccesso => (revocatoAt ? 'revocato' : al < oggi ? 'finito' : 'aperto')

export const CHIAVI_SALA = {
  orario: 'archivio.sala.orario',
  posti: 'archivio.sala.posti',
  chiusure: 'archivio.sala.chiusure',
  preavviso: 'archivio.sala.preavviso-giorni',
  luogo: 'archivio.sala.luogo',
} as const

export type Sala = {
  /** hours of each day: '09:30-11:00' */
  orario: Orario
  posti: number
  /** days on which it stays closed, besides festivi */
  chiusure: readonly string[]
  /** working days to fetch the papers */
  preavviso: number
  luogo: string
}
export const SALA_PROPOSTA: Sala = {
  orario: {
    lun: ['09:30-11:00', '11:00-12:30'],
    mar: ['09:30-11:00', '11:00-12:30', '15:00-16:30'],
    mer: ['09:30-11:00', '11:00-12:30'],
    gio: ['09:30-11:00', '11:00-12:30', '15:00-16:30'],
    ven: ['09:30-11:00', '11:00-12:30'],
  },
  posti: 4,
  chiusure: [],
  preavviso: 2,
  luogo: 'Sala di studio dell’archivio, Palazzo di Governo, La Spezia',
}

export type Turno = { giorno: IsoDate; inizio: string; fine: string }
const TURNO = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/

/** Slots of a day, in order; none when it is closed. What is written badly in the setting is no slot. */
export function turniDi(giorno: IsoDate, { orario, chiusure }: Pick<Sala, 'orario' | 'chiusure'>): Turno[] {
  if (isFestivo(giorno) || chiusure.includes(giorno)) return []
  const hours = orario[GIORNI[weekday(giorno)] ?? 'dom'] ?? []
  return [...hours]
    .filter((one) => TURNO.test(one))
    .sort()
    .map((one) => ({ giorno, inizio: one.slice(0, 5), fine: one.slice(6) }))
}

/** First day on which one may come: the papers have to be fetched. */
export const primoGiorno = (oggi: IsoDate, preavviso: number): IsoDate =>
  preavviso > 0 ? addWorkingDays(oggi, preavviso) : addDays(oggi, 1)

export type TurnoLibero = Turno & { liberi: number }
/**
 * Slots between two days, both counted, with the seats that are left.
 * @param occupati seats taken, by `chiaveTurno`
 */
export function listTurni(dal: IsoDate, al: IsoDate, sala: Sala, occupati: ReadonlyMap<string, number>): TurnoLibero[] {
  const found: TurnoLibero[] = []
  for (let giorno = dal; giorno <= al; giorno = addDays(giorno, 1))
    for (const turno of turniDi(giorno, sala))
      found.push({ ...turno, liberi: Math.max(0, sala.posti - (occupati.get(chiaveTurno(turno)) ?? 0)) })
  return found
}

/** '2026-12-03 09:30': what a form sends. */
export const chiaveTurno = ({ giorno, inizio }: Pick<Turno, 'giorno' | 'inizio'>): string => `${giorno} ${inizio}`

const isOrario = (value: unknown): value is Orario =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => Array.isArray(one))
/** Settings, with what holds until the Province says otherwise. */
export function salaOf(impostazioni: readonly { chiave: string; valore: unknown }[]): Sala {
  const of = (chiave: string) => impostazioni.find((one) => one.chiave === chiave)?.valore
  const [orario, posti, chiusure, preavviso, luogo] = Object.values(CHIAVI_SALA).map(of)
  const whole = (value: unknown, least: number): value is number =>
    Number.isInteger(value) && (value as number) >= least
  return {
    orario: isOrario(orario) ? orario : SALA_PROPOSTA.orario,
    posti: whole(posti, 0) ? posti : SALA_PROPOSTA.posti,
    chiusure: Array.isArray(chiusure) ? chiusure.map(String) : SALA_PROPOSTA.chiusure,
    preavviso: whole(preavviso, 0) ? preavviso : SALA_PROPOSTA.preavviso,
    luogo: typeof luogo === 'string' && luogo !== '' ? luogo : SALA_PROPOSTA.luogo,
  }
}

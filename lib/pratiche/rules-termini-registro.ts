/**
 * The ledger of the legal clock: its events replayed into one run of days, with the stops that count.
 * An event without effect in law (a second sospensione, one after the end) is kept and explained.
 */
import { addDays, firstDayNotFestivo, formatDay, type IsoDate, isLavorativo, minDay } from '@/lib/core/date'

export type RegolaTermine = {
  giorni: number // 1–365
  unita: 'giorni' | 'giorni_lavorativi'
  sospensioneMaxGiorni: number // calendar days, 30 by art. 2 c. 7 L. 241/1990
  /** what the end of the term means when nobody decides; absent: nothing */
  silenzio?: 'nessuno' | 'assenso' | 'diniego' | 'inadempimento'
  sabatoFestivo?: boolean // a last day on Saturday moves on: only where a rule says so
}

export type EventoTermine = {
  tipo: 'avvio' | 'sospensione' | 'ripresa' | 'preavviso' | 'osservazioni' | 'interruzione' | 'proroga' | 'conclusione'
  il: IsoDate // of a sospensione or preavviso: the last day that still counts
  motivo?: string // Italian, shown to the applicant
  /** sospensione: at most so many days; proroga: days added */
  giorni?: number
  /** sospensione: 'controinteressati' may stand beside the one for documents (art. 3 D.P.R. 184/2006, art. 5 D.Lgs. 33/2013) */
  causa?: 'documenti' | 'controinteressati'
  /** preavviso: day the party received it; when absent, the day it was sent */
  ricevutoIl?: IsoDate
}

const GIORNI_OSSERVAZIONI = 10 // art. 10-bis c. 1 L. 241/1990
const NORMA = { sospensione: 'art. 2 c. 7 L. 241/1990', preavviso: 'art. 10-bis L. 241/1990' } as const

/** Last day for the observations of the party, moved on when a festivo. @see L. 241/1990 art. 10-bis; R9, R11 */
export const limiteOsservazioni = (ricevutoIl: IsoDate): IsoDate =>
  firstDayNotFestivo(addDays(ricevutoIl, GIORNI_OSSERVAZIONI))

/** A stop: the days after `from`, up to and including `to`, do not count. */
export type Stop = {
  tipo: 'sospensione' | 'preavviso'
  from: IsoDate
  to: IsoDate
  closed: boolean
  causa: string
  nota: string
  limite: IsoDate
}
export type Run = { start: IsoDate; giorni: number; stops: Stop[] }

export const covers = (stops: Stop[], day: IsoDate): Stop | undefined =>
  stops.find((stop) => stop.from < day && day <= stop.to)
export const counts = (regola: RegolaTermine, run: Run, day: IsoDate): boolean =>
  !covers(run.stops, day) && (regola.unita === 'giorni' || isLavorativo(day))
export const roll = (regola: RegolaTermine, day: IsoDate): IsoDate => firstDayNotFestivo(day, regola.sabatoFestivo)

/** @returns the last day, before the move: a stop that begins on the last useful day still puts it off (S05) */
export function rawEnd(regola: RegolaTermine, run: Run): IsoDate {
  let day = run.start
  for (let left = run.giorni; left > 0; ) {
    day = addDays(day, 1)
    if (counts(regola, run, day)) left -= 1
  }
  for (;;) {
    const last = roll(regola, day)
    const next = run.stops.find((stop) => stop.from >= day && stop.from <= last && stop.to > day)
    if (!next) return day
    day = next.to
  }
}

type Interruzione = { from: IsoDate; to: IsoDate | null; nota: string }
export type Ledger = {
  avvioIl: IsoDate
  run: Run
  interruzioni: Interruzione[]
  concluso: IsoDate | null
  note: string[]
}
export const openInterruzione = ({ interruzioni }: Ledger): Interruzione | undefined =>
  interruzioni.find((one) => one.to === null)

/** Replays the events; one that has no effect in law (a second sospensione, one after the end) is only explained. */
export function replay(regola: RegolaTermine, eventi: readonly EventoTermine[], oggi: IsoDate): Ledger {
  const known = eventi.filter((one) => one.il <= oggi).sort((a, b) => (a.il < b.il ? -1 : a.il > b.il ? 1 : 0))
  const avvio = known.find((one) => one.tipo === 'avvio')
  if (!avvio) throw new RangeError('A term needs its avvio, not later than today')
  const ledger: Ledger = {
    avvioIl: avvio.il,
    run: { start: avvio.il, giorni: regola.giorni, stops: [] },
    interruzioni: [],
    concluso: null,
    note: [],
  }
  for (const one of known) {
    const { run } = ledger
    const late = () => one.il > roll(regola, rawEnd(regola, run))
    const interrotto = openInterruzione(ledger)
    const skip = (perche: string) => ledger.note.push(`${NOMI[one.tipo]} ${onDay(one.il)} non ha effetto: ${perche}.`)
    if (ledger.concluso || (interrotto && one.tipo !== 'ripresa' && one.tipo !== 'conclusione')) continue
    if (one.tipo === 'conclusione') ledger.concluso = one.il
    else if (one.tipo === 'interruzione')
      ledger.interruzioni.push({ from: one.il, to: null, nota: one.motivo ?? 'termine interrotto' })
    else if (one.tipo === 'ripresa') {
      const stop = run.stops.findLast((other) => other.tipo === 'sospensione' && !other.closed)
      if (interrotto) {
        interrotto.to = one.il
        ledger.run = { start: one.il, giorni: regola.giorni, stops: [] }
      } else if (stop) {
        stop.to = minDay(stop.to, one.il)
        stop.closed = true
      }
    } else if (one.tipo === 'proroga') {
      if (late()) skip('il termine era già scaduto')
      else run.giorni += one.giorni ?? 0
    } else if (one.tipo === 'sospensione') {
      const causa = one.causa ?? 'documenti'
      const max = regola.sospensioneMaxGiorni
      if (causa === 'documenti' && run.stops.some((other) => other.causa === 'documenti'))
        skip('i termini si sospendono una volta sola')
      else if (late()) skip('il termine era già scaduto')
      else {
        const to = addDays(
          one.il,
          causa === 'documenti' ? Math.min(one.giorni ?? max, max) : (one.giorni ?? GIORNI_OSSERVAZIONI),
        )
        const nota = one.motivo ?? (causa === 'documenti' ? 'attesa di documenti' : 'avviso a chi può opporsi')
        run.stops.push({
          tipo: 'sospensione',
          from: one.il,
          to,
          closed: false,
          causa,
          limite: to,
          nota: causa === 'documenti' ? `${nota} (${NORMA.sospensione})` : nota,
        })
      }
    } else if (one.tipo === 'preavviso') {
      const limite = limiteOsservazioni(one.ricevutoIl ?? one.il)
      if (late()) skip('il termine era già scaduto')
      else
        run.stops.push({
          tipo: 'preavviso',
          from: one.il,
          to: limite,
          closed: false,
          causa: 'preavviso',
          limite,
          nota: `preavviso di diniego (${NORMA.preavviso})`,
        })
    } else if (one.tipo === 'osservazioni') {
      const preavviso = run.stops.findLast((other) => other.tipo === 'preavviso')
      if (preavviso && one.il <= preavviso.limite) preavviso.to = addDays(one.il, GIORNI_OSSERVAZIONI)
      else if (preavviso)
        ledger.note.push(
          `Le osservazioni sono arrivate ${onDay(one.il)}, dopo il limite: l’ufficio le legge se non ha ancora deciso, ma il termine non cambia.`,
        )
    }
  }
  return ledger
}

const NOMI: Record<EventoTermine['tipo'], string> = {
  avvio: 'L’avvio',
  sospensione: 'La sospensione',
  ripresa: 'La ripresa',
  preavviso: 'Il preavviso',
  osservazioni: 'Le osservazioni',
  interruzione: 'L’interruzione',
  proroga: 'La proroga',
  conclusione: 'La conclusione',
}

/** 'al 12 marzo 2026', 'all’8 marzo 2026' */
export const toDay = (day: IsoDate): string =>
  /-(08|11)$/.test(day) ? `all’${formatDay(day)}` : `al ${formatDay(day)}`
/** 'il 12 marzo 2026', 'l’8 marzo 2026' */
export const onDay = (day: IsoDate): string => (/-(08|11)$/.test(day) ? `l’${formatDay(day)}` : `il ${formatDay(day)}`)
export const nGiorni = (n: number): string => (n === 1 ? '1 giorno' : `${n} giorni`)

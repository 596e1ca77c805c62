/**
 * The legal clock of a pratica, recomputed from its ledger: every day is running, suspended or to come, and says why.
 * R1–R14 of the domain notes: the first day is not counted, the last is; inner festivi count; a last day that is a
 * festivo moves on (art. 2963 c.c., art. 155 c.p.c.); a sospensione keeps the days used, an interruzione cancels them.
 */
import { addDays, daysBetween, type IsoDate, maxDay, minDay } from '@/lib/core/date'
import { type Result, refuse, success } from '@/lib/core/result'
import { explain } from './rules-termini-parole'
import {
  counts,
  covers,
  type EventoTermine,
  limiteOsservazioni,
  onDay,
  openInterruzione,
  type RegolaTermine,
  type Run,
  rawEnd,
  replay,
  roll,
  type Stop,
  toDay,
} from './rules-termini-registro'

export type GiornoTermine = {
  il: IsoDate
  tipo: 'trascorso' | 'sospeso' | 'futuro' | 'ultimo'
  n: number | null
  nota: string | null
}

export type Termine = {
  scadeIl: IsoDate // last useful day, never a festivo; of an open stop: the latest it can be
  grezzoIl: IsoDate // before the move to a day that is not a festivo
  stato: 'in_corso' | 'sospeso' | 'scaduto' | 'concluso'
  giorniTrascorsi: number // counted days, today included
  giorniSospesi: number // until today
  giorniRimasti: number // 0 once it is over
  giorniRitardo: number // calendar days after scadeIl, to today or to the decision
  /** Day the last stop ends by itself, past or to come; null without stops, or when an event ended it. */
  riprendeIl: IsoDate | null
  giorni: GiornoTermine[] // from the day after the start to the last one
  spiegazione: string[] // Italian sentences, with the article
}

/**
 * Where the clock stands on a day, as known that day: later events are not read.
 *
 * @param eventi in the order they were recorded; the first is the avvio
 * @throws RangeError without an avvio, or with a term outside 1–365: a caller's bug
 * @see L. 241/1990 art. 2 cc. 2, 4, 6, 7 and art. 10-bis; art. 2963 c.c.
 */
export function computeTermine(regola: RegolaTermine, eventi: readonly EventoTermine[], oggi: IsoDate): Termine {
  if (!Number.isInteger(regola.giorni) || regola.giorni < 1 || regola.giorni > 365)
    throw new RangeError(`Not a term: ${regola.giorni}`)
  const ledger = replay(regola, eventi, oggi)
  const { concluso } = ledger
  /** An open interruzione: were it to end today, the whole term would start again. */
  const interrotto = concluso === null && openInterruzione(ledger) !== undefined
  const run: Run = interrotto ? { start: oggi, giorni: regola.giorni, stops: [] } : ledger.run
  const grezzoIl = rawEnd(regola, run)
  const scadeIl = roll(regola, grezzoIl)
  const fino = concluso ?? oggi

  const giorni: GiornoTermine[] = []
  for (let il = addDays(ledger.avvioIl, 1); il <= run.start; il = addDays(il, 1)) {
    const fermo = ledger.interruzioni.find((one) => one.from < il && il <= (one.to ?? oggi))
    giorni.push({
      il,
      tipo: fermo ? 'sospeso' : 'trascorso',
      n: null,
      nota: fermo?.nota ?? 'non conta più: il termine è ricominciato da capo',
    })
  }
  let n = 0
  let giorniTrascorsi = 0
  let giorniSospesi = 0
  const ultimo = concluso ? minDay(concluso, scadeIl) : scadeIl
  for (let il = addDays(run.start, 1); il <= ultimo; il = addDays(il, 1)) {
    const stop = covers(run.stops, il)
    const counted = counts(regola, run, il) && n < run.giorni
    if (counted) n += 1
    if (counted && il <= fino) giorniTrascorsi += 1
    if (stop && il <= fino) giorniSospesi += 1
    const tipo = il === scadeIl ? 'ultimo' : stop ? 'sospeso' : il <= fino ? 'trascorso' : 'futuro'
    giorni.push({ il, tipo, n: counted ? n : null, nota: notaOf(run, il, stop, counted, il === concluso) })
  }

  const fermo = !concluso && (interrotto || run.stops.some((stop) => stop.from <= oggi && oggi < stop.to))
  const stato = concluso ? 'concluso' : fermo ? 'sospeso' : oggi > scadeIl ? 'scaduto' : 'in_corso'
  const last = run.stops.at(-1)
  return {
    scadeIl,
    grezzoIl,
    stato,
    giorniTrascorsi,
    giorniSospesi,
    giorniRimasti:
      stato === 'in_corso' && regola.unita === 'giorni'
        ? daysBetween(oggi, scadeIl)
        : stato === 'in_corso' || stato === 'sospeso'
          ? run.giorni - giorniTrascorsi
          : 0,
    giorniRitardo: stato === 'sospeso' ? 0 : Math.max(0, daysBetween(scadeIl, fino)),
    riprendeIl: last && !last.closed ? last.to : null,
    giorni,
    spiegazione: explain(regola, ledger, run, { grezzoIl, scadeIl, scaduto: stato === 'scaduto', oggi }),
  }
}

function notaOf(run: Run, il: IsoDate, stop: Stop | undefined, counted: boolean, decided: boolean): string | null {
  if (decided) return 'decisione'
  if (stop) return stop.nota
  const next = run.stops.find((other) => other.from === il && other.to > il)
  if (next) return 'da domani il termine è fermo'
  return counted ? null : 'giorno che non si conta'
}

export type CodiceRifiuto =
  | 'SUSPENSION_ALREADY_USED'
  | 'TERM_EXPIRED'
  | 'TERM_NOT_RUNNING'
  | 'NOTICE_MISSING'
  | 'NOTICE_OPEN'
  | 'TACIT_ASSENT'
type Rifiuto = ReturnType<typeof refuse> & { codice: CodiceRifiuto }
const rifiuto = (codice: CodiceRifiuto, message: string): Rifiuto => ({ ...refuse(message), codice })

/**
 * May the office stop the clock today to ask for documents? Once, while the term runs.
 * @returns when it would start again at the latest, and a warning when today is the last day
 * @see L. 241/1990 art. 2 c. 7
 */
export function canSuspend(
  regola: RegolaTermine,
  eventi: readonly EventoTermine[],
  oggi: IsoDate,
): Rifiuto | { ok: true; value: { riprendeEntroIl: IsoDate; avviso: string | null } } {
  if (replay(regola, eventi, oggi).run.stops.some((stop) => stop.causa === 'documenti')) {
    return rifiuto(
      'SUSPENSION_ALREADY_USED',
      'I termini sono già stati sospesi una volta: non si possono sospendere ancora (art. 2 c. 7 L. 241/1990)',
    )
  }
  const { stato, scadeIl } = computeTermine(regola, eventi, oggi)
  if (stato === 'scaduto')
    return rifiuto(
      'TERM_EXPIRED',
      `Il termine è scaduto ${onDay(scadeIl)}: non si può più sospendere (art. 2 c. 7 L. 241/1990)`,
    )
  if (stato !== 'in_corso')
    return rifiuto('TERM_NOT_RUNNING', 'I termini non sono in corso: non c’è niente da sospendere')
  return success({
    riprendeEntroIl: addDays(oggi, regola.sospensioneMaxGiorni),
    avviso:
      oggi >= scadeIl ? 'Oggi è l’ultimo giorno: quando arrivano i documenti devi decidere il giorno stesso' : null,
  })
}

/**
 * Does an incomplete istanza make the whole term start again from the answer? Once, and only if the office says so soon
 * after it came; later it may only suspend.
 * @param entroGiorni calendar days from the avvio, 10 for access to documents
 * @see D.P.R. 184/2006 art. 6 c. 5
 */
export const canInterrupt = (
  regola: RegolaTermine,
  eventi: readonly EventoTermine[],
  oggi: IsoDate,
  entroGiorni: number,
): boolean => {
  const avvio = eventi.find((one) => one.tipo === 'avvio')
  return (
    avvio !== undefined &&
    daysBetween(avvio.il, oggi) <= entroGiorni &&
    eventi.every((one) => one.tipo !== 'interruzione') &&
    computeTermine(regola, eventi, oggi).stato === 'in_corso'
  )
}

/**
 * May a refusal be adopted? Only after the preavviso, and after the observations or the last day for them.
 * @param assensoDal first day on which silence counts as assent, when the procedure has it (rules-ritardo)
 * @see L. 241/1990 art. 10-bis; art. 2 c. 8-bis
 */
export function canRefuseAfterNotice(
  eventi: readonly EventoTermine[],
  oggi: IsoDate,
  assensoDal: IsoDate | null = null,
): Rifiuto | Extract<Result<null>, { ok: true }> {
  if (assensoDal && oggi >= assensoDal) {
    return rifiuto(
      'TACIT_ASSENT',
      `La domanda è accolta per silenzio d${toDay(assensoDal)}: un diniego sarebbe inefficace (art. 2 c. 8-bis L. 241/1990)`,
    )
  }
  const preavviso = eventi.findLast((one) => one.tipo === 'preavviso' && one.il <= oggi)
  if (!preavviso)
    return rifiuto(
      'NOTICE_MISSING',
      'Prima di negare devi inviare il preavviso di diniego, con i motivi (art. 10-bis L. 241/1990)',
    )
  const limite = limiteOsservazioni(maxDay(preavviso.ricevutoIl ?? preavviso.il, preavviso.il))
  const risposto = eventi.some((one) => one.tipo === 'osservazioni' && one.il >= preavviso.il && one.il <= oggi)
  if (!risposto && oggi <= limite) {
    return rifiuto(
      'NOTICE_OPEN',
      `Il richiedente può rispondere al preavviso fino ${toDay(limite)}: il diniego si può proporre dal giorno dopo (art. 10-bis L. 241/1990)`,
    )
  }
  return success(null)
}

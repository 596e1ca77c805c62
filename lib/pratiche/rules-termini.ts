/**
 * The legal clock of a pratica, recomputed from its ledger: every day is running, suspended or to come, and says why.
 * R1–R14 of the domain notes: the first day is not counted, the last is; inner festivi count; a last day that is a
 * festivo moves on (art. 2963 c.c., art. 155 c.p.c.); a sospensione keeps the days used, an interruzione cancels them.
 */
import { addDays, daysBetween, firstDayNotFestivo, formatDay, type IsoDate, isLavorativo, maxDay, minDay } from '@/lib/core/date'
import { refuse, type Result, success } from '@/lib/core/result'

export type RegolaTermine = {
  giorni: number // 1–365
  unita: 'giorni' | 'giorni_lavorativi'
  sospensioneMaxGiorni: number // calendar days, 30 by art. 2 c. 7 L. 241/1990
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

export type GiornoTermine = { il: IsoDate; tipo: 'trascorso' | 'sospeso' | 'futuro' | 'ultimo'; n: number | null; nota: string | null }

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

const GIORNI_OSSERVAZIONI = 10 // art. 10-bis c. 1 L. 241/1990
const NORMA = { sospensione: 'art. 2 c. 7 L. 241/1990', preavviso: 'art. 10-bis L. 241/1990' } as const

/** Last day for the observations of the party, moved on when a festivo. @see L. 241/1990 art. 10-bis; R9, R11 */
export const limiteOsservazioni = (ricevutoIl: IsoDate): IsoDate => firstDayNotFestivo(addDays(ricevutoIl, GIORNI_OSSERVAZIONI))

/** A stop: the days after `from`, up to and including `to`, do not count. */
type Stop = { tipo: 'sospensione' | 'preavviso'; from: IsoDate; to: IsoDate; closed: boolean; causa: string; nota: string; limite: IsoDate }
type Run = { start: IsoDate; giorni: number; stops: Stop[] }

const covers = (stops: Stop[], day: IsoDate): Stop | undefined => stops.find((stop) => stop.from < day && day <= stop.to)
const counts = (regola: RegolaTermine, run: Run, day: IsoDate): boolean =>
  !covers(run.stops, day) && (regola.unita === 'giorni' || isLavorativo(day))
const roll = (regola: RegolaTermine, day: IsoDate): IsoDate => firstDayNotFestivo(day, regola.sabatoFestivo)

/** @returns the last day, before the move: a stop that begins on the last useful day still puts it off (S05) */
function rawEnd(regola: RegolaTermine, run: Run): IsoDate {
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
type Ledger = { avvioIl: IsoDate; run: Run; interruzioni: Interruzione[]; concluso: IsoDate | null; note: string[] }
const openInterruzione = ({ interruzioni }: Ledger): Interruzione | undefined => interruzioni.find((one) => one.to === null)

/** Replays the events; one that has no effect in law (a second sospensione, one after the end) is only explained. */
function replay(regola: RegolaTermine, eventi: readonly EventoTermine[], oggi: IsoDate): Ledger {
  const known = eventi.filter((one) => one.il <= oggi).sort((a, b) => (a.il < b.il ? -1 : a.il > b.il ? 1 : 0))
  const avvio = known.find((one) => one.tipo === 'avvio')
  if (!avvio) throw new RangeError('A term needs its avvio, not later than today')
  const ledger: Ledger = { avvioIl: avvio.il, run: { start: avvio.il, giorni: regola.giorni, stops: [] }, interruzioni: [], concluso: null, note: [] }
  for (const one of known) {
    const { run } = ledger
    const late = () => one.il > roll(regola, rawEnd(regola, run))
    const interrotto = openInterruzione(ledger)
    const skip = (perche: string) => ledger.note.push(`${NOMI[one.tipo]} ${onDay(one.il)} non ha effetto: ${perche}.`)
    if (ledger.concluso || (interrotto && one.tipo !== 'ripresa' && one.tipo !== 'conclusione')) continue
    if (one.tipo === 'conclusione') ledger.concluso = one.il
    else if (one.tipo === 'interruzione') ledger.interruzioni.push({ from: one.il, to: null, nota: one.motivo ?? 'termine interrotto' })
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
      if (causa === 'documenti' && run.stops.some((other) => other.causa === 'documenti')) skip('i termini si sospendono una volta sola')
      else if (late()) skip('il termine era già scaduto')
      else {
        const to = addDays(one.il, causa === 'documenti' ? Math.min(one.giorni ?? max, max) : (one.giorni ?? GIORNI_OSSERVAZIONI))
        const nota = one.motivo ?? (causa === 'documenti' ? 'attesa di documenti' : 'avviso a chi può opporsi')
        run.stops.push({ tipo: 'sospensione', from: one.il, to, closed: false, causa, limite: to, nota: causa === 'documenti' ? `${nota} (${NORMA.sospensione})` : nota })
      }
    } else if (one.tipo === 'preavviso') {
      const limite = limiteOsservazioni(one.ricevutoIl ?? one.il)
      if (late()) skip('il termine era già scaduto')
      else run.stops.push({ tipo: 'preavviso', from: one.il, to: limite, closed: false, causa: 'preavviso', limite, nota: `preavviso di diniego (${NORMA.preavviso})` })
    } else if (one.tipo === 'osservazioni') {
      const preavviso = run.stops.findLast((other) => other.tipo === 'preavviso')
      if (preavviso && one.il <= preavviso.limite) preavviso.to = addDays(one.il, GIORNI_OSSERVAZIONI)
      else if (preavviso) ledger.note.push(`Le osservazioni sono arrivate ${onDay(one.il)}, dopo il limite: l’ufficio le legge se non ha ancora deciso, ma il termine non cambia.`)
    }
  }
  return ledger
}

const NOMI: Record<EventoTermine['tipo'], string> = {
  avvio: 'L’avvio', sospensione: 'La sospensione', ripresa: 'La ripresa', preavviso: 'Il preavviso', osservazioni: 'Le osservazioni',
  interruzione: 'L’interruzione', proroga: 'La proroga', conclusione: 'La conclusione',
}
/** 'al 12 marzo 2026', 'all’8 marzo 2026' */
const toDay = (day: IsoDate): string => (/-(08|11)$/.test(day) ? `all’${formatDay(day)}` : `al ${formatDay(day)}`)
/** 'il 12 marzo 2026', 'l’8 marzo 2026' */
const onDay = (day: IsoDate): string => (/-(08|11)$/.test(day) ? `l’${formatDay(day)}` : `il ${formatDay(day)}`)
const nGiorni = (n: number): string => (n === 1 ? '1 giorno' : `${n} giorni`)

/**
 * Where the clock stands on a day, as known that day: later events are not read.
 *
 * @param eventi in the order they were recorded; the first is the avvio
 * @throws RangeError without an avvio, or with a term outside 1–365: a caller's bug
 * @see L. 241/1990 art. 2 cc. 2, 4, 6, 7 and art. 10-bis; art. 2963 c.c.
 */
export function computeTermine(regola: RegolaTermine, eventi: readonly EventoTermine[], oggi: IsoDate): Termine {
  if (!Number.isInteger(regola.giorni) || regola.giorni < 1 || regola.giorni > 365) throw new RangeError(`Not a term: ${regola.giorni}`)
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
    giorni.push({ il, tipo: fermo ? 'sospeso' : 'trascorso', n: null, nota: fermo?.nota ?? 'non conta più: il termine è ricominciato da capo' })
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
    scadeIl, grezzoIl, stato, giorniTrascorsi, giorniSospesi,
    giorniRimasti: stato === 'in_corso' && regola.unita === 'giorni' ? daysBetween(oggi, scadeIl)
      : stato === 'in_corso' || stato === 'sospeso' ? run.giorni - giorniTrascorsi : 0,
    giorniRitardo: stato === 'sospeso' ? 0 : Math.max(0, daysBetween(scadeIl, fino)),
    riprendeIl: last && !last.closed ? last.to : null,
    giorni,
    spiegazione: explain(regola, ledger, run, { grezzoIl, scadeIl, stato, oggi }),
  }
}

function notaOf(run: Run, il: IsoDate, stop: Stop | undefined, counted: boolean, decided: boolean): string | null {
  if (decided) return 'decisione'
  if (stop) return stop.nota
  const next = run.stops.find((other) => other.from === il && other.to > il)
  if (next) return 'da domani il termine è fermo'
  return counted ? null : 'giorno che non si conta'
}

function explain(regola: RegolaTermine, ledger: Ledger, run: Run, end: Pick<Termine, 'grezzoIl' | 'scadeIl' | 'stato'> & { oggi: IsoDate }): string[] {
  const { concluso, interruzioni } = ledger
  const aperta = concluso ? undefined : openInterruzione(ledger)
  const lines = [
    `L’istanza è arrivata ${onDay(ledger.avvioIl)}: quel giorno non si conta (art. 2 c. 6 L. 241/1990, art. 2963 c.c.).`,
    regola.unita === 'giorni' ? `Il termine è di ${nGiorni(regola.giorni)}, compresi i festivi.` : `Il termine è di ${nGiorni(regola.giorni)} lavorativi: sabati, domeniche e festivi non si contano.`,
  ]
  if (aperta) lines.push(`Il termine si è interrotto ${onDay(aperta.from)} (${aperta.nota}): quando riparte si conta da capo. Se ripartisse oggi, finirebbe ${onDay(end.scadeIl)}.`)
  else if (interruzioni.length > 0) lines.push(`Il termine si era interrotto ed è ricominciato da capo ${onDay(run.start)}: quel giorno non si conta.`)
  for (const stop of run.stops) {
    const fermi = daysBetween(stop.from, stop.to)
    if (fermi === 0) lines.push(`Il termine si è fermato ed è ripartito lo stesso giorno, ${onDay(stop.from)}: ${stop.nota}.`)
    else if (stop.to <= (concluso ?? end.oggi)) lines.push(`Il termine si è fermato ${onDay(stop.from)} ed è ripartito ${onDay(stop.to)}, dopo ${nGiorni(fermi)}: ${stop.nota}.`)
    else lines.push(`Il termine si è fermato ${onDay(stop.from)}: ${stop.nota}. Riparte al più tardi ${onDay(stop.to)}, da solo.`)
  }
  if (run.giorni > regola.giorni) lines.push(`Il termine è stato prorogato di ${nGiorni(run.giorni - regola.giorni)}.`)
  lines.push(...ledger.note)
  if (!aperta) {
    lines.push(end.grezzoIl === end.scadeIl
      ? `L’ultimo giorno utile è ${onDay(end.scadeIl)}.`
      : `Il termine finirebbe ${onDay(end.grezzoIl)}, che è festivo: l’ultimo giorno utile è ${onDay(end.scadeIl)} (art. 2963 c. 3 c.c.).`)
  }
  if (concluso) {
    const ritardo = daysBetween(end.scadeIl, concluso)
    lines.push(ritardo > 0 ? `La decisione è arrivata ${onDay(concluso)}, con ${nGiorni(ritardo)} di ritardo.` : `La decisione è arrivata ${onDay(concluso)}, nei termini.`)
  } else if (end.stato === 'scaduto') {
    lines.push(`Il termine è scaduto da ${nGiorni(daysBetween(end.scadeIl, end.oggi))}: puoi chiedere che decida il titolare del potere sostitutivo (art. 2 c. 9-bis e 9-ter L. 241/1990).`)
  }
  return lines
}

export type CodiceRifiuto = 'SUSPENSION_ALREADY_USED' | 'TERM_EXPIRED' | 'TERM_NOT_RUNNING' | 'NOTICE_MISSING' | 'NOTICE_OPEN' | 'TACIT_ASSENT'
type Rifiuto = ReturnType<typeof refuse> & { codice: CodiceRifiuto }
const rifiuto = (codice: CodiceRifiuto, message: string): Rifiuto => ({ ...refuse(message), codice })

/**
 * May the office stop the clock today to ask for documents? Once, while the term runs.
 * @returns when it would start again at the latest, and a warning when today is the last day
 * @see L. 241/1990 art. 2 c. 7
 */
export function canSuspend(
  regola: RegolaTermine, eventi: readonly EventoTermine[], oggi: IsoDate,
): Rifiuto | { ok: true; value: { riprendeEntroIl: IsoDate; avviso: string | null } } {
  if (replay(regola, eventi, oggi).run.stops.some((stop) => stop.causa === 'documenti')) {
    return rifiuto('SUSPENSION_ALREADY_USED', 'I termini sono già stati sospesi una volta: non si possono sospendere ancora (art. 2 c. 7 L. 241/1990)')
  }
  const { stato, scadeIl } = computeTermine(regola, eventi, oggi)
  if (stato === 'scaduto') return rifiuto('TERM_EXPIRED', `Il termine è scaduto ${onDay(scadeIl)}: non si può più sospendere (art. 2 c. 7 L. 241/1990)`)
  if (stato !== 'in_corso') return rifiuto('TERM_NOT_RUNNING', 'I termini non sono in corso: non c’è niente da sospendere')
  return success({
    riprendeEntroIl: addDays(oggi, regola.sospensioneMaxGiorni),
    avviso: oggi >= scadeIl ? 'Oggi è l’ultimo giorno: quando arrivano i documenti devi decidere il giorno stesso' : null,
  })
}

/**
 * May a refusal be adopted? Only after the preavviso, and after the observations or the last day for them.
 * @param assensoDal first day on which silence counts as assent, when the procedure has it (rules-ritardo)
 * @see L. 241/1990 art. 10-bis; art. 2 c. 8-bis
 */
export function canRefuseAfterNotice(eventi: readonly EventoTermine[], oggi: IsoDate, assensoDal: IsoDate | null = null): Rifiuto | Extract<Result<null>, { ok: true }> {
  if (assensoDal && oggi >= assensoDal) {
    return rifiuto('TACIT_ASSENT', `La domanda è accolta per silenzio d${toDay(assensoDal)}: un diniego sarebbe inefficace (art. 2 c. 8-bis L. 241/1990)`)
  }
  const preavviso = eventi.findLast((one) => one.tipo === 'preavviso' && one.il <= oggi)
  if (!preavviso) return rifiuto('NOTICE_MISSING', 'Prima di negare devi inviare il preavviso di diniego, con i motivi (art. 10-bis L. 241/1990)')
  const limite = limiteOsservazioni(maxDay(preavviso.ricevutoIl ?? preavviso.il, preavviso.il))
  const risposto = eventi.some((one) => one.tipo === 'osservazioni' && one.il >= preavviso.il && one.il <= oggi)
  if (!risposto && oggi <= limite) {
    return rifiuto('NOTICE_OPEN', `Il richiedente può rispondere al preavviso fino ${toDay(limite)}: il diniego si può proporre dal giorno dopo (art. 10-bis L. 241/1990)`)
  }
  return success(null)
}

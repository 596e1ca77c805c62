/**
 * Those who, from seeing their papers shown, might have their privacy harmed: they are told of a request and may oppose it.
 * @see L. 241/1990 art. 22 c. 1 lett. c; D.P.R. 184/2006 art. 3; D.Lgs. 33/2013 art. 5 cc. 5, 6
 */
import { addDays, firstDayNotFestivo, formatDay, type IsoDate } from '@/lib/core/date'

export const CANALI_AVVISO = ['portale', 'pec', 'raccomandata'] as const
export type CanaleAvviso = (typeof CANALI_AVVISO)[number]
export const NOMI_CANALE: Record<CanaleAvviso, string> = {
  portale: 'Nel portale',
  pec: 'PEC',
  raccomandata: 'Raccomandata con avviso di ricevimento',
}
export const RISPOSTE_AVVISO = ['opposizione', 'nessuna_obiezione'] as const
export type RispostaAvviso = (typeof RISPOSTE_AVVISO)[number]

/** Days to oppose, from when the notice was received (D.P.R. 184/2006 art. 3 c. 2; D.Lgs. 33/2013 art. 5 c. 5). */
export const GIORNI_OPPOSIZIONE = 10
/** Papers are given no sooner than so many days after who opposed was told that they will be (D.Lgs. 33/2013 art. 5 c. 6). */
export const GIORNI_DOPO_OPPOSIZIONE = 15

/** Does D.P.R. 184/2006 stop the term of the request too? It does not say so: no, until the Province's regulation does. */
export const SOSPENDE_DOCUMENTALE = { chiave: 'accesso.controinteressati.sospende-documentale', valore: false } as const

/** Rights for which others are told: the rest are of whoever asks by law, or of what should be public already. */
const CON_AVVISO = ['documentale', 'generalizzato']
export const dirittoOf = ({ diritto }: Record<string, unknown>): string =>
  typeof diritto === 'string' ? diritto : 'documentale'
export const vuoleAvviso = (dati: Record<string, unknown>): boolean => CON_AVVISO.includes(dirittoOf(dati))

/**
 * Last day to oppose: the day of reception is not counted, a festivo moves on (art. 2963 c.c.).
 * @param ricevutoIl day of Rome
 */
export const limiteOpposizione = (ricevutoIl: IsoDate): IsoDate =>
  firstDayNotFestivo(addDays(ricevutoIl, GIORNI_OPPOSIZIONE))

export const STATI_AVVISO = ['spedito', 'attesa', 'opposizione', 'nessuna_obiezione', 'silenzio'] as const
export type StatoAvviso = (typeof STATI_AVVISO)[number]

export type Avvisato = { nome: string; entroIl: IsoDate | null; risposta: RispostaAvviso | null }

/** @param entroIl last day to oppose; null: it is not known that they received the notice */
export const statoAvviso = ({ entroIl, risposta }: Omit<Avvisato, 'nome'>, oggi: IsoDate): StatoAvviso =>
  risposta ?? (entroIl === null ? 'spedito' : oggi <= entroIl ? 'attesa' : 'silenzio')

/**
 * May the papers be given? Once each has answered, or had their days.
 * @returns why not yet, in Italian, or null
 */
export function whyNotRelease(avvisati: readonly Avvisato[], oggi: IsoDate): string | null {
  const unread = avvisati.find((one) => statoAvviso(one, oggi) === 'spedito')
  if (unread)
    return `Non si può ancora concedere: non risulta che ${unread.nome} abbia ricevuto l’avviso. Scrivi quando l’ha ricevuto, o mandaglielo in un altro modo (art. 3 D.P.R. 184/2006)`
  const last = avvisati
    .filter((one) => statoAvviso(one, oggi) === 'attesa')
    .sort((a, b) => ((a.entroIl ?? '') < (b.entroIl ?? '') ? 1 : -1))[0]
  return last?.entroIl
    ? `Non si può ancora concedere: ${last.nome} può opporsi fino al ${formatDay(last.entroIl)}. Si concede dal giorno dopo, o quando hanno risposto tutti (art. 3 D.P.R. 184/2006)`
    : null
}

/** What a notice says, and no more: no address of whoever asks, no papers that are not about whoever is told. */
export type ContenutoAvviso = {
  richiedente: string
  diritto: string
  /** as the applicant wrote it; null: that right asks for none */
  motivo: string | null
  documenti: string[]
}

const DIRITTI: Record<string, string> = {
  documentale: 'Accesso documentale (L. 241/1990)',
  generalizzato: 'Accesso civico generalizzato (art. 5 c. 2 D.Lgs. 33/2013)',
}
export const nomeDirittoAvviso = (diritto: string): string => DIRITTI[diritto] ?? 'Accesso documentale (L. 241/1990)'

/** Somebody who may have to be told, and why they are proposed. */
export type DaAvvisare = {
  nome: string
  codiceFiscale: string | null
  /** what they are in the papers; null: the applicant named them */
  ruolo: string | null
  /** as the applicant wrote it */
  recapito: string | null
  /** they have signed in at least once: they can be told here */
  nelPortale: boolean
}

const keyOf = ({ nome, codiceFiscale }: Pick<DaAvvisare, 'nome' | 'codiceFiscale'>) =>
  codiceFiscale ?? nome.trim().toLocaleLowerCase('it')

/**
 * Who is proposed: those whom the papers name and those whom the applicant named, each once, without the applicant and
 * those who were told already.
 * @param tranne codici fiscali of who asks
 */
export function proponiAvvisi(
  nominati: readonly DaAvvisare[],
  avvisati: readonly { nome: string; codiceFiscale: string | null }[],
  tranne: readonly string[],
): DaAvvisare[] {
  const seen = new Set([...avvisati.flatMap((one) => [keyOf(one), one.nome.trim().toLocaleLowerCase('it')]), ...tranne])
  return nominati.filter((one) => {
    const keys = [keyOf(one), one.nome.trim().toLocaleLowerCase('it')]
    if (keys.some((key) => seen.has(key))) return false
    for (const key of keys) seen.add(key)
    return true
  })
}

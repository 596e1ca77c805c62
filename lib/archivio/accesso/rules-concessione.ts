/** What a request to see the archive may end in, and for how long a view lasts. */
import { addDays, type IsoDate, romeDay } from '@/lib/core/date'

/** The act gives at least fifteen days to see (D.P.R. 184/2006 art. 7 c. 1). */
export const MIN_GIORNI_VISIONE = 15
/** At most, extensions included: da confermare with the regulation of the Province. */
export const MAX_GIORNI_VISIONE = 180
export const GIORNI_VISIONE = 30

export const MODI_ACCESSO = ['visione', 'sala', 'copie'] as const
export type ModoAccesso = (typeof MODI_ACCESSO)[number]
export const NOMI_MODO: Record<ModoAccesso, string> = {
  visione: 'Visione in linea per un tempo',
  sala: 'Visione in sala, su appuntamento',
  copie: 'Rilascio di copie',
}

/** What the act grants, frozen with it. */
export type AccessoConcesso = {
  modo: ModoAccesso
  unita: { id: string; segnatura: string; titolo: string }[]
  /** days from the day after the act, 15–180 */
  giorni: number
  /** the files may be downloaded too */
  copie: boolean
  /** as the applicant declared it; on every page they see */
  scopo: string
  /** of those who might be harmed, where the law has them told */
  avvisi?: {
    avvisati: number
    opposti: number
    /** why the others were not told */
    senzaAvviso: string | null
    /** why the papers are given although somebody opposed */
    risposta: string | null
    /** days to wait after the act, 0 or 15 */
    dopoGiorni: number
  }
}

export const STATI_VISIONE = ['futura', 'in_corso', 'scaduta', 'revocata'] as const
export type StatoVisione = (typeof STATI_VISIONE)[number]

/**
 * @param al first instant that is not included
 * @param at now, by the clock of the database
 */
export const statoVisione = (
  { dal, al, revocataAt }: { dal: Date; al: Date; revocataAt: Date | null },
  at: Date,
): StatoVisione => (revocataAt ? 'revocata' : al <= at ? 'scaduta' : at < dal ? 'futura' : 'in_corso')

/**
 * Is there still something to close: a view that is open or will be, or one that is over and that the reader may open again
 * by themselves.
 */
export const isRevocabile = (
  stato: StatoVisione,
  { proprio, convenzioneId }: { proprio: boolean; convenzioneId: string | null },
) => stato === 'in_corso' || stato === 'futura' || (stato === 'scaduta' && (proprio || convenzioneId !== null))

/** Last day of a view, in Rome. */
export const ultimoGiorno = (al: Date): IsoDate => romeDay(new Date(al.getTime() - 1))

/**
 * Last day on which a view granted today may be used: the day of the act is not counted (art. 2963 c.c.).
 * @throws RangeError outside 15–180 days: a caller's bug
 */
export function ultimoGiornoDa(oggi: IsoDate, giorni: number): IsoDate {
  if (!Number.isInteger(giorni) || giorni < MIN_GIORNI_VISIONE || giorni > MAX_GIORNI_VISIONE)
    throw new RangeError(`Not the days of a view: ${giorni}`)
  return addDays(oggi, giorni)
}

/**
 * May a view last until this day?
 * @param dal day it began
 * @param fino its last day so far
 * @returns why not, in Italian, or null
 */
export function whyNotExtend(dal: IsoDate, fino: IsoDate, nuovo: IsoDate): string | null {
  if (nuovo <= fino) return 'Scegli un giorno dopo quello in cui finisce ora'
  const limite = addDays(dal, MAX_GIORNI_VISIONE)
  return nuovo > limite ? `Una visione non dura più di ${MAX_GIORNI_VISIONE} giorni: serve una richiesta nuova` : null
}

type Documento = { segnatura?: unknown }
/** Signatures written in the answers of a request, in order, each once. */
export function segnatureChieste(dati: Record<string, unknown>): string[] {
  const documenti = Array.isArray(dati.documenti) ? (dati.documenti as Documento[]) : []
  const written = documenti.flatMap(({ segnatura }) => (typeof segnatura === 'string' ? [segnatura.trim()] : []))
  return [...new Set(written.filter(Boolean))]
}

const DIRITTI: Record<string, string> = {
  civico: 'Accesso civico semplice',
  generalizzato: 'Accesso civico generalizzato',
  ruolo: 'Accesso per il proprio ruolo',
}
/** What the reader declared the papers are for; rights that need no reason say which right it is. */
export const scopoDichiarato = ({ scopo, diritto }: Record<string, unknown>): string =>
  (typeof scopo === 'string' && scopo.trim()) ||
  (typeof diritto === 'string' && DIRITTI[diritto]) ||
  'Accesso documentale'

/** The mandate: power to act on the portal in another's name (artt. 1387–1400, 1703–1730 c.c.; L. 264/1991). */
import { addMonths, type IsoDate } from '@/lib/core/date'

export const STATI_MANDATO = [
  'proposto',
  'attivo',
  'futuro',
  'scaduto',
  'revocato',
  'rinunciato',
  'rifiutato',
  'ritirato',
  'decaduto',
] as const
export type StatoMandato = (typeof STATI_MANDATO)[number]

export const NOMI_STATO_MANDATO: Record<StatoMandato, string> = {
  proposto: 'In attesa di accettazione',
  attivo: 'Attivo',
  futuro: 'Non ancora iniziato',
  scaduto: 'Scaduto',
  revocato: 'Revocato',
  rinunciato: 'Rinunciato',
  rifiutato: 'Rifiutato',
  ritirato: 'Proposta ritirata',
  decaduto: 'Proposta scaduta',
}

/** How long a proposal waits for the principal. */
export const GIORNI_PROPOSTA = 30
/** Longest mandate: a choice of the portal, so that none is forgotten. */
export const MESI_MANDATO = 36

export type DateMandato = {
  dal: IsoDate
  al: IsoDate
  scadePropostaAt: Date
  accettatoAt: Date | null
  rifiutatoAt: Date | null
  ritiratoAt: Date | null
  revocatoAt: Date | null
  rinunciatoAt: Date | null
}

/**
 * State of a mandate on a day. What ended it first stands: the principal may revoke it and the agent renounce it at any
 * moment, with effect at once.
 * @see artt. 1722 n. 1–2, 1723 c. 1, 1727 c.c.
 */
export function statoMandato(one: DateMandato, oggi: IsoDate, at: Date): StatoMandato {
  if (one.revocatoAt) return 'revocato'
  if (one.rinunciatoAt) return 'rinunciato'
  if (one.rifiutatoAt) return 'rifiutato'
  if (one.ritiratoAt) return 'ritirato'
  if (!one.accettatoAt) return one.scadePropostaAt <= at ? 'decaduto' : 'proposto'
  if (oggi < one.dal) return 'futuro'
  return oggi > one.al ? 'scaduto' : 'attivo'
}

/** For each act, the states it may start from. */
const AMMESSI = {
  accept: ['proposto'], // by the principal, with their own identity
  reject: ['proposto'],
  withdraw: ['proposto'], // by whoever proposed it
  revoke: ['attivo', 'futuro'], // art. 1723 c. 1 c.c.
  renounce: ['attivo', 'futuro'], // art. 1727 c.c.
  attach: ['proposto', 'attivo', 'futuro'], // the proof
} as const satisfies Record<string, readonly StatoMandato[]>
export type AttoMandato = keyof typeof AMMESSI
export const statiMandatoPer = <A extends AttoMandato>(act: A): (typeof AMMESSI)[A] => AMMESSI[act]
export const canMandato = (act: AttoMandato, stato: StatoMandato): boolean =>
  (statiMandatoPer(act) as readonly StatoMandato[]).includes(stato)

/** @returns what is wrong with the dates of a new mandate, by field, in Italian */
export function checkPeriodo(dal: IsoDate, al: IsoDate, oggi: IsoDate): Partial<Record<'dal' | 'al', string>> {
  if (dal < oggi) return { dal: 'Il mandato comincia da oggi in poi: scegli oggi o un giorno che deve ancora venire' }
  if (al < dal) return { al: 'L’ultimo giorno viene prima del primo' }
  if (al > addMonths(dal, MESI_MANDATO))
    return { al: `Un mandato dura al massimo ${MESI_MANDATO} mesi: quando scade si rinnova` }
  return {}
}

/** One of each principal and agency, the first of the list: two that overlap are one choice to whoever uses them. */
export function distinct<M extends { per: { id: string }; agenzia: { id: string } | null }>(
  mandati: readonly M[],
): M[] {
  const key = ({ per, agenzia }: M) => `${per.id} ${agenzia?.id ?? ''}`
  return mandati.filter((one, i) => mandati.findIndex((other) => key(other) === key(one)) === i)
}

/** Does the mandate cover a procedure? @param procedimenti null: all of them */
export const covers = (procedimenti: readonly string[] | null, codice: string): boolean =>
  procedimenti === null || procedimenti.includes(codice)

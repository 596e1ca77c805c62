/** What another person may do with a draft. */
export const LIVELLI_CONDIVISIONE = ['vede', 'modifica', 'invia'] as const
export type LivelloCondivisione = (typeof LIVELLI_CONDIVISIONE)[number]
/** `gestisce` is of whoever holds the draft: shares it, hands it over, throws it away. */
export type PotereBozza = LivelloCondivisione | 'gestisce'

export const NOMI_LIVELLO: Record<LivelloCondivisione, string> = {
  vede: 'Legge',
  modifica: 'Legge e compila',
  invia: 'Legge, compila e invia',
}

/** Levels of a share that allow an act: each one includes those before it. */
export const livelliPer = (potere: PotereBozza): LivelloCondivisione[] =>
  potere === 'gestisce' ? [] : LIVELLI_CONDIVISIONE.slice(LIVELLI_CONDIVISIONE.indexOf(potere))

type Firmatario = { codiceFiscale: string; impronta: string | null }

/**
 * What stops the filing of an istanza that several people sign. Whoever files answers with their own access; the others
 * sign each with theirs, on the same content.
 *
 * @param impronta SHA-256 of the content as it would be filed
 * @param minimo how many the procedure wants besides whoever files
 * @returns why not, in Italian, or null
 */
export function whyNotSigned(firmatari: readonly Firmatario[], impronta: string, minimo: number): string | null {
  if (firmatari.length < minimo)
    return minimo === 1
      ? 'Serve la firma di un’altra persona: indicala nella pagina «Firme»'
      : `Servono le firme di altre ${minimo} persone: indicale nella pagina «Firme»`
  const missing = firmatari.filter((one) => one.impronta === null).length
  if (missing > 0) return missing === 1 ? 'Manca una firma' : `Mancano ${missing} firme`
  const voided = firmatari.filter((one) => one.impronta !== impronta).length
  if (voided > 0) return 'Le risposte sono cambiate dopo le firme: chi ha firmato deve firmare di nuovo'
  return null
}

export const GIORNI_OFFERTA = 30
export const STATI_TRASFERIMENTO = ['offerto', 'accettato', 'rifiutato', 'ritirato', 'scaduto'] as const
export type StatoTrasferimento = (typeof STATI_TRASFERIMENTO)[number]
type Trasferimento = { scadeAt: Date; accettatoAt: Date | null; rifiutatoAt: Date | null; ritiratoAt: Date | null }
export function statoTrasferimento(one: Trasferimento, at: Date): StatoTrasferimento {
  if (one.accettatoAt) return 'accettato'
  if (one.rifiutatoAt) return 'rifiutato'
  if (one.ritiratoAt) return 'ritirato'
  return one.scadeAt <= at ? 'scaduto' : 'offerto'
}

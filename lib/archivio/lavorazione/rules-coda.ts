/** How long work is held, how often it is tried, and in which words it is told that it cannot be done. */

/** A worker that says nothing for this long is taken for dead: another does the work again. */
export const PRESA_S = 60
export const RINNOVO_MS = 15_000
export const MAX_TENTATIVI = 5
/** A page that exhausted memory or time once may have met a busy machine; twice it is the page. */
export const MAX_CADUTE = 2

const PRIMA_ATTESA_S = 30
const ATTESA_MAX_S = 3600

/** Seconds before a work that failed is tried again. @param tentativi so far, at least 1 */
export const attesaDopo = (tentativi: number): number => Math.min(ATTESA_MAX_S, PRIMA_ATTESA_S * 4 ** (tentativi - 1))

export const MOTIVI = {
  interrotto: `Il programma che lo lavorava si è fermato ${MAX_TENTATIVI} volte su questo punto: chiedi una nuova scansione, oppure riprova`,
  memoria: 'Per lavorarlo serve troppa memoria: chiedi una scansione più piccola, oppure dividilo in più file',
  tempo: 'Per lavorarlo serve troppo tempo: chiedi una scansione più pulita o più piccola',
  caduto: 'Il programma che lo apriva si è chiuso: il file è probabilmente danneggiato. Chiedi una nuova scansione',
  deposito: 'Il file non è più nel deposito com’era arrivato: caricalo di nuovo',
  imprevisto: `Non è riuscito in ${MAX_TENTATIVI} tentativi: il dettaglio è nel diario del programma`,
} as const
export type Motivo = keyof typeof MOTIVI

/** Bytes of one file that can be opened: all of it is in memory while its pages are worked. */
export const MAX_BYTE = 1_500_000_000
export const TROPPO_GRANDE = 'Il file supera 1,5 GB: dividilo in più file'

/** Who may open a practice at once, and who must first say why. */

/**
 * Reasons by themselves (`assegnatario`, `controllo_stradale`), by one press (`decisione`), or chosen from the list with a
 * few words. The person whose papers they are reads them.
 */
export const MOTIVI_LETTURA = [
  'assegnatario',
  'decisione',
  'controllo_stradale',
  'sostituzione',
  'richiesta_interessato',
  'precedente',
  'controllo_interno',
  'altro',
] as const
export type MotivoLettura = (typeof MOTIVI_LETTURA)[number]

export const NOMI_MOTIVI: Record<MotivoLettura, string> = {
  assegnatario: 'Lavorazione della pratica',
  decisione: 'Decisione sulla proposta',
  controllo_stradale: 'Controllo su strada',
  sostituzione: 'Sostituzione di chi l’ha in carico',
  richiesta_interessato: 'Risposta a una richiesta del richiedente',
  precedente: 'Confronto con un’altra pratica',
  controllo_interno: 'Controllo interno dell’ufficio',
  altro: 'Altro motivo',
}

/** What a person may choose before opening a practice that is not theirs; each with a few words. */
export const MOTIVI_A_SCELTA = [
  'sostituzione',
  'richiesta_interessato',
  'precedente',
  'controllo_interno',
  'altro',
] as const satisfies readonly MotivoLettura[]
export type MotivoAScelta = (typeof MOTIVI_A_SCELTA)[number]

export const MIN_TESTO_MOTIVO = 10
/** Codes and names of the person do not belong in it: it says why, in few words. */
export const MAX_TESTO_MOTIVO = 300

/**
 * Whoever has the practice in charge reads it for that; anybody else of the office, the dirigente too, says why first
 * (GDPR art. 5 c. 1 b, c: purpose, and no more than needed).
 *
 * @param detto reason already given today, if any
 */
export const motivoDiLettura = (
  { assegnatarioId }: { assegnatarioId: string | null },
  lettoreId: string,
  detto: { motivo: MotivoLettura; testo: string } | null,
): { motivo: MotivoLettura; testo: string } | null =>
  assegnatarioId === lettoreId ? { motivo: 'assegnatario', testo: '' } : detto

/** The one press that needs no words: to decide a proposal, or to take in charge what nobody has. */
export function motivoProprio(
  pratica: { stato: string; assegnatarioId: string | null },
  isDirigente: boolean,
): 'decisione' | 'presa_in_carico' | null {
  if (pratica.stato === 'in_decisione' && isDirigente) return 'decisione'
  return pratica.assegnatarioId === null && pratica.stato !== 'conclusa' ? 'presa_in_carico' : null
}

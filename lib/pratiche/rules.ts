/** What may happen to a pratica, and when. */

export const STATI = ['ricevuta', 'in_istruttoria', 'sospesa', 'preavviso_diniego', 'in_decisione', 'conclusa'] as const
export type StatoPratica = (typeof STATI)[number]

export const ESITI = [
  'accolta',
  'accolta_prescrizioni',
  'differita', // art. 24 c. 4 L. 241/1990, art. 9 D.P.R. 184/2006: not now, from a day on
  'respinta',
  'inammissibile',
  'ritirata',
] as const
export type EsitoPratica = (typeof ESITI)[number]

/** For each act, the states it may start from, with the rule that says so. */
const AMMESSI = {
  claim: ['ricevuta', 'in_istruttoria', 'sospesa', 'preavviso_diniego', 'in_decisione'], // art. 5 L. 241/1990: a responsible officer at any time
  askIntegrazione: ['in_istruttoria'], // art. 2 c. 7: only while the term runs; once (rules-termini)
  answerIntegrazione: ['sospesa'],
  noticeRefusal: ['in_istruttoria'], // art. 10-bis: before a refusal
  sendOsservazioni: ['preavviso_diniego'],
  tellControinteressati: ['in_istruttoria', 'preavviso_diniego'], // D.P.R. 184/2006 art. 3: before deciding
  propose: ['in_istruttoria', 'preavviso_diniego'], // istruttore proposes (art. 6 c. 1 e)
  sendBack: ['in_decisione'], // dirigente returns the proposal with the reason
  decide: ['in_decisione'], // art. 2 c. 1: by an express decision
  transfer: ['ricevuta', 'in_istruttoria', 'sospesa', 'preavviso_diniego'], // not what is being decided for its holder
  withdraw: ['ricevuta', 'in_istruttoria', 'sospesa', 'preavviso_diniego'],
  askSostituto: ['ricevuta', 'in_istruttoria', 'in_decisione'], // art. 2 c. 9-ter: while the office is the one who is late
  archive: ['conclusa'], // D.P.R. 445/2000 art. 67: what is over goes to the archive
  write: ['ricevuta', 'in_istruttoria', 'sospesa', 'preavviso_diniego', 'in_decisione', 'conclusa'],
} as const satisfies Record<string, readonly StatoPratica[]>

export type AttoPratica = keyof typeof AMMESSI
export const statiPer = <A extends AttoPratica>(act: A): (typeof AMMESSI)[A] => AMMESSI[act]
export const canPratica = (act: AttoPratica, stato: StatoPratica): boolean =>
  (statiPer(act) as readonly StatoPratica[]).includes(stato)

/** Events of a pratica: append-only, each explains one change. `pubblico` ones are the applicant's timeline. */
export const TIPI_EVENTO = [
  'presentata',
  'assegnata',
  'integrazione_chiesta',
  'integrazione_ricevuta',
  'termine_ripreso',
  'preavviso_inviato',
  'osservazioni_ricevute',
  'proposta_fatta',
  'proposta_restituita',
  'decisa',
  'ritirata',
  'trasferita',
  'messaggio',
  'nota_interna',
  'atto_sospeso',
  'atto_revocato',
  'atto_ripristinato',
  'sostituto_chiesto',
  'controinteressato_avvisato',
  'controinteressato_risposto',
] as const
export type TipoEvento = (typeof TIPI_EVENTO)[number]
export const EVENTI_INTERNI: readonly TipoEvento[] = ['proposta_fatta', 'proposta_restituita', 'nota_interna']

/** Acts issued. */
export const TIPI_ATTO = [
  'autorizzazione',
  'nulla_osta',
  'diniego',
  'preavviso_diniego',
  'richiesta_integrazione',
  'provvedimento',
  'ricevuta',
] as const
export type TipoAtto = (typeof TIPI_ATTO)[number]
export const STATI_ATTO = ['proposto', 'firmato', 'sospeso', 'revocato', 'sostituito', 'scartato'] as const
export type StatoAtto = (typeof STATI_ATTO)[number]

/** '2026/0001234' */
export const formatNumero = (anno: number, numero: number): string => `${anno}/${String(numero).padStart(7, '0')}`

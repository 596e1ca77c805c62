import { formatDay, type IsoDate } from '@/lib/core/date'
import type { TipoEvento } from '@/lib/pratiche/rules'

type Dati = Record<string, unknown>
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const day = (value: unknown): string => (typeof value === 'string' && value !== '' ? formatDay(value as IsoDate) : '')

/** What happened, in the words of whoever reads it. The same events for both sides: only the person of the verb changes. */
export function wordsOfEvento(
  tipo: TipoEvento,
  dati: Dati,
  per: 'richiedente' | 'ufficio',
): { titolo: string; testo: string | null } {
  const mine = per === 'richiedente'
  switch (tipo) {
    case 'presentata':
      return {
        titolo: mine ? 'Abbiamo ricevuto la tua istanza' : 'Istanza ricevuta',
        testo: `Protocollo ${text(dati.protocollo)}`,
      }
    case 'assegnata':
      return {
        titolo: mine ? `${text(dati.nome)} ha preso in carico la pratica` : `Presa in carico da ${text(dati.nome)}`,
        testo: null,
      }
    case 'integrazione_chiesta':
      return {
        titolo: mine ? 'L’ufficio ti ha chiesto un documento' : 'Integrazione chiesta',
        testo: `Il termine si è fermato. Si risponde entro il ${day(dati.entroIl)}.`,
      }
    case 'integrazione_ricevuta':
      return {
        titolo: mine ? 'Hai risposto alla richiesta' : 'Integrazione ricevuta',
        testo: 'Il termine è ripartito.',
      }
    case 'termine_ripreso':
      return {
        titolo: 'Il termine è ripartito da solo',
        testo: 'La sospensione è arrivata al massimo previsto dalla legge.',
      }
    case 'preavviso_inviato':
      return {
        titolo: mine ? 'Preavviso di diniego' : 'Preavviso di diniego inviato',
        testo: `Osservazioni entro il ${day(dati.entroIl)}. Il termine si è fermato.`,
      }
    case 'osservazioni_ricevute':
      return { titolo: mine ? 'Hai mandato le tue osservazioni' : 'Osservazioni ricevute', testo: null }
    case 'proposta_fatta':
      return { titolo: 'Proposta al dirigente', testo: null }
    case 'proposta_restituita':
      return { titolo: 'Proposta restituita dal dirigente', testo: null }
    case 'decisa':
      return {
        titolo:
          dati.esito === 'respinta' || dati.esito === 'inammissibile'
            ? 'La domanda non è stata accolta'
            : dati.esito === 'differita'
              ? 'L’accesso è rinviato'
              : 'La domanda è stata accolta',
        testo: `Atto n. ${text(dati.numero)}`,
      }
    case 'ritirata':
      return { titolo: mine ? 'Hai ritirato l’istanza' : 'Istanza ritirata dal richiedente', testo: null }
    case 'trasferita':
      return {
        titolo: `La pratica è passata a ${text(dati.aNome)}`,
        testo: `Prima era di ${text(dati.daNome)}.`,
      }
    case 'messaggio':
      return {
        titolo: dati.daUfficio
          ? mine
            ? 'L’ufficio ti ha scritto'
            : 'Messaggio dell’ufficio'
          : mine
            ? 'Hai scritto all’ufficio'
            : 'Messaggio del richiedente',
        testo: null,
      }
    case 'nota_interna':
      return { titolo: 'Nota interna', testo: null }
    case 'atto_sospeso':
      return { titolo: 'L’atto è stato sospeso', testo: null }
    case 'atto_revocato':
      return { titolo: 'L’atto è stato revocato', testo: null }
    case 'sostituto_chiesto':
      return {
        titolo: mine ? 'Hai chiesto l’intervento del sostituto' : 'Intervento del sostituto chiesto dal richiedente',
        testo: `Il termine era passato. Il sostituto decide entro il ${day(dati.entroIl)}.`,
      }
    case 'controinteressato_avvisato':
      return {
        titolo: mine ? 'Abbiamo avvisato una persona di cui parlano le carte' : 'Avviso a un controinteressato',
        testo: `Ha 10 giorni per opporsi, da quando riceve l’avviso.${dati.sospeso === true ? ' Intanto il termine è fermo.' : ''}`,
      }
    case 'controinteressato_risposto':
      return {
        titolo:
          dati.risposta === 'opposizione' ? 'Una persona avvisata si è opposta' : 'Una persona avvisata non si oppone',
        testo: dati.risposta === 'opposizione' ? 'L’ufficio ne tiene conto quando decide.' : null,
      }
    case 'atto_ripristinato':
      return { titolo: 'L’atto è di nuovo valido', testo: null }
  }
}

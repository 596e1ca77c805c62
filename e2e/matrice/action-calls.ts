/** How each action is called: what names the object, what the form says, and what tells that the call was let in. */
import { randomUUID } from 'node:crypto'
import { addDays, romeDay } from '@/lib/core/date'
import { INTESTAZIONI } from '@/lib/flotta/rules-importazione'
import { newCodiceFiscale, newPartitaIva } from '@/lib/imprese/testing/world'
import type { Modulo } from './chiamate'
import type { Nominato } from './oggetti'

export type Prova = {
  argomenti?: (o: Nominato) => readonly unknown[]
  /** null: the action takes no form */
  modulo?: ((o: Nominato) => Modulo) | null
  /** the allowed call says this and changes nothing: it got past every question about who and when */
  neutra?: RegExp
  /** the allowed call changes the object: it gets one of its own */
  consuma?: true
}

const MOTIVO = 'Prova della matrice delle autorizzazioni, con parole sufficienti'
const oggi = romeDay(new Date())
const giorni = (name: string, day: string) => {
  const [anno = '', mese = '', giorno = ''] = day.split('-')
  return { [`${name}.giorno`]: giorno, [`${name}.mese`]: mese, [`${name}.anno`]: anno }
}
const perId = (o: Nominato) => [o.id]
const perBozza = (o: Nominato) => [o.bozzaId]
const VEICOLO = { classe: 'trattore', marca: 'Prova', tara: '9,5', massaMax: '33', assi: '3', interassi: '3,20 + 1,37' }
const conVersione = (o: Nominato): Modulo => ({ versione: o.versione ?? '0', _azione: 'esegui' })

export const PROVE: Record<string, Prova> = {
  'chooseOperaPerAction#me': { modulo: () => ({ scelta: 'me' }) },
  'chooseOperaPerAction#impresa': { modulo: (o) => ({ scelta: o.id ?? '' }) },
  closeSessioneAction: { modulo: (o) => ({ sessione: o.id ?? '' }), consuma: true },
  closeOtherSessioniAction: { neutra: /Non ci sono altre sessioni/ },
  giveFattoreAction: { modulo: () => ({ codice: 'sbagliato' }), neutra: /6 cifre/ },
  addTotpAction: {
    modulo: () => ({ nome: 'Telefono', codice: 'sbagliato' }),
    neutra: /non è quello dell’app|serve di nuovo/,
  },
  addChiaveAction: { modulo: () => ({ nome: 'Chiave' }), neutra: /non ha risposto/ },
  beginChiaveAction: { argomenti: () => ['verificare'], modulo: null, neutra: /chiavi di sicurezza/ },
  removeFattoreAction: { modulo: (o) => ({ fattore: o.id ?? '' }), consuma: true },
  makeCodiciAction: {},

  'beginDomandaAction#me': { argomenti: (o) => [o.codice, ''], modulo: () => ({ per: 'me' }) },
  'beginDomandaAction#impresa': {
    argomenti: () => ['trasporto-eccezionale', ''],
    modulo: (o) => ({ per: o.id ?? '' }),
  },
  savePassoAction: { argomenti: (o) => [o.id, 'tipo'], modulo: () => ({ tipo: 'singola' }), consuma: true },
  deleteBozzaAction: { argomenti: perId, consuma: true },
  presentaIstanzaAction: {
    argomenti: perId,
    modulo: (o) => ({
      chiaveInvio: o.chiaveInvio ?? '',
      dichiarazioni: [
        'veridicita',
        'disponibilita',
        'prescrizioni',
        'massa-articolo-62',
        'dati-invariati',
        'viaggi-non-fatti',
      ],
    }),
    neutra: /Manca una firma/,
    consuma: true,
  },
  shareBozzaAction: { argomenti: perBozza, modulo: () => ({ codiceFiscale: newCodiceFiscale(), livello: 'vede' }) },
  revokeCondivisioneAction: {
    argomenti: (o) => [o.bozzaId, o.condivisioneId],
    neutra: /già stata tolta/,
    consuma: true,
  },
  addFirmatarioAction: { argomenti: perBozza, modulo: () => ({ codiceFiscale: newCodiceFiscale() }) },
  removeFirmatarioAction: { argomenti: (o) => [o.bozzaId, o.firmatarioId], neutra: /già stato tolto/, consuma: true },
  signBozzaAction: { argomenti: perBozza, modulo: (o) => ({ impronta: o.impronta ?? '', letto: 'si' }), consuma: true },
  offerBozzaAction: {
    argomenti: perBozza,
    modulo: () => ({ destinatario: newCodiceFiscale(), motivo: MOTIVO }),
    consuma: true,
  },
  withdrawOffertaBozzaAction: { argomenti: perBozza, consuma: true },
  'answerTrasferimentoAction#accetta_bozza': {
    argomenti: perId,
    modulo: () => ({ risposta: 'accetta' }),
    consuma: true,
  },
  'answerTrasferimentoAction#accetta_pratica': {
    argomenti: perId,
    modulo: () => ({ risposta: 'accetta' }),
    consuma: true,
  },
  'answerTrasferimentoAction#rifiuta': { argomenti: perId, modulo: () => ({ risposta: 'rifiuta' }), consuma: true },
  offerPraticaAction: {
    argomenti: perId,
    modulo: () => ({ destinatario: newCodiceFiscale(), motivo: MOTIVO }),
    consuma: true,
  },
  withdrawOffertaPraticaAction: { argomenti: (o) => [o.praticaId], consuma: true },

  answerIntegrazioneAction: { argomenti: perId, modulo: () => ({ testo: '' }), neutra: /Carica almeno un documento/ },
  sendOsservazioniAction: { argomenti: perId, modulo: () => ({ testo: MOTIVO }), consuma: true },
  withdrawPraticaAction: { argomenti: perId, modulo: () => ({ motivo: MOTIVO }), consuma: true },
  writeMessaggioAction: { argomenti: perId, modulo: () => ({ testo: MOTIVO, chiave: randomUUID() }) },
  askSostitutoAction: { argomenti: perId, consuma: true },

  claimPraticaAction: { argomenti: (o) => [o.id, null], consuma: true },
  askIntegrazioneAction: {
    argomenti: perId,
    modulo: (o) => ({ ...conVersione(o), testo: MOTIVO, giorni: '10' }),
    consuma: true,
  },
  noticeRefusalAction: { argomenti: perId, modulo: (o) => ({ ...conVersione(o), motivi: MOTIVO }), consuma: true },
  proposeDecisioneAction: {
    argomenti: perId,
    modulo: (o) => ({
      ...conVersione(o),
      esito: 'accolta_prescrizioni',
      ...giorni('validoDal', oggi),
      ...giorni('validoAl', addDays(oggi, 30)),
      prescrizioniLibere: MOTIVO,
      motivazione: MOTIVO,
    }),
    consuma: true,
  },
  sendBackPropostaAction: { argomenti: perId, modulo: (o) => ({ ...conVersione(o), motivo: MOTIVO }), consuma: true },
  decideAction: { argomenti: perId, modulo: conVersione, consuma: true },
  writeMessaggioUfficioAction: { argomenti: perId, modulo: () => ({ testo: MOTIVO, chiave: randomUUID() }) },
  writeNotaAction: { argomenti: perId, modulo: () => ({ testo: MOTIVO }) },
  motivateLetturaAction: { argomenti: perId, modulo: () => ({ motivo: 'altro', testo: MOTIVO }), consuma: true },
  'openSubitoAction#presa_in_carico': {
    argomenti: (o) => [o.id, Number(o.versione)],
    modulo: () => ({ subito: 'presa_in_carico' }),
    consuma: true,
  },
  'openSubitoAction#decisione': {
    argomenti: (o) => [o.id, Number(o.versione)],
    modulo: () => ({ subito: 'decisione' }),
    consuma: true,
  },
  'changeAttoAction#suspend': {
    argomenti: (o) => [o.praticaId, o.id],
    modulo: () => ({ mossa: 'suspend', motivo: MOTIVO }),
    consuma: true,
  },
  'changeAttoAction#revoke': {
    argomenti: (o) => [o.praticaId, o.id],
    modulo: () => ({ mossa: 'revoke', motivo: MOTIVO }),
    consuma: true,
  },
  'changeAttoAction#restore': {
    argomenti: (o) => [o.praticaId, o.id],
    modulo: () => ({ mossa: 'restore', motivo: MOTIVO }),
    consuma: true,
  },
  searchAttoAction: { modulo: (o) => ({ numero: o.numero ?? '', targa: o.targa ?? '' }) },

  createMandatoAction: {
    modulo: () => ({
      verso: 'do',
      parte: 'me',
      controparte: newCodiceFiscale(),
      ambito: 'tutti',
      ...giorni('dal', oggi),
      ...giorni('al', addDays(oggi, 30)),
    }),
  },
  ...Object.fromEntries(
    ['accept', 'reject', 'withdraw', 'revoke', 'renounce'].map((atto): [string, Prova] => [
      `changeMandatoAction#${atto}`,
      { argomenti: perId, modulo: () => ({ atto, motivo: MOTIVO }), consuma: true },
    ]),
  ),

  inviteMembroAction: { argomenti: perId, modulo: () => ({ codiceFiscale: newCodiceFiscale(), ruolo: 'osservatore' }) },
  revokeInvitoAction: { argomenti: (o) => [o.impresaId, o.id], consuma: true },
  'answerInvitoAction#accetta': { argomenti: perId, modulo: () => ({ risposta: 'accetta' }), consuma: true },
  'answerInvitoAction#rifiuta': { argomenti: perId, modulo: () => ({ risposta: 'rifiuta' }), consuma: true },
  endAppartenenzaAction: { argomenti: (o) => [o.id, o.appartenenzaId], consuma: true },
  changeRuoloAction: {
    argomenti: (o) => [o.id, o.appartenenzaId],
    modulo: () => ({ ruolo: 'richiedente' }),
    consuma: true,
  },
  beginCollegamentoAction: {
    modulo: () => ({
      tipo: 'impresa',
      codiceFiscale: newPartitaIva(),
      denominazione: `PROVA ${randomUUID().slice(0, 8)}`,
      sede: 'Via di Prova 1, Luni',
      carica: 'Amministratore unico',
    }),
  },
  sendCollegamentoAction: { argomenti: perId, modulo: () => ({ dichiara: 'si' }), neutra: /Carica la visura/ },
  withdrawCollegamentoAction: { argomenti: perId, consuma: true },
  decideCollegamentoAction: { argomenti: perId, modulo: () => ({ esito: 'respinta', motivo: MOTIVO }), consuma: true },

  'saveVeicoloAction#nuovo': {
    argomenti: (o) => [o.id, null],
    modulo: (o) => ({ ...VEICOLO, targa: o.targa ?? '' }),
    consuma: true,
  },
  'saveVeicoloAction#correggi': {
    argomenti: (o) => [o.id, o.veicoloId],
    modulo: (o) => ({ ...VEICOLO, targa: o.targa ?? '' }),
    consuma: true,
  },
  dismissVeicoloAction: { argomenti: (o) => [o.id, o.veicoloId, true], consuma: true },
  saveCartaAction: {
    argomenti: (o) => [o.id, o.veicoloId],
    modulo: () => ({ tipo: 'revisione', ...giorni('scadeIl', addDays(oggi, 300)) }),
  },
  removeCartaAction: { argomenti: (o) => [o.id, o.veicoloId, o.cartaId], consuma: true },
  setAutistiAction: { argomenti: (o) => [o.id, o.veicoloId], consuma: true },
  readImportazioneAction: {
    argomenti: perId,
    modulo: (o) => ({
      file: new File([`${INTESTAZIONI.join(';')}\n${o.targa};Trattore;Prova;9,5;33;3;3,20 + 1,37;;\n`], 'prova.csv', {
        type: 'text/csv',
      }),
    }),
  },
  applyImportazioneAction: { argomenti: (o) => [o.id, o.importazioneId], consuma: true },

  askRuoloAction: {
    argomenti: perId,
    modulo: () => ({ ruolo: 'amministratore_sistema', sede: '', ...giorni('validoDal', oggi), motivo: MOTIVO }),
    consuma: true,
  },
  askFineRuoloAction: { argomenti: (o) => [o.id, o.ruoloId], modulo: () => ({ motivo: MOTIVO }), consuma: true },
  decideRichiestaAction: { argomenti: perId, modulo: () => ({ esito: 'respinta', motivo: MOTIVO }), consuma: true },
  withdrawRichiestaAction: { argomenti: perId, consuma: true },
  reviewDirittiAction: { modulo: (o) => ({ [`esito.${o.ruoloId}`]: 'confermato', motivo: '' }), consuma: true },
  registerPersonaAction: { modulo: () => ({ codiceFiscale: newCodiceFiscale(), nome: 'Prova', cognome: 'Matrice' }) },
  registerEnteAction: {
    modulo: () => ({
      tipo: 'comune',
      denominazione: `Comune di prova ${randomUUID().slice(0, 8)}`,
      codiceFiscale: newPartitaIva(),
      sede: 'Prova',
    }),
  },
  resetFattoriAction: { argomenti: perId, modulo: () => ({ motivo: MOTIVO }), neutra: /non ha dispositivi/ },
  'suspendAction#persona': {
    argomenti: (o) => ['persona', o.id],
    modulo: () => ({ ...giorni('dal', oggi), motivo: MOTIVO }),
    consuma: true,
  },
  'suspendAction#organizzazione': {
    argomenti: (o) => ['organizzazione', o.id],
    modulo: () => ({ ...giorni('dal', oggi), motivo: MOTIVO }),
    consuma: true,
  },
  liftSospensioneAction: { modulo: (o) => ({ sospensione: o.id ?? '', motivo: MOTIVO }), consuma: true },
}

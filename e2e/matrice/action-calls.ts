/** How each action is called: what names the object, what the form says, and what tells that the call was let in. */
import { randomUUID } from 'node:crypto'
import { addDays, romeDay } from '@/lib/core/date'
import { INTESTAZIONI } from '@/lib/flotta/rules-importazione'
import { newCodiceFiscale, newPartitaIva } from '@/lib/imprese/testing/world'
import type { Named } from './objects/shared'
import type { Fields } from './requests'

export type ActionCall = {
  args?: (o: Named) => readonly unknown[]
  /** null: the action takes no form */
  fields?: ((o: Named) => Fields) | null
  /** the allowed call says this and changes nothing: it got past every question about who and when */
  neutral?: RegExp
  /** the allowed call answers on the page it was sent from, and leads to no other */
  says?: true
  /** the allowed call changes the object: it gets one of its own */
  consumes?: true
}

const MOTIVO = 'Prova della matrice delle autorizzazioni, con parole sufficienti'
const oggi = romeDay(new Date())
const giorni = (name: string, day: string) => {
  const [anno = '', mese = '', giorno = ''] = day.split('-')
  return { [`${name}.giorno`]: giorno, [`${name}.mese`]: mese, [`${name}.anno`]: anno }
}
const perId = (o: Named) => [o.id]
const paginaDi = (o: Named) => ({ unitaId: o.id, paginaId: o.paginaId, numero: 1 })
const UNITA: Fields = { titolo: 'Unità della matrice', data: '1990', trattamento: 'schedato' }
const ATTO: Fields = { numero: '1/2026', ...giorni('il', oggi) }
const contenitore = (o: Named): Fields => ({
  tipo: 'busta',
  codice: `MATRICE-${randomUUID().slice(0, 8)}`,
  luogoId: o.luogoId ?? '',
})
const perBozza = (o: Named) => [o.bozzaId]
const VEICOLO = { classe: 'trattore', marca: 'Prova', tara: '9,5', massaMax: '33', assi: '3', interassi: '3,20 + 1,37' }
const conVersione = (o: Named): Fields => ({ versione: o.versione ?? '0', _azione: 'esegui' })

export const ACTION_CALLS: Record<string, ActionCall> = {
  'chooseOperaPerAction#me': { fields: () => ({ scelta: 'me' }) },
  'chooseOperaPerAction#impresa': { fields: (o) => ({ scelta: o.id ?? '' }) },
  closeSessioneAction: { fields: (o) => ({ sessione: o.id ?? '' }), consumes: true },
  closeOtherSessioniAction: { neutral: /Non ci sono altre sessioni/ },
  giveFattoreAction: { fields: () => ({ codice: 'sbagliato' }), neutral: /6 cifre/ },
  addTotpAction: {
    fields: () => ({ nome: 'Telefono', codice: 'sbagliato' }),
    neutral: /non è quello dell’app|serve di nuovo/,
  },
  addChiaveAction: { fields: () => ({ nome: 'Chiave' }), neutral: /non ha risposto/ },
  beginChiaveAction: { args: () => ['verificare'], fields: null, neutral: /chiavi di sicurezza/ },
  removeFattoreAction: { fields: (o) => ({ fattore: o.id ?? '' }), consumes: true },
  makeCodiciAction: { says: true },

  'beginDomandaAction#me': { args: (o) => [o.codice, ''], fields: () => ({ per: 'me' }) },
  'beginDomandaAction#impresa': {
    args: () => ['trasporto-eccezionale', ''],
    fields: (o) => ({ per: o.id ?? '' }),
  },
  savePassoAction: { args: (o) => [o.id, 'tipo'], fields: () => ({ tipo: 'singola' }), consumes: true },
  citeUnitaAction: {
    args: (o) => [{ bozzaId: o.id, allegato: 'schema-grafico' }],
    fields: () => ({ riferimento: 'IT-SP-PROV/SIS/1990/b001/f0006' }),
    consumes: true,
  },
  deleteBozzaAction: { args: perId, consumes: true },
  presentaIstanzaAction: {
    args: perId,
    fields: (o) => ({
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
    neutral: /Manca una firma/,
    consumes: true,
  },
  shareBozzaAction: { args: perBozza, fields: () => ({ codiceFiscale: newCodiceFiscale(), livello: 'vede' }) },
  revokeCondivisioneAction: {
    args: (o) => [o.bozzaId, o.condivisioneId],
    neutral: /già stata tolta/,
    consumes: true,
  },
  addFirmatarioAction: { args: perBozza, fields: () => ({ codiceFiscale: newCodiceFiscale() }) },
  removeFirmatarioAction: { args: (o) => [o.bozzaId, o.firmatarioId], neutral: /già stato tolto/, consumes: true },
  signBozzaAction: { args: perBozza, fields: (o) => ({ impronta: o.impronta ?? '', letto: 'si' }), consumes: true },
  offerBozzaAction: {
    args: perBozza,
    fields: () => ({ destinatario: newCodiceFiscale(), motivo: MOTIVO }),
    consumes: true,
  },
  withdrawOffertaBozzaAction: { args: perBozza, consumes: true },
  'answerTrasferimentoAction#accetta_bozza': {
    args: perId,
    fields: () => ({ risposta: 'accetta' }),
    consumes: true,
  },
  'answerTrasferimentoAction#accetta_pratica': {
    args: perId,
    fields: () => ({ risposta: 'accetta' }),
    consumes: true,
  },
  'answerTrasferimentoAction#rifiuta': { args: perId, fields: () => ({ risposta: 'rifiuta' }), consumes: true },
  offerPraticaAction: {
    args: perId,
    fields: () => ({ destinatario: newCodiceFiscale(), motivo: MOTIVO }),
    consumes: true,
  },
  withdrawOffertaPraticaAction: { args: (o) => [o.praticaId], consumes: true },

  answerIntegrazioneAction: { args: perId, fields: () => ({ testo: '' }), neutral: /Carica almeno un documento/ },
  sendOsservazioniAction: { args: perId, fields: () => ({ testo: MOTIVO }), consumes: true },
  withdrawPraticaAction: { args: perId, fields: () => ({ motivo: MOTIVO }), consumes: true },
  writeMessaggioAction: { args: perId, fields: () => ({ testo: MOTIVO, chiave: randomUUID() }) },
  askSostitutoAction: { args: perId, consumes: true },

  claimPraticaAction: { args: (o) => [o.id, null], consumes: true },
  askIntegrazioneAction: {
    args: perId,
    fields: (o) => ({ ...conVersione(o), testo: MOTIVO, giorni: '10' }),
    consumes: true,
  },
  noticeRefusalAction: { args: perId, fields: (o) => ({ ...conVersione(o), motivi: MOTIVO }), consumes: true },
  // these practices ask for no notice, and none was sent: lib/archivio/accesso/controinteressati.test.ts
  sendAvvisoAction: {
    args: perId,
    fields: (o) => ({ ...conVersione(o), nome: 'Prova', canale: 'pec', recapito: 'prova@pec.example' }),
    neutral: /^Per questa richiesta la legge non chiede/,
  },
  recordRicezioneAction: {
    args: (o) => [o.id, randomUUID()],
    fields: () => giorni('ricevutoIl', oggi),
    neutral: /^Avviso non trovato/,
  },
  recordRispostaAction: {
    args: (o) => [o.id, randomUUID()],
    fields: () => ({ risposta: 'nessuna_obiezione', ...giorni('il', oggi) }),
    neutral: /^Avviso non trovato/,
  },
  proposeDecisioneAction: {
    args: perId,
    fields: (o) => ({
      ...conVersione(o),
      esito: 'accolta_prescrizioni',
      ...giorni('validoDal', oggi),
      ...giorni('validoAl', addDays(oggi, 30)),
      prescrizioniLibere: MOTIVO,
      motivazione: MOTIVO,
    }),
    consumes: true,
  },
  sendBackPropostaAction: { args: perId, fields: (o) => ({ ...conVersione(o), motivo: MOTIVO }), consumes: true },
  decideAction: { args: perId, fields: conVersione, consumes: true },
  writeMessaggioUfficioAction: { args: perId, fields: () => ({ testo: MOTIVO, chiave: randomUUID() }) },
  versaPraticaAction: { args: perId, fields: () => ({ serie: 'IT-SP-PROV/STR' }), consumes: true },
  writeNotaAction: { args: perId, fields: () => ({ testo: MOTIVO }) },
  motivateLetturaAction: { args: perId, fields: () => ({ motivo: 'altro', testo: MOTIVO }), consumes: true },
  'openSubitoAction#presa_in_carico': {
    args: (o) => [o.id, Number(o.versione)],
    fields: () => ({ subito: 'presa_in_carico' }),
    consumes: true,
  },
  'openSubitoAction#decisione': {
    args: (o) => [o.id, Number(o.versione)],
    fields: () => ({ subito: 'decisione' }),
    consumes: true,
  },
  'changeAttoAction#suspend': {
    args: (o) => [o.praticaId, o.id],
    fields: () => ({ mossa: 'suspend', motivo: MOTIVO }),
    consumes: true,
  },
  'changeAttoAction#revoke': {
    args: (o) => [o.praticaId, o.id],
    fields: () => ({ mossa: 'revoke', motivo: MOTIVO }),
    consumes: true,
  },
  'changeAttoAction#restore': {
    args: (o) => [o.praticaId, o.id],
    fields: () => ({ mossa: 'restore', motivo: MOTIVO }),
    consumes: true,
  },
  searchAttoAction: { fields: (o) => ({ numero: o.numero ?? '', targa: o.targa ?? '' }) },

  createMandatoAction: {
    fields: () => ({
      verso: 'do',
      parte: 'me',
      controparte: newCodiceFiscale(),
      ambito: 'tutti',
      ...giorni('dal', oggi),
      ...giorni('al', addDays(oggi, 30)),
    }),
  },
  ...Object.fromEntries(
    ['accept', 'reject', 'withdraw', 'revoke', 'renounce'].map((atto): [string, ActionCall] => [
      `changeMandatoAction#${atto}`,
      { args: perId, fields: () => ({ atto, motivo: MOTIVO }), consumes: true },
    ]),
  ),

  inviteMembroAction: { args: perId, fields: () => ({ codiceFiscale: newCodiceFiscale(), ruolo: 'osservatore' }) },
  revokeInvitoAction: { args: (o) => [o.impresaId, o.id], consumes: true },
  'answerInvitoAction#accetta': { args: perId, fields: () => ({ risposta: 'accetta' }), consumes: true },
  'answerInvitoAction#rifiuta': { args: perId, fields: () => ({ risposta: 'rifiuta' }), consumes: true },
  endAppartenenzaAction: { args: (o) => [o.id, o.appartenenzaId], consumes: true },
  changeRuoloAction: {
    args: (o) => [o.id, o.appartenenzaId],
    fields: () => ({ ruolo: 'richiedente' }),
    consumes: true,
  },
  beginCollegamentoAction: {
    fields: () => ({
      tipo: 'impresa',
      codiceFiscale: newPartitaIva(),
      denominazione: `PROVA ${randomUUID().slice(0, 8)}`,
      sede: 'Via di Prova 1, Luni',
      carica: 'Amministratore unico',
    }),
  },
  sendCollegamentoAction: { args: perId, fields: () => ({ dichiara: 'si' }), neutral: /Carica la visura/ },
  withdrawCollegamentoAction: { args: perId, consumes: true },
  decideCollegamentoAction: { args: perId, fields: () => ({ esito: 'respinta', motivo: MOTIVO }), consumes: true },

  'saveVeicoloAction#nuovo': {
    args: (o) => [o.id, null],
    fields: (o) => ({ ...VEICOLO, targa: o.targa ?? '' }),
    consumes: true,
  },
  'saveVeicoloAction#correggi': {
    args: (o) => [o.id, o.veicoloId],
    fields: (o) => ({ ...VEICOLO, targa: o.targa ?? '' }),
    consumes: true,
  },
  dismissVeicoloAction: { args: (o) => [o.id, o.veicoloId, true], consumes: true },
  saveCartaAction: {
    args: (o) => [o.id, o.veicoloId],
    fields: () => ({ tipo: 'revisione', ...giorni('scadeIl', addDays(oggi, 300)) }),
  },
  removeCartaAction: { args: (o) => [o.id, o.veicoloId, o.cartaId], consumes: true },
  setAutistiAction: { args: (o) => [o.id, o.veicoloId], consumes: true },
  readImportazioneAction: {
    args: perId,
    fields: (o) => ({
      file: new File([`${INTESTAZIONI.join(';')}\n${o.targa};Trattore;Prova;9,5;33;3;3,20 + 1,37;;\n`], 'prova.csv', {
        type: 'text/csv',
      }),
    }),
  },
  applyImportazioneAction: { args: (o) => [o.id, o.importazioneId], consumes: true },

  askRuoloAction: {
    args: perId,
    fields: () => ({ ruolo: 'amministratore_sistema', sede: '', ...giorni('validoDal', oggi), motivo: MOTIVO }),
    consumes: true,
  },
  askFineRuoloAction: { args: (o) => [o.id, o.ruoloId], fields: () => ({ motivo: MOTIVO }), consumes: true },
  decideRichiestaAction: { args: perId, fields: () => ({ esito: 'respinta', motivo: MOTIVO }), consumes: true },
  withdrawRichiestaAction: { args: perId, consumes: true },
  reviewDirittiAction: { fields: (o) => ({ [`esito.${o.ruoloId}`]: 'confermato', motivo: '' }), consumes: true },
  registerPersonaAction: { fields: () => ({ codiceFiscale: newCodiceFiscale(), nome: 'Prova', cognome: 'Matrice' }) },
  registerEnteAction: {
    fields: () => ({
      tipo: 'comune',
      denominazione: `Comune di prova ${randomUUID().slice(0, 8)}`,
      codiceFiscale: newPartitaIva(),
      sede: 'Prova',
    }),
  },
  resetFattoriAction: { args: perId, fields: () => ({ motivo: MOTIVO }), neutral: /non ha dispositivi/ },
  'suspendAction#persona': {
    args: (o) => ['persona', o.id],
    fields: () => ({ ...giorni('dal', oggi), motivo: MOTIVO }),
    consumes: true,
  },
  'suspendAction#organizzazione': {
    args: (o) => ['organizzazione', o.id],
    fields: () => ({ ...giorni('dal', oggi), motivo: MOTIVO }),
    consumes: true,
  },
  liftSospensioneAction: { fields: (o) => ({ sospensione: o.id ?? '', motivo: MOTIVO }), consumes: true },

  describeUnitaAction: {
    args: (o) => [o.id, Number(o.versione)],
    fields: () => ({ ...UNITA, titolo: 'Altro titolo della prova' }),
    consumes: true,
  },
  addUnitaAction: {
    args: perId,
    fields: () => ({ ...UNITA, livello: 'documento', segnatura: `PROVA/${randomUUID().slice(0, 8)}` }),
    consumes: true,
  },
  addFondoAction: {
    fields: () => ({
      ...UNITA,
      livello: 'fondo',
      segnatura: `PROVA/${randomUUID().slice(0, 8)}`,
      accesso: 'riservato',
      produttore: 'Ufficio di prova',
    }),
  },
  changeAccessoAction: {
    args: (o) => [o.id, Number(o.versione)],
    fields: () => ({ accesso: 'riservato', motivoAccesso: MOTIVO }),
    consumes: true,
  },
  changeSegnaturaAction: {
    args: (o) => [o.id, Number(o.versione)],
    fields: () => ({ segnatura: `PROVA/${randomUUID().slice(0, 8)}` }),
    consumes: true,
  },
  changeLivelloAction: {
    args: (o) => [o.id, Number(o.versione)],
    fields: () => ({ livello: 'sottofascicolo' }),
    consumes: true,
  },
  moveUnitaAction: {
    args: (o) => [o.id, Number(o.versione)],
    fields: () => ({ dentro: 'IT-SP-PROV/SIS/1987' }),
    consumes: true,
  },
  addEtichettaAction: {
    args: perId,
    fields: () => ({ categoria: 'salute', quando: String(oggi).slice(0, 4), motivo: MOTIVO }),
    consumes: true,
  },
  removeEtichettaAction: { args: (o) => [o.id, o.etichettaId], consumes: true },
  attestLottoAction: { args: perId, fields: () => ({ valore: 'attestata_raffronto' }) },
  writeMappaEadAction: { args: perId, fields: () => ({ accesso: 'su_richiesta' }), consumes: true },
  createLottoAction: { fields: () => ({ nome: 'Lotto della matrice', modo: 'nuove' }) },
  changeLottoAction: { args: (o) => [o.id, 'annulla'], consumes: true },
  pauseLavorazioneAction: { args: perId, consumes: true },
  resumeLavorazioneAction: { args: perId },
  retryLavorazioneAction: { args: () => [randomUUID()] },
  retryLavorazioniAction: { args: perId },
  addConvenzioneAction: {
    fields: () => ({
      organizzazioneId: randomUUID(),
      atto: MOTIVO,
      comuni: '011015',
      ...giorni('dal', oggi),
      ...giorni('al', oggi),
    }),
    neutral: /^Scegli l’ente dall’elenco/,
  },
  addLettoreAction: {
    args: perId,
    fields: () => ({ codiceFiscale: newCodiceFiscale(), nome: 'Prova della matrice' }),
    consumes: true,
  },
  removeLettoreAction: { args: (o) => [o.id, o.lettoreId], consumes: true },
  endConvenzioneAction: { args: perId, fields: () => ({ motivo: MOTIVO }), consumes: true },
  openInConvenzioneAction: { args: perId, fields: () => ({ scopo: 'Prova della matrice' }) },
  openProprioAction: { args: perId, fields: () => ({ scopo: 'Prova della matrice' }) },
  replyAvvisoAction: { args: perId, fields: () => ({ risposta: 'nessuna_obiezione' }), consumes: true },
  closeSegnalazioneAction: { args: perId, fields: () => ({ nota: MOTIVO }), consumes: true },
  askAperturaAction: { fields: () => ({ segnatura: 'PROVA/1', ore: '1', motivo: MOTIVO }) },
  decideAperturaAction: { args: perId, fields: () => ({ risposta: 'apri' }), consumes: true },
  closeAperturaAction: { args: perId, consumes: true },
  putAsideAction: { fields: (o) => ({ metti: o.id ?? '' }), says: true },
  removeElementoAction: { args: () => [randomUUID()] },
  moveElementoAction: { args: () => [randomUUID(), null], says: true },
  emptyRaccoltaAction: {},
  putBackAction: {},
  joinRaccoltaAction: {},
  annotateElementoAction: {
    args: () => [randomUUID()],
    fields: () => ({ nota: 'Prova' }),
    neutral: /Non è più nella raccolta/,
  },
  askInsiemeAction: { fields: (o) => ({ dove: 'me', unita: [o.id ?? ''] }) },
  saveRicercaAction: {
    args: () => [`?q=${randomUUID()}`],
    fields: () => ({ nome: 'Ricerca della matrice', avviso: 'settimanale' }),
  },
  changeRicercaAction: { args: perId, fields: () => ({ nome: 'Altro nome', avviso: 'quotidiano' }), consumes: true },
  removeRicercaAction: { args: perId, consumes: true },
  askUnitaAction: { args: perId, fields: () => ({ dove: 'me' }) },
  bookSalaAction: { args: perId, fields: (o) => ({ turno: o.turno ?? '' }), consumes: true },
  cancelSalaAction: { args: perId, consumes: true },
  closeAppuntamentoAction: {
    args: (o) => [o.appuntamentoId, oggi],
    fields: () => ({ esito: 'venuto' }),
    neutral: /^Si segna dal giorno/,
  },
  certifyConformeAction: {
    args: perId,
    fields: () => ({ chiave: randomUUID(), pagine: '1', base: 'raffronto' }),
    neutral: /^Non è stata chiesta la copia conforme/,
  },
  makeConformeAction: { args: (o) => [o.id, o.visioneId], consumes: true },
  revokeConformeAction: { args: (o) => [o.id, o.visioneId], fields: () => ({ motivo: MOTIVO }), consumes: true },
  declarePagamentoAction: {
    args: perId,
    fields: () => ({ pagamento: 'PROVA-0123456789', ...giorni('pagatoIl', oggi) }),
    neutral: /^Non c’è niente da pagare/,
  },
  confirmPagamentoAction: { args: perId, neutral: /^Non c’è un pagamento da confermare/ },
  revokeSalaAction: { args: perId, fields: () => ({ motivo: MOTIVO }), consumes: true },
  readmitVisioneAction: { args: perId, fields: () => ({ motivo: MOTIVO }), consumes: true },
  revokeVisioneAction: { args: perId, fields: () => ({ motivo: MOTIVO }), consumes: true },
  extendVisioneAction: {
    args: perId,
    fields: () => ({ motivo: MOTIVO, ...giorni('al', addDays(oggi, 60)) }),
    consumes: true,
  },
  describeDettagliAction: {
    args: (o) => [o.id, Number(o.versione)],
    fields: () => ({ lingua: 'italiano', 'voci.0.termine': 'Argomento della matrice' }),
    consumes: true,
  },
  addContenutaAction: { args: perId, fields: () => ({ codice: 'IT-SP-PROV/SIS/1990/b001' }), consumes: true },
  removeContenutaAction: { args: (o) => [o.id, o.contenitoreId], consumes: true },
  downloadPacchettoAction: { args: perId },
  addModelloAction: { args: perId, fields: () => ({ nome: 'Modello della matrice' }) },
  removeModelloAction: { args: (o) => [o.unitaId, o.id], consumes: true },
  changeMassaAction: {
    args: (o) => [o.padreId],
    fields: (o) => ({
      unita: `${o.id}:${o.versione}`,
      campo: 'opera',
      'valore.opera': `Opera ${randomUUID().slice(0, 8)}`,
      _azione: 'esegui',
    }),
    consumes: true,
  },
  decideDoppioneAction: {
    args: (o) => [o.fondoId, o.id, o.altraId],
    fields: () => ({ esito: 'distinte', motivo: MOTIVO }),
    consumes: true,
  },
  setTermineAction: {
    fields: () => ({ segnatura: 'IT-SP-PROV/SIS/1987', anni: '90', fonte: 'Piano della matrice', confermato: 'si' }),
  },
  proposeScartoAction: {
    fields: () => ({ oggetto: 'Prova della matrice', motivazione: MOTIVO, unita: randomUUID() }),
    neutral: /C’è un problema/,
  },
  recordNullaOstaAction: { args: perId, fields: () => ({ esito: 'authorise', ...ATTO }), consumes: true },
  recordDistruzioneAction: { args: perId, fields: () => ATTO, consumes: true },
  withdrawScartoAction: { args: perId, consumes: true },
  addProduttoreAction: { fields: () => ({ tipo: 'ente', denominazione: `Ente ${randomUUID()}` }) },
  describeProduttoreAction: {
    args: (o) => [o.id, 0],
    fields: () => ({ tipo: 'ente', denominazione: `Ente ${randomUUID()}` }),
    consumes: true,
  },
  addLuogoAction: { fields: () => ({ tipo: 'sede', nome: `Sede ${randomUUID()}` }) },
  renameLuogoAction: { args: (o) => [o.id, 0], fields: () => ({ nome: `Sede ${randomUUID()}` }), consumes: true },
  moveLuogoAction: {
    args: (o) => [o.id, 0],
    fields: () => ({ padreId: randomUUID() }),
    neutral: /^Una sede sta da sé/,
  },
  addContenitoreAction: { args: () => [''], fields: (o) => contenitore(o) },
  'addContenitoreAction#unita': { args: perId, fields: (o) => contenitore(o), consumes: true },
  describeContenitoreAction: {
    args: (o) => [o.id, 0],
    fields: (o) => ({ tipo: 'faldone', luogoId: o.luogoId ?? '' }),
    consumes: true,
  },
  takeOutAction: {
    args: perId,
    fields: () => ({ motivo: 'consultazione', ...giorni('rientroPrevistoIl', addDays(oggi, 3)) }),
    consumes: true,
  },
  bringBackAction: { args: perId, consumes: true },
  fetchForSalaAction: { args: (o) => [o.id, addDays(oggi, 3)], consumes: true },
  returnFromSalaAction: { args: (o) => [o.id, oggi], consumes: true },
  openInventarioAction: { args: perId, consumes: true },
  readEtichetteAction: { args: perId, fields: () => ({ codici: 'PROVA-MATRICE' }), consumes: true },
  closeInventarioAction: { args: perId, consumes: true },
  nameAbilitatoAction: {
    fields: (o) => ({
      personaId: o.personaId ?? '',
      segnatura: 'IT-SP-PROV/ASS',
      motivo: MOTIVO,
      ...giorni('dal', oggi),
      ...giorni('al', addDays(oggi, 30)),
    }),
    consumes: true,
  },
  revokeAbilitazioneAction: { args: perId, consumes: true },
  closePaginaAction: { args: (o) => [paginaDi(o)], fields: () => ({ motivo: MOTIVO }), consumes: true },
  openPaginaAction: { args: (o) => [paginaDi(o)], fields: () => ({ motivo: MOTIVO }), consumes: true },
  rebuildPagineAction: { args: (o) => [o.id, null], consumes: true },
  correctTestoAction: {
    args: (o) => [paginaDi(o)],
    fields: () => ({ versione: '0', 'riga.0': 'Relazione sul calcestruzzo armato' }),
    consumes: true,
  },
  takeBackTestoAction: { args: (o) => [paginaDi(o), 0] },
  coverPaginaAction: {
    args: (o) => [paginaDi(o)],
    fields: () => ({ regioni: '10 10 100 40', motivo: MOTIVO }),
    consumes: true,
  },
  uncoverPaginaAction: { args: (o) => [paginaDi(o)], fields: () => ({ motivo: MOTIVO }), consumes: true },
}

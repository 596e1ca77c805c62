/** The server actions: who does what, from which state. See `rules-matrice`. */
import { statiMandatoPer } from '@/lib/mandati/rules'
import { type AttoPratica, canPratica, type StatoPratica } from '@/lib/pratiche/rules'
import {
  ARCHIVISTI,
  altrove,
  assente,
  azione,
  conferma,
  type Figura,
  no,
  OGGETTI,
  type Oggetto,
  type Riga,
  riservato,
  type StatoDi,
  si,
  tranne,
  UFFICIO,
} from './rules-matrice'

type Stato = StatoDi<'pratica'>
/** A withdrawn practice is closed, one out of time is still in its state. */
const STATO_VERO = { ritirata: 'conclusa', in_ritardo: 'ricevuta' } as const
const statoVero = (stato: Stato): StatoPratica =>
  stato === 'ritirata' || stato === 'in_ritardo' ? STATO_VERO[stato] : stato
/** The states of the law from which an act may start (`lib/pratiche/rules`), as the matrix tries them. */
const quando = (act: AttoPratica): Stato[] => OGGETTI.pratica.filter((stato) => canPratica(act, statoVero(stato)))

/** Who acts on a company's practice: an osservatore, a signer, whoever sent a shared draft only read it. */
const AGISCE: Figura[] = ['richiedente', 'amministratore', 'agenzia']
const TIENE_BOZZA: Figura[] = ['richiedente', 'agenzia']
const COMPILA: Figura[] = [...TIENE_BOZZA, 'redattore', 'inviante']
const CONOSCE_BOZZA: Figura[] = [...COMPILA, 'lettore']
const TIENE_FLOTTA: Figura[] = ['richiedente', 'amministratore']
const AMMINISTRATORI: Figura[] = ['amministratore_sistema', 'altro_amministratore']
const DELL_UFFICIO: Figura[] = ['istruttore', 'collega', 'dirigente', 'dirigente_stantio']
const DIRIGENTI: Figura[] = ['dirigente', 'dirigente_stantio']
const STANTIO: Figura[] = ['dirigente_stantio']

/** From these states; from the others a refusal that says why. */
const da = (chi: Figura[], stati: Stato[]) =>
  stati.length === OGGETTI.pratica.length ? [si(chi)] : [si(chi, ...stati), no(chi)]
const delRichiedente = (nome: string, ...stati: Stato[]) => azione(nome, 'persona', 'pratica', ...da(AGISCE, stati))
const dellUfficio = (nome: string, ...stati: Stato[]) => azione(nome, 'ufficio', 'pratica', ...da(DELL_UFFICIO, stati))
const diChiTiene = (nome: string, chi: Figura[] = TIENE_BOZZA) =>
  azione(nome, 'persona', 'bozza', si(chi, 'in_compilazione'), no(chi, 'presentata'))
const dellaFlotta = <O extends 'impresa' | 'veicolo'>(nome: string, oggetto: O) =>
  azione(nome, 'persona', oggetto, si(TIENE_FLOTTA))
const mandato = (atto: 'accept' | 'reject' | 'withdraw' | 'revoke' | 'renounce', chi: Figura[]) => {
  const da = OGGETTI.mandato.filter((stato) => (statiMandatoPer(atto) as readonly string[]).includes(stato))
  return azione(`changeMandatoAction#${atto}`, 'persona', 'mandato', si(chi, ...da), no(chi))
}
/** Only whoever works in the archive, whatever the state. */
const degliArchivisti = (nome: string, oggetto: Oggetto) =>
  azione(nome, 'ufficio', oggetto, si(ARCHIVISTI), riservato(UFFICIO))
/** Only whoever works in the archive, in this state; in the others a refusal that says why. */
const inArchivio = <S extends string>(stato: S) => [si(ARCHIVISTI, stato), no(ARCHIVISTI), riservato(UFFICIO)] as const
/** Only whoever directs the archive, in this state. */
const delDirigente = <S extends string>(stato: S) =>
  [si(['dirigente_altro'], stato), no(['dirigente_altro']), riservato(UFFICIO)] as const

export const AZIONI: readonly Riga[] = [
  azione('chooseOperaPerAction#me', 'persona', 'nessuno'),
  azione('chooseOperaPerAction#impresa', 'persona', 'impresa', si(['richiedente', 'amministratore', 'osservatore'])),
  azione('closeSessioneAction', 'persona', 'sessione', si(['richiedente'], 'aperta')),
  azione('closeOtherSessioniAction', 'persona', 'nessuno'),
  azione('giveFattoreAction', 'fattore', 'nessuno'),
  azione('addTotpAction', 'fattore', 'nessuno', conferma(STANTIO)),
  azione('addChiaveAction', 'fattore', 'nessuno'),
  azione('beginChiaveAction', 'fattore', 'nessuno'),
  azione(
    'removeFattoreAction',
    'fattore',
    'fattore',
    conferma([...STANTIO, 'senza_fattore']),
    si(['istruttore'], 'attivo'),
    riservato([...UFFICIO, ...AMMINISTRATORI]),
  ),
  azione('makeCodiciAction', 'fattore', 'nessuno', conferma([...STANTIO, 'senza_fattore'])),

  azione('beginDomandaAction#me', 'persona', 'servizio', si(tranne('anonimo', 'sospeso'))),
  azione(
    'beginDomandaAction#impresa',
    'persona',
    'impresa',
    si(['richiedente', 'amministratore'], 'attiva'),
    no(['richiedente', 'amministratore', 'osservatore']),
  ),
  azione(
    'savePassoAction',
    'persona',
    'bozza',
    altrove([...CONOSCE_BOZZA, 'agenzia_revocata'], 'presentata'),
    si(COMPILA, 'in_compilazione'),
    altrove(['lettore', 'agenzia_revocata'], 'in_compilazione'),
  ),
  azione('citeUnitaAction', 'persona', 'bozza', si(COMPILA, 'in_compilazione')),
  azione(
    'deleteBozzaAction',
    'persona',
    'bozza',
    si(TIENE_BOZZA, 'in_compilazione'),
    altrove(['agenzia_revocata'], 'in_compilazione', 'presentata'),
  ),
  azione(
    'presentaIstanzaAction',
    'persona',
    'bozza',
    altrove([...TIENE_BOZZA, 'inviante', 'agenzia_revocata'], 'presentata'),
    no(['redattore', 'lettore'], 'presentata'),
    si([...TIENE_BOZZA, 'inviante'], 'in_compilazione'),
    no(['redattore', 'lettore'], 'in_compilazione'),
    altrove(['agenzia_revocata'], 'in_compilazione'),
  ),
  diChiTiene('shareBozzaAction'),
  diChiTiene('revokeCondivisioneAction'),
  diChiTiene('addFirmatarioAction'),
  diChiTiene('removeFirmatarioAction'),
  diChiTiene('signBozzaAction', ['firmatario']),
  diChiTiene('offerBozzaAction', ['richiedente']),
  azione('withdrawOffertaBozzaAction', 'persona', 'offerta_bozza', si(['richiedente'], 'offerta'), no(['richiedente'])),
  azione(
    'answerTrasferimentoAction#accetta_bozza',
    'persona',
    'offerta_bozza',
    si(['destinatario'], 'offerta'),
    no(['destinatario']),
  ),
  azione(
    'answerTrasferimentoAction#accetta_pratica',
    'persona',
    'offerta_pratica',
    si(['destinatario'], 'offerta'),
    no(['destinatario']),
  ),
  azione(
    'answerTrasferimentoAction#rifiuta',
    'persona',
    'offerta_pratica',
    si(['destinatario'], 'offerta'),
    no(['destinatario']),
  ),
  azione(
    'offerPraticaAction',
    'persona',
    'pratica',
    si(['amministratore'], ...quando('transfer')),
    no(['amministratore']),
  ),
  azione(
    'withdrawOffertaPraticaAction',
    'persona',
    'offerta_pratica',
    si(['amministratore'], 'offerta'),
    no(['amministratore']),
  ),

  delRichiedente('answerIntegrazioneAction', ...quando('answerIntegrazione')),
  delRichiedente('sendOsservazioniAction', ...quando('sendOsservazioni')),
  delRichiedente('withdrawPraticaAction', ...quando('withdraw')),
  delRichiedente('writeMessaggioAction', ...quando('write')),
  delRichiedente('askSostitutoAction', 'in_ritardo'),

  dellUfficio('claimPraticaAction', ...quando('claim')),
  dellUfficio('askIntegrazioneAction', ...quando('askIntegrazione')),
  dellUfficio('noticeRefusalAction', ...quando('noticeRefusal')),
  dellUfficio('sendAvvisoAction', ...quando('tellControinteressati')),
  dellUfficio('recordRicezioneAction', ...quando('tellControinteressati')),
  dellUfficio('recordRispostaAction', ...quando('tellControinteressati')),
  dellUfficio('proposeDecisioneAction', ...quando('propose')),
  dellUfficio('writeMessaggioUfficioAction', ...quando('write')),
  dellUfficio('writeNotaAction', ...quando('write')),
  dellUfficio('versaPraticaAction', ...quando('archive')),
  dellUfficio('motivateLetturaAction', ...OGGETTI.pratica),
  dellUfficio('openSubitoAction#presa_in_carico', ...quando('claim')),
  azione('openSubitoAction#decisione', 'ufficio', 'pratica', si(DIRIGENTI, ...quando('decide')), no(DELL_UFFICIO)),
  azione(
    'sendBackPropostaAction',
    'ufficio',
    'pratica',
    si(DIRIGENTI, ...quando('sendBack')),
    no(DIRIGENTI),
    riservato(['istruttore', 'collega', 'istruttore_altro']),
  ),
  azione(
    'decideAction',
    'ufficio',
    'pratica',
    conferma(STANTIO),
    si(['dirigente'], ...quando('decide')),
    no(['dirigente']),
    riservato(['istruttore', 'collega', 'istruttore_altro']),
  ),
  ...(['suspend', 'revoke', 'restore'] as const).map((mossa) =>
    azione(
      `changeAttoAction#${mossa}`,
      'ufficio',
      'atto',
      conferma(STANTIO),
      si(
        ['dirigente'],
        ...({ suspend: ['firmato'], revoke: ['firmato', 'sospeso'], restore: ['sospeso'] } as const)[mossa],
      ),
      no(['dirigente']),
      riservato(['istruttore', 'collega', 'istruttore_altro']),
    ),
  ),
  azione('searchAttoAction', 'polizia', 'atto', si(['polizia'], 'firmato', 'sospeso', 'revocato')),

  azione('createMandatoAction', 'persona', 'nessuno'),
  mandato('accept', ['amministratore']),
  mandato('reject', ['amministratore']),
  mandato('withdraw', ['agenzia']),
  mandato('revoke', ['amministratore']),
  mandato('renounce', ['agenzia']),

  azione('inviteMembroAction', 'persona', 'impresa', si(['amministratore'])),
  azione('revokeInvitoAction', 'persona', 'invito', si(['amministratore'], 'aperto'), no(['amministratore'])),
  azione('answerInvitoAction#accetta', 'persona', 'invito', si(['destinatario'], 'aperto'), no(['destinatario'])),
  azione('answerInvitoAction#rifiuta', 'persona', 'invito', si(['destinatario'], 'aperto'), no(['destinatario'])),
  azione(
    'endAppartenenzaAction',
    'persona',
    'membro',
    si(['amministratore'], 'in_carica'),
    no(['amministratore', 'richiedente', 'osservatore']), // they know the company: those who are not of it find nothing
  ),
  azione('changeRuoloAction', 'persona', 'membro', si(['amministratore'], 'in_carica'), no(['amministratore'])),
  azione('beginCollegamentoAction', 'persona', 'nessuno'),
  azione('sendCollegamentoAction', 'persona', 'collegamento', si(['richiedente'], 'da_inviare'), no(['richiedente'])),
  azione('withdrawCollegamentoAction', 'persona', 'collegamento', si(['richiedente'], 'da_inviare', 'in_attesa')),
  azione('decideCollegamentoAction', 'ufficio', 'collegamento', si(UFFICIO, 'in_attesa'), no(UFFICIO, 'accolta')),

  dellaFlotta('saveVeicoloAction#nuovo', 'impresa'),
  dellaFlotta('saveVeicoloAction#correggi', 'veicolo'),
  dellaFlotta('dismissVeicoloAction', 'veicolo'),
  dellaFlotta('saveCartaAction', 'veicolo'),
  dellaFlotta('setAutistiAction', 'veicolo'),
  azione('removeCartaAction', 'persona', 'carta', si(TIENE_FLOTTA, 'presente'), no(TIENE_FLOTTA)),
  dellaFlotta('readImportazioneAction', 'impresa'),
  azione('applyImportazioneAction', 'persona', 'importazione', si(TIENE_FLOTTA, 'letta'), no(TIENE_FLOTTA)),

  azione('askRuoloAction', 'amministrazione', 'persona', si(AMMINISTRATORI)),
  azione('askFineRuoloAction', 'amministrazione', 'ruolo', si(AMMINISTRATORI, 'in_vigore'), no(AMMINISTRATORI)),
  azione(
    'decideRichiestaAction',
    'gestione',
    'richiesta',
    conferma(STANTIO),
    si(['altro_amministratore', 'dirigente'], 'aperta'),
    no(['amministratore_sistema', 'altro_amministratore', 'dirigente']),
  ),
  azione('withdrawRichiestaAction', 'gestione', 'richiesta', si(['amministratore_sistema'], 'aperta')),
  azione(
    'reviewDirittiAction',
    'gestione',
    'ruolo',
    conferma(STANTIO),
    si([...AMMINISTRATORI, 'dirigente'], 'in_vigore'),
    assente(AMMINISTRATORI),
  ),
  azione('registerPersonaAction', 'amministrazione', 'nessuno'),
  azione('registerEnteAction', 'amministrazione', 'nessuno'),
  azione('resetFattoriAction', 'amministrazione', 'persona', si(AMMINISTRATORI)),
  azione('suspendAction#persona', 'amministrazione', 'persona', si(AMMINISTRATORI)),
  azione('suspendAction#organizzazione', 'amministrazione', 'ente', si(AMMINISTRATORI)),
  azione('liftSospensioneAction', 'amministrazione', 'sospensione', si(AMMINISTRATORI, 'in_corso'), no(AMMINISTRATORI)),

  azione('describeUnitaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('addUnitaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  degliArchivisti('addFondoAction', 'nessuno'),
  azione('changeAccessoAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('changeSegnaturaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('changeLivelloAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('moveUnitaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('addEtichettaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('removeEtichettaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('attestLottoAction', 'ufficio', 'lotto', no(ARCHIVISTI), conferma(STANTIO)),
  azione('writeMappaEadAction', 'ufficio', 'lotto', si(['istruttore_altro'], 'in_preparazione')), // who opened the batch
  azione('createLottoAction', 'ufficio', 'nessuno', si(ARCHIVISTI), riservato(UFFICIO)),
  azione(
    'changeLottoAction',
    'ufficio',
    'lotto',
    si(ARCHIVISTI, 'in_preparazione', 'verificato'),
    no(ARCHIVISTI, 'caricato'),
  ),
  azione('pauseLavorazioneAction', 'ufficio', 'lotto', si(ARCHIVISTI), riservato(UFFICIO)),
  azione('resumeLavorazioneAction', 'ufficio', 'lotto', no(ARCHIVISTI), riservato(UFFICIO)), // none of these is stopped
  azione('retryLavorazioneAction', 'ufficio', 'nessuno', no(ARCHIVISTI), riservato(UFFICIO)), // here nothing has failed
  azione('retryLavorazioniAction', 'ufficio', 'lotto', no(ARCHIVISTI), riservato(UFFICIO)),
  azione('putAsideAction', 'pubblica', 'unita', si(tranne(), 'aperta')),
  azione('removeElementoAction', 'pubblica', 'nessuno'),
  azione('moveElementoAction', 'pubblica', 'nessuno'),
  azione('emptyRaccoltaAction', 'pubblica', 'nessuno'),
  azione('putBackAction', 'pubblica', 'nessuno'),
  azione('joinRaccoltaAction', 'persona', 'nessuno'),
  azione('annotateElementoAction', 'persona', 'nessuno'),
  azione('askInsiemeAction', 'persona', 'unita', si(tranne('anonimo', 'sospeso'), 'aperta')),
  azione('saveRicercaAction', 'persona', 'nessuno'),
  azione('changeRicercaAction', 'persona', 'ricerca', si(['richiedente'], 'salvata')),
  azione('removeRicercaAction', 'persona', 'ricerca', si(['richiedente'], 'salvata')),
  azione('askUnitaAction', 'persona', 'unita', si(tranne('anonimo', 'sospeso'), 'aperta')),
  azione('addConvenzioneAction', 'ufficio', 'nessuno', si(ARCHIVISTI), no(UFFICIO)),
  azione('addLettoreAction', 'ufficio', 'convenzione', si(ARCHIVISTI, 'in_vigore'), no(ARCHIVISTI)),
  azione('removeLettoreAction', 'ufficio', 'convenzione', si(ARCHIVISTI, 'in_vigore'), no(ARCHIVISTI)),
  azione('endConvenzioneAction', 'ufficio', 'convenzione', si(ARCHIVISTI, 'in_vigore'), no(ARCHIVISTI)),
  // here nobody is named in an agreement: lib/archivio/accesso/diretto.test.ts
  azione('openInConvenzioneAction', 'persona', 'unita'),
  // here nobody is named in a unit: lib/archivio/accesso/diretto.test.ts
  azione('openProprioAction', 'persona', 'unita'),
  azione('replyAvvisoAction', 'persona', 'avviso', si(['estraneo'], 'spedito'), no(['estraneo'])),
  azione('closeSegnalazioneAction', 'ufficio', 'segnalazione', si(ARCHIVISTI, 'aperta'), no(ARCHIVISTI)),
  azione('askAperturaAction', 'ufficio', 'nessuno'),
  azione('decideAperturaAction', 'ufficio', 'apertura', si(['dirigente_altro'], 'attesa'), no(['dirigente_altro'])),
  azione('closeAperturaAction', 'ufficio', 'apertura', si(['dirigente_altro'], 'aperta'), no(['dirigente_altro'])),
  azione('revokeVisioneAction', 'ufficio', 'visione', si(ARCHIVISTI, 'in_corso'), no(ARCHIVISTI)),
  azione(
    'readmitVisioneAction',
    'ufficio',
    'visione',
    si(['dirigente_altro'], 'revocata'),
    no(['dirigente_altro']),
    riservato(['istruttore_altro', 'istruttore', 'collega']),
  ),
  azione('bookSalaAction', 'persona', 'sala', si(['estraneo'], 'concessa', 'prenotata'), no(['estraneo'])),
  azione('revokeSalaAction', 'ufficio', 'sala', si(ARCHIVISTI, 'concessa', 'prenotata'), no(ARCHIVISTI)),
  azione('cancelSalaAction', 'persona', 'sala', si(['estraneo'], 'prenotata'), no(['estraneo'])),
  azione('closeAppuntamentoAction', 'ufficio', 'sala', si(ARCHIVISTI, 'prenotata')),
  // none of these was asked for as certified
  azione('certifyConformeAction', 'ufficio', 'visione', si(ARCHIVISTI), conferma(STANTIO)),
  azione(
    'makeConformeAction',
    'ufficio',
    'conforme',
    si(['dirigente_altro'], 'in_preparazione'),
    no(['dirigente_altro']),
  ),
  azione(
    'revokeConformeAction',
    'ufficio',
    'conforme',
    si(['dirigente_altro'], 'in_preparazione', 'rilasciata'),
    no(ARCHIVISTI),
  ),
  azione('declarePagamentoAction', 'persona', 'visione', si(['estraneo'])),
  azione('confirmPagamentoAction', 'ufficio', 'visione', si(ARCHIVISTI)),
  azione(
    'extendVisioneAction',
    'ufficio',
    'visione',
    si(['dirigente_altro'], 'in_corso'),
    no(['dirigente_altro']),
    riservato(['istruttore_altro', 'istruttore', 'collega']),
  ),
  azione('describeDettagliAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('addContenutaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('removeContenutaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('downloadPacchettoAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('addModelloAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  azione('removeModelloAction', 'ufficio', 'modello', si(ARCHIVISTI)),
  azione('changeMassaAction', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta'), assente(ARCHIVISTI), riservato(UFFICIO)),
  azione('decideDoppioneAction', 'ufficio', 'coppia', si(ARCHIVISTI)),
  azione('setTermineAction', 'ufficio', 'nessuno', si(['dirigente_altro']), riservato(UFFICIO)),
  degliArchivisti('proposeScartoAction', 'nessuno'),
  azione('recordNullaOstaAction', 'ufficio', 'scarto', ...delDirigente('proposta')),
  azione('recordDistruzioneAction', 'ufficio', 'scarto', ...delDirigente('autorizzata')),
  azione('withdrawScartoAction', 'ufficio', 'scarto', ...inArchivio('proposta')),
  degliArchivisti('addProduttoreAction', 'nessuno'),
  degliArchivisti('describeProduttoreAction', 'produttore'),
  degliArchivisti('addLuogoAction', 'nessuno'),
  degliArchivisti('renameLuogoAction', 'luogo'),
  degliArchivisti('moveLuogoAction', 'luogo'),
  degliArchivisti('addContenitoreAction', 'nessuno'),
  azione(
    'addContenitoreAction#unita',
    'ufficio',
    'unita',
    si(ARCHIVISTI, 'aperta'),
    assente(ARCHIVISTI),
    riservato(UFFICIO),
  ),
  degliArchivisti('describeContenitoreAction', 'contenitore'),
  azione('takeOutAction', 'ufficio', 'contenitore', ...inArchivio('al_posto')),
  azione('bringBackAction', 'ufficio', 'contenitore', ...inArchivio('fuori')),
  azione('fetchForSalaAction', 'ufficio', 'contenitore', ...inArchivio('al_posto')),
  azione('returnFromSalaAction', 'ufficio', 'contenitore', ...inArchivio('fuori')),
  degliArchivisti('openInventarioAction', 'luogo'),
  azione('readEtichetteAction', 'ufficio', 'inventario', ...inArchivio('aperto')),
  azione('closeInventarioAction', 'ufficio', 'inventario', ...inArchivio('aperto')),
  azione('nameAbilitatoAction', 'ufficio', 'abilitazione', si(['dirigente_altro']), riservato(UFFICIO)),
  azione(
    'revokeAbilitazioneAction',
    'ufficio',
    'abilitazione',
    si(['dirigente_altro'], 'data'),
    assente(['dirigente_altro']),
    riservato(UFFICIO),
  ),
  // what is covered is closed already
  azione('closePaginaAction', 'ufficio', 'carte', si(ARCHIVISTI, 'libere', 'su_richiesta'), no(ARCHIVISTI, 'coperte')),
  azione('openPaginaAction', 'ufficio', 'carte', si(ARCHIVISTI, 'coperte'), no(ARCHIVISTI, 'libere', 'su_richiesta')),
  azione('rebuildPagineAction', 'ufficio', 'carte', si(ARCHIVISTI, 'libere', 'coperte', 'su_richiesta')),
  azione('correctTestoAction', 'ufficio', 'carte', si(ARCHIVISTI, 'libere', 'coperte', 'su_richiesta')),
  // nobody has corrected these
  azione('takeBackTestoAction', 'ufficio', 'carte', no(ARCHIVISTI, 'libere', 'coperte', 'su_richiesta')),
  azione('coverPaginaAction', 'ufficio', 'carte', si(ARCHIVISTI, 'libere', 'coperte', 'su_richiesta')),
  azione(
    'uncoverPaginaAction',
    'ufficio',
    'carte',
    si(ARCHIVISTI, 'coperte'),
    no(ARCHIVISTI, 'libere', 'su_richiesta'),
  ),
]

/** The pages: who reads what. See `rules-matrice`. */
import { statiPer } from '@/lib/pratiche/rules'
import {
  ARCHIVISTI,
  altrove,
  assente,
  type Figura,
  motivo,
  pagina,
  type Riga,
  type StatoDi,
  si,
  tranne,
  UFFICIO,
} from './rules-matrice'

/** Those who read a practice filed for a company; an osservatore and whoever signed it only read. */
const LEGGE: Figura[] = ['richiedente', 'amministratore', 'osservatore', 'agenzia', 'inviante', 'firmatario']
const DELL_IMPRESA: Figura[] = ['richiedente', 'amministratore', 'osservatore']
const TIENE_FLOTTA: Figura[] = ['richiedente', 'amministratore']
/** A draft is of whoever writes it; the company's other people find it among the practices, once filed. */
const TIENE_BOZZA: Figura[] = ['richiedente', 'agenzia']
const COMPILA: Figura[] = [...TIENE_BOZZA, 'redattore', 'inviante']
const CONOSCE_BOZZA: Figura[] = [...COMPILA, 'lettore']

const libera = (nome: string) => pagina(nome, 'pubblica', 'nessuno')
const propria = (nome: string) => pagina(nome, 'persona', 'nessuno')
const dellaPratica = (nome: string) => pagina(nome, 'persona', 'pratica', si(LEGGE))
/** Open only while that act may be done; otherwise back to the practice. */
const dellaRisposta = (nome: string, ...quando: StatoDi<'pratica'>[]) =>
  pagina(nome, 'persona', 'pratica', si(LEGGE, ...quando), altrove(LEGGE))
/** A draft's page; once filed it leads to the receipt, once lost with the mandate to what says so. */
const PRESENTATA = altrove<StatoDi<'bozza'>>([...CONOSCE_BOZZA, 'agenzia_revocata'], 'presentata')
const PERSA = altrove<StatoDi<'bozza'>>(['agenzia_revocata'], 'in_compilazione')
const diChiCompila = (nome: string) =>
  pagina(
    nome,
    'persona',
    'bozza',
    PRESENTATA,
    PERSA,
    si(COMPILA, 'in_compilazione'),
    altrove(['lettore'], 'in_compilazione'),
  )
const diChiTiene = (nome: string) =>
  pagina(nome, 'persona', 'bozza', PRESENTATA, PERSA, si(TIENE_BOZZA, 'in_compilazione'))
/**
 * The desk: whoever has the practice in charge opens it, anybody else of the office says why first (`lib/letture/rules`);
 * nobody has in charge what has just come.
 */
const dellUfficio = (nome: string) =>
  pagina(
    nome,
    'ufficio',
    'pratica',
    motivo(['istruttore'], 'ricevuta', 'ritirata', 'in_ritardo'),
    si(['istruttore']),
    motivo(['collega', 'dirigente', 'dirigente_stantio']),
  )
/** For whoever works in the archive; for another officer it does not exist. */
const degliArchivisti = (nome: string) => pagina(nome, 'ufficio', 'nessuno', si(ARCHIVISTI), assente(UFFICIO))

export const PAGINE: readonly Riga[] = [
  libera('/'),
  libera('/servizi'),
  pagina('/servizi/[codice]', 'pubblica', 'servizio', si(tranne())),
  pagina('/servizi/[codice]/serve-davvero', 'pubblica', 'servizio', si(tranne())),
  libera('/verifica'),
  pagina('/verifica/[codice]', 'pubblica', 'atto', si(tranne(), 'firmato', 'sospeso', 'revocato')),
  libera('/archivio'),
  libera('/archivio/dove'),
  libera('/archivio/raccolta'),
  pagina('/a/[posto]', 'pubblica', 'unita', altrove(tranne(), 'aperta')),
  // the page of the papers for who may open them, else the unit
  pagina('/a/[posto]/[carta]', 'pubblica', 'carte', altrove(tranne(), 'libere', 'coperte', 'su_richiesta')),
  propria('/archivio/raccolta/richiesta'),
  // what is closed by what it says is known to nobody but the officers named for it, and here none is
  pagina('/archivio/[id]', 'pubblica', 'unita', si(tranne(), 'aperta')),
  pagina('/archivio/produttori/[id]', 'pubblica', 'produttore', si(tranne())),
  pagina('/archivio/[id]/richiesta', 'persona', 'unita', si(tranne('anonimo', 'sospeso'), 'aperta')),
  libera('/accesso-agli-atti/registro'),
  pagina('/archivio/[id]/carte', 'pubblica', 'carte', si(tranne(), 'libere', 'coperte'), si(UFFICIO, 'su_richiesta')),
  libera('/note-legali'),
  libera('/privacy'),
  libera('/accessibilita'),
  libera('/esci'),
  pagina('/accedi', 'pubblica', 'nessuno', si(['anonimo', 'sospeso']), altrove(tranne())),
  pagina('/_not-found', 'pubblica', 'nessuno', assente(tranne())),

  propria('/area-personale'),
  propria('/area-personale/pratiche'),
  propria('/area-personale/messaggi'),
  propria('/area-personale/documenti'),
  propria('/area-personale/profilo'),
  propria('/area-personale/sicurezza'),
  propria('/area-personale/chi-ha-visto'),
  propria('/area-personale/visioni'),
  propria('/area-personale/ricerche'),
  propria('/area-personale/ricerche/nuova'),
  propria('/area-personale/opera-per'),
  propria('/area-personale/imprese'),
  propria('/area-personale/imprese/collega'),
  propria('/area-personale/mandati/nuovo'),
  pagina('/area-personale/guida', 'persona', 'servizio', si(['autista'])),
  pagina('/area-personale/domande/nuova/[codice]', 'persona', 'servizio', si(tranne('anonimo', 'sospeso'))),

  diChiCompila('/area-personale/domande/[id]'),
  diChiCompila('/area-personale/domande/[id]/[passo]'),
  diChiCompila('/area-personale/domande/[id]/allegati'),
  pagina(
    '/area-personale/domande/[id]/controlla',
    'persona',
    'bozza',
    PRESENTATA,
    PERSA,
    si(CONOSCE_BOZZA, 'in_compilazione'),
  ),
  diChiTiene('/area-personale/domande/[id]/condividi'),
  diChiTiene('/area-personale/domande/[id]/firme'),
  diChiTiene('/area-personale/domande/[id]/trasferisci'),
  diChiTiene('/area-personale/domande/[id]/elimina'),
  pagina('/area-personale/firme/[bozzaId]', 'persona', 'bozza', si(['firmatario'], 'in_compilazione', 'presentata')),

  dellaPratica('/area-personale/pratiche/[id]'),
  dellaPratica('/area-personale/pratiche/[id]/inviata'),
  dellaPratica('/area-personale/pratiche/[id]/messaggi'),
  dellaPratica('/area-personale/pratiche/[id]/ritira'),
  dellaPratica('/area-personale/pratiche/[id]/sostituto'),
  dellaRisposta('/area-personale/pratiche/[id]/integrazione', ...statiPer('answerIntegrazione')),
  dellaRisposta('/area-personale/pratiche/[id]/osservazioni', ...statiPer('sendOsservazioni')),
  pagina('/area-personale/pratiche/[id]/trasferisci', 'persona', 'pratica', si(['amministratore'])),
  pagina('/area-personale/trasferimenti/[id]', 'persona', 'offerta_pratica', si(['destinatario'])),

  pagina('/area-personale/sala/[id]', 'persona', 'sala', si(['estraneo'])),
  pagina('/area-personale/copie/[id]', 'persona', 'visione', si(['estraneo'])),
  pagina('/area-personale/opposizioni/[id]', 'persona', 'avviso', si(['estraneo'])),
  pagina('/area-personale/mandati/[id]', 'persona', 'mandato', si([...DELL_IMPRESA, 'agenzia'])),
  pagina('/area-personale/inviti/[id]', 'persona', 'invito', si(['destinatario'])),
  pagina('/area-personale/imprese/[id]', 'persona', 'impresa', si(DELL_IMPRESA)),
  pagina('/area-personale/imprese/[id]/persone', 'persona', 'impresa', si(DELL_IMPRESA)),
  pagina('/area-personale/imprese/[id]/persone/invita', 'persona', 'impresa', si(['amministratore'])),
  pagina(
    '/area-personale/imprese/[id]/persone/[appartenenzaId]',
    'persona',
    'membro',
    si(['amministratore'], 'in_carica'),
  ),
  pagina('/area-personale/imprese/collega/[id]', 'persona', 'collegamento', si(['richiedente'])),
  pagina('/area-personale/imprese/[id]/flotta', 'persona', 'impresa', si(DELL_IMPRESA)),
  pagina('/area-personale/imprese/[id]/flotta/nuovo', 'persona', 'impresa', si(TIENE_FLOTTA)),
  pagina('/area-personale/imprese/[id]/flotta/importa', 'persona', 'impresa', si(TIENE_FLOTTA)),
  pagina('/area-personale/imprese/[id]/flotta/importa/[importazioneId]', 'persona', 'importazione', si(TIENE_FLOTTA)),
  pagina('/area-personale/imprese/[id]/flotta/[veicoloId]', 'persona', 'veicolo', si(DELL_IMPRESA)),
  pagina('/area-personale/imprese/[id]/flotta/[veicoloId]/carte/nuova', 'persona', 'veicolo', si(TIENE_FLOTTA)),
  pagina(
    '/area-personale/imprese/[id]/flotta/[veicoloId]/carte/[cartaId]',
    'persona',
    'carta',
    si(DELL_IMPRESA, 'presente'),
  ),

  pagina(
    '/secondo-fattore',
    'fattore',
    'nessuno',
    si(['senza_fattore']),
    altrove([...UFFICIO, 'amministratore_sistema', 'altro_amministratore']),
  ),
  pagina('/secondo-fattore/codici', 'fattore', 'nessuno', altrove(['senza_fattore'])),

  pagina('/ufficio', 'ufficio', 'nessuno'),
  pagina(
    '/ufficio/motivo/[id]',
    'ufficio',
    'pratica',
    si(['istruttore'], 'ricevuta', 'ritirata', 'in_ritardo'),
    altrove(['istruttore']),
    si(['collega', 'dirigente', 'dirigente_stantio']),
  ),
  dellUfficio('/ufficio/pratiche/[id]'),
  dellUfficio('/ufficio/pratiche/[id]/documenti'),
  dellUfficio('/ufficio/pratiche/[id]/istruttoria'),
  dellUfficio('/ufficio/pratiche/[id]/messaggi'),
  dellUfficio('/ufficio/pratiche/[id]/atti'),
  dellUfficio('/ufficio/pratiche/[id]/cronologia'),
  dellUfficio('/ufficio/pratiche/[id]/integrazione'),
  dellUfficio('/ufficio/pratiche/[id]/preavviso'),
  dellUfficio('/ufficio/pratiche/[id]/controinteressati'),
  dellUfficio('/ufficio/pratiche/[id]/proposta'),
  dellUfficio('/ufficio/pratiche/[id]/decisione'),
  pagina('/ufficio/collegamenti', 'ufficio', 'nessuno'),
  pagina('/ufficio/collegamenti/[id]', 'ufficio', 'collegamento', si(UFFICIO, 'in_attesa', 'accolta')),

  pagina('/amministrazione', 'gestione', 'nessuno'),
  pagina('/amministrazione/richieste', 'gestione', 'nessuno'),
  pagina('/amministrazione/revisione', 'gestione', 'nessuno'),
  pagina('/amministrazione/sospensioni', 'amministrazione', 'nessuno'),
  pagina('/amministrazione/registro-accessi', 'amministrazione', 'nessuno'),
  pagina('/amministrazione/persone/nuova', 'amministrazione', 'nessuno'),
  pagina(
    '/amministrazione/persone/[id]',
    'amministrazione',
    'persona',
    si(['amministratore_sistema', 'altro_amministratore']),
  ),
  pagina('/amministrazione/enti', 'amministrazione', 'nessuno'),
  pagina(
    '/amministrazione/enti/[id]',
    'amministrazione',
    'ente',
    si(['amministratore_sistema', 'altro_amministratore']),
  ),

  ...['', '/convoglio', '/elenchi', '/errore', '/home', '/moduli', '/pratica', '/ricevuta'].map((nome) =>
    pagina(`/galleria${nome}`, 'officina', 'nessuno'),
  ),

  pagina('/ufficio/archivio', 'ufficio', 'nessuno'),
  degliArchivisti('/ufficio/archivio/nuovo'),
  pagina('/ufficio/archivio/visioni', 'ufficio', 'nessuno', si(ARCHIVISTI), assente(UFFICIO)),
  pagina('/ufficio/archivio/visioni/[id]', 'ufficio', 'visione', si(ARCHIVISTI)),
  pagina('/ufficio/archivio/visioni/[id]/conforme', 'ufficio', 'visione', si(ARCHIVISTI)),
  ...['', '/nuovo', '/indice'].map((nome) =>
    pagina(`/ufficio/archivio/lotti${nome}`, 'ufficio', 'nessuno', si(ARCHIVISTI), assente(UFFICIO)),
  ),
  degliArchivisti('/ufficio/archivio/lavorazioni'),
  pagina('/ufficio/archivio/lotti/[id]', 'ufficio', 'lotto', si(ARCHIVISTI)),
  degliArchivisti('/ufficio/archivio/sala'),
  pagina('/ufficio/archivio/sala/[id]', 'ufficio', 'sala', si(ARCHIVISTI)),
  pagina('/ufficio/archivio/convenzioni', 'ufficio', 'nessuno', si(ARCHIVISTI), assente(UFFICIO)),
  pagina('/ufficio/archivio/convenzioni/nuova', 'ufficio', 'nessuno', si(ARCHIVISTI), assente(UFFICIO)),
  pagina('/ufficio/archivio/convenzioni/[id]', 'ufficio', 'convenzione', si(ARCHIVISTI)),
  pagina('/ufficio/archivio/segnalazioni', 'ufficio', 'nessuno', si(ARCHIVISTI), assente(UFFICIO)),
  pagina('/ufficio/archivio/emergenze', 'ufficio', 'nessuno'),
  // who asked for it, and the head of the archive; who is named for the fonds too, and here none is
  pagina('/ufficio/archivio/emergenze/[id]', 'ufficio', 'apertura', si(['collega', 'dirigente_altro'])),
  pagina('/ufficio/archivio/[id]', 'ufficio', 'unita', si(UFFICIO, 'aperta')),
  pagina('/ufficio/archivio/[id]/modifica', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  pagina('/ufficio/archivio/[id]/nuova', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  pagina('/ufficio/archivio/[id]/etichette', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  pagina('/ufficio/archivio/[id]/dettagli', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  pagina('/ufficio/archivio/[id]/collocazione', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  pagina('/ufficio/archivio/produttori', 'ufficio', 'nessuno'),
  degliArchivisti('/ufficio/archivio/produttori/nuovo'),
  pagina('/ufficio/archivio/produttori/[id]', 'ufficio', 'produttore', si(UFFICIO)),
  pagina('/ufficio/archivio/deposito', 'ufficio', 'nessuno'),
  degliArchivisti('/ufficio/archivio/deposito/nuovo'),
  pagina('/ufficio/archivio/deposito/luoghi/[id]', 'ufficio', 'luogo', si(UFFICIO)),
  pagina('/ufficio/archivio/deposito/contenitori/[id]', 'ufficio', 'contenitore', si(UFFICIO)),
  pagina('/ufficio/archivio/deposito/inventari/[id]', 'ufficio', 'inventario', si(UFFICIO)),
  pagina('/ufficio/archivio/[id]/insieme', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  pagina('/ufficio/archivio/[id]/esporta', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  pagina('/ufficio/archivio/scarti', 'ufficio', 'nessuno'),
  degliArchivisti('/ufficio/archivio/scarti/nuovo'),
  pagina('/ufficio/archivio/scarti/[id]', 'ufficio', 'scarto', si(UFFICIO)),
  degliArchivisti('/ufficio/archivio/versamenti'),
  degliArchivisti('/ufficio/archivio/doppioni'),
  degliArchivisti('/ufficio/archivio/statistiche'),
  pagina('/ufficio/archivio/abilitazioni', 'ufficio', 'nessuno', si(['dirigente_altro']), assente(UFFICIO)),
  pagina('/ufficio/archivio/[id]/carte', 'ufficio', 'carte', si(ARCHIVISTI, 'libere', 'coperte', 'su_richiesta')),
  ...['', '/testo'].map((nome) =>
    pagina(
      `/ufficio/archivio/[id]/carte/[pagina]${nome}`,
      'ufficio',
      'carte',
      si(ARCHIVISTI, 'libere', 'coperte', 'su_richiesta'),
    ),
  ),
]

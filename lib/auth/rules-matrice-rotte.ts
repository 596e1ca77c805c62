/** The routes that are no page: downloads, uploads, sign-in. See `rules-matrice`. */
import {
  ARCHIVISTI,
  altrove,
  assente,
  type Figura,
  motivo,
  no,
  type Riga,
  rotta,
  si,
  tranne,
  UFFICIO,
} from './rules-matrice'

const LEGGE: Figura[] = ['richiedente', 'amministratore', 'osservatore', 'agenzia', 'inviante', 'firmatario']
const DELL_IMPRESA: Figura[] = ['richiedente', 'amministratore', 'osservatore']
const COMPILA: Figura[] = ['richiedente', 'agenzia', 'redattore', 'inviante']
/** Papers of the archive, and images of theirs: everybody's when they are free, else of the offices; and of nobody here who was let in. */
const carte = (nome: string) =>
  rotta(nome, 'pubblica', 'carte', si(tranne(), 'libere', 'coperte'), si(UFFICIO, 'su_richiesta'))
const libera = (nome: string) => rotta(nome, 'pubblica', 'nessuno')
/** Open to everybody, and a message that proves nothing is refused with words. */
const messaggio = (nome: string) => rotta(nome, 'pubblica', 'nessuno', no(tranne()))

export const ROTTE: readonly Riga[] = [
  libera('GET /api/health'),
  libera('GET /api/registro-richieste'),
  libera('GET /icon.svg'),
  libera('GET /robots.txt'),
  libera('GET /verifica/chiave'),
  libera('GET /archivio/suggerimenti'),
  libera('GET /api/archivio/raccolta/[formato]'),
  rotta('GET /api/archivio/citazione/[id]/[formato]', 'pubblica', 'unita', si(tranne(), 'aperta')),
  libera('GET /api/spid/metadata'),
  libera('GET /api/cie/metadata'),
  messaggio('GET /accesso-non-riuscito'),
  messaggio('GET /api/spid/login'),
  messaggio('POST /api/spid/acs'),
  messaggio('GET /api/spid/acs'),
  messaggio('POST /api/cie/acs'),
  messaggio('GET /api/cie/acs'),
  messaggio('POST /api/spid/slo'),
  messaggio('GET /api/spid/slo'),
  messaggio('POST /api/cie/slo'),
  messaggio('GET /api/cie/slo'),
  libera('GET /api/auth/[...nextauth]#session'),
  rotta('GET /api/auth/[...nextauth]#signout', 'pubblica', 'nessuno', assente(tranne())),
  rotta('POST /api/auth/[...nextauth]#session', 'pubblica', 'nessuno', assente(tranne())),
  rotta('GET /esci/conferma', 'pubblica', 'nessuno', altrove(tranne())),
  rotta('POST /esci/conferma', 'pubblica', 'nessuno', altrove(['anonimo', 'sospeso']), no(tranne())),
  rotta('GET /api/spid/uscita', 'pubblica', 'nessuno', altrove(tranne())),
  rotta('POST /api/spid/uscita', 'pubblica', 'nessuno', altrove(['anonimo', 'sospeso']), no(tranne())),
  rotta('POST /api/spid/registro', 'amministrazione', 'nessuno'),

  rotta('GET /api/flotta/modello', 'riservata', 'nessuno'),
  libera('GET /api/oai'),
  libera('POST /api/oai'),
  libera('GET /api/archivio/catalogo'),
  rotta('GET /api/archivio/elenco', 'ufficio', 'nessuno'),
  // what everybody may know of what stands in a unit
  rotta('GET /api/archivio/ead/[id]', 'ufficio', 'unita', si(UFFICIO, 'aperta')),
  rotta('GET /api/archivio/eac/[id]', 'ufficio', 'produttore', si(UFFICIO)),
  rotta('GET /api/archivio/sala/[id]', 'persona', 'sala', si(['estraneo'], 'prenotata')),
  // these units have no papers to copy: lib/archivio/accesso/copie.test.ts
  rotta('GET /api/archivio/copie/[id]', 'persona', 'visione'),
  rotta(
    'GET /api/archivio/conformi/[id]',
    'persona',
    'conforme',
    si(['estraneo'], 'rilasciata'),
    si(ARCHIVISTI, 'rilasciata', 'revocata'),
  ),
  rotta('GET /api/archivio/pacchetto/[id]', 'ufficio', 'unita', si(ARCHIVISTI, 'aperta')),
  rotta('GET /api/archivio/inventari/[id]', 'ufficio', 'inventario', si(UFFICIO)),
  rotta('GET /api/archivio/etichette/luogo/[id]', 'ufficio', 'luogo', si(UFFICIO)),
  rotta('GET /api/archivio/etichette/contenitore/[id]', 'ufficio', 'contenitore', si(UFFICIO)),
  rotta('GET /api/archivio/lotti/modello', 'riservata', 'nessuno', si(ARCHIVISTI), assente(tranne())),
  rotta('GET /api/archivio/lotti/[id]/rapporto', 'riservata', 'lotto', si(ARCHIVISTI)),
  rotta('GET /api/archivio/lotti/[id]/elenco', 'riservata', 'lotto'), // none of these is attested
  rotta('GET /api/archivio/lotti/[id]/attestazione', 'riservata', 'lotto'),
  rotta(
    'GET /api/documenti/[id]',
    'riservata',
    'documento',
    si(['richiedente', 'lettore', 'redattore', 'inviante', 'firmatario'], 'di_bozza'),
    si(DELL_IMPRESA, 'ricevuta'),
    si(['istruttore'], 'ricevuta'),
    motivo(['collega', 'dirigente', 'dirigente_stantio'], 'ricevuta'),
    si(['richiedente', ...UFFICIO], 'di_collegamento'),
  ),
  rotta(
    'DELETE /api/documenti/[id]',
    'riservata',
    'documento',
    si(['richiedente', 'redattore', 'inviante'], 'di_bozza'),
  ),
  rotta(
    'PATCH /api/bozze/[id]',
    'riservata',
    'bozza',
    no(['anonimo', 'sospeso']),
    si(COMPILA, 'in_compilazione'),
    no(['lettore', 'agenzia_revocata'], 'in_compilazione'),
    no([...COMPILA, 'lettore', 'agenzia_revocata'], 'presentata'),
  ),
  rotta('POST /api/allegati', 'persona', 'bozza', altrove(COMPILA, 'in_compilazione')),
  rotta('POST /api/uploadthing', 'riservata', 'bozza', no(['anonimo', 'sospeso']), si(COMPILA, 'in_compilazione')),
  rotta('HEAD /api/ingest/[key]', 'riservata', 'caricamento', si(['richiedente'])),
  rotta('PUT /api/ingest/[key]', 'riservata', 'caricamento', si(['richiedente'])),
  rotta(
    'GET /api/pratiche/[id]/ricevuta',
    'persona',
    'pratica',
    altrove(LEGGE),
    altrove(['istruttore'], 'in_istruttoria', 'sospesa', 'preavviso_diniego', 'in_decisione', 'conclusa'),
  ),
  carte('GET /api/iiif/unita/[id]/manifest.json'),
  carte('GET /api/iiif/unita/[id]/pagine/[pagina]'),
  carte('GET /api/iiif/unita/[id]/cerca'),
  carte('GET /api/iiif/unita/[id]/suggerisci'),
  rotta(
    'GET /api/iiif/immagini/[id]',
    'pubblica',
    'carte',
    altrove(tranne(), 'libere', 'coperte'),
    altrove(UFFICIO, 'su_richiesta'),
  ),
  carte('GET /api/iiif/immagini/[id]/info.json'),
  carte('GET /api/iiif/immagini/[id]/[regione]/[dimensione]/[rotazione]/[file]'),
  rotta('GET /api/atti/[id]/anteprima', 'persona', 'atto', si(['istruttore'])),
]

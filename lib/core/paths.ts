export const SEZIONI_UFFICIO = ['documenti', 'istruttoria', 'messaggi', 'atti', 'cronologia'] as const
/** Sub-pages of a practice at the officer's desk: the sections, and the acts that change its state. */
export type SezioneUfficio =
  | (typeof SEZIONI_UFFICIO)[number]
  | 'integrazione'
  | 'preavviso'
  | 'controinteressati'
  | 'proposta'
  | 'decisione'

/** Every address of the portal, in one place. Ids are uuids: they tell nothing and cannot be guessed. */
export const paths = {
  home: '/',
  servizi: '/servizi',
  servizio: (codice: string) => `/servizi/${codice}`,
  verificaPreliminare: (codice: string) => `/servizi/${codice}/serve-davvero`,
  /** @param livello SPID level to sign in with, when the usual one is not enough */
  accedi: (returnTo?: string, livello?: number) => {
    const query = [returnTo && `ritorno=${encodeURIComponent(returnTo)}`, livello && `livello=${livello}`]
    return `/accedi${query.some(Boolean) ? '?' : ''}${query.filter(Boolean).join('&')}`
  },
  /** the sign-in page, for an identity that names the company it belongs to */
  accediProfessionale: (returnTo: string | null) =>
    `/accedi?uso=professionale${returnTo ? `&ritorno=${encodeURIComponent(returnTo)}` : ''}`,
  accessoNonRiuscito: '/accesso-non-riuscito',
  secondoFattore: (returnTo?: string) =>
    returnTo ? `/secondo-fattore?ritorno=${encodeURIComponent(returnTo)}` : '/secondo-fattore',
  codiciRecupero: (returnTo?: string) =>
    returnTo ? `/secondo-fattore/codici?ritorno=${encodeURIComponent(returnTo)}` : '/secondo-fattore/codici',
  esci: '/esci',
  verifica: (codice: string) => `/verifica/${codice}`,
  verificaRicerca: '/verifica',
  verificaChiave: '/verifica/chiave',
  archivio: {
    home: '/archivio',
    unita: (id: string) => `/archivio/${id}`,
    richiesta: (id: string) => `/archivio/${id}/richiesta`,
    produttore: (id: string) => `/archivio/produttori/${id}`,
    suggerimenti: '/archivio/suggerimenti',
    /** the same question as the results, on roads and sheets */
    dove: '/archivio/dove',
    /** for ever, also when titles, signatures and pages move: codes of lib/archivio/rules-permanente */
    permanente: (posto: string, carta: string | null = null) => `/a/${posto}${carta ? `/${carta}` : ''}`,
    /** units and pages that this reader has put aside */
    raccolta: '/archivio/raccolta',
    chiediRaccolta: '/archivio/raccolta/richiesta',
    /** @param q words lit on the page */
    carte: (id: string, pagina = 1, q = '') =>
      `/archivio/${id}/carte?pagina=${pagina}${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`,
  },
  /** requests of access received, without names */
  registroRichieste: (anno?: number) => `/accesso-agli-atti/registro${anno ? `?anno=${anno}` : ''}`,
  noteLegali: '/note-legali',
  privacy: '/privacy',
  accessibilita: '/accessibilita',
  personale: {
    home: '/area-personale',
    /** to whom a draft was shared that somebody else has filed */
    domandaInviata: '/area-personale?domanda=inviata',
    pratiche: '/area-personale/pratiche',
    messaggi: '/area-personale/messaggi',
    documenti: '/area-personale/documenti',
    profilo: '/area-personale/profilo',
    sicurezza: '/area-personale/sicurezza',
    chiHaVisto: '/area-personale/chi-ha-visto',
    visioni: '/area-personale/visioni',
    /** papers that this person may see in the reading room */
    sala: (accessoId: string) => `/area-personale/sala/${accessoId}`,
    /** copies of the papers of a view */
    copie: (visioneId: string) => `/area-personale/copie/${visioneId}`,
    /** a request to see papers that are about this person */
    opposizione: (id: string) => `/area-personale/opposizioni/${id}`,
    ricerche: '/area-personale/ricerche',
    /** @param query '?q=muro', of the results */
    nuovaRicerca: (query: string) => `/area-personale/ricerche/nuova${query}`,
    operaPer: '/area-personale/opera-per',
    imprese: '/area-personale/imprese',
    impresa: (id: string) => `/area-personale/imprese/${id}`,
    persone: (id: string) => `/area-personale/imprese/${id}/persone`,
    finePersona: (id: string, appartenenzaId: string) => `/area-personale/imprese/${id}/persone/${appartenenzaId}`,
    nuovoInvito: (id: string) => `/area-personale/imprese/${id}/persone/invita`,
    invito: (id: string) => `/area-personale/inviti/${id}`,
    collegamenti: '/area-personale/imprese/collega',
    collegamento: (id: string) => `/area-personale/imprese/collega/${id}`,
    flotta: (id: string) => `/area-personale/imprese/${id}/flotta`,
    nuovoVeicolo: (id: string) => `/area-personale/imprese/${id}/flotta/nuovo`,
    veicolo: (id: string, veicoloId: string) => `/area-personale/imprese/${id}/flotta/${veicoloId}`,
    carta: (id: string, veicoloId: string, cartaId: string) =>
      `/area-personale/imprese/${id}/flotta/${veicoloId}/carte/${cartaId}`,
    nuovaCarta: (id: string, veicoloId: string) => `/area-personale/imprese/${id}/flotta/${veicoloId}/carte/nuova`,
    importaFlotta: (id: string) => `/area-personale/imprese/${id}/flotta/importa`,
    importazione: (id: string, importazioneId: string) =>
      `/area-personale/imprese/${id}/flotta/importa/${importazioneId}`,
    guida: '/area-personale/guida',
    mandati: '/area-personale/mandati',
    mandato: (id: string) => `/area-personale/mandati/${id}`,
    nuovoMandato: '/area-personale/mandati/nuovo',
    condividi: (bozzaId: string) => `/area-personale/domande/${bozzaId}/condividi`,
    firme: (bozzaId: string) => `/area-personale/domande/${bozzaId}/firme`,
    firma: (bozzaId: string) => `/area-personale/firme/${bozzaId}`,
    cediBozza: (bozzaId: string) => `/area-personale/domande/${bozzaId}/trasferisci`,
    cedi: (praticaId: string) => `/area-personale/pratiche/${praticaId}/trasferisci`,
    trasferimento: (id: string) => `/area-personale/trasferimenti/${id}`,
    nuova: (codice: string) => `/area-personale/domande/nuova/${codice}`,
    domanda: (bozzaId: string) => `/area-personale/domande/${bozzaId}`,
    passo: (bozzaId: string, passo: string) => `/area-personale/domande/${bozzaId}/${passo}`,
    allegati: (bozzaId: string) => `/area-personale/domande/${bozzaId}/allegati`,
    controlla: (bozzaId: string) => `/area-personale/domande/${bozzaId}/controlla`,
    pratica: (id: string) => `/area-personale/pratiche/${id}`,
    inviata: (id: string) => `/area-personale/pratiche/${id}/inviata`,
    integrazione: (id: string) => `/area-personale/pratiche/${id}/integrazione`,
    osservazioni: (id: string) => `/area-personale/pratiche/${id}/osservazioni`,
    ritira: (id: string) => `/area-personale/pratiche/${id}/ritira`,
    sostituto: (id: string) => `/area-personale/pratiche/${id}/sostituto`,
    messaggiPratica: (id: string) => `/area-personale/pratiche/${id}/messaggi`,
  },
  ufficio: {
    home: '/ufficio',
    pratica: (id: string) => `/ufficio/pratiche/${id}`,
    collegamenti: '/ufficio/collegamenti',
    collegamento: (id: string) => `/ufficio/collegamenti/${id}`,
    archivio: '/ufficio/archivio',
    unita: (id: string) => `/ufficio/archivio/${id}`,
    nuovoFondo: '/ufficio/archivio/nuovo',
    visioni: '/ufficio/archivio/visioni',
    visione: (id: string) => `/ufficio/archivio/visioni/${id}`,
    /** certified copies of the papers of a view */
    conforme: (visioneId: string) => `/ufficio/archivio/visioni/${visioneId}/conforme`,
    /** the reading room on a day; without one, today */
    sala: (giorno?: string, fatto?: string) => {
      const query = [giorno && `giorno=${giorno}`, fatto && `fatto=${fatto}`].filter(Boolean)
      return `/ufficio/archivio/sala${query.length > 0 ? '?' : ''}${query.join('&')}`
    },
    /** what somebody may see in the room */
    accessoSala: (id: string) => `/ufficio/archivio/sala/${id}`,
    lotti: '/ufficio/archivio/lotti',
    nuovoLotto: '/ufficio/archivio/lotti/nuovo',
    indiceLotto: '/ufficio/archivio/lotti/indice',
    lavorazioni: '/ufficio/archivio/lavorazioni',
    lavorazioniDelLotto: (id: string) => `/ufficio/archivio/lavorazioni?lotto=${id}`,
    lotto: (id: string) => `/ufficio/archivio/lotti/${id}`,
    convenzioni: '/ufficio/archivio/convenzioni',
    convenzione: (id: string) => `/ufficio/archivio/convenzioni/${id}`,
    nuovaConvenzione: '/ufficio/archivio/convenzioni/nuova',
    aperture: '/ufficio/archivio/emergenze',
    apertura: (id: string) => `/ufficio/archivio/emergenze/${id}`,
    segnalazioni: '/ufficio/archivio/segnalazioni',
    modificaUnita: (id: string) => `/ufficio/archivio/${id}/modifica`,
    etichetteUnita: (id: string) => `/ufficio/archivio/${id}/etichette`,
    /** the papers of a unit, for who closes and covers their pages */
    carteDaCoprire: (unitaId: string) => `/ufficio/archivio/${unitaId}/carte`,
    paginaDaCoprire: (unitaId: string, numero: number) => `/ufficio/archivio/${unitaId}/carte/${numero}`,
    correzione: (unitaId: string, numero: number) => `/ufficio/archivio/${unitaId}/carte/${numero}/testo`,
    nuovaUnita: (padreId: string) => `/ufficio/archivio/${padreId}/nuova`,
    dettagli: (id: string) => `/ufficio/archivio/${id}/dettagli`,
    insieme: (padreId: string) => `/ufficio/archivio/${padreId}/insieme`,
    scarti: '/ufficio/archivio/scarti',
    nuovoScarto: (serieId: string) => `/ufficio/archivio/scarti/nuovo?serie=${serieId}`,
    /** practices that the offices have transferred */
    versamenti: '/ufficio/archivio/versamenti',
    scarto: (id: string) => `/ufficio/archivio/scarti/${id}`,
    statistiche: '/ufficio/archivio/statistiche',
    doppioni: '/ufficio/archivio/doppioni',
    doppioniDi: (fondoId: string, pagina = 1) =>
      `/ufficio/archivio/doppioni?fondo=${fondoId}${pagina > 1 ? `&pagina=${pagina}` : ''}`,
    esporta: (id: string) => `/ufficio/archivio/${id}/esporta`,
    collocazione: (id: string) => `/ufficio/archivio/${id}/collocazione`,
    produttori: '/ufficio/archivio/produttori',
    nuovoProduttore: '/ufficio/archivio/produttori/nuovo',
    produttore: (id: string) => `/ufficio/archivio/produttori/${id}`,
    abilitazioni: '/ufficio/archivio/abilitazioni',
    deposito: '/ufficio/archivio/deposito',
    luogo: (id: string) => `/ufficio/archivio/deposito/luoghi/${id}`,
    nuovoContenitore: (unitaId?: string) => `/ufficio/archivio/deposito/nuovo${unitaId ? `?unita=${unitaId}` : ''}`,
    contenitore: (id: string) => `/ufficio/archivio/deposito/contenitori/${id}`,
    inventario: (id: string) => `/ufficio/archivio/deposito/inventari/${id}`,
    sezione: (id: string, sezione: SezioneUfficio) => `/ufficio/pratiche/${id}/${sezione}`,
    motivo: (id: string, returnTo?: string) =>
      `/ufficio/motivo/${id}${returnTo ? `?ritorno=${encodeURIComponent(returnTo)}` : ''}`,
  },
  amministrazione: {
    home: '/amministrazione',
    persona: (id: string) => `/amministrazione/persone/${id}`,
    nuovaPersona: '/amministrazione/persone/nuova',
    richieste: '/amministrazione/richieste',
    revisione: '/amministrazione/revisione',
    enti: '/amministrazione/enti',
    organizzazione: (id: string) => `/amministrazione/enti/${id}`,
    sospensioni: '/amministrazione/sospensioni',
  },
  registroAccessi: '/amministrazione/registro-accessi',
  api: {
    health: '/api/health',
    documento: (id: string) => `/api/documenti/${id}`,
    allegati: '/api/allegati',
    caricamento: '/api/uploadthing',
    bozza: (id: string) => `/api/bozze/${id}`,
    modelloIndice: '/api/archivio/lotti/modello',
    modelloIndiceXlsx: '/api/archivio/lotti/modello?formato=xlsx',
    attestazioneLotto: (id: string) => `/api/archivio/lotti/${id}/attestazione`,
    elencoLotto: (id: string) => `/api/archivio/lotti/${id}/elenco`,
    rapportoLotto: (id: string) => `/api/archivio/lotti/${id}/rapporto`,
    modelloFlotta: '/api/flotta/modello',
    registroRichieste: '/api/registro-richieste',
    spidLogin: '/api/spid/login',
    uscitaGestore: '/api/spid/uscita',
    registroAccessi: '/api/spid/registro',
    ricevuta: (praticaId: string) => `/api/pratiche/${praticaId}/ricevuta`,
    immagine: (paginaId: string) => `/api/iiif/immagini/${paginaId}`,
    iiifUnita: (unitaId: string) => `/api/iiif/unita/${unitaId}`,
    manifesto: (unitaId: string) => `/api/iiif/unita/${unitaId}/manifest.json`,
    cercaNelleCarte: (unitaId: string) => `/api/iiif/unita/${unitaId}/cerca`,
    suggerisciNelleCarte: (unitaId: string) => `/api/iiif/unita/${unitaId}/suggerisci`,
    oai: '/api/oai',
    catalogo: '/api/archivio/catalogo',
    elenco: (query: string) => `/api/archivio/elenco${query}`,
    citazione: (unitaId: string, formato: string, paginaId: string | null = null) =>
      `/api/archivio/citazione/${unitaId}/${formato}${paginaId ? `?pagina=${paginaId}` : ''}`,
    /** the basket of who asks, as a file */
    raccolta: (formato: string) => `/api/archivio/raccolta/${formato}`,
    ead: (id: string) => `/api/archivio/ead/${id}`,
    eac: (id: string) => `/api/archivio/eac/${id}`,
    appuntamento: (accessoId: string) => `/api/archivio/sala/${accessoId}`,
    copia: (visioneId: string) => `/api/archivio/copie/${visioneId}`,
    conforme: (id: string) => `/api/archivio/conformi/${id}`,
    pacchetto: (id: string) => `/api/archivio/pacchetto/${id}`,
    /** one list of a count, as a table */
    inventario: (id: string, query: string) => `/api/archivio/inventari/${id}${query}`,
    etichetteLuogo: (luogoId: string, parte = 1) =>
      `/api/archivio/etichette/luogo/${luogoId}${parte > 1 ? `?parte=${parte}` : ''}`,
    etichettaContenitore: (id: string) => `/api/archivio/etichette/contenitore/${id}`,
    anteprimaAtto: (attoId: string) => `/api/atti/${attoId}/anteprima`,
  },
} as const

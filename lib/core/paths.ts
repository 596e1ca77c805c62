export const SEZIONI_UFFICIO = ['documenti', 'istruttoria', 'messaggi', 'atti', 'cronologia'] as const
/** Sub-pages of a practice at the officer's desk: the sections, and the acts that change its state. */
export type SezioneUfficio = (typeof SEZIONI_UFFICIO)[number] | 'integrazione' | 'preavviso' | 'proposta' | 'decisione'

/** Every address of the portal, in one place. Ids are uuids: they tell nothing and cannot be guessed. */
export const paths = {
  home: '/',
  servizi: '/servizi',
  servizio: (codice: string) => `/servizi/${codice}`,
  verificaPreliminare: (codice: string) => `/servizi/${codice}/serve-davvero`,
  accedi: (returnTo?: string) => (returnTo ? `/accedi?ritorno=${encodeURIComponent(returnTo)}` : '/accedi'),
  accessoNonRiuscito: '/accesso-non-riuscito',
  secondoFattore: (returnTo?: string) =>
    returnTo ? `/secondo-fattore?ritorno=${encodeURIComponent(returnTo)}` : '/secondo-fattore',
  codiciRecupero: (returnTo?: string) =>
    returnTo ? `/secondo-fattore/codici?ritorno=${encodeURIComponent(returnTo)}` : '/secondo-fattore/codici',
  esci: '/esci',
  verifica: (codice: string) => `/verifica/${codice}`,
  verificaRicerca: '/verifica',
  verificaChiave: '/verifica/chiave',
  noteLegali: '/note-legali',
  privacy: '/privacy',
  accessibilita: '/accessibilita',
  personale: {
    home: '/area-personale',
    pratiche: '/area-personale/pratiche',
    messaggi: '/area-personale/messaggi',
    documenti: '/area-personale/documenti',
    profilo: '/area-personale/profilo',
    sicurezza: '/area-personale/sicurezza',
    chiHaVisto: '/area-personale/chi-ha-visto',
    operaPer: '/area-personale/opera-per',
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
  api: {
    health: '/api/health',
    documento: (id: string) => `/api/documenti/${id}`,
    allegati: '/api/allegati',
    caricamento: '/api/uploadthing',
    bozza: (id: string) => `/api/bozze/${id}`,
    spidLogin: '/api/spid/login',
    ricevuta: (praticaId: string) => `/api/pratiche/${praticaId}/ricevuta`,
    anteprimaAtto: (attoId: string) => `/api/atti/${attoId}/anteprima`,
  },
} as const

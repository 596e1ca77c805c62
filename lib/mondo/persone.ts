/**
 * People and companies of the sample world. All invented, and to be recognised as such:
 * - a person's codice fiscale has a right check letter and the birthplace Z999, which no Comune and no State has;
 * - a company's partita IVA has a right check digit and office number 000, which no office has; so have the bodies,
 *   whose names are real and whose codes are not;
 * - plates are of series not yet issued (ZZ…, trailers XZ…); mail is at example.org (RFC 2606).
 */
import type { RuoloAppartenenza, RuoloEnte, TipoOrganizzazione } from '@/lib/auth/rules'
import type { IsoDate } from '@/lib/core/date'
import type { ClasseVeicolo } from '@/lib/trasporti/rules-tipi'

export type PersonaDemo = {
  nome: string
  cognome: string
  codiceFiscale: string
  natoIl: IsoDate
  email: string
  gruppo: 'Cittadini' | 'Imprese e agenzie' | 'Ufficio' | 'Polizia e altri enti'
  descrizione: string
  /** False: the portal meets this person at the first sign-in. */
  nota?: false
  appartenenze?: { organizzazione: string; ruolo: RuoloAppartenenza }[]
  ruoli?: { ruolo: RuoloEnte; ufficio?: string; organizzazione?: string }[]
}

const persona = (
  nome: string,
  cognome: string,
  codiceFiscale: string,
  natoIl: IsoDate,
  gruppo: PersonaDemo['gruppo'],
  descrizione: string,
  more: Pick<PersonaDemo, 'nota' | 'appartenenze' | 'ruoli'> = {},
): PersonaDemo => ({
  nome,
  cognome,
  codiceFiscale,
  natoIl,
  gruppo,
  descrizione,
  email: `${nome}.${cognome}@example.org`.toLowerCase(),
  ...more,
})

export const PERSONE_DEMO: readonly PersonaDemo[] = [
  persona('Anna', 'Esempio', 'SMPNNA84C52Z999S', '1984-03-12', 'Cittadini', 'Cittadina'),
  persona('Sara', 'Immaginario', 'MMGSRA92L59Z999S', '1992-07-19', 'Cittadini', 'Cittadina, entra per la prima volta', {
    nota: false,
  }),
  persona(
    'Marco',
    'Prova',
    'PRVMRC79H02Z999U',
    '1979-06-02',
    'Imprese e agenzie',
    'Legale rappresentante di LUNI TRASPORTI S.R.L.',
    {
      appartenenze: [{ organizzazione: 'LUNI TRASPORTI S.R.L.', ruolo: 'legale_rappresentante' }],
    },
  ),
  persona(
    'Lucia',
    'Campione',
    'CMPLCU90S65Z999C',
    '1990-11-25',
    'Imprese e agenzie',
    'Impiegata di LUNI TRASPORTI S.R.L.: prepara e invia le domande',
    {
      appartenenze: [{ organizzazione: 'LUNI TRASPORTI S.R.L.', ruolo: 'richiedente' }],
    },
  ),
  persona(
    'Nino',
    'Osservatore',
    'SSRNNI95A09Z999V',
    '1995-01-09',
    'Imprese e agenzie',
    'Contabile di LUNI TRASPORTI S.R.L.: può solo consultare',
    {
      appartenenze: [{ organizzazione: 'LUNI TRASPORTI S.R.L.', ruolo: 'osservatore' }],
    },
  ),
  persona(
    'Piero',
    'Esempio',
    'SMPPRI68A30Z999G',
    '1968-01-30',
    'Imprese e agenzie',
    'Legale rappresentante di APUANA CARRI S.P.A.',
    {
      appartenenze: [{ organizzazione: 'APUANA CARRI S.P.A.', ruolo: 'legale_rappresentante' }],
    },
  ),
  persona(
    'Carlo',
    'Finto',
    'FNTCRL61D05Z999R',
    '1961-04-05',
    'Imprese e agenzie',
    'Legale rappresentante di VARA GRU S.N.C.',
    {
      appartenenze: [{ organizzazione: 'VARA GRU S.N.C.', ruolo: 'legale_rappresentante' }],
    },
  ),
  persona(
    'Giulia',
    'Modello',
    'MDLGLI87P54Z999G',
    '1987-09-14',
    'Imprese e agenzie',
    'Agenzia PRATICHE LEVANTE, con mandato di APUANA CARRI S.P.A.',
    {
      appartenenze: [{ organizzazione: 'PRATICHE LEVANTE', ruolo: 'legale_rappresentante' }],
    },
  ),
  persona(
    'Ugo',
    'Autista',
    'TSTGUO83R06Z999V',
    '1983-10-06',
    'Imprese e agenzie',
    'Autista di LUNI TRASPORTI S.R.L.: vede solo le autorizzazioni dei suoi veicoli',
    {
      appartenenze: [{ organizzazione: 'LUNI TRASPORTI S.R.L.', ruolo: 'autista' }],
    },
  ),
  persona(
    'Bruno',
    'Nuovo',
    'NVUBRN73C21Z999A',
    '1973-03-21',
    'Imprese e agenzie',
    'Legale rappresentante di MAGRA SOLLEVAMENTI S.R.L., che non è ancora sul portale',
  ),
  persona(
    'Elena',
    'Istruttore',
    'STRLNE82B48Z999M',
    '1982-02-08',
    'Ufficio',
    'Istruttrice, Ufficio trasporti eccezionali',
    {
      ruoli: [{ ruolo: 'istruttore', ufficio: 'trasporti-eccezionali' }],
    },
  ),
  persona(
    'Davide',
    'Secondo',
    'SCNDVD75T01Z999G',
    '1975-12-01',
    'Ufficio',
    'Istruttore, Ufficio trasporti eccezionali',
    {
      ruoli: [{ ruolo: 'istruttore', ufficio: 'trasporti-eccezionali' }],
    },
  ),
  persona('Nadia', 'Amministratore', 'MMNNDA77D50Z999B', '1977-04-10', 'Ufficio', 'Amministratrice di sistema', {
    ruoli: [{ ruolo: 'amministratore_sistema' }],
  }),
  persona('Bruno', 'Controllo', 'CNTBRN70T15Z999T', '1970-12-15', 'Ufficio', 'Secondo amministratore di sistema', {
    ruoli: [{ ruolo: 'amministratore_sistema' }],
  }),
  persona('Paolo', 'Archivista', 'RCHPLA71R10Z999U', '1971-10-10', 'Ufficio', 'Istruttore, Archivio tecnico', {
    ruoli: [{ ruolo: 'istruttore', ufficio: 'archivio' }],
  }),
  persona('Franca', 'Dirigente', 'DRGFNC66E63Z999D', '1966-05-23', 'Ufficio', 'Dirigente dei due uffici', {
    ruoli: [
      { ruolo: 'dirigente', ufficio: 'trasporti-eccezionali' },
      { ruolo: 'dirigente', ufficio: 'archivio' },
    ],
  }),
  persona(
    'Luca',
    'Pattuglia',
    'PTTLCU85M17Z999A',
    '1985-08-17',
    'Polizia e altri enti',
    'Agente della Polizia provinciale',
    {
      ruoli: [{ ruolo: 'polizia', organizzazione: 'Polizia provinciale della Spezia' }],
    },
  ),
  persona(
    'Marta',
    'Tecnico',
    'TCNMRT89C43Z999N',
    '1989-03-03',
    'Polizia e altri enti',
    'Tecnica del Comune di Sarzana',
    {
      ruoli: [{ ruolo: 'tecnico_comunale', organizzazione: 'Comune di Sarzana' }],
    },
  ),
]

export type OrganizzazioneDemo = {
  denominazione: string
  tipo: TipoOrganizzazione
  partitaIva: string
  sede: string
  comuneIstat: string | null
  alboAutotrasporto?: string
}

export const ORGANIZZAZIONI_DEMO: readonly OrganizzazioneDemo[] = [
  {
    denominazione: 'LUNI TRASPORTI S.R.L.',
    tipo: 'impresa',
    partitaIva: '99990010003',
    sede: 'Via di Prova 1, Luni',
    comuneIstat: '011020',
    alboAutotrasporto: 'SP/0000000/A',
  },
  {
    denominazione: 'APUANA CARRI S.P.A.',
    tipo: 'impresa',
    partitaIva: '99990020002',
    sede: 'Viale di Prova 20, Sarzana',
    comuneIstat: '011027',
    alboAutotrasporto: 'SP/0000001/A',
  },
  {
    denominazione: 'VARA GRU S.N.C.',
    tipo: 'impresa',
    partitaIva: '99990030001',
    sede: 'Località Prova 3, Follo',
    comuneIstat: '011013',
  },
  {
    denominazione: 'PRATICHE LEVANTE',
    tipo: 'agenzia',
    partitaIva: '99990040000',
    sede: 'Corso di Prova 4, La Spezia',
    comuneIstat: '011015',
  },
  {
    denominazione: 'Comune di Sarzana',
    tipo: 'comune',
    partitaIva: '99990050009',
    sede: 'Sarzana',
    comuneIstat: '011027',
  },
  {
    denominazione: 'ANAS S.p.A.',
    tipo: 'gestore_strada',
    partitaIva: '99990060008',
    sede: 'da confermare',
    comuneIstat: null,
  },
  {
    denominazione: 'Polizia provinciale della Spezia',
    tipo: 'forza_polizia',
    partitaIva: '99990070007',
    sede: 'Via Vittorio Veneto 2, La Spezia',
    comuneIstat: '011015',
  },
]

export type MandatoDemo = { mandante: string; mandatario: string; procedimenti: string[] | null }

/** Mandates of the sample world, between its companies. */
export const MANDATI_DEMO: readonly MandatoDemo[] = [
  { mandante: 'APUANA CARRI S.P.A.', mandatario: 'PRATICHE LEVANTE', procedimenti: ['trasporto-eccezionale'] },
]

/** In the sample register of companies and not yet on the portal. */
export const IMPRESE_DA_COLLEGARE_DEMO = [
  {
    denominazione: 'MAGRA SOLLEVAMENTI S.R.L.',
    partitaIva: '99990080006',
    via: 'Via di Prova 9',
    comune: 'Arcola',
    rappresentante: 'NVUBRN73C21Z999A',
    carica: 'Amministratore unico',
  },
] as const

/** Which vehicles the sample drivers drive. */
export const AUTISTI_DEMO: readonly { codiceFiscale: string; targhe: readonly string[] }[] = [
  { codiceFiscale: 'TSTGUO83R06Z999V', targhe: ['ZZ001ZZ', 'XZ001ZZ'] },
]

export type VeicoloDemo = {
  organizzazione: string
  targa: string
  classe: ClasseVeicolo
  marca: string
  taraKg: number
  massaMaxKg: number
  numeroAssi: number
  interassiCm: number[]
}

const veicolo = (
  organizzazione: string,
  targa: string,
  classe: ClasseVeicolo,
  marca: string,
  taraKg: number,
  massaMaxKg: number,
  interassiCm: number[],
): VeicoloDemo => ({
  organizzazione,
  targa,
  classe,
  marca,
  taraKg,
  massaMaxKg,
  numeroAssi: interassiCm.length + 1,
  interassiCm,
})

export const VEICOLI_DEMO: readonly VeicoloDemo[] = [
  veicolo('LUNI TRASPORTI S.R.L.', 'ZZ001ZZ', 'trattore', 'Esempio T8 8x4', 11_800, 41_000, [185, 250, 137]),
  veicolo('LUNI TRASPORTI S.R.L.', 'ZZ002ZZ', 'trattore', 'Esempio T6 6x4', 9_900, 33_000, [320, 137]),
  veicolo(
    'LUNI TRASPORTI S.R.L.',
    'XZ001ZZ',
    'semirimorchio',
    'Campione ribassato 4 assi',
    14_500,
    62_000,
    [136, 136, 136],
  ),
  veicolo(
    'LUNI TRASPORTI S.R.L.',
    'XZ002ZZ',
    'semirimorchio',
    'Campione ribassato 4 assi',
    14_700,
    62_000,
    [136, 136, 136],
  ),
  veicolo('LUNI TRASPORTI S.R.L.', 'XZ003ZZ', 'semirimorchio', 'Campione ribassato 3 assi', 11_200, 48_000, [136, 136]),
  veicolo('LUNI TRASPORTI S.R.L.', 'XZ004ZZ', 'rimorchio', 'Campione pianale 3 assi', 7_800, 30_000, [480, 136]),
  veicolo('APUANA CARRI S.P.A.', 'ZZ003ZZ', 'trattore', 'Esempio T6 6x4', 9_700, 33_000, [320, 137]),
  veicolo('APUANA CARRI S.P.A.', 'XZ005ZZ', 'semirimorchio', 'Campione portablocchi 3 assi', 8_900, 45_000, [131, 131]),
  veicolo('VARA GRU S.N.C.', 'ZZ004ZZ', 'uso_speciale', 'Modello autogru 4 assi', 48_000, 48_000, [165, 240, 165]),
]

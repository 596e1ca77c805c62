/** Invented acts and a receipt for tests, each whole; `more` spoils one answer at a time. */
import { aCarico, aConvoglio, anAsse, aPercorso, aTratto, aVeicolo } from '@/lib/trasporti/testing/domande'
import type { ContenutoAtto, ContenutoRicevuta } from '../rules'

const ente = {
  denominazione: 'Provincia della Spezia',
  codiceFiscale: '00218930113',
  indirizzo: 'Via Vittorio Veneto 2, 19124 La Spezia',
  pec: 'protocollo@pec.example.org',
}
const firmato = {
  nome: 'Giulia Dirigente',
  ruolo: 'Dirigente',
  il: '2026-03-12',
  numero: '2026/0000042',
  protocollo: '2026/0001290',
} as const

export const anAtto = (more: Partial<ContenutoAtto> = {}): ContenutoAtto => ({
  tipo: 'autorizzazione',
  titolo: 'Autorizzazione al trasporto eccezionale',
  ente,
  ufficio: 'Ufficio trasporti eccezionali',
  istanza: { numero: '2026/0001234', presentataIl: '2026-03-02', oggetto: 'Singola, 72 t, Luni – La Spezia' },
  titolare: {
    denominazione: 'LUNI TRASPORTI S.R.L.',
    codiceFiscale: '01234560115',
    sede: 'Via Aurelia 1, 19034 Luni (SP)',
    presentataDa: 'Anna Esempio',
  },
  premesse: [
    'Vista l’istanza n. 2026/0001234 presentata il 2 marzo 2026;',
    'Vista la legge 7 agosto 1990, n. 241;',
    'Visto: D.Lgs. 30 aprile 1992 n. 285, Codice della strada, artt. 10, 61, 62;',
    'Visto: D.P.R. 16 dicembre 1992 n. 495, Regolamento di esecuzione, artt. 9-20;',
  ],
  dispositivo: 'AUTORIZZA',
  validoDal: '2026-03-17',
  validoAl: '2026-06-17',
  viaggi: 1,
  sezioni: [
    {
      titolo: 'Scegli che cosa chiedere',
      righe: [
        { etichetta: 'Tipo di autorizzazione', valore: 'Singola' },
        { etichetta: 'Note', valore: null },
      ],
    },
  ],
  convoglio: aConvoglio({
    sbalzoAnterioreCm: 140,
    sbalzoPosterioreCm: 120,
    assi: Array.from({ length: 8 }, (_, i) =>
      anAsse({
        massaKg: i === 0 ? 8000 : i < 3 ? 11_500 : 8200,
        interasseCm: i === 7 ? null : i === 0 ? 330 : i === 2 ? 540 : 136,
        ruoteGemellate: i > 0,
        motore: i === 1 || i === 2,
        sospensionePneumatica: i > 2,
      }),
    ),
    lunghezzaCm: 1810,
    veicoli: [...aConvoglio().veicoli, aVeicolo({ ruolo: 'riserva_motrice', targa: 'ZZ000AC', marca: 'Esempio' })],
  }),
  percorso: aPercorso({
    tratti: [
      aTratto(),
      aTratto({
        strada: 'SS 1 Aurelia',
        proprietario: 'anas',
        proprietarioNome: 'ANAS S.p.A.',
        da: 'Sarzana',
        a: 'Arcola',
        lunghezzaM: 9100,
      }),
      aTratto({
        strada: 'viale San Bartolomeo',
        stradaId: null,
        proprietario: 'comune',
        proprietarioNome: 'Comune della Spezia',
        da: 'Ruffino',
        a: 'varco portuale',
        lunghezzaM: 4200,
      }),
    ],
  }),
  trasporto: {
    tipo: 'singola',
    categoria: null,
    carico: aCarico({ pezzi: 2 }),
    periodo: { dal: '2026-03-17', al: '2026-06-17', orario: 'diurno' },
  },
  targhe: ['ZZ000AA', 'XZ000AB', 'ZZ000AC'],
  prescrizioni: [
    {
      testo: 'Il transito è ammesso solo da mezz’ora dopo l’alba a mezz’ora prima del tramonto.',
      norma: 'art. 16 c. 1 Reg.',
    },
    {
      testo:
        'In caso di neve, ghiaccio, nebbia o scarsa visibilità il convoglio lascia la strada alla prima area disponibile.',
      norma: 'art. 16 c. 1 Reg.',
    },
    {
      testo:
        'Sul ponte della Colombiera si passa a passo d’uomo, al centro della carreggiata, senza frenare né ripartire.',
      norma: null,
    },
  ],
  nullaOsta: [
    { nome: 'ANAS S.p.A.', tratti: 'SS 1 Aurelia' },
    { nome: 'Comune della Spezia', tratti: 'viale San Bartolomeo' },
  ],
  costi: [
    {
      codice: 'bollo-istanza',
      descrizione: 'Bollo sulla domanda',
      importoCents: 1600,
      spiegazione: 'Una marca da 16,00 € per la domanda.',
      norma: 'D.P.R. 642/1972, tariffa, art. 3',
      daConfermare: false,
    },
    {
      codice: 'bollo-atto',
      descrizione: 'Bollo sull’autorizzazione',
      importoCents: 1600,
      spiegazione: 'Una marca da 16,00 € per l’atto.',
      norma: 'D.P.R. 642/1972, tariffa, art. 4',
      daConfermare: false,
    },
    {
      codice: 'istruttoria',
      descrizione: 'Diritti di istruttoria',
      importoCents: null,
      spiegazione: 'L’importo è comunicato dall’ufficio prima del rilascio.',
      norma: 'art. 19 Reg.',
      daConfermare: true,
    },
  ],
  motivazione: null,
  osservazioni: [],
  sostituisce: null,
  rimedi:
    'Contro questo provvedimento si può ricorrere al Tribunale amministrativo regionale della Liguria entro 60 giorni dalla comunicazione, oppure al Presidente della Repubblica entro 120 giorni.',
  proposto: { nome: 'Paolo Istruttore', ruolo: 'Istruttore' },
  firmato,
  ...more,
})

export const aDiniego = (more: Partial<ContenutoAtto> = {}): ContenutoAtto =>
  anAtto({
    tipo: 'diniego',
    titolo: 'Diniego – Autorizzazione al trasporto eccezionale',
    dispositivo: 'NON ACCOGLIE LA DOMANDA',
    validoDal: null,
    validoAl: null,
    prescrizioni: [],
    targhe: [],
    motivazione:
      'Il ponte sul torrente Calcandola, lungo la SP 21, ha un limite di massa di 26 t: il convoglio lo supera.\nNon c’è, nella domanda, un percorso alternativo.',
    osservazioni: [
      {
        ricevuteIl: '2026-03-20',
        testo: 'Il convoglio può passare di notte.',
        risposta: 'Il limite dipende dalla struttura del ponte e non dall’orario.',
      },
    ],
    ...more,
  })

export const aRichiesta = (more: Partial<ContenutoAtto> = {}): ContenutoAtto =>
  anAtto({
    tipo: 'richiesta_integrazione',
    titolo: 'Richiesta di integrazione',
    dispositivo: 'CHIEDE',
    validoDal: null,
    validoAl: null,
    prescrizioni: [],
    rimedi: '',
    premesse: [
      'Ai sensi dell’art. 2, comma 7, della legge 241/1990 il termine è sospeso, una sola volta, fino al ricevimento di quanto richiesto e comunque non oltre il 10 aprile 2026.',
    ],
    motivazione:
      '• Schema di carico con gli interassi\n• Carta di circolazione del semirimorchio XZ000AB\nNello schema mancano gli interassi del semirimorchio.',
    ...more,
  })

export const aRicevuta = (more: Partial<ContenutoRicevuta> = {}): ContenutoRicevuta => ({
  ente,
  ufficio: {
    denominazione: 'Ufficio trasporti eccezionali',
    email: 'trasporti@example.org',
    telefono: '0187 000000',
    orari: 'lunedì–venerdì 9–12',
  },
  responsabile: 'Giulia Dirigente',
  numero: '2026/0001234',
  il: '2026-03-02',
  ora: '10:42',
  procedimento: 'Autorizzazione al trasporto eccezionale',
  oggetto: 'Singola, 72 t, Luni – La Spezia',
  richiedente: { denominazione: 'LUNI TRASPORTI S.R.L.', presentataDa: 'Anna Esempio' },
  termine: { giorni: 15, unita: 'giorni', scadeIl: '2026-03-17', silenzio: 'inadempimento' },
  documenti: [
    { nome: 'schema-grafico.pdf', byte: 182_304, sha256: 'ab'.repeat(32) },
    { nome: 'carte-circolazione.pdf.p7m', byte: 3_482_304, sha256: '0123456789abcdef'.repeat(4) },
  ],
  impronta: 'cd'.repeat(32),
  rimedi: 'Contro la decisione puoi ricorrere al TAR Liguria entro 60 giorni.',
  indirizzo: 'https://sportello.example.org/area-personale/pratiche/1',
  ...more,
})

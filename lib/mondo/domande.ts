/** Answers of the sample pratiche, as a person would give them. Every figure is invented and follows the rules. */
import { addDays, type IsoDate } from '@/lib/core/date'
import type { Strada } from '@/lib/strade/queries'
import type { Asse, Convoglio, DomandaTrasporto, RuoloVeicolo, Tratto, Veicolo } from '@/lib/trasporti/rules-tipi'
import { VEICOLI_DEMO } from './persone'

type Risposte = Record<string, unknown>

function veicolo(targa: string, ruolo: RuoloVeicolo): Veicolo {
  const found = VEICOLI_DEMO.find((one) => one.targa === targa)
  if (!found) throw new Error(`Sample world: vehicle ${targa} is missing`)
  const { organizzazione: _, interassiCm: __, ...rest } = found
  return { ruolo, ...rest }
}

/** Axles front to back: mass in kg, distance in cm to the next. */
const assi = (
  righe: readonly (readonly [massaKg: number, interasseCm: number | null])[],
  motori: readonly number[],
): Asse[] =>
  righe.map(([massaKg, interasseCm], i) => ({
    massaKg,
    interasseCm,
    ruoteGemellate: i > 1,
    sospensionePneumatica: true,
    motore: motori.includes(i),
  }))

const massa = (righe: readonly Asse[]) => righe.reduce((sum, asse) => sum + (asse.massaKg ?? 0), 0)

function convoglio(
  tipo: Convoglio['tipo'],
  veicoli: Veicolo[],
  righe: Asse[],
  [lunghezzaCm, larghezzaCm, altezzaCm]: readonly [number, number, number],
): Convoglio {
  return {
    tipo,
    veicoli,
    assi: righe,
    lunghezzaCm,
    larghezzaCm,
    altezzaCm,
    sbalzoAnterioreCm: null,
    sbalzoPosterioreCm: null,
    massaComplessivaKg: massa(righe),
    perniRalla: null,
    gommatura8daN: true,
    refrigerato: false,
  }
}

/** 72 t on 8 axles: a transformer on a low-loader. */
const RIBASSATO = convoglio(
  'autoarticolato',
  [veicolo('ZZ001ZZ', 'motrice'), veicolo('XZ001ZZ', 'rimorchio'), veicolo('XZ002ZZ', 'riserva_rimorchio')],
  assi(
    [
      [7500, 185],
      [7500, 250],
      [9500, 137],
      [9500, 480],
      [9500, 136],
      [9500, 136],
      [9500, 136],
      [9500, null],
    ],
    [2, 3],
  ),
  [2040, 300, 420],
)
/** 56 t on 6 axles: blocks of marble. */
const PORTABLOCCHI = convoglio(
  'autoarticolato',
  [veicolo('ZZ003ZZ', 'motrice'), veicolo('XZ005ZZ', 'rimorchio')],
  assi(
    [
      [7500, 320],
      [10_000, 137],
      [10_000, 560],
      [9500, 131],
      [9500, 131],
      [9500, null],
    ],
    [1, 2],
  ),
  [1620, 255, 320],
)
/** 48 t on 4 axles: a crane that travels by itself. */
const AUTOGRU = convoglio(
  'isolato',
  [veicolo('ZZ004ZZ', 'motrice')],
  assi(
    [
      [12_000, 165],
      [12_000, 240],
      [12_000, 165],
      [12_000, null],
    ],
    [2, 3],
  ),
  [1320, 275, 395],
)

type Strade = readonly Strada[]
type Lungo = { registro: string; strada: string }
/** A stretch on a road of the register, as the page keeps it. */
function su(strade: Strade, codice: string, da: string, a: string, lunghezzaM: number): Tratto & Lungo {
  const strada = strade.find((one) => one.codice === codice)
  if (!strada) throw new Error(`Sample world: road ${codice} is missing`)
  return {
    registro: strada.id,
    strada: codice,
    stradaId: strada.id,
    proprietario: strada.proprietario,
    proprietarioNome: strada.proprietarioNome,
    comuneIstat: null,
    da,
    a,
    daM: null,
    aM: null,
    lunghezzaM,
  }
}
const comunale = (
  strada: string,
  comune: string,
  comuneIstat: string,
  da: string,
  a: string,
  lunghezzaM: number,
): Tratto & Lungo => ({
  registro: 'altra',
  strada,
  stradaId: null,
  proprietario: 'comune',
  proprietarioNome: comune,
  comuneIstat,
  da,
  a,
  daM: null,
  aM: null,
  lunghezzaM,
})

const comuni = (nome: string) => ({
  delega: { perAltri: false },
  referente: { nome, telefono: '0187000000' },
  urgenza: { richiesta: false },
})
const periodo = (oggi: IsoDate, fra: number, giorni: number) => ({
  dal: addDays(oggi, fra),
  al: addDays(oggi, fra + giorni),
  orario: 'diurno' as const,
})

const daLuniASpezia = (strade: Strade) => ({
  partenza: 'Luni',
  arrivo: 'La Spezia',
  partenzaProvincia: '011',
  andataRitorno: false,
  tratti: [
    su(strade, 'SP 21', 'Luni Mare', 'Sarzana', 7100),
    su(strade, 'SP 19', 'Sarzana', 'Arcola', 6400),
    comunale('Via di Prova', 'Comune della Spezia', '011015', 'Arcola', 'La Spezia', 3000),
  ],
})

export function singola(oggi: IsoDate, strade: Strade, descrizione: string): Risposte {
  const carico: DomandaTrasporto['carico'] = {
    natura: 'apparecchiature',
    descrizione,
    massaKg: 45_700,
    pezzi: 1,
    indivisibile: true,
    committente: 'CANTIERE ESEMPIO S.R.L.',
  }
  return {
    tipo: 'singola',
    ...comuni('Lucia Campione'),
    convoglio: RIBASSATO,
    carico,
    percorso: daLuniASpezia(strade),
    periodo: periodo(oggi, 20, 30),
  }
}

export function multipla(oggi: IsoDate, strade: Strade, descrizione: string): Risposte {
  return { ...singola(oggi, strade, descrizione), tipo: 'multipla', viaggi: 6, periodo: periodo(oggi, 18, 120) }
}

/** Blocks of marble, one trip. */
export function singolaBlocchi(oggi: IsoDate, strade: Strade, descrizione: string): Risposte {
  return {
    tipo: 'singola',
    ...comuni('Giulia Modello'),
    convoglio: PORTABLOCCHI,
    carico: {
      natura: 'blocchi_pietra',
      descrizione,
      massaKg: 37_400,
      pezzi: 2,
      indivisibile: true,
      committente: 'MARMI ESEMPIO S.P.A.',
    },
    percorso: {
      partenza: 'Castelnuovo Magra',
      arrivo: 'Sarzana',
      partenzaProvincia: '011',
      andataRitorno: true,
      tratti: [
        su(strade, 'SP 23', 'Castelnuovo Magra', 'Luni Mare', 5200),
        su(strade, 'SP 21', 'Luni Mare', 'Sarzana', 7100),
      ],
    },
    periodo: periodo(oggi, 20, 40),
  }
}

export function periodica(oggi: IsoDate, strade: Strade, descrizione: string): Risposte {
  return {
    ...singolaBlocchi(oggi, strade, descrizione),
    tipo: 'periodica',
    categoria: 'B-e',
    periodo: periodo(oggi, 20, 300),
  }
}

export function autogru(oggi: IsoDate, strade: Strade): Risposte {
  return {
    tipo: 'singola',
    ...comuni('Carlo Finto'),
    convoglio: AUTOGRU,
    carico: { natura: 'nessuno' },
    percorso: {
      partenza: 'Follo',
      arrivo: 'Beverino',
      partenzaProvincia: '011',
      andataRitorno: true,
      tratti: [su(strade, 'SP 15', 'Pian di Follo', 'Follo', 3100), su(strade, 'SP 9', 'Follo', 'Beverino', 8600)],
    },
    periodo: periodo(oggi, 25, 10),
  }
}

export const accesso: Risposte = {
  oggetto: 'Progetto strutturale della casa di via di Prova 12',
  documenti: [
    { descrizione: 'Denuncia di opere in cemento armato', anno: 1987, comune: '011027', indirizzo: 'Via di Prova 12' },
  ],
  diritto: 'documentale',
  titolo: 'proprietario',
  scopo: 'Rinforzo del solaio',
  motivo: 'Sono la proprietaria e devo dare il progetto al tecnico che cura il rinforzo del solaio.',
  controinteressati: [],
  modo: 'copia',
  consegna: 'portale',
}

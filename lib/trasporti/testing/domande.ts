/** Invented istanze for tests: whole and acceptable, to be spoiled one answer at a time. */
import type { Asse, Carico, Convoglio, DomandaTrasporto, Percorso, Tratto, Veicolo } from '../rules-tipi'

export const aVeicolo = (more: Partial<Veicolo> = {}): Veicolo => ({
  ruolo: 'motrice',
  classe: 'trattore',
  targa: 'ZZ000AA',
  marca: 'Esempio',
  taraKg: 9000,
  massaMaxKg: 60_000,
  numeroAssi: 3,
  ...more,
})
export const anAsse = (more: Partial<Asse> = {}): Asse => ({
  massaKg: 9000,
  interasseCm: null,
  ruoteGemellate: false,
  sospensionePneumatica: false,
  motore: false,
  ...more,
})
/** 72 t on 8 axles: a tractor and a low-loader. */
export const aConvoglio = (more: Partial<Convoglio> = {}): Convoglio => ({
  tipo: 'autoarticolato',
  veicoli: [
    aVeicolo(),
    aVeicolo({
      ruolo: 'rimorchio',
      classe: 'semirimorchio',
      targa: 'XZ000AB',
      taraKg: 14_000,
      massaMaxKg: 70_000,
      numeroAssi: 5,
    }),
  ],
  assi: Array.from({ length: 8 }, (_, i) =>
    anAsse({ massaKg: 9000, interasseCm: i === 7 ? null : i === 2 ? 500 : 140 }),
  ),
  lunghezzaCm: 1800,
  larghezzaCm: 255,
  altezzaCm: 400,
  sbalzoAnterioreCm: null,
  sbalzoPosterioreCm: null,
  massaComplessivaKg: 72_000,
  perniRalla: { posterioreCm: 1200, anterioreCm: 200 },
  gommatura8daN: true,
  refrigerato: false,
  ...more,
})
export const aCarico = (more: Partial<Carico> = {}): Carico => ({
  descrizione: 'Blocco di marmo',
  natura: 'blocchi_pietra',
  massaKg: 48_000,
  pezzi: 1,
  indivisibile: true,
  committente: 'Cave Esempio S.r.l.',
  ...more,
})
export const aTratto = (more: Partial<Tratto> = {}): Tratto => ({
  strada: 'SP 21',
  stradaId: 's21',
  proprietario: 'provincia_sp',
  proprietarioNome: 'Provincia della Spezia',
  comuneIstat: '011027',
  da: 'Luni',
  a: 'Sarzana',
  daM: null,
  aM: null,
  lunghezzaM: 8200,
  ...more,
})
export const aPercorso = (more: Partial<Percorso> = {}): Percorso => ({
  partenza: 'Luni',
  arrivo: 'La Spezia',
  partenzaProvincia: '011',
  andataRitorno: false,
  tratti: [
    aTratto(),
    aTratto({
      strada: 'via Muccini',
      stradaId: null,
      proprietario: 'comune',
      proprietarioNome: 'Comune di Sarzana',
      da: 'Sarzana',
      a: 'Sarzana stazione',
      lunghezzaM: 4200,
    }),
  ],
  ...more,
})
/** Good when filed on 2 March 2026. */
export const aDomanda = (more: Partial<DomandaTrasporto> = {}): DomandaTrasporto => ({
  tipo: 'singola',
  convoglio: aConvoglio(),
  carico: aCarico(),
  percorso: aPercorso(),
  periodo: { dal: '2026-03-17', al: '2026-06-17', orario: 'diurno' },
  urgenza: { richiesta: false, motivo: '' },
  ...more,
})

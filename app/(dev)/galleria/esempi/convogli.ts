import type { Asse, ClasseVeicolo, Convoglio, RuoloVeicolo } from '@/lib/trasporti/rules-tipi'

const assi = (rows: readonly (readonly [massaT: number | null, interasseCm: number | null])[]): Asse[] =>
  rows.map(([massaT, interasseCm], i) => ({
    massaKg: massaT === null ? null : Math.round(massaT * 1000),
    interasseCm,
    ruoteGemellate: i > 0,
    sospensionePneumatica: false,
    motore: i === 1,
  }))
const veicoli = (...rows: (readonly [RuoloVeicolo, ClasseVeicolo, number | null])[]) =>
  rows.map(([ruolo, classe, numeroAssi]) => ({
    ruolo,
    classe,
    targa: 'ZZ000ZZ',
    marca: 'Esempio',
    taraKg: null,
    massaMaxKg: null,
    numeroAssi,
  }))
const base = {
  larghezzaCm: 255,
  sbalzoAnterioreCm: null,
  sbalzoPosterioreCm: null,
  massaComplessivaKg: null,
  perniRalla: null,
  gommatura8daN: true,
  refrigerato: false,
}

export const ARTICOLATO: Convoglio = {
  ...base,
  tipo: 'autoarticolato',
  veicoli: veicoli(['motrice', 'trattore', 3], ['rimorchio', 'semirimorchio', 5]),
  assi: assi([
    [8, 360],
    [10, 125],
    [10, 845],
    [9, 145],
    [9, 145],
    [9, 145],
    [9, 145],
    [8, null],
  ]),
  lunghezzaCm: 2250,
  altezzaCm: 390,
}
export const MENTRE_SI_SCRIVE: Convoglio = {
  ...ARTICOLATO,
  assi: assi([
    [8, 360],
    [10, null],
    [null, null],
    [null, null],
    [null, null],
    [null, null],
  ]),
  lunghezzaCm: null,
  altezzaCm: null,
}
export const SOTTILE: Convoglio = {
  ...base,
  tipo: 'autoarticolato',
  veicoli: veicoli(['motrice', 'trattore', 4], ['rimorchio', 'semirimorchio', 14]),
  assi: assi([
    [8, 180],
    [9, 255],
    [12, 140],
    [12, 900],
    ...Array.from({ length: 13 }, () => [12, 150] as const),
    [12, null],
  ]),
  lunghezzaCm: 4200,
  altezzaCm: 510,
}
export const AUTOTRENO: Convoglio = {
  ...base,
  tipo: 'autotreno',
  veicoli: veicoli(['motrice', 'autocarro', 3], ['rimorchio', 'rimorchio', 3]),
  assi: assi([
    [8, 420],
    [9.5, 135],
    [9.5, 560],
    [8, 480],
    [9, 131],
    [9, null],
  ]),
  lunghezzaCm: 1960,
  altezzaCm: 400,
}
export const AUTOGRU: Convoglio = {
  ...base,
  tipo: 'isolato',
  veicoli: veicoli(['motrice', 'uso_speciale', 4]),
  assi: assi([
    [12, 165],
    [12, 235],
    [12, 165],
    [12, null],
  ]),
  lunghezzaCm: 1180,
  altezzaCm: 400,
}
export const MEZZO_OPERA: Convoglio = {
  ...base,
  tipo: 'mezzo_opera_isolato',
  veicoli: veicoli(['motrice', 'mezzo_opera', 4]),
  assi: assi([
    [8, 180],
    [8, 290],
    [12, 138],
    [12, null],
  ]),
  lunghezzaCm: 920,
  altezzaCm: 330,
}
export const AGRICOLA: Convoglio = {
  ...base,
  tipo: 'isolato',
  veicoli: veicoli(['motrice', 'macchina_operatrice', 2]),
  assi: assi([
    [6, 290],
    [9, null],
  ]),
  lunghezzaCm: 610,
  altezzaCm: 370,
}
export const INCOERENTE: Convoglio = {
  ...AUTOTRENO,
  lunghezzaCm: 1500,
  sbalzoAnterioreCm: 140,
  sbalzoPosterioreCm: 120,
}

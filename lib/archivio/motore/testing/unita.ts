/** Invented units, readers and questions, for the tests of the engine. */
import { casoOf } from '@/lib/mondo/archivio/caso'
import { LIVELLI_ACCESSO, type LivelloDopo } from '../../rules-consultabilita'
import type { Lettore } from '../../rules-visibilita'
import type { Ricerca } from '../cerca'
import type { UnitaIndice } from '../documento'

export const OGGI = '2026-11-26'
export const PAROLE = [
  'muro',
  'ponte',
  'scuola',
  'frana',
  'strada',
  'pilastro',
  'trave',
  'solaio',
  'pozzetto',
  'argine',
]
export const NOMI = ['rossi', 'bianchi', 'verdi']
export const FONDI = ['00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-0000000000f2']
export const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const caso = casoOf(5)
const some = (list: readonly string[], many: number) => Array.from({ length: many }, () => caso.of(list)).join(' ')

/** A road by its kilometres, a parcel of a sheet that may be known only with the names. */
function luoghiEsatti(): string[] {
  const road = caso.of(['sp1', 'sp10'])
  const from = caso.int(0, 6)
  const sheet = caso.of(['3', '12'])
  const parcels = Array.from({ length: caso.int(0, 3) }, () => `p:011015:${sheet}:${caso.int(1, 5)}`)
  const named = caso.once(3) ? '~' : ''
  return [
    ...(caso.once(2) ? [`r:${road}`, `r:${road}:${from}`, `r:${road}:${from + 1}`] : []),
    ...new Set(parcels.map((one) => named + one)),
  ]
}

export function unita(n: number): UnitaIndice {
  const accesso = caso.of(LIVELLI_ACCESSO)
  const anno = caso.once(9) ? null : caso.int(1960, 2020)
  const fine = anno === null || caso.once(2) ? anno : anno + caso.int(0, 14)
  return {
    id: idOf(n),
    fondoId: caso.of(FONDI),
    comuneIstat: caso.once(8) ? null : caso.of(['011015', '011027']),
    tipologia: caso.once(5) ? null : caso.of(['collaudo', 'trasporto']),
    dal: anno === null ? null : `${anno}-01-01`,
    al: fine === null ? null : `${fine}-12-31`,
    consultabilita: {
      accesso,
      consultabileDal: (accesso === 'particolare' && caso.once(2) ? '2020-01-01' : null) as never,
      accessoDopo: (accesso === 'particolare' ? 'libero' : accesso) as LivelloDopo,
    },
    voce: {
      titolo: some(PAROLE, 3),
      breve: some(PAROLE, 1),
      esteso: '',
      riservato: '',
      nomi: caso.once(2) ? [caso.of(NOMI)] : [],
      luoghi: caso.once(3) ? ['aurelia'] : [],
      esatti: [`n:${n}`, ...luoghiEsatti()],
    },
    pagine: Array.from({ length: caso.int(0, 3) }, (_, i) => ({
      id: idOf(1_000_000 + n * 10 + i),
      numero: i + 1,
      per: caso.once(4) ? caso.of(['uffici', 'abilitati']) : 'tutti',
      testo: some([...PAROLE, ...NOMI, 'calcestruzzo'], 12),
    })),
  }
}

export const nessuno: Lettore = {
  registrato: false,
  ufficio: false,
  comuni: [],
  proprie: [],
  concesse: [],
  abilitazioni: [],
}
export const LETTORI: Record<string, Lettore> = {
  nessuno,
  registrato: { ...nessuno, registrato: true },
  comune: { ...nessuno, registrato: true, comuni: ['011027'] },
  citato: { ...nessuno, registrato: true, proprie: [3, 5, 8, 13].map(idOf), concesse: [21, 34, 55, 89].map(idOf) },
  ufficio: { ...nessuno, registrato: true, ufficio: true },
  abilitato: { ...nessuno, registrato: true, ufficio: true, abilitazioni: [FONDI[0] ?? '', idOf(40), idOf(41)] },
}

export const QUESTIONS = [
  [],
  ['muro'],
  ['muro', 'frana'],
  ['rossi'],
  ['aurelia'],
  ['calcestruzzo', 'rossi'],
  ['ponte', 'scuola', 'strada'],
  ['nulla'],
]
export const ask = (parole: readonly string[], filtri: Ricerca['filtri'] = {}): Ricerca => ({
  gruppi: parole.map((parola) => ({ parola, alternative: [{ parola }] })),
  filtri,
  limite: 5_000,
  salto: 0,
})

/** Questions drawn by a seed from what the archive of the bench holds: ten kinds, some with filters, half by an officer. */
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { type Caso, casoOf } from '@/lib/mondo/archivio/caso'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import { testoPagina } from '@/lib/mondo/archivio/testo-pagina'

export const GENERI = [
  'rara',
  'comune',
  'due comuni',
  'mista',
  'persona',
  'numero',
  'inizio',
  'refuso',
  'refuso tecnico',
  'particella',
] as const
export type DomandaMisurata = { genere: (typeof GENERI)[number]; domanda: Domanda; ufficio: boolean }

const FREQUENTI =
  'progetto struttura calcolo relazione strada muro sostegno fondazioni acciaio provinciale verifica lavori impresa terreno opere'.split(
    ' ',
  )
const TECNICHE =
  'calcestruzzo penetrometriche pavimentazione autorizzazione segnaletica compressione fideiussione attraversamento conglomerato'.split(
    ' ',
  )

const broken = (caso: Caso, word: string): string => {
  const at = caso.int(1, word.length - 2)
  return caso.once(2)
    ? word.slice(0, at) + word.slice(at + 1)
    : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
}

/** @param unita as the archive was made of @param seme of the archive @param seed of the questions */
export function domandeOf(unita: number, seme: number, quante: number, seed: number): DomandaMisurata[] {
  const caso = casoOf(seed)
  const step = Math.max(1, Math.floor(unita / (quante * 4)))
  const met: Descrizione[] = []
  let i = 0
  for (const one of generaArchivio(unita, seme)) {
    if (i % step === (seed * 13) % step && one.livello === 'fascicolo' && one.etichette.length === 0) met.push(one)
    i += 1
  }
  const withParcel = met.filter((one) => one.ubicazioni.some((place) => place.mappale))
  const words = (one: Descrizione, from = 7) =>
    testoPagina(one, 1, seme)
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length >= from)
  return Array.from({ length: quante }, (_, n) => {
    const genere = GENERI[n % GENERI.length] as (typeof GENERI)[number]
    const one = caso.of(met)
    const ufficio = n % 20 >= 10
    const rare = caso.of(words(one, 9).filter((word) => !FREQUENTI.includes(word) && !TECNICHE.includes(word)))
    const domanda = ((): Domanda => {
      switch (genere) {
        case 'rara':
          return { testo: rare }
        case 'comune':
          return { testo: caso.of(FREQUENTI) }
        case 'due comuni':
          return { testo: `${caso.of(FREQUENTI)} ${caso.of(FREQUENTI)}` }
        case 'mista':
          return { testo: `${caso.of(FREQUENTI)} ${rare}` }
        case 'persona':
          return { testo: one.agenti[caso.int(0, one.agenti.length - 1)]?.nome ?? 'Adele Esempio' }
        case 'numero':
          return { testo: `${one.numeroPratica ?? 1}/${one.annoPratica ?? 1990}` }
        case 'inizio':
          return { testo: `${caso.of(words(one)).slice(0, caso.int(4, 6))}*` }
        case 'refuso':
          return {
            testo: `${broken(caso, (one.opera ?? 'fabbricato').split(' ')[0] ?? '')} ${nomeComune(one.comuneIstat ?? '') ?? ''}`,
          }
        case 'refuso tecnico':
          return { testo: broken(caso, caso.of(TECNICHE)) }
        case 'particella': {
          const placed = caso.of(withParcel)
          const parcel = placed.ubicazioni.find((place) => place.mappale)
          return { comune: placed.comuneIstat, foglio: parcel?.foglio, mappale: parcel?.mappale }
        }
      }
    })()
    const filters: Domanda =
      caso.next() < 0.4 && genere !== 'particella'
        ? caso.once(2)
          ? { comune: one.comuneIstat }
          : { dal: 1975 + caso.int(0, 10), al: 1990 + caso.int(0, 15) }
        : {}
    return { genere, domanda: { ...domanda, ...filters }, ufficio }
  })
}

/** What a row of an index has more than one of: people, places, roads. Lists that go together are of the same length. */
import { RUOLI_AGENTE } from '../rules'
import type { Agente, Tratta, Ubicazione } from '../rules-descrizione'
import { listOf, readAgente, readCatasto, readKm, readLato, readParticella, readStrada } from './rules-celle'
import type { Colonna } from './rules-colonne'

/** The cells of a row: what is written, and what is to be said of it. */
export type Celle = { at(colonna: Colonna): string; wrong(colonna: Colonna, testo: string): void }

const MAX_VIA = 300

export function readAgenti({ at, wrong }: Celle): Agente[] {
  const found = RUOLI_AGENTE.flatMap((ruolo) =>
    listOf(at(ruolo)).flatMap((text) => {
      const read = readAgente(ruolo, text)
      if (!read) {
        wrong(ruolo, `«${text}»: scrivi il nome, e tra parentesi codice fiscale, albo o targa`)
        return []
      }
      if (read.difetto) wrong(ruolo, `«${read.difetto}» non è un codice fiscale giusto: correggilo o toglilo`)
      return [read.agente]
    }),
  )
  const targhe = listOf(at('targa'))
  if (targhe.length === 0) return found
  const vettori = found.filter((one) => one.ruolo === 'vettore')
  const [only] = vettori
  if (vettori.length === 1 && only)
    only.targa = targhe.join(' + ') // a lorry and its trailer
  else if (vettori.length !== targhe.length)
    wrong('targa', 'le targhe devono essere tante quanti i vettori, nello stesso ordine e divise da ;')
  else for (const [i, one] of vettori.entries()) one.targa = targhe[i]
  return found
}

export function readUbicazioni(celle: Celle): Ubicazione[] {
  const { at, wrong } = celle
  const catasto = at('catasto') === '' ? undefined : readCatasto(at('catasto'))
  if (catasto === null) wrong('catasto', `«${at('catasto')}»: scrivi Terreni o Fabbricati`)
  const kind = catasto ? { catasto } : {}
  const parcels = (colonna: 'particelle' | 'particelleAttuali') =>
    listOf(at(colonna)).flatMap((text) => {
      const read = readParticella(text)
      if (!read) wrong(colonna, `«${text}» non è una particella: scrivi foglio/mappale, per esempio 12/345`)
      return read ? [read] : []
    })
  return [
    ...[...readMappali(celle), ...parcels('particelle')].map((one) => ({ ...kind, ...one })),
    ...parcels('particelleAttuali').map((one) => ({ ...kind, ...one, attuale: true as const })),
    ...listOf(at('via')).map((via) => ({ via: via.slice(0, MAX_VIA) })),
  ]
}

/** Section, sheet, parcels and their parts, each in a column. */
function readMappali({ at, wrong }: Celle): Ubicazione[] {
  const [sezione, foglio] = [at('sezione'), at('foglio')]
  const mappali = at('mappale')
    .split(/[;,|\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
  const subs = at('sub')
    .split(/[;,|\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
  if ((foglio === '') !== (mappali.length === 0))
    wrong(foglio ? 'mappale' : 'foglio', 'foglio e mappale vanno insieme: scrivi quello che manca')
  if (foglio === '' && sezione !== '') wrong('sezione', 'la sezione va con foglio e mappale: scrivi quelli')
  const divided = mappali.length === 1 && subs.length > 1
  if (subs.length > 0 && !divided && subs.length !== mappali.length)
    wrong('sub', 'i subalterni devono essere tanti quanti i mappali, nello stesso ordine e divisi da ;')
  return (divided ? subs.map(() => mappali[0] ?? '') : mappali).flatMap((mappale, i) => {
    const read = readParticella(`${foglio}/${mappale}`)
    if (!read && foglio !== '')
      wrong('mappale', `foglio «${foglio}» e mappale «${mappale}»: scrivi numeri, per esempio 12 e 345`)
    const sub = subs[i]
    return read ? [{ ...read, ...(sezione ? { sezione } : {}), ...(sub ? { sub } : {}) }] : []
  })
}

export function readTratte({ at, wrong }: Celle): Tratta[] {
  const [roads, kms, lati] = [listOf(at('strada')), listOf(at('km')), listOf(at('lato'))]
  if (kms.length > 0 && kms.length !== roads.length) {
    wrong('km', 'i chilometri devono essere tanti quante le strade, nello stesso ordine e divisi da ;')
    return []
  }
  if (lati.length > 0 && lati.length !== roads.length) {
    wrong('lato', 'i lati devono essere tanti quante le strade, nello stesso ordine e divisi da ;')
    return []
  }
  return roads.flatMap((text, i) => {
    const strada = readStrada(text)
    const km = kms[i] === undefined ? {} : readKm(kms[i])
    const lato = lati[i] === undefined ? undefined : readLato(lati[i])
    if (!strada) wrong('strada', `«${text}» non è una strada: scrivi per esempio SP 370`)
    if (!km) wrong('km', `«${kms[i]}» non è una progressiva: scrivi 12+300 oppure 12+300-13+000`)
    if (lato === null) wrong('lato', `«${lati[i]}» non è un lato: scrivi Destro, Sinistro o Entrambi`)
    return strada && km ? [{ strada, ...km, ...(lato ? { lato } : {}) }] : []
  })
}

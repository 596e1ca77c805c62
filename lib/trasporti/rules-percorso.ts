/** The route of an istanza: whole, each stretch with an owner, and within the limits known on its roads. */

import { metresOf } from './rules-indennizzo'
import { formatM, formatT } from './rules-misure'
import { avviso, errore } from './rules-rilievi'
import type { Convoglio, Percorso, Rilievo, TipoProprietario, Tratto } from './rules-tipi'

/** A limit in force on a road or structure. Rows of table `strade_limiti`. */
export type LimiteTratto = {
  stradaId: string
  luogo: string
  progressivaM: number | null // null: where on the road is not known
  massaMaxKg: number | null
  altezzaMaxCm: number | null
  larghezzaMaxCm: number | null
  atto: string
  daConfermare: boolean
}

const NORMA = 'art. 14 Reg.'
/** Owners that are many: the name says which. */
const CON_NOME: readonly TipoProprietario[] = ['comune', 'altra_provincia', 'concessionaria', 'militare']

/** @param continuo each stretch begins where the one before ended: not asked of a periodica, which lists roads */
export function checkPercorso({ tratti }: Percorso, continuo: boolean): Rilievo[] {
  return tratti.flatMap((tratto, i) => {
    const at = (campo: keyof Tratto) => `percorso.tratti.${i}.${campo}`
    const rilievi: Rilievo[] = []
    if (!tratto.strada.trim())
      rilievi.push(errore(at('strada'), 'strada-manca', NORMA, `Scrivi la strada del tratto ${i + 1}`))
    if (!tratto.da.trim())
      rilievi.push(errore(at('da'), 'tratto-manca', NORMA, `Scrivi da dove comincia il tratto ${i + 1}`))
    if (!tratto.a.trim()) rilievi.push(errore(at('a'), 'tratto-manca', NORMA, `Scrivi dove finisce il tratto ${i + 1}`))
    const metri = metresOf(tratto)
    if (metri === null || metri <= 0)
      rilievi.push(
        errore(at('lunghezzaM'), 'lunghezza-tratto', NORMA, `Scrivi quanti chilometri fai sul tratto ${i + 1}`),
      )
    if (tratto.proprietario === 'ignoto')
      rilievi.push(
        avviso(
          at('proprietario'),
          'proprietario-ignoto',
          NORMA,
          `Il proprietario di ${tratto.strada || `tratto ${i + 1}`} è da trovare nel catasto delle strade prima di decidere`,
        ),
      )
    else if (CON_NOME.includes(tratto.proprietario) && !tratto.proprietarioNome.trim())
      rilievi.push(
        errore(
          at('proprietarioNome'),
          'proprietario-nome',
          NORMA,
          `Scrivi di quale ente o società è la strada del tratto ${i + 1}`,
        ),
      )
    const prima = tratti[i - 1]
    if (continuo && prima && !joins(prima, tratto)) {
      rilievi.push(
        errore(
          at('da'),
          'percorso-interrotto',
          NORMA,
          `Il tratto ${i} finisce a ${prima.a} e il tratto ${i + 1} comincia da ${tratto.da}: scrivi lo stesso luogo, o aggiungi la strada che manca`,
        ),
      )
    }
    return rilievi
  })
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
/** Kilometre marks are compared on one road only; places by name, one of which may say more than the other. */
function joins(prima: Tratto, dopo: Tratto): boolean {
  const stessa = plain(prima.strada) === plain(dopo.strada)
  if (prima.aM !== null && dopo.daM !== null && stessa) return prima.aM === dopo.daM
  if (prima.aM !== null || dopo.daM !== null) return true
  const fine = plain(prima.a)
  const inizio = plain(dopo.da)
  return !fine || !inizio || fine.includes(inizio) || inizio.includes(fine)
}

/** Passed limits are for the officer: a derogation may be possible, and many limits are to be confirmed. @see art. 10 c. 10 CdS; rule 10 */
export function checkLimiti({ tratti }: Percorso, convoglio: Convoglio, limiti: readonly LimiteTratto[]): Rilievo[] {
  if (limiti.length === 0) return []
  return tratti.flatMap((tratto, i) =>
    limiti
      .filter((limite) => limite.stradaId === tratto.stradaId && reaches(tratto, limite))
      .flatMap((limite) => {
        const forse =
          limite.progressivaM === null || tratto.daM === null || tratto.aM === null ? ' (se il tratto ci passa)' : ''
        const found = (valore: number | null, max: number | null, format: (n: number) => string, che: string) =>
          valore !== null && max !== null && valore > max
            ? [
                avviso(
                  `percorso.tratti.${i}.strada`,
                  'limite-strada',
                  limite.atto,
                  `${tratto.strada}, ${limite.luogo}${forse}: limite di ${format(max)} di ${che}, il convoglio ha ${format(valore)}${limite.daConfermare ? ' (limite da confermare)' : ''}`,
                ),
              ]
            : []
        return [
          ...found(convoglio.massaComplessivaKg, limite.massaMaxKg, formatT, 'massa'),
          ...found(convoglio.altezzaCm, limite.altezzaMaxCm, formatM, 'altezza'),
          ...found(convoglio.larghezzaCm, limite.larghezzaMaxCm, formatM, 'larghezza'),
        ]
      }),
  )
}

const reaches = ({ daM, aM }: Tratto, { progressivaM }: LimiteTratto): boolean =>
  progressivaM === null ||
  daM === null ||
  aM === null ||
  (Math.min(daM, aM) <= progressivaM && progressivaM <= Math.max(daM, aM))

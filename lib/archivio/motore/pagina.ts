import type { Lettore } from '../rules-visibilita'
import { readAvanti } from './avanti'
import { type Combinazioni, eccezioniOf } from './combinazioni'
import { SEGNI, SEGNI_PAGINA } from './documento'
import type { Lista } from './liste'
import type { Segmento } from './segmento'

export type PaginaTrovata = { id: string; numero: number }

/** The page of a unit on which most of the words are, among those this reader may see. */
export function paginaDi(
  segmento: Segmento,
  doc: number,
  groups: readonly (readonly Lista[])[],
  segni: Uint8Array,
  combinazioni: Combinazioni,
  lettore: Lettore,
): PaginaTrovata | null {
  const base = segni[segmento.combinazione[doc] as number] as number
  const more = base & SEGNI['?'] ? 0 : (eccezioniOf(segmento, combinazioni, lettore).get(doc) ?? 0)
  const allowed = base | more
  if ((allowed & SEGNI['#']) === 0) return null
  const { lessemi, lessico } = segmento.parti
  // a word is known on a page by the first of the lexemes of its stem, whichever of them the page is in
  const wanted = groups.map(
    (liste) =>
      new Set(
        liste.flatMap(({ nome, segno }) => {
          if (segno !== SEGNI['#']) return []
          const at = lessemi.indexOf(nome)
          return at < 0 ? [] : [at]
        }),
      ),
  )
  if (wanted.every((one) => one.size === 0)) return null
  let best: PaginaTrovata | null = null
  let most = 0
  for (const pagina of readAvanti(segmento.readAvanti(doc)).pagine) {
    if ((allowed & SEGNI[SEGNI_PAGINA[pagina.per]]) === 0) continue
    const hit = new Set<number>()
    for (const word of pagina.parole) {
      const radice = lessico.radice[word] as number
      for (const [i, lexemes] of wanted.entries()) if (lexemes.has(radice)) hit.add(i)
    }
    if (hit.size > most || (hit.size === most && most > 0 && best !== null && pagina.numero < best.numero)) {
      most = hit.size
      best = { id: pagina.id, numero: pagina.numero }
    }
  }
  return best
}

/** Words found in the papers of a unit, as annotations on its canvases. @see IIIF Content Search API 2.0 */
export const CONTEXT_CERCA = 'http://iiif.io/api/search/2/context.json'

export const TROVATE_PER_PAGINA = 100
const TACIUTE =
  'Hai letto molte pagine nell’ultima ora: le parole che stanno in altre pagine non ci sono. Ripeti la ricerca più tardi'

type Trovata = {
  numero: number
  paginaId: string
  parola: readonly [string, number, number, number, number, number]
  prima: string
  dopo: string
}

/** Of all that was found, what a page of the answer tells. @param pagina from 1 */
export const mostrateIn = <T>(trovate: readonly T[], pagina: number): T[] =>
  trovate.slice((pagina - 1) * TROVATE_PER_PAGINA, pagina * TROVATE_PER_PAGINA)

/**
 * @param address of the service, without a question
 * @param pagina of the answer, from 1
 * @param tela address of the canvas of a page
 * @param ignored names of parameters that were sent and not looked at
 * @param taciute numbers of pages of which this reader is told nothing for now: places of their words are left out
 */
export function risultatiOf(
  address: string,
  q: string,
  trovate: readonly Trovata[],
  pagina: number,
  tela: (paginaId: string) => string,
  ignored: readonly string[],
  taciute: ReadonlySet<number> = new Set(),
) {
  const pages = Math.max(1, Math.ceil(trovate.length / TROVATE_PER_PAGINA))
  const at = (n: number) => `${address}?q=${encodeURIComponent(q)}${n > 1 ? `&pagina=${n}` : ''}`
  const start = (pagina - 1) * TROVATE_PER_PAGINA
  const shown = mostrateIn(trovate, pagina)
    .map((one, i) => ({ ...one, idParola: `${at(1)}#${start + i + 1}` }))
    .filter((one) => !taciute.has(one.numero))
  return {
    '@context': CONTEXT_CERCA,
    id: at(pagina),
    type: 'AnnotationPage',
    ...(ignored.length > 0 && { ignored }),
    ...(taciute.size > 0 && { summary: { it: [TACIUTE] } }),
    ...(pages > 1 && {
      partOf: {
        id: `${at(1)}#tutte`,
        type: 'AnnotationCollection',
        total: trovate.length,
        first: { id: at(1), type: 'AnnotationPage' },
        last: { id: at(pages), type: 'AnnotationPage' },
      },
      startIndex: start,
      ...(pagina < pages && { next: { id: at(pagina + 1), type: 'AnnotationPage' } }),
      ...(pagina > 1 && { prev: { id: at(pagina - 1), type: 'AnnotationPage' } }),
    }),
    items: shown.map(({ idParola, paginaId, parola: [testo, x, y, w, h] }) => ({
      id: idParola,
      type: 'Annotation',
      motivation: 'highlighting',
      body: { type: 'TextualBody', value: testo, format: 'text/plain', language: 'it' },
      target: `${tela(paginaId)}#xywh=${x},${y},${w},${h}`,
    })),
    ...(shown.length > 0 && {
      annotations: [
        {
          type: 'AnnotationPage',
          items: shown.map(({ idParola, parola: [exact], prima, dopo }) => ({
            id: `${idParola}-contorno`,
            type: 'Annotation',
            motivation: 'contextualizing',
            target: {
              type: 'SpecificResource',
              source: idParola,
              selector: [
                {
                  type: 'TextQuoteSelector',
                  ...(prima && { prefix: `${prima} ` }),
                  exact,
                  ...(dopo && { suffix: ` ${dopo}` }),
                },
              ],
            },
          })),
        },
      ],
    }),
  }
}

/** @param address with the question it answers */
export const terminiOf = (address: string, q: string, termini: readonly { parola: string; n: number }[]) => ({
  '@context': CONTEXT_CERCA,
  id: `${address}?q=${encodeURIComponent(q)}`,
  type: 'TermPage',
  items: termini.map(({ parola, n }) => ({ type: 'Term', value: parola, total: n, language: 'it' })),
})

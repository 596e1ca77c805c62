/** Words found in the papers of a unit, as annotations on its canvases. @see IIIF Content Search API 2.0 */
export const CONTEXT_CERCA = 'http://iiif.io/api/search/2/context.json'

export const TROVATE_PER_PAGINA = 100

type Trovata = {
  numero: number
  parola: readonly [string, number, number, number, number, number]
  prima: string
  dopo: string
}

/**
 * @param address of the service, without a question
 * @param pagina of the answer, from 1
 * @param tela address of the canvas of a page
 * @param ignored names of parameters that were sent and not looked at
 */
export function risultatiOf(
  address: string,
  q: string,
  trovate: readonly Trovata[],
  pagina: number,
  tela: (numero: number) => string,
  ignored: readonly string[],
) {
  const pages = Math.max(1, Math.ceil(trovate.length / TROVATE_PER_PAGINA))
  const at = (n: number) => `${address}?q=${encodeURIComponent(q)}${n > 1 ? `&pagina=${n}` : ''}`
  const start = (pagina - 1) * TROVATE_PER_PAGINA
  const shown = trovate.slice(start, start + TROVATE_PER_PAGINA)
  const idOf = (i: number) => `${at(1)}#${start + i + 1}`
  return {
    '@context': CONTEXT_CERCA,
    id: at(pagina),
    type: 'AnnotationPage',
    ...(ignored.length > 0 && { ignored }),
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
    items: shown.map(({ numero, parola: [testo, x, y, w, h] }, i) => ({
      id: idOf(i),
      type: 'Annotation',
      motivation: 'highlighting',
      body: { type: 'TextualBody', value: testo, format: 'text/plain', language: 'it' },
      target: `${tela(numero)}#xywh=${x},${y},${w},${h}`,
    })),
    ...(shown.length > 0 && {
      annotations: [
        {
          type: 'AnnotationPage',
          items: shown.map(({ parola: [exact], prima, dopo }, i) => ({
            id: `${idOf(i)}-contorno`,
            type: 'Annotation',
            motivation: 'contextualizing',
            target: {
              type: 'SpecificResource',
              source: idOf(i),
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

/** The papers of a unit as any IIIF viewer opens them. @see IIIF Presentation API 3.0 */
import { PROFILO } from './rules-info'

export const CONTEXT_MANIFESTO = 'http://iiif.io/api/presentation/3/context.json'

/**
 * No copyright is claimed on the scans; D.Lgs. 42/2004 art. 108 keeps their use for profit to a licence.
 * Which statement the Province chooses: da confermare.
 */
const DIRITTI = 'http://rightsstatements.org/vocab/NoC-OKLR/1.0/'
const ANTEPRIMA = 300

const it = (...values: string[]) => ({ it: values })

type Tela = { id: string; numero: number; etichetta: string | null; larghezza: number; altezza: number }
type Carte = {
  id: string
  titolo: string
  segnatura: string
  dataMostrata: string
  libere: boolean
}
type Indirizzi = {
  immagine: (paginaId: string) => string
  manifesto: (unitaId: string) => string
  tela: (unitaId: string, paginaId: string) => string
  cerca: (unitaId: string) => string
  suggerisci: (unitaId: string) => string
  unita: (unitaId: string) => string
  pagina: (unitaId: string, paginaId: string) => string
  sito: () => string
}

export const nomePagina = ({ numero, etichetta }: Pick<Tela, 'numero' | 'etichetta'>): string =>
  etichetta ? `Pagina ${numero} (${etichetta})` : `Pagina ${numero}`

/** @param tele pages whose image this reader sees, in order */
export function manifestoOf(carte: Carte, tele: readonly Tela[], to: Indirizzi) {
  const first = tele[0]
  return {
    '@context': CONTEXT_MANIFESTO,
    id: to.manifesto(carte.id),
    type: 'Manifest',
    label: it(carte.titolo),
    metadata: [
      { label: it('Segnatura'), value: { none: [carte.segnatura] } },
      { label: it('Data'), value: it(carte.dataMostrata) },
      { label: it('Pagine'), value: { none: [String(tele.length)] } },
    ],
    rights: DIRITTI,
    requiredStatement: {
      label: it('Condizioni d’uso'),
      value: it(
        carte.libere
          ? 'Archivio della Provincia della Spezia. Riproduzione libera per studio e senza scopo di lucro (D.Lgs. 42/2004 art. 108): cita la segnatura.'
          : 'Archivio della Provincia della Spezia. Carte mostrate soltanto a chi ha diritto di vederle: non si diffondono.',
      ),
    },
    provider: [
      {
        id: to.sito(),
        type: 'Agent',
        label: it('Provincia della Spezia'),
        homepage: [{ id: to.sito(), type: 'Text', label: it('Provincia della Spezia'), format: 'text/html' }],
      },
    ],
    homepage: [{ id: to.unita(carte.id), type: 'Text', label: it('Descrizione'), format: 'text/html' }],
    ...(first && { thumbnail: [anteprima(first, to)] }),
    viewingDirection: 'left-to-right',
    behavior: ['individuals'],
    service: [
      {
        id: to.cerca(carte.id),
        type: 'SearchService2',
        service: [{ id: to.suggerisci(carte.id), type: 'AutoCompleteService2' }],
      },
    ],
    items: tele.map((tela) => telaOf(carte, tela, to)),
  }
}

/** One canvas outside its manifest. */
export const telaSola = (carte: Carte, tela: Tela, to: Indirizzi) => ({
  '@context': CONTEXT_MANIFESTO,
  ...telaOf(carte, tela, to),
  partOf: [{ id: to.manifesto(carte.id), type: 'Manifest' }],
})

const servizio = (tela: Tela, to: Indirizzi) => ({ id: to.immagine(tela.id), type: 'ImageService3', profile: PROFILO })

function anteprima(tela: Tela, to: Indirizzi) {
  const scala = Math.min(1, ANTEPRIMA / tela.larghezza, ANTEPRIMA / tela.altezza)
  const [width, height] = [tela.larghezza, tela.altezza].map((side) => Math.max(1, Math.round(side * scala)))
  return {
    id: `${to.immagine(tela.id)}/full/${width},${height}/0/default.jpg`,
    type: 'Image',
    format: 'image/jpeg',
    width,
    height,
    service: [servizio(tela, to)],
  }
}

function telaOf(carte: Carte, tela: Tela, to: Indirizzi) {
  const id = to.tela(carte.id, tela.id)
  const size = { width: tela.larghezza, height: tela.altezza }
  return {
    id,
    type: 'Canvas',
    label: it(nomePagina(tela)),
    ...size,
    homepage: [{ id: to.pagina(carte.id, tela.id), type: 'Text', label: it(nomePagina(tela)), format: 'text/html' }],
    thumbnail: [anteprima(tela, to)],
    items: [
      {
        id: `${id}/immagine`,
        type: 'AnnotationPage',
        items: [
          {
            id: `${id}/immagine/1`,
            type: 'Annotation',
            motivation: 'painting',
            target: id,
            body: {
              id: `${to.immagine(tela.id)}/full/max/0/default.jpg`,
              type: 'Image',
              format: 'image/jpeg',
              ...size,
              service: [servizio(tela, to)],
            },
          },
        ],
      },
    ],
  }
}

import 'server-only'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import { indirizzoPermanente } from '../permanente'

const absolute = (path: string) => `${env().BASE_URL}${path}`

/** Addresses that other programs keep: whole, with the name of this site. */
export const iiif = {
  immagine: (paginaId: string) => absolute(paths.api.immagine(paginaId)),
  manifesto: (unitaId: string) => absolute(paths.api.manifesto(unitaId)),
  /** the id of the page, not its number: what others wrote on it stays on it when a file comes before */
  tela: (unitaId: string, paginaId: string) => absolute(`${paths.api.iiifUnita(unitaId)}/pagine/${paginaId}`),
  cerca: (unitaId: string) => absolute(paths.api.cercaNelleCarte(unitaId)),
  suggerisci: (unitaId: string) => absolute(paths.api.suggerisciNelleCarte(unitaId)),
  /** manifests are kept by others: what they lead back to must not move */
  unita: (unitaId: string) => indirizzoPermanente(unitaId),
  pagina: (unitaId: string, paginaId: string) => indirizzoPermanente(unitaId, paginaId),
  sito: () => absolute(paths.home),
}

import 'server-only'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'

const absolute = (path: string) => `${env().BASE_URL}${path}`

/** Addresses that other programs keep: whole, with the name of this site. */
export const iiif = {
  immagine: (paginaId: string) => absolute(paths.api.immagine(paginaId)),
  manifesto: (unitaId: string) => absolute(paths.api.manifesto(unitaId)),
  tela: (unitaId: string, numero: number) => absolute(`${paths.api.iiifUnita(unitaId)}/pagine/${numero}`),
  cerca: (unitaId: string) => absolute(paths.api.cercaNelleCarte(unitaId)),
  suggerisci: (unitaId: string) => absolute(paths.api.suggerisciNelleCarte(unitaId)),
  unita: (unitaId: string) => absolute(paths.archivio.unita(unitaId)),
  sito: () => absolute(paths.home),
}

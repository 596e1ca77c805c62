import 'server-only'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { tabellaCsv } from '@/lib/core/csv'
import { nomePagina } from '../iiif/rules-manifesto'
import { indirizzoPermanente } from '../permanente'
import { NOMI_LIVELLO, NOMI_TIPOLOGIA } from '../rules'
import type { Presente } from './queries'

const COLONNE = ['segnatura', 'titolo', 'livello', 'tipo', 'data', 'comune', 'pagina', 'accesso', 'nota', 'indirizzo']

export const raccoltaCsv = (presenti: readonly Presente[]): string =>
  tabellaCsv(
    COLONNE,
    presenti.map((one) => [
      one.unita.segnatura,
      one.unita.titolo,
      NOMI_LIVELLO[one.unita.livello],
      one.unita.tipologia && NOMI_TIPOLOGIA[one.unita.tipologia],
      one.unita.data,
      one.unita.comuneIstat && nomeComune(one.unita.comuneIstat),
      one.pagina && nomePagina(one.pagina),
      one.unita.accesso.replace('_', ' '),
      one.nota,
      indirizzoPermanente(one.unitaId, one.pagina && one.paginaId),
    ]),
  )

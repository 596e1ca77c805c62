/** The answer to a search as a table, for officers. */
import 'server-only'
import { attoreOf, recordRead } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { nomeComune } from '@/lib/comuni/elenco'
import { rigaCsv, SEGNO_UTF8 } from '@/lib/core/csv'
import { PER_PAGINA, searchArchivio } from '../ricerca'
import { type LivelloDescrizione, NOMI_LIVELLO, NOMI_TIPOLOGIA, type Tipologia } from '../rules'
import type { Domanda } from '../rules-domanda'

const COLONNE = [
  'segnatura',
  'titolo',
  'livello',
  'tipo',
  'data',
  'comune',
  'località',
  'pagine',
  'accesso',
  'indirizzo',
]

/**
 * As many as can be paged through.
 * @param pagina address of the page of a unit, up to its id
 */
export async function* elencoCsv(officer: Funzionario, domanda: Domanda, pagina: string): AsyncGenerator<string> {
  yield `${SEGNO_UTF8}${rigaCsv(COLONNE)}`
  for (let n = 1; ; n += 1) {
    const { risultati, raggiungibili } = await searchArchivio(officer, domanda, n)
    yield risultati
      .map((one) =>
        rigaCsv([
          one.segnatura,
          one.titolo.map((piece) => piece.testo).join(''),
          NOMI_LIVELLO[one.livello as LivelloDescrizione],
          one.tipologia && NOMI_TIPOLOGIA[one.tipologia as Tipologia],
          one.data,
          one.comuneIstat && nomeComune(one.comuneIstat),
          one.localita,
          one.pagine,
          one.accesso.replace('_', ' '),
          `${pagina}${one.id}`,
        ]),
      )
      .join('')
    if (risultati.length < PER_PAGINA || n * PER_PAGINA >= raggiungibili) return
  }
}

/** A list taken out leaves a trace: what was asked, not what came. */
export const recordElenco = (officer: Funzionario, domanda: Domanda): Promise<void> =>
  recordRead(attoreOf(officer), {
    azione: 'archivio.elenco_scaricato',
    soggettoTipo: 'ricerca',
    soggettoId: 'archivio',
    dati: { campi: Object.keys(domanda) },
  })

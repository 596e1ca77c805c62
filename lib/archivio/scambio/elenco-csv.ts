/** The answer to a search as a table, for officers. */
import 'server-only'
import { attoreOf, recordRead } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { rigaCsv, SEGNO_UTF8 } from '@/lib/core/csv'
import { recordParticella } from '../queries'
import { type Esito, PER_PAGINA, type Risultato, searchArchivio, seRisponde } from '../ricerca'
import { type LivelloDescrizione, NOMI_LIVELLO, NOMI_TIPOLOGIA, type Tipologia } from '../rules'
import { type Domanda, isParticella } from '../rules-domanda'

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

/** Of a search that finds more than can be paged through, only the first come: the file says so by its name and at its end. */
export const parzialeOf = ({ totale, raggiungibili }: Pick<Esito, 'totale' | 'raggiungibili'>) =>
  totale > raggiungibili
    ? {
        nome: `archivio-primi-${raggiungibili}-di-${totale}.csv`,
        riga: `Elenco non completo: sono i primi ${raggiungibili} di ${totale}. Per gli altri aggiungi un filtro alla ricerca`,
      }
    : null

/**
 * What a search found, as many as can be paged through. A list taken out leaves a trace first, and a search by parcel is
 * one also here.
 *
 * @param pagina address of the page of a unit, up to its id
 * @returns null while the search does not answer
 */
export async function openElenco(
  officer: Funzionario,
  domanda: Domanda,
  pagina: string,
): Promise<{ nome: string; righe: AsyncGenerator<string> } | null> {
  const esito = await seRisponde(searchArchivio(officer, domanda))
  if (esito === null) return null
  const { comune, foglio, mappale } = domanda
  await recordParticella(officer, null, domanda)
  await recordRead(attoreOf(officer), {
    azione: 'archivio.elenco_scaricato',
    soggettoTipo: 'ricerca',
    soggettoId: 'archivio',
    dati: {
      campi: Object.keys(domanda),
      righe: esito.raggiungibili,
      totale: esito.totale,
      ...(isParticella(domanda) && { particella: `${comune}/${foglio}/${mappale}` }),
    },
  })
  return { nome: parzialeOf(esito)?.nome ?? 'archivio.csv', righe: righeOf(officer, domanda, esito, pagina) }
}

async function* righeOf(officer: Funzionario, domanda: Domanda, primi: Esito, pagina: string): AsyncGenerator<string> {
  yield `${SEGNO_UTF8}${rigaCsv(COLONNE)}`
  for (let n = 1; ; n += 1) {
    const { risultati } = n === 1 ? primi : await searchArchivio(officer, domanda, n)
    yield risultati.map((one) => rigaOf(one, pagina)).join('')
    if (risultati.length < PER_PAGINA || n * PER_PAGINA >= primi.raggiungibili) break
  }
  const parziale = parzialeOf(primi)
  if (parziale) yield rigaCsv([parziale.riga])
}

const rigaOf = (one: Risultato, pagina: string): string =>
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
  ])

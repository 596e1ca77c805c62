/** Descriptions from elsewhere, whatever kind of file they come in, as rows of an index. */
import 'server-only'
import { type Result, refuse, success } from '@/lib/core/result'
import { decode } from '@/lib/core/tabella'
import { readTabella } from '../lotti/lettura-indice'
import { convertEad } from './ead'
import { convertTabella, readMappatura } from './mappatura'
import type { Conversione } from './rules'
import { readDump } from './sql'

const EAD = /^\s*<(\?xml|ead|!DOCTYPE)/i
const DUMP = /\b(INSERT\s+(INTO|\[)|REPLACE\s+INTO|COPY\s+[\w."]+\s*\()/i
/** Where the first rows of a dump are, after its settings and definitions. */
const TESTA_DUMP = 2_000_000

/**
 * @param bytes a finding aid in EAD, a dump of a database, a table
 * @param mappa text of the mapping; only EAD does without
 * @param segnatura of the top of a finding aid, instead of what it or the mapping says
 */
export async function converti(
  bytes: Uint8Array,
  mappa: string | null,
  segnatura: string | null = null,
): Promise<Result<Conversione>> {
  const map = mappa === null ? null : readMappatura(mappa)
  if (map && !map.ok) return map
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const testo = zip ? '' : decode(bytes).testo
  if (EAD.test(testo)) return convertEad(testo, { ...map?.value, ...(segnatura && { segnatura }) })
  if (!map) return refuse('Per una tabella o una copia SQL serve la mappa: dice da quali colonne vengono i dati')
  if (DUMP.test(testo.slice(0, TESTA_DUMP))) {
    const table = readDump(testo, map.value.tabella ?? null, map.value.dialetto ?? null)
    if (!table.ok) return table
    const made = convertTabella(table.value.celle, map.value)
    return made.ok ? success({ ...made.value, avvisi: [...table.value.avvisi, ...made.value.avvisi] }) : made
  }
  const table = await readTabella(bytes)
  return table.ok ? convertTabella(table.value.celle, map.value) : table
}

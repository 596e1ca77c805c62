import 'server-only'
import { createHash } from 'node:crypto'
import { type Result, refuse, success } from '@/lib/core/result'
import { converti } from '../conversione/converti'
import { indiceCsv } from '../conversione/rules'
import { readTabella, type TabellaLetta } from './lettura-indice'
import { MAX_BYTE_INDICE } from './rules'
import type { FileSorgente, Sorgente } from './sorgente'

const TABELLA = /\.(csv|txt|tsv|xlsx)$/i
const INDICE = /^indice\b[^/]*\.(csv|txt|tsv|xlsx)$/i
const EAD = /\.xml$/i
const DUMP = /\.sql$/i
const MAPPA = /^mappa\b[^/]*\.ya?ml$/i

/** What describes the units of a batch: an index, or what one is made from. */
export type IndiceDelLotto = {
  file: FileSorgente
  /** how to read what is no index of ours; only EAD does without */
  mappa: FileSorgente | null
  daConvertire: boolean
}

const asItIs = (file: FileSorgente): IndiceDelLotto => ({ file, mappa: null, daConvertire: false })

/**
 * Which file of a batch describes its units: the one that is named; `indice.…`; with a `mappa.yaml` the table or the dump
 * it maps; the only table there is; a finding aid in EAD.
 * @param nome as a person gave it
 */
export function findIndice(file: readonly FileSorgente[], nome: string | null): Result<IndiceDelLotto> {
  const top = file.filter((one) => !one.nome.includes('/'))
  const mappa = top.find((one) => MAPPA.test(one.nome)) ?? null
  const toConvert = (one: FileSorgente): IndiceDelLotto => ({ file: one, mappa, daConvertire: true })
  const found = (one: FileSorgente): Result<IndiceDelLotto> =>
    EAD.test(one.nome) || DUMP.test(one.nome) || (mappa && !INDICE.test(one.nome))
      ? success(toConvert(one))
      : success(asItIs(one))
  if (nome) {
    const named =
      file.find((one) => one.nome === nome) ?? top.find((one) => one.nome.toLowerCase() === nome.toLowerCase())
    return named ? found(named) : refuse(`L’indice «${nome}» non c’è tra i file: controlla il nome`)
  }
  const tables = top.filter((one) => TABELLA.test(one.nome))
  const named = tables.filter((one) => INDICE.test(one.nome))
  const foreign = top.filter((one) => EAD.test(one.nome) || DUMP.test(one.nome))
  const candidates = named.length > 0 ? named : mappa ? [...tables, ...foreign] : tables.length > 0 ? tables : foreign
  const [only, other] = candidates
  if (!only)
    return refuse('Manca l’indice: metti tra i file una tabella CSV o XLSX che si chiami indice.csv o indice.xlsx')
  if (other)
    return refuse(
      `Ci sono più tabelle («${only.nome}», «${other.nome}»…): chiama indice.csv o indice.xlsx quella giusta`,
    )
  return found(only)
}

async function readBytes(sorgente: Sorgente, file: FileSorgente): Promise<Result<Buffer>> {
  if (file.difetto) return refuse(`«${file.nome}»: ${file.difetto}`)
  if (file.byte > MAX_BYTE_INDICE) return refuse('L’indice deve pesare meno di 50 MB: dividilo in più lotti')
  const pieces: Buffer[] = []
  for await (const data of await sorgente.apri(file)) pieces.push(Buffer.from(data))
  return success(Buffer.concat(pieces))
}

export type IndiceLetto = {
  /** the same index, or the same source with the same mapping, is the same batch */
  impronta: string
  tabella: () => Promise<Result<TabellaLetta & { avvisi: string[] }>>
}

export async function openIndice(
  sorgente: Sorgente,
  { file, mappa, daConvertire }: IndiceDelLotto,
): Promise<Result<IndiceLetto>> {
  const bytes = await readBytes(sorgente, file)
  if (!bytes.ok) return bytes
  const map = mappa ? await readBytes(sorgente, mappa) : null
  if (map && !map.ok) return map
  const hash = createHash('sha256').update(bytes.value)
  if (map) hash.update(map.value)
  return success({
    impronta: hash.digest('hex'),
    tabella: async () => {
      if (!daConvertire) {
        const table = await readTabella(bytes.value)
        return table.ok ? success({ ...table.value, avvisi: [] }) : table
      }
      const made = await converti(bytes.value, map ? map.value.toString('utf8') : null)
      if (!made.ok) return made
      const table = await readTabella(Buffer.from(indiceCsv(made.value.righe)))
      const come = mappa ? `convertito con ${mappa.nome}` : 'convertito da EAD'
      return table.ok ? success({ celle: table.value.celle, come, avvisi: made.value.avvisi }) : table
    },
  })
}

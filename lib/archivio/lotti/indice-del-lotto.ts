import 'server-only'
import { type Result, refuse, success } from '@/lib/core/result'
import { MAX_BYTE_INDICE } from './rules'
import type { FileSorgente, Sorgente } from './sorgente'

const TABELLA = /\.(csv|txt|tsv|xlsx)$/i
const INDICE = /^indice\b[^/]*\.(csv|txt|tsv|xlsx)$/i

/**
 * Which file of a batch is its index: the one that is named, or `indice.…`, or the only table there is at the top.
 * @param nome as a person gave it
 */
export function findIndice(file: readonly FileSorgente[], nome: string | null): Result<FileSorgente> {
  const top = file.filter((one) => !one.nome.includes('/') && TABELLA.test(one.nome))
  if (nome) {
    const named =
      file.find((one) => one.nome === nome) ?? top.find((one) => one.nome.toLowerCase() === nome.toLowerCase())
    return named ? success(named) : refuse(`L’indice «${nome}» non c’è tra i file: controlla il nome`)
  }
  const named = top.filter((one) => INDICE.test(one.nome))
  const [only, other] = named.length > 0 ? named : top
  if (!only)
    return refuse('Manca l’indice: metti tra i file una tabella CSV o XLSX che si chiami indice.csv o indice.xlsx')
  if (other)
    return refuse(
      `Ci sono più tabelle («${only.nome}», «${other.nome}»…): chiama indice.csv o indice.xlsx quella giusta`,
    )
  return success(only)
}

export async function readIndiceBytes(sorgente: Sorgente, indice: FileSorgente): Promise<Result<Buffer>> {
  if (indice.difetto) return refuse(`«${indice.nome}»: ${indice.difetto}`)
  if (indice.byte > MAX_BYTE_INDICE) return refuse('L’indice deve pesare meno di 50 MB: dividilo in più lotti')
  const pieces: Buffer[] = []
  for await (const data of await sorgente.apri(indice)) pieces.push(Buffer.from(data))
  return success(Buffer.concat(pieces))
}

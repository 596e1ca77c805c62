/** Sample papers as a supplier would deliver them: an index and a folder of files, to be imported. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { INTESTAZIONI, writeCsv, writeRiga } from '@/lib/archivio/lotti/rules-modello'
import type { Descrizione } from '@/lib/archivio/rules-descrizione'
import { generaArchivio, RADICE } from '../generatore'
import { casoDelFile, type Forma, scegliConsegne } from './consegne'
import { disegnaFile } from './forma'
import type { Grado } from './rovina'

const UNITA = 600

/** As the index of a batch names them: under a root of their own, so that they stand beside the sample archive. */
const inLotto = (segnatura: string) => segnatura.replace(RADICE, `${RADICE}-CAMPIONE`)

/** What is written on the papers, for whoever scores what was read of them. */
export type TestoNoto = {
  seme: number
  file: {
    segnatura: string
    /** as the index names it */
    nome: string
    /** `testo`: the file carries its words; of the others they are to be recognised */
    forma: Forma
    grado: Grado
    /** of each page the lines, in the order in which they were drawn */
    pagine: string[][]
  }[]
}

/** Beside the folder, not in it: a batch is what a supplier delivers, and no supplier knows what is written. */
export const testoNotoOf = (folder: string): string => `${path.resolve(folder)}-testo-noto.json`

/**
 * Writes `indice.csv` and the files it names, and beside the folder what is written on them. The same seed writes the same.
 *
 * @returns how many units and files
 */
export async function writeCampione(folder: string, seme: number): Promise<{ unita: number; file: number }> {
  const units = [...generaArchivio(UNITA, seme)]
  const consegne = new Map(scegliConsegne(units).map((one) => [one.unita.segnatura, one]))
  const needed = withParents(units, consegne)
  const rows: string[][] = [[...INTESTAZIONI]]
  const noto: TestoNoto = { seme, file: [] }
  for (const unit of needed) {
    const consegna = consegne.get(unit.segnatura)
    const names: string[] = []
    const pages: number[] = []
    for (const [n, one] of (consegna?.file ?? []).entries()) {
      if (!consegna) continue
      const { bytes, testi } = await disegnaFile(one, unit, casoDelFile(consegna, n))
      const name = path.posix.join('file', unit.segnatura.split('/').slice(1).join('-').toLowerCase(), one.nome)
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
      await writeFile(path.join(folder, name), bytes)
      names.push(name)
      pages.push(testi.length)
      noto.file.push({
        segnatura: inLotto(unit.segnatura),
        nome: name,
        forma: one.forma,
        grado: one.grado,
        pagine: testi,
      })
    }
    const padre = unit.padre === null ? null : inLotto(unit.padre)
    const contenitore = unit.contenitore && inLotto(unit.contenitore)
    const row: Descrizione = { ...unit, padre, contenitore, segnatura: inLotto(unit.segnatura) }
    rows.push(writeRiga(row, { file: names, pagine: pages }))
  }
  await writeFile(path.join(folder, 'indice.csv'), writeCsv(rows))
  await writeFile(testoNotoOf(folder), `${JSON.stringify(noto, null, 1)}\n`)
  return { unita: needed.length, file: noto.file.length }
}

/** Units with papers, and those they stand in, in the order of the tree. */
function withParents(units: readonly Descrizione[], consegne: ReadonlyMap<string, unknown>): Descrizione[] {
  const by = new Map(units.map((one) => [one.segnatura, one]))
  const wanted = new Set<string>()
  for (const segnatura of consegne.keys())
    for (let at: string | null | undefined = segnatura; at; at = by.get(at)?.padre) wanted.add(at)
  return units.filter((one) => wanted.has(one.segnatura))
}

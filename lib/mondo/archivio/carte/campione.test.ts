import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDocumento } from '@/lib/archivio/immagini/documento'
import { paroleOf } from '@/lib/archivio/rules-parole'
import { type TestoNoto, testoNotoOf, writeCampione } from './campione'

const above = mkdtempSync(path.join(os.tmpdir(), 'campione-'))
const folder = path.join(above, 'lotto')
afterAll(() => rmSync(above, { recursive: true, force: true }))

test('of every file of a sample batch what is written on its pages is known, and is not among what is imported', async () => {
  const { file } = await writeCampione(folder, 7)
  const noto = JSON.parse(readFileSync(testoNotoOf(folder), 'utf8')) as TestoNoto
  const delivered = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath, one.name)))
  expect(noto.file.map((one) => one.nome).sort()).toEqual(delivered.filter((one) => one !== 'indice.csv').sort())
  expect([noto.seme, noto.file.length]).toEqual([7, file])
  const indice = readFileSync(path.join(folder, 'indice.csv'), 'utf8')
  for (const { segnatura, nome, pagine } of noto.file) {
    expect(indice).toContain(segnatura)
    expect(indice).toContain(nome)
    expect(pagine.length).toBeGreaterThan(0)
  }
  const carries = noto.file.find((one) => one.forma === 'testo' && one.pagine.length > 1)
  const opened = await openDocumento(readFileSync(path.join(folder, carries?.nome ?? '')))
  for (const [i, righe] of (carries?.pagine ?? []).entries()) {
    const read = (await opened.foglio(i)).parole.flat().map(([parola]) => parola)
    expect(paroleOf(read.join(' ')).sort()).toEqual(paroleOf(righe.join(' ')).sort())
  }
  opened.close()
}, 120_000)

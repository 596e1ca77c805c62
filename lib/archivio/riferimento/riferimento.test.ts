import { and, eq, sql } from 'drizzle-orm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { documenti } from '@/drizzle/schema/pratiche'
import type { Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { readContent } from '@/lib/documenti/content'
import { storageOf } from '@/lib/documenti/stores'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { aBozza, DICHIARAZIONI, loadWorld, viewerOf } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from '../carico'
import { codiceOf } from '../rules-permanente'
import { citeUnita } from './commands'
import { riferimentoInput } from './forms'
import { nomeRiferimento, parseRiferimento } from './rules'

const FILE = 'IT-SP-PROV/SIS/1990/b001/f0006'
const id = unitaIdOf(FILE)
let lucia: Viewer // writes for a company
let anna: Viewer // has nothing to do with it
let bozzaId: string
let chiaveInvio: string
const ALLEGATO = 'committente'

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(300)
  lucia = await viewerOf('Lucia', 'Campione')
  anna = await viewerOf('Anna', 'Esempio')
  const made = await aBozza(lucia)
  bozzaId = made.bozzaId
  chiaveInvio = made.chiaveInvio
  await db.delete(documenti).where(and(eq(documenti.bozzaId, bozzaId), eq(documenti.tipo, ALLEGATO)))
})
afterAll(closeDatabase)
beforeEach(() => db.execute(sql`delete from contatori`))

const typed = (riferimento: string) => {
  const read = riferimentoInput.safeParse({ riferimento })
  if (!read.success) throw new Error(riferimento)
  return read.data
}
const cite = (riferimento: string, who = lucia, allegato = ALLEGATO) =>
  citeUnita(who, { bozzaId, allegato }, typed(riferimento))
const rows = () =>
  db
    .select()
    .from(documenti)
    .where(and(eq(documenti.bozzaId, bozzaId), eq(documenti.tipo, ALLEGATO)))

/** Of the first page, without spaces. */
async function textOf(pdf: Buffer): Promise<string> {
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const { items } = await (await file.getPage(1)).getTextContent()
  return items.map((one) => ('str' in one ? one.str.replace(/\s+/g, '') : '')).join('')
}

describe('a paper that the archive has', () => {
  test('nobody but who writes the draft, nothing that is not there or closed, no set of files', async () => {
    const unavailable = await cite(FILE, anna)
    expect(unavailable).toMatchObject({ ok: false })
    expect(await citeUnita(lucia, { bozzaId: crypto.randomUUID(), allegato: ALLEGATO }, typed(FILE))).toEqual(
      unavailable,
    )
    expect(await cite(FILE, lucia, 'nessuno')).toEqual(unavailable)
    const missing = await cite('IT-SP-PROV/SIS/1990/b001/f9999')
    expect(missing).toMatchObject({ ok: false, errors: { riferimento: expect.stringContaining('Nessuna unità') } })
    const [closed] = await db.execute<{ id: string; segnatura: string }>(
      sql`select id, segnatura from unita_archivistiche where accesso = 'particolare' and coalesce(consultabile_dal > oggi_a_roma(), true) limit 1`,
    )
    expect(await cite(closed?.segnatura ?? '')).toEqual(missing)
    expect(await cite(codiceOf(closed?.id ?? ''))).toEqual(missing)
    expect(await cite('IT-SP-PROV/SIS/1990')).toMatchObject({
      errors: { riferimento: expect.stringContaining('insieme') },
    })
    expect(await rows()).toEqual([])
  })

  test('a sheet that says where it is stands for it, once', async () => {
    expect(await cite(`https://esempio.it/a/${codiceOf(id)}`)).toMatchObject({ ok: true })
    const [row] = await rows()
    expect(row).toMatchObject({
      nome: nomeRiferimento(FILE),
      mime: 'application/pdf',
      stato: 'pronto',
      caricatoDaId: lucia.personaId,
    })
    const pieces: Buffer[] = []
    if (row) for await (const piece of readContent(row)) pieces.push(piece)
    const text = await textOf(Buffer.concat(pieces))
    for (const words of [FILE, `/a/${codiceOf(id)}`, 'Lucia Campione', 'art. 18 c. 2 L. 241/1990'])
      expect(text).toContain(words.replace(/\s+/g, ''))
    const made: string[] = []
    const storage = storageOf('disco')
    const resume = storage.resume.bind(storage)
    storage.resume = (one, ...rest) => {
      made.push(one)
      return resume(one, ...rest)
    }
    const again = await Promise.all([
      cite(FILE),
      cite(FILE.toLowerCase().replace('it-sp-prov', 'IT-SP-PROV').toUpperCase()),
    ])
    storage.resume = resume
    expect(again.map((one) => !one.ok && one.errors?.riferimento)).toContain('Questa unità è già indicata qui')
    expect(await rows()).toHaveLength(1)
    for (const one of made) expect(await storage.size(one)).toBeNull()
  })

  test('the application is filed with it as with any other document', async () => {
    const filed = await presentaIstanza(lucia, bozzaId, chiaveInvio, DICHIARAZIONI)
    expect(filed).toMatchObject({ ok: true })
    const [row] = await db
      .select()
      .from(documenti)
      .where(eq(documenti.nome, nomeRiferimento(FILE)))
    expect([row?.praticaId, row?.eventoSeq]).toEqual([filed.ok && filed.value.praticaId, 1])
    expect(await cite(FILE)).toMatchObject({ ok: false }) // what is sent is sent
  })
})

describe('what is typed', () => {
  test.each([
    [FILE, { segnatura: FILE }],
    [` ${FILE.replace('/b', ' /b')} `, { segnatura: FILE }],
    [`/archivio/${id}/carte?pagina=3`, { id }],
    [`https://sportello.it/archivio/${id}#accesso`, { id }],
    [`https://sportello.it/a/${codiceOf(id)}/${codiceOf(id)}`, { id }],
    [codiceOf(id).toUpperCase(), { id }],
  ])('«%s»', (text, read) => expect(parseRiferimento(text)).toEqual(read))
  test.each(['', 'muro', 'il fascicolo del 1990', 'https://altro.it/pagina', `/archivio/${'0'.repeat(36)}`])(
    '«%s» is neither',
    (text) => expect(riferimentoInput.safeParse({ riferimento: text }).success).toBe(false),
  )
})

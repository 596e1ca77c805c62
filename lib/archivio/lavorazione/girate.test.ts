import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { derivatiPagina } from '@/drizzle/schema/archivio-digitale'
import { type Documento, openDocumento } from '@/lib/archivio/immagini/documento'
import type { Giro } from '@/lib/archivio/immagini/rules-giro'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { transaction } from '@/lib/db/transaction'
import { readContent } from '@/lib/documenti/content'
import { Carte } from '@/lib/mondo/archivio/carte/carta'
import { relazione } from '@/lib/mondo/archivio/carte/documenti'
import { casoOf } from '@/lib/mondo/archivio/caso'
import { paroleOf } from '../rules-parole'
import { righeOf } from '../rules-righe'
import { enqueueFile } from './coda'
import { runSquadra } from './squadra'
import { consegna, emptyCarte, fileOf, openArchivio, pagineOf, testoOf } from './testing/consegna'

const finish = () => runSquadra({ quante: 1, signal: new AbortController().signal, log: () => {}, finoAllaFine: true })

let unita: Awaited<ReturnType<typeof openArchivio>>
let disegnata: Documento
let note: string[]
beforeAll(async () => {
  unita = await openArchivio()
  const carte = new Carte()
  relazione(carte, unita.descrizione, casoOf(1))
  disegnata = await openDocumento(await carte.bytes())
  note = [...new Set((carte.testi[0] ?? []).flatMap(paroleOf))].filter((one) => one.length >= 3)
})
afterAll(async () => {
  disegnata.close()
  await closeDatabase()
})
beforeEach(emptyCarte)

/** Share of the words that were drawn which are found in the text. */
function ritrovate(testo: string): number {
  const read = new Set(paroleOf(testo))
  return note.filter((one) => read.has(one)).length / note.length
}

test.each([90, 180, 270] as const)(
  'a page scanned turned by %i is read, and shown upright; the file stays as it was',
  async (storta) => {
    const foglio = await disegnata.foglio(0)
    const upright = await foglio.apri().jpeg({ quality: 90 }).toBuffer()
    const bytes = await sharp(upright).rotate(storta).withMetadata({ density: 300 }).jpeg({ quality: 90 }).toBuffer()
    const id = await consegna(unita.id, 'storta.jpg', bytes)
    const { sha256 } = await fileOf(id)
    await finish()
    expect(await fileOf(id)).toMatchObject({ stato: 'pronto', sha256 })
    const [page] = await pagineOf(id)
    const giro = (360 - storta) as Giro
    expect(page).toMatchObject({ larghezza: 2480, altezza: 3508, giro })
    const text = await testoOf(page?.id ?? '')
    expect(ritrovate(text?.testo ?? '')).toBeGreaterThanOrEqual(0.95)
    const lines = righeOf(text?.parole ?? []).map((riga) => riga.map((i) => text?.parole[i]?.[0]).join(' '))
    expect(lines.some((riga) => riga.includes('cemento armato'))).toBe(true)
    const drawn = foglio.parole.flat().find(([word]) => word === 'Verifiche')
    const read = text?.parole.find(([word]) => word === 'Verifiche')
    for (const side of [1, 2, 3, 4] as const)
      expect(Math.abs(Number(read?.[side]) - Number(drawn?.[side]))).toBeLessThan(25)
    const images = await db
      .select()
      .from(derivatiPagina)
      .where(eq(derivatiPagina.paginaId, page?.id ?? ''))
    expect(images).toHaveLength(1)
    if (!images[0]) return
    const { width, height } = await sharp(Buffer.concat(await Array.fromAsync(readContent(images[0])))).metadata()
    expect([width, height]).toEqual([2480, 3508])
    if (storta !== 90) return
    // made again, it is turned at once
    await transaction((tx) => enqueueFile(tx, [id]), { attore: null, ente: ENTE })
    await finish()
    expect((await pagineOf(id))[0]).toMatchObject({ larghezza: 2480, altezza: 3508, giro })
    expect(ritrovate((await testoOf(page?.id ?? ''))?.testo ?? '')).toBeGreaterThanOrEqual(0.95)
  },
  60_000,
)

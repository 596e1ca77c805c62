import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, viewerOf } from '@/lib/pratiche/testing/world'
import type { Chi } from '../lettore'
import { alPasso, PASSO_MS } from '../passo'
import { findScheda } from '../queries'
import { searchArchivio, suggestParole } from '../ricerca'
import { layArchivio } from '../testing/world'
import { findCarte } from './queries'
import { findVista } from './vista'

// S22: what is closed answers as what is not there, in the same time: images, manifests, descriptions, searches.

let anna: Viewer
const chiuso = { unita: '', pagina: '' }
beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  chiuso.unita = (await layArchivio((await viewerOf('Carlo', 'Finto')).personaId)).chiuso
  const [page] = await db.execute<{ id: string }>(
    sql`select id from pagine_archivio where unita_id = ${chiuso.unita}::uuid order by numero limit 1`,
  )
  chiuso.pagina = page?.id ?? ''
  await db.execute(sql`update unita_archivistiche set titolo = 'Tantalio' where id = ${chiuso.unita}::uuid`)
})
afterAll(closeDatabase)

const nowhere = () => crypto.randomUUID()
const image = (chi: Chi, paginaId: string, coperta: boolean) =>
  findVista(crypto.randomUUID(), async () => chi, paginaId, coperta) // each time another session: nothing is kept
type Door = { hidden: (chi: Chi) => Promise<unknown>; missing: (chi: Chi) => Promise<unknown> }
const AL_PASSO: Record<string, Door> = {
  'the image of a page': {
    hidden: (chi) => image(chi, chiuso.pagina, false),
    missing: (chi) => image(chi, nowhere(), false),
  },
  'a covered image': {
    hidden: (chi) => image(chi, chiuso.pagina, true),
    missing: (chi) => image(chi, nowhere(), true),
  },
  'a manifest, and the search in the papers': {
    hidden: (chi) => alPasso(() => findCarte(chi, chiuso.unita)),
    missing: (chi) => alPasso(() => findCarte(chi, nowhere())),
  },
  'a description': {
    hidden: (chi) => alPasso(() => findScheda(chi, chiuso.unita)),
    missing: (chi) => alPasso(() => findScheda(chi, nowhere())),
  },
}
const SUBITO: Record<string, Door> = {
  'a search': {
    hidden: (chi) => searchArchivio(chi, { testo: 'tantalio' }),
    missing: (chi) => searchArchivio(chi, { testo: 'tungstena' }),
  },
  suggestions: { hidden: (chi) => suggestParole(chi, 'tantal'), missing: (chi) => suggestParole(chi, 'tungst') },
}

async function timed(ask: () => Promise<unknown>): Promise<[answer: string, ms: number]> {
  const from = performance.now()
  const answer = await ask()
  const ms = performance.now() - from
  // the words that were asked are said back
  return [JSON.stringify(answer).replace(/tantalio|tungstena/g, '…'), ms]
}

/** By turns, the same answer each time. @returns milliseconds each took, ascending */
async function takeTurns({ hidden, missing }: Door, chi: Chi, turns: number) {
  const took = { hidden: [] as number[], missing: [] as number[] }
  for (let i = 0; i < turns; i += 1) {
    const [closed, ms] = await timed(() => hidden(chi))
    const [absent, more] = await timed(() => missing(chi))
    expect(closed).toBe(absent)
    took.hidden.push(ms)
    took.missing.push(more)
  }
  for (const all of Object.values(took)) all.sort((a, b) => a - b)
  return took
}

test.each(Object.entries(AL_PASSO))('%s is refused at a step of time', async (_, door) => {
  for (const chi of [null, anna]) {
    const { hidden, missing } = await takeTurns(door, chi, 12)
    // what a busy machine does only makes them later: none comes before the step, and in its best turn each comes at the first
    for (const [best = 0] of [hidden, missing]) {
      expect(best).toBeGreaterThan(PASSO_MS - 2) // a timer may be early by one
      expect(best).toBeLessThan(2 * PASSO_MS - 2)
    }
  }
})

test.each(Object.entries(SUBITO))('%s', async (_, door) => {
  for (const chi of [null, anna]) {
    const { hidden, missing } = await takeTurns(door, chi, 60)
    // the quick ones of many: a busy machine slows the slow ones; what is read of the index is counted in motore/muri-motore.test.ts
    const [closed, absent] = [hidden, missing].map((all) => all[all.length >> 3] as number) as [number, number]
    expect(closed).toBeLessThan(absent * 2 + 2)
    expect(absent).toBeLessThan(closed * 2 + 2)
  }
})

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, viewerOf } from '@/lib/pratiche/testing/world'
import type { Chi } from '../lettore'
import { alPasso } from '../passo'
import { findScheda } from '../queries'
import { searchArchivio, suggestParole } from '../ricerca'
import { layArchivio } from '../testing/world'
import { findCarte, findPagina } from './queries'

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
const DOORS: Record<string, { hidden: (chi: Chi) => Promise<unknown>; missing: (chi: Chi) => Promise<unknown> }> = {
  'the image of a page': {
    hidden: (chi) => alPasso(() => findPagina(chi, chiuso.pagina)),
    missing: (chi) => alPasso(() => findPagina(chi, nowhere())),
  },
  'a covered image': {
    hidden: (chi) => alPasso(() => findPagina(chi, chiuso.pagina, true)),
    missing: (chi) => alPasso(() => findPagina(chi, nowhere(), true)),
  },
  'a manifest, and the search in the papers': {
    hidden: (chi) => alPasso(() => findCarte(chi, chiuso.unita)),
    missing: (chi) => alPasso(() => findCarte(chi, nowhere())),
  },
  'a description': {
    hidden: (chi) => alPasso(() => findScheda(chi, chiuso.unita)),
    missing: (chi) => alPasso(() => findScheda(chi, nowhere())),
  },
  'a search': {
    hidden: (chi) => searchArchivio(chi, { testo: 'tantalio' }),
    missing: (chi) => searchArchivio(chi, { testo: 'tungstena' }),
  },
  suggestions: { hidden: (chi) => suggestParole(chi, 'tantal'), missing: (chi) => suggestParole(chi, 'tungst') },
}

const VOLTE = 24
const median = (all: number[]) => [...all].sort((a, b) => a - b)[all.length >> 1] as number
async function timed(ask: () => Promise<unknown>): Promise<[answer: string, ms: number]> {
  const from = performance.now()
  const answer = await ask()
  const ms = performance.now() - from
  // the words that were asked are said back
  return [JSON.stringify(answer).replace(/tantalio|tungstena/g, '…'), ms]
}

test.each(Object.entries(DOORS))('%s', async (_, { hidden, missing }) => {
  for (const chi of [null, anna]) {
    const took = { hidden: [] as number[], missing: [] as number[] }
    for (let i = 0; i < VOLTE; i += 1) {
      const [closed, ms] = await timed(() => hidden(chi))
      const [absent, more] = await timed(() => missing(chi))
      expect(closed).toBe(absent)
      took.hidden.push(ms)
      took.missing.push(more)
    }
    // by turns, and the median: a half more, and a millisecond, is what a busy machine may do to either; pages and papers are refused at a step of time
    expect(median(took.hidden)).toBeLessThan(median(took.missing) * 1.5 + 1)
    expect(median(took.missing)).toBeLessThan(median(took.hidden) * 1.5 + 1)
  }
})

import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, viewerOf } from '@/lib/pratiche/testing/world'
import { openInConvenzione } from '../accesso/commands-convenzioni'
import { openProprio } from '../accesso/commands-proprio'
import { askUnita } from '../accesso/commands-richiesta'
import type { Chi } from '../lettore'
import { PASSO_MS } from '../passo'
import { listPresenti } from '../raccolta/queries'
import { searchArchivio, suggestParole } from '../ricerca'
import { askCarte, askPosto, askScheda } from '../risposta'
import { layArchivio } from '../testing/world'
import { findVista } from './vista'

// S22: what is closed answers as what is not there, in the same time: images, manifests, descriptions, searches.

let anna: Viewer
const chiuso = { unita: '', pagina: '' }
let aperto = ''
beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  const laid = await layArchivio((await viewerOf('Carlo', 'Finto')).personaId)
  chiuso.unita = laid.chiuso
  aperto = laid.aperto
  const [page] = await db.execute<{ id: string }>(
    sql`select id from pagine_archivio where unita_id = ${chiuso.unita}::uuid order by numero limit 1`,
  )
  chiuso.pagina = page?.id ?? ''
  await db.execute(sql`update unita_archivistiche set titolo = 'Tantalio' where id = ${chiuso.unita}::uuid`)
})
afterAll(closeDatabase)
beforeEach(() => db.execute(sql`delete from contatori`)) // each of these is a minute by itself

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
    hidden: (chi) => askCarte(chi, null, chiuso.unita),
    missing: (chi) => askCarte(chi, null, nowhere()),
  },
  'a description, and the page that asks for it': {
    hidden: (chi) => askScheda(chi, null, chiuso.unita),
    missing: (chi) => askScheda(chi, null, nowhere()),
  },
  'a permanent address': {
    hidden: (chi) => askPosto(chi, null, chiuso.unita, null),
    missing: (chi) => askPosto(chi, null, nowhere(), null),
  },
}
const insieme = (chi: Chi, unitaId: string) =>
  listPresenti(chi, [
    { unitaId: aperto, paginaId: null },
    { unitaId, paginaId: null },
  ])
AL_PASSO['a basket that holds it among others'] = {
  hidden: (chi) => insieme(chi, chiuso.unita),
  missing: (chi) => insieme(chi, nowhere()),
}
const SCOPO = { scopo: 'Una prova del passo' }
const of = (ask: (viewer: Viewer, id: string) => Promise<unknown>): Door => ({
  hidden: (chi) => ask(chi as Viewer, chiuso.unita),
  missing: (chi) => ask(chi as Viewer, nowhere()),
})
const AL_PASSO_DI_CHI_ENTRA: Record<string, Door> = {
  'papers opened by who is named in them': of((viewer, id) => openProprio(viewer, id, SCOPO)),
  'papers opened under an agreement': of((viewer, id) => openInConvenzione(viewer, id, SCOPO)),
  'a unit put in a request': of((viewer, id) => askUnita(viewer, id, 'me')),
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

test('what everybody can ask for by its id goes through what is timed here', () => {
  const sources = ['app/(public)', 'app/api'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const),
  )
  const bare = sources.filter(
    ([, text]) => /import \{[^}]*\b(?:findScheda|findPosto)\b/.test(text) && !text.includes('oRifiuto('),
  )
  expect(bare.map(([name]) => name)).toEqual([])
  const papers = sources.filter(([, text]) => /\bfindCarte\(/.test(text) && !/\bask(?:Scheda|Carte)\(/.test(text))
  expect(papers.map(([name]) => name)).toEqual([])
  expect(sources.filter(([, text]) => /\bask(?:Scheda|Carte)\(/.test(text)).length).toBeGreaterThan(2)
})

const DI_TUTTI = Object.entries(AL_PASSO).map(([what, door]) => [what, door, true] as const)
const DI_CHI_ENTRA = Object.entries(AL_PASSO_DI_CHI_ENTRA).map(([what, door]) => [what, door, false] as const)

test.each([...DI_TUTTI, ...DI_CHI_ENTRA])('%s: refused at a step of time', async (_, door, anonymous) => {
  for (const chi of anonymous ? [null, anna] : [anna]) {
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

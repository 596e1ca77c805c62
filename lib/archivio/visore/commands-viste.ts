import 'server-only'
import { and, count, countDistinct, desc, eq, gte, or, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { pagineArchivio as pagine } from '@/drizzle/schema/archivio-digitale'
import { vistePagina as viste } from '@/drizzle/schema/archivio-visore'
import { attoreOf, recordRead } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { chiusaOggi } from '../chiuse'
import { type Chi, lettoreActor } from '../lettore'
import type { LivelloAccesso } from '../rules-consultabilita'
import { findLimiti } from './limiti'
import { type Carte, listPagine, type Pagina } from './queries'
import { FINESTRA_MINUTI } from './rules-limiti'

const finestra = sql<Date>`date_bin(interval '${sql.raw(String(FINESTRA_MINUTI))} minutes', now(), timestamptz '2020-01-01')`

/** What this process has written already: a page of sixty tiles asks the database once. */
const written = new LRUCache<string, true>({ max: 20_000, ttl: (FINESTRA_MINUTI * 60_000) / 2 })

/**
 * Writes down, before anything of it is shown, that somebody looks at a page of papers that are not everybody's: once in a
 * few minutes, with its event in the audit.
 *
 * @returns false when they have seen more pages in an hour than anybody reads: nothing may be shown
 */
export async function recordVista(
  chi: Chi,
  carte: Carte,
  { id: paginaId, pubblica }: Pick<Pagina, 'id' | 'pubblica'>,
): Promise<boolean> {
  if (pubblica) return true
  if (!chi) return false
  const key = `${chi.personaId}:${paginaId}`
  if (written.has(key)) return true
  const db = dbAs(lettoreActor(chi))
  const max = (await findLimiti())['archivio.visore.pagine-all-ora']
  const rows = await db.execute(sql`
    insert into viste_pagina (ente, persona_id, pagina_id, unita_id, finestra_at, classe)
    select ${ENTE}, ${chi.personaId}::uuid, ${paginaId}::uuid, ${carte.id}::uuid, ${finestra}, ${carte.classe}
    where (select count(distinct v.pagina_id) from viste_pagina v where v.ente = ${ENTE} and v.persona_id = ${chi.personaId}::uuid
      and v.finestra_at > now() - interval '1 hour' and v.pagina_id <> ${paginaId}::uuid) < ${max}
    on conflict do nothing returning 1`)
  if (rows.length > 0) {
    await recordRead(attoreOf(chi), {
      azione: 'archivio.pagina_vista',
      soggettoTipo: 'pagina_archivio',
      soggettoId: paginaId,
      dati: { unitaId: carte.id, classe: carte.classe },
    })
  } else if (!(await isWritten(chi, paginaId))) return false
  written.set(key, true)
  return true
}

/**
 * The same for pages of which words are told, one by one.
 * @param numeri of pages of these papers
 * @returns those of them of which nothing may be told, since too many were read in this hour
 */
export async function recordTrovate(chi: Chi, carte: Carte, numeri: readonly number[]): Promise<Set<number>> {
  const taciute = new Set<number>()
  if (numeri.length === 0 || (carte.libere && !carte.ufficio)) return taciute // what is seen of these is everybody's
  const wanted = new Set(numeri)
  for (const pagina of await listPagine(chi, carte, Math.min(...wanted), Math.max(...wanted)))
    if (wanted.has(pagina.numero) && !(await recordVista(chi, carte, pagina))) taciute.add(pagina.numero)
  return taciute
}

/**
 * Words of pages that are not everybody's, as a search of the whole archive shows them: one event a search, with the pages.
 * They do not count as read: twenty units on a page of results are not twenty pages opened.
 *
 * @param risultati units of a search; `pagina`: number of the page whose words are shown
 */
export async function recordBrani(
  chi: Chi,
  risultati: readonly { id: string; pagina: number | null; accesso: LivelloAccesso }[],
): Promise<void> {
  if (!chi) return
  const ufficio = 'funzionario' in chi
  const shown = risultati.flatMap(({ id, pagina, accesso }) => {
    if (pagina === null || (accesso === 'libero' && !ufficio)) return []
    return [and(eq(pagine.unitaId, id), eq(pagine.numero, pagina), accesso === 'libero' ? chiusaOggi : undefined)]
  })
  if (shown.length === 0) return
  const rows = await dbAs(lettoreActor(chi))
    .select({ id: pagine.id })
    .from(pagine)
    .where(and(eq(pagine.ente, ENTE), or(...shown)))
  if (rows.length === 0) return
  await recordRead(attoreOf(chi), {
    azione: 'archivio.brani_mostrati',
    soggettoTipo: 'ricerca',
    soggettoId: 'archivio',
    dati: { pagine: rows.map((one) => one.id) },
  })
}

/** Somebody signed in asked for the image of a page that is not there for them, whether it is there or not. */
export const recordPaginaRifiutata = (chi: NonNullable<Chi>, paginaId: string): Promise<void> =>
  recordRead(attoreOf(chi), {
    azione: 'archivio.pagina_rifiutata',
    soggettoTipo: 'pagina_archivio',
    soggettoId: paginaId,
    esito: 'rifiutata',
  })

async function isWritten(chi: NonNullable<Chi>, paginaId: string): Promise<boolean> {
  const rows = await dbAs(lettoreActor(chi))
    .select({ paginaId: viste.paginaId })
    .from(viste)
    .where(
      and(
        eq(viste.ente, ENTE),
        eq(viste.personaId, chi.personaId),
        eq(viste.paginaId, paginaId),
        eq(viste.finestraAt, finestra),
      ),
    )
  return rows.length > 0
}

export type LetturaDiPersona = { personaId: string; pagine: number; unita: number; viste: number }

/**
 * Who has read how much lately, from the most: for whoever looks for unusual reading. Of papers that are free nothing is
 * kept.
 *
 * @param minuti how far back, from now
 */
export async function listLetture(minuti: number, max = 100): Promise<LetturaDiPersona[]> {
  return dbAs('sistema')
    .select({
      personaId: viste.personaId,
      pagine: countDistinct(viste.paginaId),
      unita: countDistinct(viste.unitaId),
      viste: count(),
    })
    .from(viste)
    .where(and(eq(viste.ente, ENTE), gte(viste.finestraAt, sql`now() - make_interval(mins => ${minuti})`)))
    .groupBy(viste.personaId)
    .orderBy(desc(countDistinct(viste.paginaId)))
    .limit(max)
}

import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { LivelloDescrizione } from '../rules'
import type { LivelloAccesso } from '../rules-consultabilita'
import type { Archivio, UnitaPresente } from './rules-verifica'

const BATCH = 2_000

function* batches<T>(all: Iterable<T>): Generator<T[]> {
  const list = [...all]
  for (let at = 0; at < list.length; at += BATCH) yield list.slice(at, at + BATCH)
}

const among = (values: readonly string[]) =>
  sql`(select jsonb_array_elements_text((${JSON.stringify(values)}::text)::jsonb))`

type Riga = {
  id: string
  segnatura: string
  livello: LivelloDescrizione
  accessoBase: LivelloAccesso
  produttore: string | null
  chiusa: boolean
  impronte: Record<string, number>
}

/** What the archive has of these signatures and of these contents, whoever may see it: as the system. */
export async function readArchivio(segnature: Iterable<string>, impronte: Iterable<string>): Promise<Archivio> {
  const unita = new Map<string, UnitaPresente>()
  for (const batch of batches(new Set(segnature))) {
    const rows = await dbAs('sistema', { replan: true }).execute<Riga>(sql`
      select u.id, u.segnatura, u.livello, u.accesso_base as "accessoBase", p.denominazione as produttore,
        u.accesso = 'particolare' and coalesce(u.consultabile_dal > oggi_a_roma(), true) as chiusa,
        coalesce((select jsonb_object_agg(sha256, n) from (select f.sha256, count(*) as n from file_archivio f
          where f.ente = u.ente and f.unita_id = u.id group by f.sha256) c), '{}') as impronte
      from unita_archivistiche u left join soggetti_produttori p on p.ente = u.ente and p.id = u.produttore_id
      where u.ente = ${ENTE} and u.segnatura in ${among(batch)}`)
    for (const { segnatura, impronte, ...rest } of rows)
      unita.set(segnatura, { ...rest, impronte: new Map(Object.entries(impronte)) })
  }
  const contenuti = new Map<string, string | null>()
  for (const batch of batches(new Set(impronte))) {
    const rows = await dbAs('sistema', { replan: true }).execute<{ sha256: string; segnatura: string | null }>(sql`
      select f.sha256, case when u.accesso <> 'particolare' then u.segnatura end as segnatura
      from file_archivio f join unita_archivistiche u on u.ente = f.ente and u.id = f.unita_id
      where f.ente = ${ENTE} and f.sha256 in ${among(batch)}`)
    for (const { sha256, segnatura } of rows) contenuti.set(sha256, segnatura)
  }
  return { unita, contenuti }
}

import 'server-only'
import { sql } from 'drizzle-orm'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { listNomiFondi } from '../queries'
import type { Classe } from '../rules-visibilita'
import { type Consultazione, MESI } from './rules'

/**
 * Readings of the last months by month, fonds and kind of reader, from the register of readings. Only sums leave it: who
 * read, and which unit, are not asked for.
 */
export async function listConsultazioni(officer: Funzionario): Promise<Consultazione[]> {
  const rows = await dbAs('sistema').execute<{
    mese: string
    fondo_id: string
    classe: Classe
    schede: number
    pagine: number
    pacchetti: number
  }>(sql`
    select to_char(a.avvenuto_at at time zone 'Europe/Rome', 'YYYY-MM') as mese, u.fondo_id, coalesce(a.dati ->> 'classe', 'pubblico') as classe,
      count(*) filter (where a.azione = 'archivio.scheda_letta')::int as schede,
      count(*) filter (where a.azione = 'archivio.pagina_vista')::int as pagine,
      count(*) filter (where a.azione = 'archivio.pacchetto_scaricato')::int as pacchetti
    from audit a join unita_archivistiche u on u.ente = a.ente
      and u.id = case when a.soggetto_tipo = 'unita_archivistica' then a.soggetto_id::uuid else (a.dati ->> 'unitaId')::uuid end
    where a.ente = ${ENTE} and a.soggetto_tipo in ('unita_archivistica', 'pagina_archivio')
      and a.azione in ('archivio.scheda_letta', 'archivio.pagina_vista', 'archivio.pacchetto_scaricato')
      and a.avvenuto_at >= (date_trunc('month', now() at time zone 'Europe/Rome') - make_interval(months => ${MESI - 1})) at time zone 'Europe/Rome'
    group by 1, 2, 3 order by 1 desc, 2, 3`)
  const names = await listNomiFondi(officer, [...new Set(rows.map((row) => row.fondo_id))])
  return rows.map(({ fondo_id, ...row }) => ({ ...row, fondo: names.get(fondo_id) ?? 'Fondo non visibile' }))
}

import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { MINUTI_INATTIVITA } from './rules'
import { nomeDispositivo } from './rules-dispositivo'
import type { Viewer } from './viewer'

export type SessioneAperta = {
  id: string
  dispositivo: string
  indirizzo: string | null
  apertaAt: Date
  usataAt: Date
  /** the one the page is read in */
  questa: boolean
}

/** A person's sessions that still open something, this one first, then the last used (S12). */
export async function listSessioni(viewer: Viewer): Promise<SessioneAperta[]> {
  const minuti = viewer.ruoli.length > 0 ? MINUTI_INATTIVITA.ente : MINUTI_INATTIVITA.cittadino
  const rows = await dbAs(viewer).execute<{
    id: string
    dispositivo: string | null
    indirizzo_ip: string | null
    aperta_ms: string
    usata_ms: string
    questa: boolean
  }>(sql`
    select id, dispositivo, indirizzo_ip, extract(epoch from created_at) * 1000 as aperta_ms,
      extract(epoch from usata_at) * 1000 as usata_ms, token_hash = ${viewer.sessioneHash} as questa
    from sessioni
    where ente = ${ENTE} and persona_id = ${viewer.personaId}::uuid and scade_at > now()
      and usata_at > now() - make_interval(mins => ${minuti})
    order by questa desc, usata_at desc, id limit 100`)
  return rows.map((row) => ({
    id: row.id,
    dispositivo: nomeDispositivo(row.dispositivo),
    indirizzo: row.indirizzo_ip,
    apertaAt: new Date(Number(row.aperta_ms)),
    usataAt: new Date(Number(row.usata_ms)),
    questa: row.questa,
  }))
}

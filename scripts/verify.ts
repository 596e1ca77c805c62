/**
 * Checks the invariants that no fault may break (I1–I7) on the database and the store of this installation.
 * Prints one line for each and exits 1 when any fails. Reads only.
 */
import { sql } from 'drizzle-orm'
import { verifyAudit } from '@/lib/audit/seal'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { listMissingFiles, listOrphanFiles } from '@/lib/documenti/verify'

type Check = { id: string; what: string; run: () => Promise<string[]> }

const rows = async (query: ReturnType<typeof sql>): Promise<string[]> =>
  [...(await dbAs('sistema').execute<{ riga: string }>(query))].map((row) => row.riga)

const CHECKS: Check[] = [
  {
    id: 'I1',
    what: 'ogni istanza è intera: evento, termine, protocollo, bozza, documenti con impronta',
    run: () =>
      rows(sql`
      select p.id::text as riga from pratiche p
      where not exists (select 1 from pratica_eventi e where e.ente = p.ente and e.pratica_id = p.id and e.seq = 1 and e.tipo = 'presentata')
         or not exists (select 1 from termini t where t.ente = p.ente and t.pratica_id = p.id and t.seq = 1 and t.tipo = 'avvio')
         or not exists (select 1 from protocolli r where r.ente = p.ente and r.anno = p.anno and r.numero = p.numero and r.pratica_id = p.id)
         or not exists (select 1 from bozze b where b.ente = p.ente and b.pratica_id = p.id and b.chiave_invio = p.chiave_invio)
         or not exists (select 1 from audit a where a.ente = p.ente and a.soggetto_id = p.id::text and a.azione = 'pratica.presentata')
         or (select count(*) from documenti d where d.ente = p.ente and d.pratica_id = p.id and d.evento_seq = 1 and d.bozza_id is not null and d.sha256 is not null)
            <> (select jsonb_array_length(e.dati -> 'documenti') from pratica_eventi e where e.ente = p.ente and e.pratica_id = p.id and e.seq = 1)`),
  },
  {
    id: 'I2',
    what: 'una sola pratica per chiave di invio',
    run: () =>
      rows(sql`
      select chiave_invio::text as riga from pratiche group by ente, chiave_invio having count(*) > 1
      union all select b.id::text from bozze b where b.pratica_id is not null and not exists (select 1 from pratiche p where p.ente = b.ente and p.id = b.pratica_id)`),
  },
  {
    id: 'I3',
    what: 'numeri di protocollo e di atto 1…n per anno, senza buchi né doppi, tempo mai indietro',
    run: () =>
      rows(sql`
      with n as (select ente, anno, numero, registrato_at, lag(numero, 1, 0) over w as prima, lag(registrato_at) over w as quando from protocolli window w as (partition by ente, anno order by numero))
      select anno || '/' || numero as riga from n where numero <> prima + 1 or registrato_at < quando
      union all select 'registro ' || r.anno from registri r where r.registro = 'protocollo' and r.anno > 0
        and r.ultimo <> (select count(*) from protocolli p where p.ente = r.ente and p.anno = r.anno)
      union all select 'atto ' || anno || '/' || numero from (select anno, numero, lag(numero, 1, 0) over (partition by ente, anno order by numero) as prima from atti where numero is not null) a where numero <> prima + 1`),
  },
  {
    id: 'I4',
    what: 'ogni stato è spiegato dall’ultimo evento, e gli eventi sono 1…n',
    run: () =>
      rows(sql`
      select p.id::text as riga from pratiche p
      join lateral (select max(seq) as n, count(*) as quanti from pratica_eventi e where e.ente = p.ente and e.pratica_id = p.id) s on true
      left join pratica_eventi e on e.ente = p.ente and e.pratica_id = p.id and e.seq = s.n
      where s.n is distinct from s.quanti or e.stato_dopo is distinct from p.stato or p.versione_riga is distinct from s.n`),
  },
  {
    id: 'I5',
    what: 'ogni avviso è consegnato o in attesa, una volta per persona ed evento',
    run: () =>
      rows(sql`
      select chiave as riga from posta_uscita where stato = 'fallita'
      union all select p.id::text from pratiche p where not exists (select 1 from posta_uscita u where u.ente = p.ente and u.pratica_id = p.id and u.persona_id = p.persona_id and u.canale = 'area')`),
  },
  {
    id: 'I6',
    what: 'la catena del registro delle operazioni è intera',
    run: async () => (await verifyAudit()).map((one) => `anello ${one.numero}: ${one.difetto}`),
  },
  {
    id: 'I7',
    what: 'nessun file senza riga, nessuna riga senza file',
    run: async () => [...(await listMissingFiles()), ...(await listOrphanFiles())],
  },
]

let failed = 0
for (const { id, what, run } of CHECKS) {
  const found = await run()
  if (found.length > 0) failed += 1
  process.stdout.write(
    `${found.length === 0 ? 'ok ' : 'NO '} ${id} ${what}${found.length > 0 ? `: ${found.length} (${found.slice(0, 5).join(', ')})` : ''}\n`,
  )
}
await closeDatabase()
process.exit(failed > 0 ? 1 : 0)

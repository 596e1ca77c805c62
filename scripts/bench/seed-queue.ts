/** Fifty thousand practices of one office, 94 % concluded, by SQL: for measures only, on a throw-away database. */
import { sql } from 'drizzle-orm'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { bareClient } from '@/lib/pratiche/testing/sql'

const rows = Number(process.argv[2] ?? 50_000)
const open = Math.round(rows * 0.06)
const STEP = 2500
for (let from = 0; from < rows; from += STEP) {
  await dbAs('sistema').execute(sql`
    insert into pratiche (ente, anno, numero, procedimento, versione, chiave_invio, persona_id, richiedente, ufficio_id, assegnatario_id, stato, esito, oggetto, dati,
      presentata_at, avviata_il, termine_giorni, scade_il, conclusa_il, versione_riga)
    select 'p_sp', 2010 + i / 5000, (i % 5000) + 1, 'trasporto-eccezionale', p.versione_corrente, gen_random_uuid(),
      (select id from persone order by codice_fiscale offset (i % 5) limit 1), 'DITTA ' || (i * 7919 % 5000) || ' S.R.L.', p.ufficio_id,
      case when i % 3 = 0 then null else (select persona_id from ruoli where ufficio_id = p.ufficio_id order by persona_id offset (i % 2) limit 1) end,
      (case when i < ${rows - open} then 'conclusa' else (array['ricevuta','in_istruttoria','sospesa','preavviso_diniego','in_decisione'])[1 + i % 5] end),
      case when i < ${rows - open} then 'accolta' end, 'Singola, ' || (20 + i % 90) || ' t, Luni – La Spezia',
      jsonb_build_object('tipo', (array['singola','multipla','periodica'])[1 + i % 3], 'convoglio', jsonb_build_object('massaComplessivaKg', (20 + i % 90) * 1000,
        'veicoli', jsonb_build_array(jsonb_build_object('targa', 'ZZ' || lpad((i % 1000)::text, 3, '0') || 'ZZ'))), 'nota', repeat(md5(i::text), 60)),
      now() - (${rows} - i) * interval '1 hour', current_date - 10, 15, current_date + (i * 31 % 40) - 15,
      case when i < ${rows - open} then current_date - 5 end, 1
    from generate_series(${from}::int, ${Math.min(rows, from + STEP) - 1}::int) i, procedimenti p where p.codice = 'trasporto-eccezionale'`)
}
await dbAs('sistema').execute(sql`
  insert into pratica_eventi (ente, pratica_id, seq, tipo, stato_dopo, avvenuto_at, attore_id, attore_nome)
  select p.ente, p.id, 1, 'presentata', 'ricevuta', p.presentata_at, p.persona_id, 'Persona di Prova' from pratiche p
  where not exists (select from pratica_eventi e where e.ente = p.ente and e.pratica_id = p.id)`)
await bareClient('vacuum analyze pratiche, pratica_eventi') // as the database does by itself within minutes
await closeDatabase()

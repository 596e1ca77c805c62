import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EVENTI_INTERNI } from '@/lib/pratiche/rules'
import { bareClient } from '@/lib/pratiche/testing/sql'
import type { Actor } from './actor'
import { closeDatabase, dbAs } from './client'
import { count, id, layMuri, person, refusedBy } from './testing/muri'
import { db } from './testing/padrone'

// S24: by which rights a row is seen, and who may write.

beforeAll(layMuri)
afterAll(closeDatabase)

test('an officer never sees, as an officer, what they filed (art. 6-bis L. 241/1990)', async () => {
  await db.execute(
    sql`update pratiche set persona_id = ${id.elena}::uuid, organizzazione_id = organizzazione_id where id = ${id.pratica}::uuid`,
  )
  expect(await count(person('elena'), 'pratiche', `id = '${id.pratica}'`)).toBe(0)
  await db.execute(sql`update pratiche set persona_id = ${id.marco}::uuid where id = ${id.pratica}::uuid`)
})

test('rights that have ended, or not begun, open nothing', async () => {
  const seen = () => count(person('elena'), 'pratiche')
  expect(await seen()).toBeGreaterThan(0)
  for (const days of [`valido_al = oggi_a_roma() - 1`, `valido_al = null, valido_dal = oggi_a_roma() + 1`]) {
    await db.execute(sql.raw(`update ruoli set ${days} where persona_id = '${id.elena}'`))
    expect(await seen()).toBe(0)
  }
  await db.execute(
    sql.raw(`update ruoli set valido_al = oggi_a_roma(), valido_dal = oggi_a_roma() where persona_id = '${id.elena}'`),
  )
  expect(await seen()).toBeGreaterThan(0)
  await db.execute(sql.raw(`update ruoli set valido_al = null where persona_id = '${id.elena}'`))
})

test('a mandate opens the practices of the procedures it names, and no other', async () => {
  const [mandato] = await db.execute<{
    id: string
  }>(sql`insert into mandati (ente, mandante_organizzazione_id, mandatario_codice_fiscale, procedimenti, dal, al, proposto_da, creato_da_id, scade_proposta_at, accettato_at)
    select 'p_sp', p.organizzazione_id, a.codice_fiscale, array['trasporto-eccezionale'], '2020-01-01', '2099-12-31', 'mandante', ${id.marco}::uuid, now(), now()
    from pratiche p, persone a where p.id = ${id.pratica}::uuid and a.id = ${id.anna}::uuid returning id`)
  const under = async (set: string) => {
    await db.execute(sql.raw(`update mandati set ${set} where id = '${mandato?.id}'`))
    return count(person('anna'), 'pratiche', `id = '${id.pratica}'`)
  }
  expect(await under('revocato_at = null')).toBe(0) // not filed under it
  await db.execute(sql`update pratiche set mandato_id = ${mandato?.id}::uuid where id = ${id.pratica}::uuid`)
  expect(await under('revocato_at = null')).toBe(1)
  expect(await under(`procedimenti = array['accesso-atti']`)).toBe(0)
  expect(await under('procedimenti = null')).toBe(1)
  expect(await under('revocato_at = now()')).toBe(0)
  await db.execute(sql`update pratiche set mandato_id = null where id = ${id.pratica}::uuid`)
  await db.execute(sql`delete from mandati where id = ${mandato?.id}::uuid`)
})

test('a dirigente sees the rights of their office and who asks for one, not people nor sessions', async () => {
  const office = "codice = 'trasporti-eccezionali'"
  await db.execute(
    sql.raw(
      `insert into ruoli (ente, persona_id, ruolo, ufficio_id, valido_dal) select 'p_sp', '${id.anna}', 'dirigente', id, '2020-01-01' from uffici where ${office}`,
    ),
  )
  const ask = (where: string) =>
    db.execute(
      sql.raw(`insert into richieste_ruolo (ente, azione, persona_id, ruolo, ufficio_id, motivo, chiesta_da_id)
      select 'p_sp', 'dai', '${id.luca}', 'istruttore', id, 'muri', '${id.elena}' from uffici where ${where} limit 1`),
    )
  const seen = async () => [
    await count(person('anna'), 'sessioni', `persona_id = '${id.marco}'`),
    await count(person('anna'), 'richieste_ruolo', "motivo = 'muri'"),
    await count(person('anna'), 'persone', `id = '${id.luca}'`),
  ]
  await ask(`not ${office}`)
  expect(await seen()).toEqual([0, 0, 0])
  await ask(office)
  expect(await seen()).toEqual([0, 1, 1])
  const changed = async (statement: string) => (await dbAs(person('anna')).execute(sql.raw(statement))).count
  expect(await changed(`update persone set email = 'x' where id = '${id.luca}'`)).toBe(0)
  expect(
    await changed(`update ruoli set valido_al = null where ufficio_id not in (select id from uffici where ${office})`),
  ).toBe(0)
  await db.execute(sql`delete from ruoli where persona_id = ${id.anna}::uuid`)
})

test('the public finds an act by the code it brings, and no other', async () => {
  const [atto] = await db.execute<{ codice: string }>(
    sql`select codice_verifica as codice from atti where codice_verifica is not null limit 1`,
  )
  expect(await count(`pubblico:${atto?.codice}`, 'atti')).toBe(1)
  expect(await count('pubblico:AAAAAAAAAAAAAAAA', 'atti')).toBe(0)
})

test('and a certified copy by its code, or by the hash of its file', async () => {
  for (const table of ['copie_conformi', 'file_conformi'])
    for (const [brought, n] of [
      ['ABCDEFGHJKLMNPQR', 1],
      ['impronta', 1],
      ['AAAAAAAAAAAAAAAA', 0],
    ] as const)
      expect([table, brought, await count(`pubblico:${brought}`, table)]).toEqual([table, brought, n])
})

test('sign-in reads who people are, and nothing of what they asked', async () => {
  for (const table of ['sessioni', 'persone', 'ruoli', 'appartenenze', 'accessi_spid'])
    expect(await count('accesso', table)).toBeGreaterThan(0)
  for (const table of ['pratiche', 'bozze', 'documenti', 'atti', 'audit', 'messaggi'])
    expect(await count('accesso', table)).toBe(0)
})

test('events that only the office reads are the same here and in the rules', async () => {
  const [row] = await db.execute<{ testo: string }>(sql`select pg_get_expr(polqual, polrelid) as testo from pg_policy
    where polrelid = 'pratica_eventi'::regclass and polname = 'della_pratica'`)
  const named = [...(row?.testo ?? '').matchAll(/'(\w+)'::tipo_evento/g)].map((match) => match[1])
  expect(new Set(named)).toEqual(new Set(EVENTI_INTERNI))
})

describe('writing', () => {
  test('in another’s name, or about another’s practice, is refused', async () => {
    const event = (
      by: string,
    ) => sql`insert into pratica_eventi (ente, pratica_id, seq, tipo, stato_dopo, avvenuto_at, attore_id, attore_nome)
      values ('p_sp', ${id.pratica}::uuid, 90, 'messaggio', 'ricevuta', now(), ${by}::uuid, 'x')`
    const refusals = [
      dbAs(person('giulia')).execute(event(id.giulia ?? '')),
      dbAs(person('marco')).execute(event(id.giulia ?? '')),
      dbAs(person('luca')).execute(event(id.luca ?? '')),
      dbAs(person('giulia')).execute(
        sql`insert into termini (ente, pratica_id, seq, tipo, il, norma, evento_seq) values ('p_sp', ${id.pratica}::uuid, 90, 'avvio', '2026-01-01', 'x', 1)`,
      ),
      dbAs(person('marco')).execute(
        sql`insert into atti (ente, pratica_id, tipo, contenuto, modello, proposto_da_id) values ('p_sp', ${id.pratica}::uuid, 'autorizzazione', '{}', 'x', ${id.marco}::uuid)`,
      ),
      dbAs(person('giulia')).execute(
        sql`insert into posta_uscita (ente, chiave, persona_id, pratica_id, oggetto, testo, canale) values ('p_sp', 'k', ${id.marco}::uuid, ${id.pratica}::uuid, 'x', 'x', 'area')`,
      ),
      dbAs(person('giulia')).execute(
        sql`insert into audit (ente, attore_id, attore_ruolo, azione, soggetto_tipo, soggetto_id, sale, impronta) values ('p_sp', ${id.marco}::uuid, 'x', 'x', 'x', 'x', 'x', 'x')`,
      ),
      dbAs(person('giulia')).execute(
        sql`insert into ruoli (ente, persona_id, ruolo, valido_dal) values ('p_sp', ${id.giulia}::uuid, 'dirigente', '2026-01-01')`,
      ),
      dbAs(person('giulia')).execute(
        sql`insert into sessioni (token_hash, ente, persona_id, livello, scade_at) values ('altrui', 'p_sp', ${id.marco}::uuid, 2, now())`,
      ),
    ]
    for (const refusal of refusals) expect(await refusedBy(refusal)).toContain('row-level security')
    const [changed] = await dbAs(person('giulia')).execute<{ n: number }>(
      sql`with c as (update pratiche set oggetto = 'mia' where id = ${id.pratica}::uuid returning 1) select count(*)::int as n from c`,
    )
    expect(changed?.n).toBe(0)
    expect((await dbAs(person('elena')).execute(sql`update uffici set telefono = '0'`)).count).toBe(0)
  })

  test('a practice is what one’s own draft becomes, for whom it was written', async () => {
    const [bozza] = await db.execute<{
      id: string
    }>(sql`insert into bozze (ente, procedimento, versione, persona_id, organizzazione_id, pratica_id)
      select 'p_sp', 'trasporto-eccezionale', versione, ${id.marco}::uuid, organizzazione_id, gen_random_uuid() from pratiche where id = ${id.pratica}::uuid returning id`)
    const filed = (by: string, praticaId: string, organizzazione: string) =>
      refusedBy(
        dbAs(person(by)).execute(
          sql.raw(`with nuova as (insert into pratiche (ente, id, anno, numero, procedimento, versione, chiave_invio, persona_id, organizzazione_id, richiedente, ufficio_id, oggetto, dati, presentata_at, avviata_il, termine_giorni, scade_il, versione_riga)
          select 'p_sp', ${praticaId}, 1990, 1, 'trasporto-eccezionale', m.versione, gen_random_uuid(), '${id[by]}', ${organizzazione}, 'x', u.id, 'x', '{}', now(), current_date, 15, current_date, 1
          from uffici u, bozze m where u.codice = 'trasporti-eccezionali' and m.id = '${bozza?.id}' returning 1)
          select 1 / (select count(*) from nuova)`),
        ),
      )
    const claimed = `(select pratica_id from bozze where id = '${bozza?.id}')`
    const luni = `(select organizzazione_id from bozze where id = '${bozza?.id}')`
    const apuana = `(select organizzazione_id from appartenenze where persona_id = '${id.giulia}' limit 1)`
    const other = `(select id from organizzazioni where id <> ${luni} and tipo = 'impresa' limit 1)`
    for (const [by, praticaId, organizzazione] of [
      ['marco', 'gen_random_uuid()', luni], // no draft became it
      ['marco', claimed, other], // for another company
      ['marco', claimed, 'null'], // for himself
    ] as const)
      expect(await filed(by, praticaId, organizzazione), organizzazione).toContain('row-level security')
    expect(await filed('giulia', claimed, apuana)).not.toBe('done') // she does not even find the draft
    expect(await filed('marco', claimed, luni)).toBe('done')
    await bareClient(`delete from bozze where id = '${bozza?.id}'; delete from pratiche where anno = 1990`)
  })

  test('who is an applicant and an officer does not make a practice of the office their own', async () => {
    const changed = (set: string) =>
      refusedBy(dbAs(person('elena')).execute(sql.raw(`update pratiche set ${set} where id = '${id.pratica}'`)))
    for (const set of [
      `organizzazione_id = null, titolare_id = '${id.elena}'`,
      `seguita_da_id = '${id.elena}'`,
      'mandato_id = null, organizzazione_id = null',
    ])
      expect(await changed(set), set).toContain('passa solo a chi')
    for (const set of [`persona_id = '${id.elena}'`, `oggetto = 'altro'`, `dati = '{}'`, 'avviata_il = avviata_il + 1'])
      expect(await changed(set), set).toContain('non si cambia')
    expect(await changed('updated_at = now()')).toBe('done')
  })

  test('numbers are taken by their function alone; companies are waited for and not changed', async () => {
    for (const actor of ['sistema', person('marco'), person('elena')] as Actor[])
      expect(await refusedBy(dbAs(actor).execute(sql`update registri set ultimo = 0`))).toContain('permission denied')
    const rename = dbAs(person('marco')).execute(sql`update organizzazioni set denominazione = 'Mia'`)
    expect(await refusedBy(rename)).toContain('row-level security')
    expect((await dbAs(person('marco')).execute(sql`select id from organizzazioni for update`)).count).toBeGreaterThan(
      0,
    )
  })

  test('the record of what was done only grows, whoever asks', async () => {
    for (const actor of ['sistema', person('marco'), person('elena')] as Actor[])
      for (const statement of [
        'update audit set esito = esito',
        'delete from audit',
        'truncate audit',
        'update pratica_eventi set testo = null',
        'delete from pratiche',
      ])
        expect(await refusedBy(dbAs(actor).execute(sql.raw(statement)))).toContain('permission denied')
  })

  test('an osservatore reads and waits for a row, but does not change it', async () => {
    await db.execute(sql`update appartenenze set ruolo = 'osservatore' where persona_id = ${id.marco}::uuid`)
    const mine = sql`select id from pratiche where organizzazione_id is not null limit 1 for update`
    expect((await dbAs(person('marco')).execute(mine)).length).toBe(1)
    expect(
      await refusedBy(
        dbAs(person('marco')).execute(sql`update pratiche set updated_at = now() where organizzazione_id is not null`),
      ),
    ).toContain('row-level security')
    await db.execute(sql`update appartenenze set ruolo = 'richiedente' where persona_id = ${id.marco}::uuid`)
  })
})

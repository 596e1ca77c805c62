import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layArchivio } from '@/lib/archivio/testing/world'
import { loadPratiche } from '@/lib/mondo/pratiche'
import { EVENTI_INTERNI } from '@/lib/pratiche/rules'
import { bareClient } from '@/lib/pratiche/testing/sql'
import { file, loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import type { Actor } from './actor'
import { closeDatabase, dbAs } from './client'
import { db } from './testing/padrone'
import { transaction } from './transaction'

// S24: the policies themselves, by plain SQL, without the conditions of the application.

/** Everybody may read these: no personal data. A new table is written here, or has policies and a case below. */
const PUBBLICHE = [
  'comuni',
  'contatori', // pseudonyms
  'enti',
  'impostazioni',
  'prescrizioni',
  'procedimenti',
  'procedimento_versioni',
  'registri', // written by prossimo_numero() alone
  'strade',
  'strade_limiti',
  'strade_proprieta',
  'uffici',
]

/**
 * Rows that everybody may read, in tables that hold others: the archive's catalogue, without what is closed. Which ones:
 * lib/archivio/muri-archivio.test.ts.
 */
const CATALOGO =
  "(select id from unita_archivistiche where accesso <> 'particolare' or consultabile_dal <= oggi_a_roma())"
const LIBERE = `(select id from unita_archivistiche where case when consultabile_dal <= oggi_a_roma() then accesso_dopo else accesso end = 'libero')`
const NON_PUBBLICHE: Record<string, string> = {
  soggetti_produttori: 'false',
  unita_archivistiche: `id not in ${CATALOGO}`,
  tratte_unita: `unita_id not in ${CATALOGO}`,
  voci_unita: `unita_id not in ${CATALOGO}`,
  file_archivio: `unita_id not in ${LIBERE}`,
  pagine_archivio: `unita_id not in ${LIBERE}`,
  derivati_pagina: `unita_id not in ${LIBERE}`,
  testi_pagina: `unita_id not in ${LIBERE}`,
  file_attestati: `unita_id not in ${LIBERE}`,
  attestazioni_lotto: `id not in (select attestazione_id from file_attestati where unita_id in ${LIBERE})`,
  testi_oscurati: `unita_id not in ${LIBERE}`,
  // an id and an instant, of what was everybody's
  ritiri_catalogo: 'false',
  voci: `id not in (select voce_id from voci_unita where unita_id in ${CATALOGO})`,
}

/** Read when the pool is made, at the first statement of this file. */
process.env.DB_POOL = '8'

const id: Record<string, string> = {}

beforeAll(async () => {
  await loadWorld()
  await loadPratiche()
  for (const [name, viewer] of Object.entries({
    marco: await viewerOf('Marco', 'Prova'), // LUNI TRASPORTI
    giulia: await viewerOf('Giulia', 'Modello'), // APUANA CARRI
    anna: await viewerOf('Anna', 'Esempio'), // herself
    elena: await officerNamed('Elena', 'Istruttore'), // trasporti-eccezionali
    luca: await viewerOf('Luca', 'Pattuglia'), // police
  }))
    id[name] = viewer.personaId
  const { praticaId } = await file(await viewerOf('Marco', 'Prova'))
  id.pratica = praticaId
  await db.execute(sql`insert into messaggi (ente, pratica_id, da_ufficio, autore_id, autore_nome, testo, chiave)
    values ('p_sp', ${praticaId}::uuid, false, ${id.marco}::uuid, 'Marco', 'Buongiorno', gen_random_uuid())`)
  await db.execute(sql`insert into assegnazioni (ente, pratica_id, persona_id, da_persona_id)
    values ('p_sp', ${praticaId}::uuid, ${id.elena}::uuid, ${id.elena}::uuid)`)
  await db.execute(sql`insert into pratica_eventi (ente, pratica_id, seq, tipo, stato_dopo, avvenuto_at, attore_nome)
    values ('p_sp', ${praticaId}::uuid, 2, 'nota_interna', 'ricevuta', now(), 'Elena')`)
  await db.execute(sql`insert into documenti (ente, pratica_id, tipo, nome, mime, byte, evento_seq, interno)
    values ('p_sp', ${praticaId}::uuid, 'nota', 'nota.pdf', 'application/pdf', 1, 2, true)`)
  await db.execute(sql`insert into sessioni (token_hash, ente, persona_id, livello, scade_at)
    values ('prova-muri', 'p_sp', ${id.marco}::uuid, 2, now() + interval '1 hour')`)
  await db.execute(sql`insert into accessi_spid (ente, richiesta_id, emessa_at, idp, livello, relay_state, ritorno, browser_hash, richiesta, persona_id)
    values ('p_sp', '_muri', now(), 'idp', 2, 'r', '/', 'b', '<x/>', ${id.marco}::uuid)`)
  await db.execute(sql`insert into registro_accessi (ente, accesso_id, persona_id, richiesta_id, richiesta_at, idp, esito, messaggi)
    values ('p_sp', gen_random_uuid(), ${id.marco}::uuid, '_muri', now(), 'idp', 'riuscito', 'x')`)
  await db.execute(sql`insert into asserzioni_usate (asserzione_id, scade_at) values ('_muri', now())`)
  await layRest()
  await layArchivio(id.marco ?? '')
  await db.execute(sql`insert into elementi_raccolta (ente, persona_id, unita_id, posizione)
    select ente, ${id.marco}::uuid, id, 1 from unita_archivistiche where padre_id is null limit 1`)
  await db.execute(sql`insert into audit_catena (numero, audit_id, impronta, catena) values (1, 1, 'x', 'x')`)
})
afterAll(closeDatabase)

/** One row, of Marco or of his company, in each table that the sample world leaves empty. */
async function layRest() {
  const marco = sql`${id.marco}::uuid`
  const luni = sql`(select organizzazione_id from appartenenze where persona_id = ${marco} limit 1)`
  const bozza = sql`(select id from bozze where persona_id = ${marco} limit 1)`
  const veicolo = sql`(select id from veicoli where organizzazione_id = ${luni} limit 1)`
  const ruolo = sql`(select id from ruoli where persona_id = ${id.elena}::uuid limit 1)`
  for (const row of [
    sql`codici_recupero (ente, persona_id, codice_hash) values ('p_sp', ${marco}, 'x')`,
    sql`secondi_fattori (ente, persona_id, tipo, nome, segreto_cifrato, chiave_maestra) values ('p_sp', ${marco}, 'totp', 'x', 'x', 'x')`,
    sql`letture (ente, pratica_id, lettore_id, lettore_ruolo, lettore_ufficio, il, oggetto_tipo, oggetto_id, motivo) values ('p_sp', ${id.pratica}::uuid, ${id.elena}::uuid, 'istruttore', 'x', '2026-01-01', 'pratica', ${id.pratica}::uuid, 'assegnata')`,
    sql`motivi_lettura (ente, pratica_id, lettore_id, il, motivo, testo) values ('p_sp', ${id.pratica}::uuid, ${id.elena}::uuid, '2026-01-01', 'x', 'x')`,
    sql`revisioni_diritti (ente, trimestre, ruolo_id, esito, revisore_id) values ('p_sp', '2026-1', ${ruolo}, 'confermato', ${id.elena}::uuid)`,
    sql`richieste_ruolo (ente, azione, persona_id, ruolo, motivo, chiesta_da_id) values ('p_sp', 'dai', ${marco}, 'istruttore', 'x', ${id.elena}::uuid)`,
    sql`sospensioni (ente, persona_id, motivo, dal, al, disposta_da_id) values ('p_sp', ${marco}, 'x', '2020-01-01', '2020-01-02', ${id.elena}::uuid)`,
    sql`bozze_condivisioni (ente, bozza_id, codice_fiscale, livello, dato_da_id) values ('p_sp', ${bozza}, 'X', 'vede', ${marco})`,
    sql`bozze_firmatari (ente, bozza_id, codice_fiscale, aggiunto_da_id) values ('p_sp', ${bozza}, 'X', ${marco})`,
    sql`trasferimenti (ente, pratica_id, oggetto, da_nome, offerto_da_id, a_codice_fiscale, motivo, scade_at) values ('p_sp', ${id.pratica}::uuid, 'x', 'x', ${marco}, 'X', 'x', now())`,
    sql`carte_veicolo (ente, veicolo_id, tipo) values ('p_sp', ${veicolo}, 'assicurazione')`,
    sql`veicoli_autisti (ente, veicolo_id, appartenenza_id) values ('p_sp', ${veicolo}, (select id from appartenenze where persona_id = ${marco} limit 1)) on conflict do nothing`,
    sql`importazioni_flotta (ente, organizzazione_id, persona_id, nome, sha256, righe) values ('p_sp', ${luni}, ${marco}, 'x', 'x', '[]')`,
    sql`collegamenti (ente, persona_id, tipo, denominazione, codice_fiscale, sede, carica) values ('p_sp', ${marco}, 'impresa', 'x', 'x', 'x', 'x')`,
    sql`inviti (ente, organizzazione_id, codice_fiscale, ruolo, invitato_da_id, scade_at) values ('p_sp', ${luni}, 'X', 'richiedente', ${marco}, now())`,
    sql`controinteressati (ente, pratica_id, nome, codice_fiscale, canale, contenuto, avvisato_il, avvisato_da_id, protocollo) values ('p_sp', ${id.pratica}::uuid, 'x', (select codice_fiscale from persone where id = ${id.anna}::uuid), 'portale', '{}', '2026-01-01', ${id.elena}::uuid, 'x')`,
    sql`copie_archivio (ente, pratica_id, conforme, pagine, voci, importo_cents) values ('p_sp', ${id.pratica}::uuid, false, 1, '[]', 0)`,
    sql`accessi_sala (ente, pratica_id, persona_id, unita_ids, scopo, dal, al, concesso_da_id) values ('p_sp', ${id.pratica}::uuid, ${marco}, array[gen_random_uuid()], 'x', '2026-01-01', '2026-01-31', ${id.elena}::uuid)`,
    sql`appuntamenti_sala (ente, accesso_id, giorno, inizio, fine, posto) select 'p_sp', id, '2026-01-15', '09:30', '11:00', 1 from accessi_sala where pratica_id = ${id.pratica}::uuid`,
    sql`ricerche_salvate (ente, persona_id, nome, domanda, avviso) values ('p_sp', ${marco}, 'x', '?q=x', 'nessuno')`,
    sql`mandati (ente, mandante_organizzazione_id, mandatario_codice_fiscale, dal, al, proposto_da, creato_da_id, scade_proposta_at) values ('p_sp', ${luni}, 'X', '2026-01-01', '2026-12-31', 'mandante', ${marco}, now())`,
  ])
    await db.execute(sql`insert into ${row}`)
}

const person = (name: string): Actor => ({ personaId: id[name] ?? '' })
const count = async (actor: Actor, table: string, where = 'true'): Promise<number> => {
  const [row] = await dbAs(actor).execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table} where ${where}`),
  )
  return row?.n ?? -1
}
const refusedBy = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    return String((error as { cause?: Error }).cause?.message ?? (error as Error).message)
  }
}

describe('every table', () => {
  test('is either known to be public, or bound by policies also for its owner', async () => {
    const rows = await db.execute<{
      nome: string
      muri: boolean
      forzati: boolean
      politiche: number
      letta: boolean
    }>(sql`
      select c.relname as nome, c.relrowsecurity as muri, c.relforcerowsecurity as forzati, count(p.oid)::int as politiche,
        has_table_privilege('sportello_app', c.oid, 'select') as letta
      from pg_class c left join pg_policy p on p.polrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.oid order by 1`)
    const bare = rows.filter((row) => !(row.muri && row.forzati && row.politiche > 0)).map((row) => row.nome)
    expect(bare.filter((name) => !PUBBLICHE.includes(name))).toEqual([])
    expect(rows.map((row) => row.nome)).toEqual(expect.arrayContaining(PUBBLICHE))
    expect(rows.filter((row) => !row.letta)).toEqual([])
  })

  test('belongs to somebody else than who asks, and who asks cannot step over', async () => {
    const [role] = await dbAs('pubblico').execute<Record<string, unknown>>(sql`
      select current_user as chi, rolsuper, rolbypassrls, rolcanlogin, rolinherit,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as possiede from pg_roles r where rolname = current_user`)
    expect(role).toEqual({
      chi: 'sportello_app',
      rolsuper: false,
      rolbypassrls: false,
      rolcanlogin: false,
      rolinherit: false,
      possiede: 0,
    })
    for (const statement of [
      'alter table pratiche disable row level security',
      'drop policy sistema on pratiche',
      'create table mia (x int)',
    ])
      expect(await refusedBy(dbAs('sistema').execute(sql.raw(statement)))).toMatch(/must be owner|permission denied/)
  })

  test('is empty for nobody: no actor, a name nobody has, the public', async () => {
    const protectedTables = (
      await db.execute<{ nome: string }>(sql`select relname as nome from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and relforcerowsecurity order by 1`)
    )
      .map((row) => row.nome)
      .filter((name) => !PUBBLICHE.includes(name))
    expect(protectedTables.length).toBeGreaterThanOrEqual(35)
    const stranger = { personaId: crypto.randomUUID() }
    for (const table of protectedTables) {
      expect([table, await count('sistema', table)]).not.toEqual([table, 0])
      const known = NON_PUBBLICHE[table]
      for (const nobody of ['', 'nessuno', 'pubblico'])
        expect([nobody, table, await count(nobody as Actor, table, known)]).toEqual([nobody, table, 0])
      // a person nobody knows sees only who works in the offices, whose names are public, and companies, to name one
      const met = { persone: 'id <> all (funzionari())', ruoli: 'ufficio_id is null', organizzazioni: 'false' }[table]
      expect([table, await count(stranger, table, met ?? known)]).toEqual([table, 0])
    }
  })

  test('is empty for its owner too, who has said nothing', async () => {
    await expect(
      bareClient(
        `set app.attore = ''; do $$ begin if exists (select from pratiche) or exists (select from persone) then raise 'seen'; end if; end $$`,
      ),
    ).resolves.toBeUndefined()
  })
})

describe('each table, with the right actor and a wrong one', () => {
  const ofPratica = () => `pratica_id = '${id.pratica}'`
  /** table · rows that concern Marco's practice, or Marco · who sees them · who does not */
  const CASI: [string, () => string, string[], string[]][] = [
    ['bozze', ofPratica, ['marco'], ['giulia', 'anna', 'elena', 'luca']],
    ['pratiche', () => `id = '${id.pratica}'`, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['pratica_eventi', () => `${ofPratica()} and tipo = 'presentata'`, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['pratica_eventi', () => `${ofPratica()} and tipo = 'nota_interna'`, ['elena'], ['marco', 'giulia', 'luca']],
    ['termini', ofPratica, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['assegnazioni', ofPratica, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['messaggi', ofPratica, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['documenti', () => `${ofPratica()} and not interno`, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['documenti', () => `${ofPratica()} and interno`, ['elena'], ['marco', 'giulia', 'luca']],
    ['protocolli', ofPratica, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['posta_uscita', ofPratica, ['marco'], ['giulia', 'anna', 'elena', 'luca']],
    ['atti', () => "stato = 'firmato' and codice_verifica is not null", ['marco', 'elena', 'luca'], ['giulia', 'anna']],
    // who is told of a request, and the office that tells them: never who asks
    ['controinteressati', ofPratica, ['elena', 'anna'], ['marco', 'giulia', 'luca']],
    ['copie_archivio', ofPratica, [], ['marco', 'giulia', 'anna', 'elena', 'luca']],
    ['accessi_sala', ofPratica, ['marco'], ['giulia', 'anna', 'elena', 'luca']],
    ['appuntamenti_sala', () => "giorno = '2026-01-15'", ['marco'], ['giulia', 'anna', 'elena', 'luca']],
    ['persone', () => `id = '${id.marco}'`, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['persone', () => `id = '${id.elena}'`, ['marco', 'elena', 'anna'], []],
    ['ruoli', () => `persona_id = '${id.luca}'`, ['luca'], ['marco', 'anna', 'elena']],
    ['appartenenze', () => `persona_id = '${id.marco}'`, ['marco'], ['giulia', 'anna', 'elena', 'luca']],
    [
      'veicoli',
      () => 'organizzazione_id in (select organizzazione_id from appartenenze where persona_id = attore_persona())',
      ['marco'],
      ['anna', 'elena'],
    ],
    ['sessioni', () => `persona_id = '${id.marco}'`, ['marco'], ['giulia', 'elena', 'luca']],
    ['accessi_spid', () => `persona_id = '${id.marco}'`, ['marco'], ['giulia', 'elena', 'luca']],
    ['registro_accessi', () => 'true', [], ['marco', 'elena', 'luca']],
    ['codici_recupero', () => `persona_id = '${id.marco}'`, ['marco'], ['giulia', 'elena', 'luca']],
    ['secondi_fattori', () => `persona_id = '${id.marco}'`, ['marco'], ['giulia', 'elena', 'luca']],
    ['letture', () => ofPratica(), ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['motivi_lettura', () => ofPratica(), ['elena'], ['marco', 'giulia', 'luca']],
    ['revisioni_diritti', () => 'true', [], ['marco', 'elena', 'luca']],
    ['richieste_ruolo', () => 'true', [], ['marco', 'elena', 'luca']],
    ['sospensioni', () => `persona_id = '${id.marco}'`, ['marco'], ['giulia', 'elena', 'luca']],
    ['bozze_condivisioni', () => "codice_fiscale = 'X'", ['marco'], ['giulia', 'anna', 'elena', 'luca']],
    ['bozze_firmatari', () => "codice_fiscale = 'X'", ['marco'], ['giulia', 'anna', 'elena', 'luca']],
    ['trasferimenti', () => "a_codice_fiscale = 'X'", ['marco'], ['giulia', 'anna', 'luca']],
    [
      'carte_veicolo',
      () => "tipo = 'assicurazione' and numero is null and scade_il is null",
      ['marco'],
      ['giulia', 'anna', 'elena'],
    ],
    [
      'veicoli_autisti',
      () => `appartenenza_id in (select id from appartenenze where persona_id = '${id.marco}')`,
      ['marco'],
      ['giulia', 'anna', 'elena'],
    ],
    ['importazioni_flotta', () => "nome = 'x'", ['marco'], ['giulia', 'anna', 'elena']],
    ['collegamenti', () => `persona_id = '${id.marco}'`, ['marco'], ['giulia', 'anna', 'elena']],
    ['inviti', () => "codice_fiscale = 'X'", ['marco'], ['giulia', 'anna', 'elena']],
    ['mandati', () => "mandatario_codice_fiscale = 'X'", ['marco'], ['giulia', 'anna', 'elena']],
    ['audit', () => 'true', [], ['marco', 'elena', 'luca']],
    ['audit_catena', () => 'true', [], ['marco', 'elena']],
    ['organizzazioni', () => 'true', ['marco', 'elena', 'anna'], []],
    ['asserzioni_usate', () => 'true', [], ['marco', 'elena']],
  ]
  test.each(CASI)('%s', async (table, where, seenBy, hiddenFrom) => {
    for (const name of seenBy) expect([name, (await count(person(name), table, where())) > 0]).toEqual([name, true])
    for (const name of hiddenFrom) expect([name, await count(person(name), table, where())]).toEqual([name, 0])
  })

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
      sql.raw(
        `update ruoli set valido_al = oggi_a_roma(), valido_dal = oggi_a_roma() where persona_id = '${id.elena}'`,
      ),
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
      await changed(
        `update ruoli set valido_al = null where ufficio_id not in (select id from uffici where ${office})`,
      ),
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
        dbAs(person('marco')).execute(sql`update pratiche set oggetto = 'mia' where organizzazione_id is not null`),
      ),
    ).toContain('row-level security')
    await db.execute(sql`update appartenenze set ruolo = 'richiedente' where persona_id = ${id.marco}::uuid`)
  })
})

describe('connections shared by many', () => {
  test('64 actors on 8 connections, 10,000 reads: each sees its own and nobody else’s', async () => {
    await db.execute(sql`insert into persone (ente, id, codice_fiscale, nome, cognome)
      select 'p_sp', ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'MURI' || lpad(i::text, 12, '0'), 'N' || i, 'C' from generate_series(1, 64) i`)
    await db.execute(sql`insert into bozze (ente, procedimento, versione, persona_id, dati)
      select 'p_sp', p.codice, p.versione_corrente, ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, '{}' from generate_series(1, 64) i, generate_series(1, 3), procedimenti p where p.codice = 'trasporto-eccezionale'`)
    const shared = new Set<number>()
    let leaks = 0
    let reads = 0
    let next = 0
    const read = async (actor: Actor, expected: string | null, inside: boolean) => {
      const mine = sql`select persona_id, pg_backend_pid() as pid from bozze where persona_id between '00000000-0000-4000-8000-000000000001' and '00000000-0000-4000-8000-000000000064'`
      const rows = inside
        ? await transaction((tx) => tx.execute<{ persona_id: string; pid: number }>(mine), {
            attore: expected,
            ente: 'p_sp',
          })
        : await dbAs(actor).execute<{ persona_id: string; pid: number }>(mine)
      reads += 1
      for (const { pid } of rows) shared.add(pid)
      if (rows.length !== (expected ? 3 : 0) || rows.some((row) => row.persona_id !== expected)) leaks += 1
    }
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        for (let n = next++; n < 10_000; n = next++) {
          const who = 1 + ((n * 37) % 64)
          const personaId = `00000000-0000-4000-8000-${String(who).padStart(12, '0')}`
          // one in ten for nobody, one in ten inside a transaction, one in twenty fails half-way
          if (n % 20 === 3)
            await dbAs({ personaId })
              .execute(sql`select 1 / (count(*) - count(*)) from bozze`)
              .catch(() => {})
          if (n % 10 === 1) await read('pubblico', null, false)
          else await read({ personaId }, personaId, n % 10 === 5)
        }
      }),
    )
    expect({ leaks, reads, connections: shared.size }).toEqual({ leaks: 0, reads: 10_000, connections: 8 })
  }, 120_000)
})

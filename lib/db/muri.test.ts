import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bareClient } from '@/lib/pratiche/testing/sql'
import type { Actor } from './actor'
import { closeDatabase, dbAs } from './client'
import { count, id, layMuri, person, refusedBy } from './testing/muri'
import { db } from './testing/padrone'

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

beforeAll(layMuri)
afterAll(closeDatabase)

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
    ['versamenti_pratica', ofPratica, ['marco', 'elena'], ['giulia', 'anna', 'luca']],
    ['copie_archivio', ofPratica, [], ['marco', 'giulia', 'anna', 'elena', 'luca']],
    ['copie_conformi', () => "codice_verifica = 'ABCDEFGHJKLMNPQR'", ['marco'], ['giulia', 'anna', 'elena', 'luca']],
    ['file_conformi', () => "sha256 = 'impronta'", ['marco'], ['giulia', 'anna', 'elena', 'luca']],
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
})

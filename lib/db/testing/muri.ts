import { sql } from 'drizzle-orm'
import { layArchivio } from '@/lib/archivio/testing/world'
import { loadPratiche } from '@/lib/mondo/pratiche'
import { file, loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import type { Actor } from '../actor'
import { dbAs } from '../client'
import { db } from './padrone'

/** People of the world of the walls, and Marco's practice. */
export const id: Record<string, string> = {}

/** A row in every table that has walls: of Marco or of his company where it is of somebody. */
export async function layMuri(): Promise<void> {
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
  await layConforme()
  await db.execute(sql`insert into elementi_raccolta (ente, persona_id, unita_id, posizione)
    select ente, ${id.marco}::uuid, id, 1 from unita_archivistiche where padre_id is null limit 1`)
  await db.execute(sql`insert into versamenti_pratica (ente, pratica_id, unita_id, codice, file, persona_id, nome)
    select ente, ${id.pratica}::uuid, id, '2026/0000001', 0, ${id.elena}::uuid, 'Elena' from unita_archivistiche where segnatura = 'MURI/SIS/1'`)
  await db.execute(sql`insert into audit_catena (numero, audit_id, impronta, catena) values (1, 1, 'x', 'x')`)
}

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

/** A certified copy that Marco was given. */
async function layConforme(): Promise<void> {
  const visione = sql`'00000000-0000-4000-8000-0000000000c1'::uuid`
  for (const row of [
    sql`visioni_archivio (ente, id, unita_id, persona_id, pratica_id, scopo, al, concessa_da_id)
      select 'p_sp', ${visione}, id, ${id.marco}::uuid, ${id.pratica}::uuid, 'x', now() + interval '1 day', ${id.elena}::uuid
      from unita_archivistiche where segnatura = 'MURI/SIS/1'`,
    sql`copie_conformi (ente, id, visione_id, unita_id, persona_id, anno, numero, rilasciata_il, rilasciata_at, certificata_da_id,
        base, pagine, contenuto, codice_verifica, sigillo)
      select ente, id, id, unita_id, persona_id, 2020, 1, '2026-01-01', now(), ${id.elena}::uuid, 'raffronto', 1, '{}',
        'ABCDEFGHJKLMNPQR', 'x' from visioni_archivio where id = ${visione}`,
    sql`file_conformi (ente, copia_id, byte, sha256, sigillo, deposito, chiave_cifrata, chiave_maestra)
      values ('p_sp', ${visione}, 1, 'impronta', 'x', 'disco', 'x', 'x')`,
  ])
    await db.execute(sql`insert into ${row}`)
}

export const person = (name: string): Actor => ({ personaId: id[name] ?? '' })
export const count = async (actor: Actor, table: string, where = 'true'): Promise<number> => {
  const [row] = await dbAs(actor).execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table} where ${where}`),
  )
  return row?.n ?? -1
}
export const refusedBy = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    return String((error as { cause?: Error }).cause?.message ?? (error as Error).message)
  }
}

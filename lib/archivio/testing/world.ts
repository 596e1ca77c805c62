/** A small archive for tests, laid by its owner: one fonds on request, one closed, and a row in every table about them. */
import { sql } from 'drizzle-orm'
import { db } from '@/lib/db/testing/padrone'

export type ArchivioDiProva = Record<
  'sismica' | 'fascicolo' | 'riservato' | 'ponte' | 'infanzia' | 'chiuso' | 'aperto',
  string
>

type Riga = {
  padre: string | null
  fondo: string
  ordine: string
  posizione: number
  segnatura: string
  titolo: string
  accesso: string
  livello?: string
  consultabileDal?: string
  accessoDopo?: string
  comune?: string
}

async function lay(riga: Riga, id: string): Promise<string> {
  const { padre, fondo, ordine, posizione, segnatura, titolo, accesso } = riga
  await db.execute(sql`insert into unita_archivistiche (ente, id, padre_id, fondo_id, ordine, posizione, profondita, livello, segnatura, titolo,
      dal, al, certezza, data_mostrata, trattamento, accesso_base, accesso, accesso_dopo, consultabile_dal, fonte, comune_istat)
    values ('p_sp', ${id}::uuid, ${padre}::uuid, ${fondo}::uuid, ${ordine}, ${posizione}, ${padre ? 1 : 0}, ${riga.livello ?? 'fascicolo'},
      ${segnatura}, ${titolo}, '1987-01-01', '1987-12-31', 'certa', '1987', 'schedato', ${accesso}, ${accesso}, ${riga.accessoDopo ?? 'su_richiesta'},
      ${riga.consultabileDal ?? null}, 'prova', ${riga.comune ?? '011015'})`)
  return id
}

/**
 * @param personaId who asked for a container, works nowhere else here
 * @param carte false: without digitised papers, for a test that lays its own
 */
export async function layArchivio(personaId: string, carte = true): Promise<ArchivioDiProva> {
  const id = () => crypto.randomUUID()
  const [s, i] = [id(), id()]
  const base = { posizione: 0, accesso: 'su_richiesta', ordine: '0000a', segnatura: '' }
  const sismica = await lay(
    { ...base, padre: null, fondo: s, posizione: 10, segnatura: 'MURI/SIS', titolo: 'Sismica', livello: 'fondo' },
    s,
  )
  const infanzia = await lay(
    {
      ...base,
      padre: null,
      fondo: i,
      posizione: 11,
      ordine: '0000b',
      segnatura: 'MURI/INF',
      titolo: 'Infanzia',
      livello: 'fondo',
      accesso: 'riservato',
    },
    i,
  )
  const in_ = (padre: string, posizione: number, more: Partial<Riga>) =>
    lay(
      { ...base, padre, fondo: padre, posizione, ordine: `0000a.0000${posizione}`, titolo: 'Fabbricato', ...more },
      id(),
    )
  const fascicolo = await in_(s, 0, { segnatura: 'MURI/SIS/1' })
  const riservato = await in_(s, 1, { segnatura: 'MURI/SIS/2', accesso: 'riservato', comune: '011027' })
  const ponte = await in_(s, 2, { segnatura: 'MURI/SIS/3', comune: '011027' })
  const closed = { accesso: 'particolare', accessoDopo: 'libero' }
  const chiuso = await in_(i, 0, { ...closed, segnatura: 'MURI/INF/1', consultabileDal: '2099-01-01' })
  const aperto = await in_(i, 1, { ...closed, segnatura: 'MURI/INF/2', consultabileDal: '2020-01-01' })
  await db.execute(
    sql`insert into soggetti_produttori (ente, tipo, denominazione) values ('p_sp', 'ente', 'Ente di prova')`,
  )
  for (const [n, unita] of [fascicolo, riservato, ponte, chiuso, aperto].entries()) {
    const u = sql`${unita}::uuid`
    for (const row of [
      sql`unita_riservate (ente, unita_id, titolo_originale) values ('p_sp', ${u}, 'Casa di Tizio')`,
      sql`ubicazioni_unita (ente, unita_id, foglio, mappale) values ('p_sp', ${u}, '12', ${String(n)})`,
      sql`agenti_unita (ente, unita_id, ruolo, nome) values ('p_sp', ${u}, 'committente', 'Tizio')`,
      sql`etichette_unita (ente, unita_id, categoria, anno, motivo) values ('p_sp', ${u}, 'salute', 1987, 'prova')`,
      sql`tratte_unita (ente, unita_id, strada) values ('p_sp', ${u}, 'SP 1')`,
      sql`storia_unita (ente, unita_id, seq, attore_nome, cosa) values ('p_sp', ${u}, 1, 'Il portale', 'descritta')`,
    ])
      await db.execute(sql`insert into ${row}`)
    const [voce] = await db.execute<{ id: string }>(
      sql`insert into voci (ente, termine) values ('p_sp', ${`voce ${n}`}) returning id`,
    )
    await db.execute(sql`insert into voci_unita (ente, unita_id, voce_id) values ('p_sp', ${u}, ${voce?.id}::uuid)`)
    if (carte) await layPagine(unita, personaId)
  }
  await layLotto(personaId, { fascicolo, riservato, ponte, chiuso, aperto })
  const [luogo] = await db.execute<{ id: string }>(
    sql`insert into luoghi_conservazione (ente, tipo, nome) values ('p_sp', 'sede', 'Palazzo di prova') returning id`,
  )
  const [busta] = await db.execute<{ id: string }>(
    sql`insert into unita_conservazione (ente, tipo, codice, luogo_id) values ('p_sp', 'busta', 'MURI-1', ${luogo?.id}::uuid) returning id`,
  )
  for (const unita of [fascicolo, chiuso])
    await db.execute(
      sql`insert into unita_contenute (ente, unita_id, contenitore_id) values ('p_sp', ${unita}::uuid, ${busta?.id}::uuid)`,
    )
  await db.execute(sql`insert into movimenti (ente, contenitore_id, da_luogo_id, motivo, chiesto_da_id)
    values ('p_sp', ${busta?.id}::uuid, ${luogo?.id}::uuid, 'scansione', ${personaId}::uuid)`)
  await db.execute(sql`insert into storia_archivio (ente, oggetto, oggetto_id, seq, attore_id, attore_nome, cosa)
    values ('p_sp', 'contenitore', ${busta?.id}::uuid, 1, ${personaId}::uuid, 'Tizio', 'aggiunto')`)
  await db.execute(sql`with i as (insert into inventari (ente, luogo_id, aperto_da_id) values ('p_sp', ${luogo?.id}::uuid, ${personaId}::uuid) returning id)
    insert into letture_inventario (ente, inventario_id, codice, esito, letto_da_id) select 'p_sp', id, 'MURI-1', 'al_posto', ${personaId}::uuid from i`)
  await db.execute(sql`insert into non_letti_inventario (ente, inventario_id, codice, contenitore_id, luogo_id, luogo)
    select 'p_sp', inventario_id, 'MURI-2', ${busta?.id}::uuid, ${luogo?.id}::uuid, 'prova' from letture_inventario where codice = 'MURI-1'`)
  const scarto = crypto.randomUUID()
  for (const row of [
    sql`ritiri_catalogo (ente, unita_id, fondo_id) values ('p_sp', ${chiuso}::uuid, ${infanzia}::uuid)`,
    sql`termini_conservazione (ente, serie_id, valido_dal, anni, da_confermare, fonte, scritto_da_id) values ('p_sp', ${sismica}::uuid, '2020-01-01', 10, false, 'prova', ${personaId}::uuid)`,
    sql`proposte_scarto (ente, id, oggetto, motivazione, proposta_da_id) values ('p_sp', ${scarto}::uuid, 'prova', 'prova', ${personaId}::uuid)`,
    sql`unita_scarto (ente, proposta_id, unita_id, segnatura, titolo, data_mostrata, contenitori, anni, termine_il, fonte) values ('p_sp', ${scarto}::uuid, ${chiuso}::uuid, 'x', 'x', 'x', '', 1, '2020-01-01', 'x')`,
    sql`modelli_descrizione (ente, unita_id, nome, valori) values ('p_sp', ${infanzia}::uuid, 'x', '{}')`,
    sql`doppioni (ente, una_id, altra_id, esito, motivo, deciso_da_id) values ('p_sp', least(${fascicolo}::uuid, ${chiuso}::uuid), greatest(${fascicolo}::uuid, ${chiuso}::uuid), 'distinte', 'x', ${personaId}::uuid)`,
  ])
    await db.execute(sql`insert into ${row}`)
  await db.execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
    values ('p_sp', ${personaId}::uuid, ${infanzia}::uuid, 'prova', '2020-01-01', '2020-12-31')`)
  const altro = sql`(select id from persone where ente = 'p_sp' and id <> ${personaId}::uuid limit 1)`
  const [convenzione] = await db.execute<{ id: string }>(sql`insert into convenzioni_archivio
    (ente, organizzazione_id, atto, comuni, dal, al, registrata_da_id)
    select 'p_sp', id, 'prova', '{011027}', '2020-01-01', '2020-12-31', ${altro} from organizzazioni limit 1 returning id`)
  await db.execute(sql`insert into lettori_convenzione (ente, convenzione_id, codice_fiscale, nome, aggiunto_da_id)
    values ('p_sp', ${convenzione?.id}::uuid, 'PRVPRV80A01Z999X', 'Prova', ${altro})`)
  await db.execute(sql`insert into aperture_emergenza (ente, segnatura, motivo, ore, chiesta_da_id)
    values ('p_sp', 'MURI/INF/1', 'prova', 1, ${personaId}::uuid)`)
  await db.execute(sql`insert into segnalazioni_archivio (ente, regola, il, persona_id, quanti, soglia)
    values ('p_sp', 'unita', '2020-01-01', ${personaId}::uuid, 50, 40)`)
  await db.execute(sql`insert into visioni_archivio (ente, unita_id, persona_id, scopo, dal, al, concessa_da_id)
    select 'p_sp', ${fascicolo}::uuid, ${personaId}::uuid, 'prova', '2020-01-01', '2020-12-31', id from persone
    where ente = 'p_sp' and id <> ${personaId}::uuid limit 1`)
  return { sismica, fascicolo, riservato, ponte, infanzia, chiuso, aperto }
}

/** A file of two pages, the second closed by itself and covered, with their images, their text and the work still to do. */
async function layPagine(unita: string, personaId: string): Promise<void> {
  const content = sql`1, 'x', 'disco', 'x', 'x'`
  const [file] = await db.execute<{ id: string }>(
    sql`insert into file_archivio (ente, unita_id, ordine, nome, mime, byte, sha256, deposito, chiave_cifrata, chiave_maestra)
      values ('p_sp', ${unita}::uuid, 1, 'prova.pdf', 'application/pdf', ${content}) returning id`,
  )
  for (const numero of [1, 2]) {
    const [pagina] = await db.execute<{ id: string }>(
      sql`insert into pagine_archivio (ente, unita_id, file_id, indice, numero, larghezza, altezza, riservata)
        values ('p_sp', ${unita}::uuid, ${file?.id}::uuid, ${numero - 1}, ${numero}, 100, 100, ${numero === 2}) returning id`,
    )
    const of = sql`'p_sp', ${pagina?.id}::uuid, ${unita}::uuid`
    for (const tipo of numero === 2 ? ['intera', 'oscurata'] : ['intera'])
      await db.execute(
        sql`insert into derivati_pagina (ente, pagina_id, unita_id, tipo, byte, sha256, deposito, chiave_cifrata, chiave_maestra) values (${of}, ${tipo}, ${content})`,
      )
    await db.execute(
      sql`insert into testi_pagina (ente, pagina_id, unita_id, testo, parole, fonte) values (${of}, 'segreto', '[]', 'ocr')`,
    )
  }
  const second = sql`(select id from pagine_archivio where unita_id = ${unita}::uuid and numero = 2)`
  for (const row of [
    sql`viste_pagina (ente, persona_id, pagina_id, unita_id, finestra_at, classe)
      values ('p_sp', ${personaId}::uuid, ${second}, ${unita}::uuid, now(), 'ufficio')`,
    sql`coperture_archivio (ente, pagina_id, unita_id, versione, atto, regioni, motivo, persona_id, nome)
      values ('p_sp', ${second}, ${unita}::uuid, 1, 'oscurata', '[[1, 1, 9, 9]]', 'prova', ${personaId}::uuid, 'Paolo')`,
    sql`testi_letti (ente, pagina_id, unita_id, testo, parole, fonte) values ('p_sp', ${second}, ${unita}::uuid, 'segreto', '[]', 'ocr')`,
    sql`correzioni_testo (ente, pagina_id, unita_id, versione, atto, righe, persona_id, nome)
      values ('p_sp', ${second}, ${unita}::uuid, 1, 'corretta', '[]', ${personaId}::uuid, 'Paolo')`,
    sql`testi_oscurati (ente, pagina_id, unita_id, testo, parole) values ('p_sp', ${second}, ${unita}::uuid, 'resto', '[]')`,
  ])
    await db.execute(sql`insert into ${row}`)
  await db.execute(
    sql`insert into lavorazioni_archivio (ente, file_id, fase) values ('p_sp', ${file?.id}::uuid, 'apertura')`,
  )
}

/** A batch that is in, brought by nobody in particular, and the attestation of its copies. */
async function layLotto(personaId: string, unita: Record<string, string>): Promise<void> {
  const [lotto] = await db.execute<{ id: string }>(
    sql`insert into lotti_archivio (ente, nome, origine, stato) values ('p_sp', 'Lotto di prova', 'cartella', 'caricato') returning id`,
  )
  const l = sql`${lotto?.id}::uuid`
  await db.execute(sql`insert into sospensioni_lavorazione (ente, lotto_id, sospesa_da_id, sospesa_da)
    values ('p_sp', ${l}, ${personaId}::uuid, 'Paolo')`)
  const [attestazione] = await db.execute<{ id: string }>(sql`
    insert into attestazioni_lotto (ente, lotto_id, valore, attestata_da_id, attestante, attestata_il, attestata_at, quanti, impronta_elenco)
    values ('p_sp', ${l}, 'attestata_raffronto', ${personaId}::uuid, 'Tizio', '2026-01-01', now(), 5, 'x') returning id`)
  for (const [n, [nome, id]] of Object.entries(unita).entries()) {
    await db.execute(sql`insert into righe_lotto (ente, lotto_id, riga, posizione, segnatura, stato, chiusa, unita_id)
      values ('p_sp', ${l}, ${n + 2}, ${n}, ${nome}, 'caricata', ${nome === 'chiuso'}, ${id}::uuid)`)
    await db.execute(
      sql`insert into file_lotto (ente, lotto_id, nome, byte, riga) values ('p_sp', ${l}, ${`${nome}.pdf`}, 1, ${n + 2})`,
    )
    await db.execute(sql`
      insert into file_attestati (ente, attestazione_id, numero, file_id, unita_id, segnatura, nome, byte, pagine, sha256)
      select 'p_sp', ${attestazione?.id}::uuid, ${n + 1}, f.id, f.unita_id, ${nome}, f.nome, f.byte, 2, f.sha256
      from file_archivio f where f.unita_id = ${id}::uuid`)
  }
}

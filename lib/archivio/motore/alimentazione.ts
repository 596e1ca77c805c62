/**
 * Feeds the engine from the database, as the portal itself: everything once, then what changes. Whoever writes anything
 * that is searched marks the unit in its own transaction (triggers of *_mutazioni_archivio.sql): nothing that is kept can be missed, in
 * whatever order transactions end.
 */
import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { withoutNulls } from '../materia'
import { COPERTO } from '../rules-copertura'
import { computeVoceIndice } from '../rules-indice'
import { Costruttore } from './costruttore'
import type { PaginaIndice, UnitaIndice } from './documento'
import type { Filigrana, Motore } from './motore'

/** Units read with one statement. */
const INSIEME = 250
/** Units in one piece, the first time. */
const PEZZO = 100_000
/** Changes taken at once. */
const MUTATE = 20_000
const SALVA_OGNI_MS = 300_000
const SALVA_DA = 4_000

type Riga = Parameters<typeof computeVoceIndice>[0] & {
  id: string
  fondoId: string
  accesso: UnitaIndice['consultabilita']['accesso']
  consultabileDal: string | null
  accessoDopo: UnitaIndice['consultabilita']['accessoDopo']
  pagine: PaginaIndice[]
  /** what is left of covered pages: each is there twice, whole for the offices and so for whoever reads the others */
  coperte: PaginaIndice[]
}

/**
 * Units as the index should hold them, by their ids or after one of them. Planned each time: a plan kept from before the
 * database knew its tables, just filled, reads them whole for every unit, and nothing makes it forget.
 */
async function readUnita(where: ReturnType<typeof sql>, limit: number): Promise<UnitaIndice[]> {
  const chiusa = sql`p.riservata and coalesce(p.consultabile_dal > ${await today()}::date, true)`
  const per = sql`case when not (${chiusa}) then 'tutti' when p.solo_abilitati then 'abilitati' else 'uffici' end`
  const rows = await dbAs('sistema', { replan: true }).execute<{ riga: Record<string, unknown> }>(sql`
    select jsonb_build_object('id', u.id, 'fondoId', u.fondo_id, 'segnatura', u.segnatura, 'titolo', u.titolo, 'tipologia', u.tipologia,
      'dal', u.dal, 'al', u.al, 'numeroPratica', u.numero_pratica, 'annoPratica', u.anno_pratica, 'comuneIstat', u.comune_istat,
      'comuneStorico', u.comune_storico, 'localita', u.localita, 'opera', u.opera, 'materiale', u.materiale, 'normativa', u.normativa,
      'contenuto', u.contenuto, 'registro', u.registro, 'protocolloStorico', u.protocollo_storico,
      'classificazione', u.classificazione, 'accesso', u.accesso, 'consultabileDal', u.consultabile_dal, 'accessoDopo', u.accesso_dopo,
      'titoloOriginale', (select r.titolo_originale from unita_riservate r where r.ente = u.ente and r.unita_id = u.id),
      'agenti', (select coalesce(jsonb_agg(jsonb_build_object('nome', a.nome)), '[]') from agenti_unita a where a.ente = u.ente and a.unita_id = u.id),
      'ubicazioni', (select coalesce(jsonb_agg(jsonb_build_object('via', l.via, 'foglio', l.foglio, 'mappale', l.mappale)), '[]')
        from ubicazioni_unita l where l.ente = u.ente and l.unita_id = u.id),
      'tratte', (select coalesce(jsonb_agg(jsonb_build_object('strada', t.strada, 'daM', t.da_m, 'aM', t.a_m)), '[]')
        from tratte_unita t where t.ente = u.ente and t.unita_id = u.id),
      'voci', (select coalesce(jsonb_agg(v.termine), '[]') from voci_unita x join voci v on v.ente = x.ente and v.id = x.voce_id
        where x.ente = u.ente and x.unita_id = u.id),
      'pagine', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'numero', p.numero, 'per', ${per}, 'testo', t.testo) order by p.numero), '[]')
        from testi_pagina t join pagine_archivio p on p.ente = t.ente and p.id = t.pagina_id where t.ente = u.ente and t.unita_id = u.id),
      'coperte', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'numero', p.numero, 'per', 'tutti',
          'testo', replace(o.testo, ${COPERTO}, ' ')) order by p.numero), '[]')
        from testi_oscurati o join pagine_archivio p on p.ente = o.ente and p.id = o.pagina_id and ${chiusa}
        where o.ente = u.ente and o.unita_id = u.id)) as riga
    from unita_archivistiche u where u.ente = ${ENTE} and ${where} order by u.id limit ${limit}`)
  return rows.map(({ riga }) => unitaOf(riga as unknown as Riga))
}

function unitaOf(riga: Riga): UnitaIndice {
  const { id, fondoId, accesso, consultabileDal, accessoDopo, pagine, coperte } = riga
  const consultabilita = { accesso, consultabileDal: consultabileDal as never, accessoDopo }
  const unita = {
    ...withoutNulls(riga),
    dal: riga.dal,
    al: riga.al,
    ubicazioni: riga.ubicazioni.map(withoutNulls),
    tratte: riga.tratte.map(withoutNulls),
  }
  const comune = riga.comuneIstat ?? null
  return {
    id,
    fondoId,
    comuneIstat: comune,
    tipologia: riga.tipologia ?? null,
    dal: riga.dal,
    al: riga.al,
    consultabilita,
    voce: computeVoceIndice(unita as Riga, consultabilita, comune === null ? null : nomeComune(comune)),
    pagine: [...pagine, ...coperte],
  }
}

const inElenco = (ids: readonly string[]) => sql`u.id = any (${sql.raw(`'{${ids.join(',')}}'`)}::uuid[])`

const ATTESE_MS = [1_000, 3_000, 6_000]
/** A reading that takes many minutes outlives a database that is busy, or away, for one. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const ms of ATTESE_MS)
    try {
      return await work()
    } catch {
      await sleep(ms)
    }
  return work()
}

export class Alimentazione {
  #filigrana: Filigrana = { database: '', transazione: '0', giorno: '' }
  /** transactions after the watermark whose units are in the index already */
  #lette = new Set<string>()
  #turn: Promise<void> = Promise.resolve()
  #savedAt = performance.now()

  constructor(readonly motore: Motore) {}

  /** Begins from what was kept, or from nothing. Answers may be asked for meanwhile: they are of what is in so far. */
  async begin(): Promise<void> {
    const [here] = await dbAs('sistema').execute<{ database: string; prima: string; dopo: string }>(sql`
      select (select system_identifier from pg_control_system()) || '/' || (select oid from pg_database where datname = current_database()) as database,
        pg_snapshot_xmin(pg_current_snapshot())::text as prima, pg_snapshot_xmax(pg_current_snapshot())::text as dopo`)
    if (!here) throw new Error('The database does not say which it is')
    const kept = this.motore.open()
    // a copy of the database, or one brought back from a copy, counts its transactions in another way
    if (kept !== null && kept.database === here.database && BigInt(kept.transazione) <= BigInt(here.dopo)) {
      this.#filigrana = kept
      this.motore.quota = 1
      return
    }
    this.motore.clear()
    const giorno = await today()
    this.#filigrana = { database: here.database, transazione: here.prima, giorno }
    await this.#readAll(giorno)
    this.motore.quota = 1
    await this.motore.salva(this.#filigrana)
  }

  async #readAll(oggi: string): Promise<void> {
    const [counted] = await dbAs('sistema').execute<{ n: number }>(
      sql`select count(*)::int as n from unita_archivistiche where ente = ${ENTE}`,
    )
    /** Asked while what came before is taken in. */
    const readAfter = (id: string) => {
      const coming = patiently(() => readUnita(sql`u.id > ${id}::uuid`, INSIEME))
      coming.catch(() => {}) // whoever waits for it hears of it
      return coming
    }
    let coming: Promise<UnitaIndice[]> | null = readAfter('00000000-0000-0000-0000-000000000000')
    let read = 0
    while (coming) {
      const piece = new Costruttore(oggi)
      while (coming && piece.unita < PEZZO) {
        const units: UnitaIndice[] = await coming
        const last = units.at(-1)
        coming = last && units.length === INSIEME ? readAfter(last.id) : null
        for (const one of units) piece.add(one)
        read += units.length
        this.motore.quota = Math.min(0.99, read / Math.max(counted?.n ?? 1, 1))
      }
      if (piece.unita > 0)
        await this.motore.add(await piece.end(piece.unita > SALVA_DA ? this.motore.nuovoFile() : null))
    }
  }

  /** Takes in what has changed. Who comes while it is being done waits for the next turn. @returns how many units */
  aggiorna(): Promise<number> {
    const turn = this.#turn.then(() => this.#aggiorna())
    this.#turn = turn.then(
      () => {},
      () => {},
    )
    return turn
  }

  async #aggiorna(): Promise<number> {
    const [now] = await dbAs('sistema').execute<{ prima: string; mutate: [unita: string, transazione: string][] }>(sql`
      select pg_snapshot_xmin(pg_current_snapshot())::text as prima, coalesce((select jsonb_agg(jsonb_build_array(m.unita_id, m.transazione::text)) from (
        select unita_id, transazione from unita_mutate where ente = ${ENTE} and transazione >= ${this.#filigrana.transazione}::xid8
          and transazione <> all (${sql.raw(`'{${[...this.#lette].join(',')}}'`)}::xid8[]) order by transazione limit ${MUTATE}) m), '[]') as mutate`)
    if (!now) return 0
    let mutate = now.mutate
    const whole = mutate.length < MUTATE
    const last = mutate.at(-1)?.[1]
    // the last one may have been cut: it comes whole the next time, unless it is alone
    if (!whole && mutate[0]?.[1] !== last) mutate = mutate.filter(([, transazione]) => transazione !== last)
    const alone = !whole && mutate[0]?.[1] === last
    const oggi = await today()
    const opened = oggi > this.#filigrana.giorno ? await this.#aperteDopo(this.#filigrana.giorno, oggi) : []
    await this.motore.giorno(oggi)
    const changed = alone ? await this.#allOf(last ?? '') : mutate.map(([unita]) => unita)
    const ids = [...new Set([...opened, ...changed])]
    for (let i = 0; i < ids.length; i += INSIEME) {
      const some = ids.slice(i, i + INSIEME)
      await this.motore.applica(await readUnita(inElenco(some), INSIEME))
    }
    this.#filigrana = { ...this.#filigrana, giorno: oggi }
    for (const [, transazione] of mutate) this.#lette.add(transazione)
    if (whole) {
      this.#filigrana = { ...this.#filigrana, transazione: now.prima }
      for (const one of this.#lette) if (BigInt(one) < BigInt(now.prima)) this.#lette.delete(one)
    }
    if (ids.length > 0) void this.motore.riduci()
    await this.#salva()
    if (!whole) return ids.length + (await this.#aggiorna())
    return ids.length
  }

  async #allOf(transazione: string): Promise<string[]> {
    const rows = await dbAs('sistema').execute<{ unita: string }>(
      sql`select unita_id as unita from unita_mutate where ente = ${ENTE} and transazione = ${transazione}::xid8`,
    )
    return rows.map((one) => one.unita)
  }

  /** Units whose terms, or those of a page, have ended since: what nobody has written, and opens all the same. */
  async #aperteDopo(giorno: string, oggi: string): Promise<string[]> {
    const rows = await dbAs('sistema').execute<{ id: string }>(
      sql`select id from unita_archivistiche where ente = ${ENTE} and consultabile_dal > ${giorno}::date and consultabile_dal <= ${oggi}::date
        union select unita_id from pagine_archivio where ente = ${ENTE} and consultabile_dal > ${giorno}::date and consultabile_dal <= ${oggi}::date`,
    )
    return rows.map((one) => one.id)
  }

  async #salva(): Promise<void> {
    const loose = this.motore.inMemoria
    if (loose === 0 || (loose < SALVA_DA && performance.now() - this.#savedAt < SALVA_OGNI_MS)) return
    this.#savedAt = performance.now()
    await this.motore.salva(this.#filigrana)
  }

  /** Writes down what is in memory. */
  async end(): Promise<void> {
    await this.#turn
    await this.motore.salva(this.#filigrana)
  }
}

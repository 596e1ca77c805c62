import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import {
  soggettiProduttori,
  storiaUnita,
  tratteUnita,
  unitaArchivistiche,
  voci,
  vociUnita,
} from '@/drizzle/schema/archivio'
import { unitaConservazione, unitaContenute } from '@/drizzle/schema/archivio-deposito'
import { agentiUnita, etichetteUnita, ubicazioniUnita, unitaRiservate } from '@/drizzle/schema/archivio-nomi'
import { ENTE } from '@/lib/core/ente'
import { insertRows } from '@/lib/db/rows'
import { type Tx, transaction } from '@/lib/db/transaction'
import { luogoIdOf, nextCima, type Posto, unitaRow } from './carico-righe'
import { findEtichette } from './materia'
import { haCarte, ordineOf } from './rules'
import type { Descrizione } from './rules-descrizione'

/** Units written in one transaction. */
const A_BLOCCO = 1_000
const DEADLINE_MS = 60_000

/** `storia`: each begins its history; `luogo`: where new containers belong */
export type OpzioniCarico = { storia: boolean; luogo: string }

/** The same signature gives the same id, unless a unit that was called so has kept it: links survive when a sample is loaded again. */
export function unitaIdOf(segnatura: string): string {
  const hex = createHash('sha256').update(`${ENTE} ${segnatura}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Writes described units, in the order of the tree: each after the one it stands in. As the portal itself.
 *
 * @returns how many
 */
export async function loadDescrizioni(descrizioni: Iterable<Descrizione>, opzioni: OpzioniCarico): Promise<number> {
  const carico = new Carico(opzioni)
  let block: Descrizione[] = []
  for (const one of descrizioni) {
    block.push(one)
    if (block.length === A_BLOCCO) {
      await carico.write(block)
      block = []
    }
  }
  await carico.write(block)
  return carico.scritte
}

/** The unit that another is to stand in is not in the archive. */
export class PadreAssente extends Error {
  override name = 'PadreAssente'
}

/**
 * Writes one described unit into the archive as it is, inside the caller's transaction, after its siblings.
 * @returns its id
 * @throws PadreAssente
 */
export async function writeDescrizione(tx: Tx, one: Descrizione, opzioni: OpzioniCarico): Promise<string> {
  const carico = new Carico(opzioni, (work) => work(tx))
  if (one.padre === null) await tx.execute(sql`select pg_advisory_xact_lock(hashtext('unita_archivistiche cime'))`)
  else carico.knows(one.padre, await findPosto(tx, one.padre))
  await carico.write([one])
  return carico.idOf(one.segnatura)
}

/** Locked: places among its children are given once. */
async function findPosto(tx: Tx, segnatura: string): Promise<Posto> {
  const [row] = await tx
    .select()
    .from(unitaArchivistiche)
    .where(and(eq(unitaArchivistiche.ente, ENTE), eq(unitaArchivistiche.segnatura, segnatura)))
    .for('update')
  if (!row) throw new PadreAssente(segnatura)
  const [next] = await tx
    .select({ n: sql<number>`coalesce(max(${unitaArchivistiche.posizione}) + 1, 0)::int` })
    .from(unitaArchivistiche)
    .where(and(eq(unitaArchivistiche.ente, ENTE), eq(unitaArchivistiche.padreId, row.id)))
  const { id, padreId, fondoId, posizione, ordine, profondita } = row
  const etichette = (await findEtichette(tx, id)).map((one) => one.etichetta)
  return { id, padreId, fondoId, posizione, ordine, profondita, figli: next?.n ?? 0, etichette }
}

/** Ids that units have kept which were called so once: a unit may take another signature, and another may take its own. */
async function findPrese(tx: Tx, block: readonly Descrizione[]): Promise<Set<string>> {
  const usual = block.map((one) => unitaIdOf(one.segnatura))
  const rows = await tx
    .select({ id: unitaArchivistiche.id })
    .from(unitaArchivistiche)
    .where(and(eq(unitaArchivistiche.ente, ENTE), inArray(unitaArchivistiche.id, usual)))
  return new Set(rows.map((one) => one.id))
}

/** Not tried again by itself: places are given once. */
const inBlocco = (work: (tx: Tx) => Promise<void>) =>
  transaction(work, { attore: null, ente: ENTE, deadlineMs: DEADLINE_MS, retries: 0 })

class Carico {
  scritte = 0
  readonly #posti = new Map<string, Posto>()
  readonly #produttori = new Map<string, string>()
  readonly #voci = new Map<string, string>()
  readonly #contenitori = new Map<string, string>()
  readonly #aperte: string[] = []
  #cime = -1
  #luogoId: string | null = null

  constructor(
    readonly opzioni: OpzioniCarico,
    readonly inTx: typeof inBlocco = inBlocco,
  ) {}

  /** A unit that is there already, for those that come under it. */
  knows(segnatura: string, posto: Posto): void {
    this.#posti.set(segnatura, posto)
  }

  /** Of a unit that was written. */
  idOf(segnatura: string): string {
    const posto = this.#posti.get(segnatura)
    if (!posto) throw new Error(`${segnatura} was not written`)
    return posto.id
  }

  async write(block: readonly Descrizione[]): Promise<void> {
    if (block.length === 0) return
    await this.inTx(async (tx) => {
      if (this.#cime < 0) this.#cime = await nextCima(tx)
      const produttori = await this.#idsOf(
        this.#produttori,
        block.map((one) => one.produttore),
        (names) =>
          tx
            .insert(soggettiProduttori)
            .values(names.map((denominazione) => ({ ente: ENTE, tipo: 'ente' as const, denominazione })))
            .onConflictDoUpdate({
              target: [soggettiProduttori.ente, soggettiProduttori.denominazione],
              set: { denominazione: sql`excluded.denominazione` },
            })
            .returning({ id: soggettiProduttori.id, nome: soggettiProduttori.denominazione }),
      )
      const terms = await this.#idsOf(
        this.#voci,
        block.flatMap((one) => one.voci),
        (names) =>
          tx
            .insert(voci)
            .values(names.map((termine) => ({ ente: ENTE, termine })))
            .onConflictDoUpdate({ target: [voci.ente, voci.termine], set: { termine: sql`excluded.termine` } })
            .returning({ id: voci.id, nome: voci.termine }),
      )
      const prese = await findPrese(tx, block)
      const placed = block.map((one) => ({ one, posto: this.#place(one, prese) }))
      const rows = placed.map(({ one, posto }) => unitaRow(one, posto, produttori.get(one.produttore) ?? null))
      await insertRows(tx, unitaArchivistiche, rows)
      await this.#writeParts(tx, placed, terms)
    })
    this.scritte += block.length
  }

  #place(one: Descrizione, prese: ReadonlySet<string>): Posto {
    const padre = one.padre === null ? null : this.#posti.get(one.padre)
    if (padre === undefined) throw new Error(`${one.segnatura}: ${one.padre} has not come before it`)
    const usual = unitaIdOf(one.segnatura)
    const id = prese.has(usual) ? randomUUID() : usual
    const posizione = padre ? padre.figli : this.#cime
    if (padre) padre.figli += 1
    else this.#cime += 1
    const posto: Posto = {
      id,
      padreId: padre?.id ?? null,
      fondoId: padre?.fondoId ?? id,
      posizione,
      ordine: ordineOf(padre?.ordine ?? null, posizione),
      profondita: padre ? padre.profondita + 1 : 0,
      figli: 0,
      etichette: [...(padre?.etichette ?? []), ...one.etichette],
    }
    // nothing comes under a file once the next has begun
    if (one.livello === 'fascicolo') for (const segnatura of this.#aperte.splice(0)) this.#posti.delete(segnatura)
    if (haCarte(one.livello)) this.#aperte.push(one.segnatura)
    this.#posti.set(one.segnatura, posto)
    return posto
  }

  /** Ids by name; those not met before are written. */
  async #idsOf(
    known: Map<string, string>,
    names: string[],
    insert: (names: string[]) => Promise<{ id: string; nome: string }[]>,
  ) {
    const fresh = [...new Set(names)].filter((name) => !known.has(name))
    if (fresh.length > 0) for (const { id, nome } of await insert(fresh)) known.set(nome, id)
    return known
  }

  async #writeParts(tx: Tx, placed: { one: Descrizione; posto: Posto }[], terms: Map<string, string>): Promise<void> {
    const each = <T>(make: (one: Descrizione, key: { ente: string; unitaId: string }) => T[]): T[] =>
      placed.flatMap(({ one, posto }) => make(one, { ente: ENTE, unitaId: posto.id }))
    const originals = each((one, key) =>
      one.titoloOriginale ? [{ ...key, titoloOriginale: one.titoloOriginale }] : [],
    )
    const agents = each((one, key) => one.agenti.map((agent) => ({ ...key, ...agent })))
    const places = each((one, key) =>
      one.ubicazioni.map((place) => ({
        ...key,
        ...place,
        catasto: place.foglio ? (place.catasto ?? ('terreni' as const)) : null,
      })),
    )
    const roads = each((one, key) => one.tratte.map((road) => ({ ...key, ...road })))
    const tags = each((one, key) =>
      one.etichette.map((tag) => ({
        ...key,
        categoria: tag.categoria,
        il: 'il' in tag ? tag.il : null,
        anno: 'anno' in tag ? tag.anno : null,
        motivo: 'Dalla descrizione',
      })),
    )
    const subjects = each((one, key) => one.voci.map((voce) => ({ ...key, voceId: terms.get(voce) ?? '' })))
    await insertRows(tx, unitaRiservate, originals)
    await insertRows(tx, agentiUnita, agents)
    await insertRows(tx, ubicazioniUnita, places)
    await insertRows(tx, tratteUnita, roads)
    await insertRows(tx, etichetteUnita, tags)
    await insertRows(tx, vociUnita, subjects)
    await this.#writeContenitori(
      tx,
      each((one, key) =>
        [one.contenitore ?? [], one.altriContenitori ?? []].flat().map((codice) => ({ ...key, codice })),
      ),
    )
    if (this.opzioni.storia)
      await insertRows(
        tx,
        storiaUnita,
        each((_, key) => [{ ...key, seq: 1, attoreNome: 'Il portale', cosa: 'descritta' }]),
      )
  }

  async #writeContenitori(tx: Tx, held: { ente: string; unitaId: string; codice: string }[]): Promise<void> {
    if (held.length === 0) return
    this.#luogoId ??= await luogoIdOf(tx, this.opzioni.luogo)
    const luogoId = this.#luogoId
    const ids = await this.#idsOf(
      this.#contenitori,
      held.map((one) => one.codice),
      (codes) =>
        tx
          .insert(unitaConservazione)
          .values(codes.map((codice) => ({ ente: ENTE, tipo: 'busta' as const, codice, luogoId })))
          .onConflictDoUpdate({
            target: [unitaConservazione.ente, unitaConservazione.codice],
            set: { codice: sql`excluded.codice` },
          })
          .returning({ id: unitaConservazione.id, nome: unitaConservazione.codice }),
    )
    await insertRows(
      tx,
      unitaContenute,
      held.map(({ codice, ...key }) => ({ ...key, contenitoreId: ids.get(codice) ?? '' })),
    )
  }
}

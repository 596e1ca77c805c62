import 'server-only'
import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import {
  soggettiProduttori,
  storiaUnita,
  tratteUnita,
  unitaArchivistiche,
  voci,
  vociUnita,
} from '@/drizzle/schema/archivio'
import { luoghiConservazione, unitaConservazione, unitaContenute } from '@/drizzle/schema/archivio-deposito'
import { agentiUnita, etichetteUnita, ubicazioniUnita, unitaRiservate } from '@/drizzle/schema/archivio-nomi'
import { ENTE } from '@/lib/core/ente'
import { insertRows } from '@/lib/db/rows'
import { type Tx, transaction } from '@/lib/db/transaction'
import { findEtichette } from './materia'
import { haCarte, ordineOf } from './rules'
import { computeConsultabilita, type Etichetta } from './rules-consultabilita'
import { formatEstremi } from './rules-date'
import type { Descrizione } from './rules-descrizione'

/** Units written in one transaction. */
const A_BLOCCO = 1_000
const DEADLINE_MS = 60_000

/** `storia`: each begins its history; `luogo`: where new containers belong */
export type OpzioniCarico = { storia: boolean; luogo: string }

/** Where a unit stands, for itself and for those that come under it. */
type Posto = {
  id: string
  padreId: string | null
  fondoId: string
  posizione: number
  ordine: string
  profondita: number
  figli: number
  /** that close it: its own and those above. Those of an import only add up (`addUp`) */
  etichette: Etichetta[]
}

/** The same signature gives the same id: links survive when a sample is loaded again. */
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
  return unitaIdOf(one.segnatura)
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
      const placed = block.map((one) => ({ one, posto: this.#place(one) }))
      const rows = placed.map(({ one, posto }) => unitaRow(one, posto, produttori.get(one.produttore) ?? null))
      await insertRows(tx, unitaArchivistiche, rows)
      await this.#writeParts(tx, placed, terms)
    })
    this.scritte += block.length
  }

  #place(one: Descrizione): Posto {
    const padre = one.padre === null ? null : this.#posti.get(one.padre)
    if (padre === undefined) throw new Error(`${one.segnatura}: ${one.padre} has not come before it`)
    const id = unitaIdOf(one.segnatura)
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

async function nextCima(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ next: sql<number>`coalesce(max(posizione) + 1, 0)::int` })
    .from(unitaArchivistiche)
    .where(and(eq(unitaArchivistiche.ente, ENTE), isNull(unitaArchivistiche.padreId)))
  return row?.next ?? 0
}

async function luogoIdOf(tx: Tx, nome: string): Promise<string> {
  const [row] = await tx
    .insert(luoghiConservazione)
    .values({ ente: ENTE, padreId: null, tipo: 'sede', nome })
    .onConflictDoUpdate({
      target: [luoghiConservazione.ente, luoghiConservazione.padreId, luoghiConservazione.nome],
      set: { nome },
    })
    .returning({ id: luoghiConservazione.id })
  if (!row) throw new Error('A place of the archive was neither there nor written')
  return row.id
}

const consultabilitaOf = (one: Descrizione, posto: Posto) =>
  computeConsultabilita(one.accessoBase, haCarte(one.livello) ? posto.etichette : [])

function unitaRow(one: Descrizione, posto: Posto, produttoreId: string | null) {
  const {
    padre: _,
    etichette,
    agenti,
    ubicazioni,
    tratte,
    voci: terms,
    contenitore,
    titoloOriginale,
    produttore,
    ...unita
  } = one
  return {
    ente: ENTE,
    ...unita,
    ...consultabilitaOf(one, posto),
    id: posto.id,
    padreId: posto.padreId,
    fondoId: posto.fondoId,
    posizione: posto.posizione,
    ordine: posto.ordine,
    profondita: posto.profondita,
    dataMostrata: formatEstremi(one),
    produttoreId,
    trattamento: one.pagine ? ('scansionato' as const) : ('schedato' as const),
    fonte: 'Indice caricato',
  }
}

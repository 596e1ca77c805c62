import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { soggettiProduttori, unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { attoreOf, type Record_, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { columnsOf, DI, isPresa, NON_TUA, PRESA, writeStoria, writeTitoloOriginale } from './commands'
import { curaArchivio, writeStoriaDi } from './deposito/storia'
import type { NuovoFondoInput } from './forms'
import { ordineOf } from './rules'
import { computeConsultabilita } from './rules-consultabilita'

/**
 * Begins a fonds, or a group of fonds, after those that are there. As the system, once it is known who acts: one that is
 * closed is seen only by who is named for it, and its place comes after those that the archivist does not see.
 */
export async function addFondo(
  actor: Funzionario,
  { livello, segnatura, accesso, produttore, ...described }: NuovoFondoInput,
): Promise<Result<{ id: string }, 'segnatura'>> {
  return recorded<{ id: string }, 'segnatura'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    if (await isPresa(tx, segnatura)) return refuse('C’è un problema', PRESA)
    // the same lock as that of an index being loaded: places at the top are given once
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('unita_archivistiche cime'))`)
    const produttoreId = await produttoreIdOf(tx, actor, record, produttore)
    const id = crypto.randomUUID()
    await asSistema(tx, async () => {
      const [last] = await tx
        .select({ next: sql<number>`coalesce(max(posizione) + 1, 0)::int` })
        .from(unita)
        .where(and(eq(unita.ente, ENTE), isNull(unita.padreId)))
      const posizione = last?.next ?? 0
      await tx.insert(unita).values({
        ente: ENTE,
        id,
        fondoId: id,
        posizione,
        ordine: ordineOf(null, posizione),
        profondita: 0,
        livello,
        segnatura,
        ...columnsOf(described),
        ...computeConsultabilita(accesso, []),
        accessoBase: accesso,
        produttoreId,
        fonte: `${actor.nome} ${actor.cognome}`,
      })
      await writeTitoloOriginale(tx, id, described.titoloOriginale)
      await writeStoria(tx, actor, id, 0, 'descritta')
    })
    await record({ azione: 'archivio.descritta', soggettoTipo: DI.tipo, soggettoId: id, dati: { accesso } })
    return success({ id })
  })
}

/** Of the authority record with this name, whatever its letters; one that is not there begins, and is told later. */
async function produttoreIdOf(tx: Tx, actor: Funzionario, record: Record_, denominazione: string): Promise<string> {
  const [known] = await tx
    .select({ id: soggettiProduttori.id })
    .from(soggettiProduttori)
    .where(
      and(eq(soggettiProduttori.ente, ENTE), sql`lower(${soggettiProduttori.denominazione}) = lower(${denominazione})`),
    )
    .orderBy(sql`${soggettiProduttori.denominazione} <> ${denominazione}`)
    .limit(1)
  if (known) return known.id
  const id = crypto.randomUUID()
  await tx.insert(soggettiProduttori).values({ ente: ENTE, id, tipo: 'ente', denominazione })
  await writeStoriaDi(tx, actor, 'produttore', id, 'descritto')
  await record({ azione: 'archivio.produttore_descritto', soggettoTipo: 'soggetto_produttore', soggettoId: id })
  return id
}

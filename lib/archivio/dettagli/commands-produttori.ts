import 'server-only'
import { and, eq, ne, sql } from 'drizzle-orm'
import { soggettiProduttori } from '@/drizzle/schema/archivio'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import { CAMBIATA, modificheOf, NON_TUA } from '../commands'
import { curaArchivio, writeStoriaDi } from '../deposito/storia'
import type { ProduttoreInput } from './forms-produttori'

const PRESA = { denominazione: 'C’è già un soggetto con questa denominazione' }
const DI = { soggettoTipo: 'soggetto_produttore' } as const

const isTaken = async (tx: Tx, denominazione: string, senza?: string): Promise<boolean> => {
  const [row] = await tx
    .select({ id: soggettiProduttori.id })
    .from(soggettiProduttori)
    .where(
      and(
        eq(soggettiProduttori.ente, ENTE),
        eq(soggettiProduttori.denominazione, denominazione),
        senza ? ne(soggettiProduttori.id, senza) : undefined,
      ),
    )
  return row !== undefined
}

/** A new authority record (ISAAR(CPF)). */
export async function addProduttore(
  actor: Funzionario,
  input: ProduttoreInput,
): Promise<Result<{ id: string }, 'denominazione'>> {
  return recorded<{ id: string }, 'denominazione'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    if (await isTaken(tx, input.denominazione)) return refuse('C’è un problema', PRESA)
    const id = crypto.randomUUID()
    await tx.insert(soggettiProduttori).values({ ente: ENTE, id, ...input })
    await writeStoriaDi(tx, actor, 'produttore', id, 'descritto')
    await record({ azione: 'archivio.produttore_descritto', ...DI, soggettoId: id })
    return success({ id })
  })
}

/** @param versione of the record when the form was drawn */
export async function describeProduttore(
  actor: Funzionario,
  id: string,
  versione: number,
  input: ProduttoreInput,
): Promise<Result<null, 'denominazione'>> {
  return recorded<null, 'denominazione'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    const of = and(eq(soggettiProduttori.ente, ENTE), eq(soggettiProduttori.id, id))
    const [row] = await tx.select().from(soggettiProduttori).where(of).for('update')
    if (!row) return refuse('Questo soggetto non c’è più: torna all’elenco')
    if (row.versioneRiga !== versione) return refuse(CAMBIATA.replace('questa unità', 'questo soggetto'))
    if (await isTaken(tx, input.denominazione, id)) return refuse('C’è un problema', PRESA)
    const flat = (one: ProduttoreInput) => ({ ...one, altreDenominazioni: one.altreDenominazioni.join('; ') })
    const changes = modificheOf(flat(row), flat(input))
    if (Object.keys(changes).length === 0) return refuse('Non hai cambiato niente')
    await tx
      .update(soggettiProduttori)
      .set({ ...input, versioneRiga: versione + 1, updatedAt: sql`now()` })
      .where(of)
    await writeStoriaDi(tx, actor, 'produttore', id, 'modificato', changes)
    await record({
      azione: 'archivio.produttore_modificato',
      ...DI,
      soggettoId: id,
      dati: { campi: Object.keys(changes) },
    })
    return success(null)
  })
}

import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import {
  derivatiPagina as derivati,
  pagineArchivio as pagine,
  testiPagina as testi,
} from '@/drizzle/schema/archivio-digitale'
import { copertureArchivio as coperture, testiOscurati as oscurati } from '@/drizzle/schema/archivio-visore'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import { storageOf } from '@/lib/documenti/stores'
import { dropCoperta } from '../coperte'
import { canCurare } from '../lettore'
import { type AttoRiservatezza, type RegioneCoperta, togliCoperte } from '../rules-copertura'
import { makeCoperta, ritaglia } from './copri'
import type { CoperturaInput } from './forms-copertura'
import { findPagina } from './queries'

export const PAGINA_NON_TROVATA = refuse('Questa pagina non c’è più: torna alle carte')
const INTANTO = refuse('Intanto l’immagine della pagina è stata rifatta: ricarica la pagina e riprova')

type Locked = typeof pagine.$inferSelect

/** The page, held, for who works in the archive. Not there, and not theirs, are the same. */
async function lockPagina(tx: Tx, paginaId: string): Promise<Locked | null> {
  const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  if (!cura?.si) return null
  const [row] = await tx
    .select()
    .from(pagine)
    .where(and(eq(pagine.ente, ENTE), eq(pagine.id, paginaId)))
    .for('update')
  return row ?? null
}

const writeStoria = (
  tx: Tx,
  actor: Funzionario,
  { id: paginaId, unitaId }: Locked,
  atto: AttoRiservatezza,
  motivo: string,
  regioni: RegioneCoperta[] = [],
) =>
  tx.insert(coperture).values({
    ente: ENTE,
    paginaId,
    unitaId,
    versione:
      sql`1 + coalesce((select max(c.versione) from coperture_archivio c where c.ente = ${ENTE} and c.pagina_id = ${paginaId}::uuid), 0)` as unknown as number,
    atto,
    regioni,
    motivo,
    personaId: actor.personaId,
    nome: `${actor.nome} ${actor.cognome}`,
  })

const setRiservata = (tx: Tx, paginaId: string, riservata: boolean) =>
  tx
    .update(pagine)
    .set({ riservata, updatedAt: sql`now()` })
    .where(and(eq(pagine.ente, ENTE), eq(pagine.id, paginaId)))

const removeBytes = async (rows: readonly { id: string; deposito: string }[]) => {
  for (const { id, deposito } of rows) await storageOf(deposito).delete(id)
}

/** Closes a page to whoever reads the others, or opens it again. Its covered image, if there is one, stays. */
export async function setPaginaRiservata(
  actor: Funzionario,
  paginaId: string,
  riservata: boolean,
  motivo: string,
): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const page = await lockPagina(tx, paginaId)
    if (!page) return PAGINA_NON_TROVATA
    if (page.riservata === riservata) return refuse(riservata ? 'La pagina è già chiusa' : 'La pagina è già aperta')
    await setRiservata(tx, paginaId, riservata)
    await writeStoria(tx, actor, page, riservata ? 'chiusa' : 'aperta', motivo)
    await record({
      azione: riservata ? 'archivio.pagina_chiusa' : 'archivio.pagina_aperta',
      soggettoTipo: 'pagina_archivio',
      soggettoId: paginaId,
      dati: { unitaId: page.unitaId },
    })
    return success(null)
  })
}

/**
 * Covers parts of a page: an image without them is made from the whole one, the page is closed, and whoever reads the
 * others sees that image and the text that is left. Done again, it takes the place of the one before.
 */
export async function coverPagina(
  actor: Funzionario,
  paginaId: string,
  { regioni, motivo }: CoperturaInput,
): Promise<Result<null, 'regioni'>> {
  if (!(await canCurare(actor))) return PAGINA_NON_TROVATA
  const found = await findPagina(actor, paginaId)
  if (!found) return PAGINA_NON_TROVATA
  const { immagine, larghezza, altezza } = found.pagina
  if (immagine?.tipo !== 'intera') return refuse('L’immagine della pagina non è ancora pronta: riprova più tardi')
  const inside = ritaglia(regioni, larghezza, altezza)
  if (inside.length === 0)
    return refuse('C’è un problema', {
      regioni: `Le parti sono fuori dalla pagina, che misura ${larghezza} × ${altezza}`,
    })
  const made = await makeCoperta(immagine, inside) // long: outside the transaction; without a row its bytes are swept away
  let old: { id: string; deposito: string }[] = []
  const result = await recorded<null, 'regioni'>(attoreOf(actor), async (tx, record) => {
    const page = await lockPagina(tx, paginaId)
    if (!page) return PAGINA_NON_TROVATA
    const [whole] = await tx
      .select({ id: derivati.id })
      .from(derivati)
      .where(and(eq(derivati.ente, ENTE), eq(derivati.paginaId, paginaId), eq(derivati.tipo, 'intera')))
    if (whole?.id !== immagine.id) return INTANTO
    const of = { ente: ENTE, paginaId, unitaId: page.unitaId }
    const [text] = await tx
      .select({ parole: testi.parole })
      .from(testi)
      .where(and(eq(testi.ente, ENTE), eq(testi.paginaId, paginaId)))
    old = await dropCoperta(tx, paginaId)
    if (!page.riservata) await setRiservata(tx, paginaId, true)
    await tx.insert(derivati).values({ ...made, ...of, tipo: 'oscurata' })
    await tx.insert(oscurati).values({ ...of, ...togliCoperte(text?.parole ?? [], inside) })
    await writeStoria(tx, actor, page, 'oscurata', motivo, inside)
    await record({
      azione: 'archivio.pagina_oscurata',
      soggettoTipo: 'pagina_archivio',
      soggettoId: paginaId,
      dati: { unitaId: page.unitaId, parti: inside.length },
    })
    return success(null)
  })
  await removeBytes(result.ok ? old : [made])
  return result
}

/** Takes the covered image away: the page stays closed. */
export async function uncoverPagina(actor: Funzionario, paginaId: string, motivo: string): Promise<Result<null>> {
  let old: { id: string; deposito: string }[] = []
  const result = await recorded(attoreOf(actor), async (tx, record) => {
    const page = await lockPagina(tx, paginaId)
    if (!page) return PAGINA_NON_TROVATA
    old = await dropCoperta(tx, paginaId)
    if (old.length === 0) return refuse('Di questa pagina non c’è un’immagine coperta')
    await writeStoria(tx, actor, page, 'scoperta', motivo)
    await record({
      azione: 'archivio.pagina_scoperta',
      soggettoTipo: 'pagina_archivio',
      soggettoId: paginaId,
      dati: { unitaId: page.unitaId },
    })
    return success(null)
  })
  if (result.ok) await removeBytes(old)
  return result
}

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
import { formatDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { storageOf } from '@/lib/documenti/stores'
import { dropCoperta } from '../coperte'
import { canCurare } from '../lettore'
import { computeApertura, type Etichetta, isSoloAbilitati } from '../rules-consultabilita'
import { type AttoRiservatezza, type RegioneCoperta, togliCoperte } from '../rules-copertura'
import { makeCoperta, ritaglia } from './copri'
import type { ChiusuraInput, CoperturaInput } from './forms-copertura'
import { findPagina } from './queries'

export const PAGINA_NON_TROVATA = refuse('Questa pagina non c’è più: torna alle carte')
export const SOLO_ABILITATI = 'Questa pagina la vede solo chi è abilitato: chiedi a chi dirige l’archivio'
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
  { regioni = [], etichetta = null }: { regioni?: RegioneCoperta[]; etichetta?: Etichetta | null } = {},
) =>
  tx.insert(coperture).values({
    ente: ENTE,
    paginaId,
    unitaId,
    versione:
      sql`1 + coalesce((select max(c.versione) from coperture_archivio c where c.ente = ${ENTE} and c.pagina_id = ${paginaId}::uuid), 0)` as unknown as number,
    atto,
    regioni,
    categoria: etichetta?.categoria ?? null,
    il: etichetta && 'il' in etichetta ? etichetta.il : null,
    anno: etichetta && 'anno' in etichetta ? etichetta.anno : null,
    motivo,
    personaId: actor.personaId,
    nome: `${actor.nome} ${actor.cognome}`,
  })

type Chiusura = Pick<Locked, 'riservata' | 'soloAbilitati' | 'consultabileDal'>
const APERTA: Chiusura = { riservata: false, soloAbilitati: false, consultabileDal: null }
const chiusuraPer = (etichetta: Etichetta | null): Chiusura => ({
  riservata: true,
  soloAbilitati: etichetta !== null && isSoloAbilitati(etichetta.categoria),
  consultabileDal: etichetta && computeApertura(etichetta),
})
const setChiusura = (tx: Tx, paginaId: string, chiusura: Chiusura) =>
  tx
    .update(pagine)
    .set({ ...chiusura, updatedAt: sql`now()` })
    .where(and(eq(pagine.ente, ENTE), eq(pagine.id, paginaId)))

/** Why the page is not there to be changed: it is closed also to this officer, or it is not there at all. */
async function perche(tx: Tx, paginaId: string) {
  const [row] = await tx
    .select({ si: pagine.soloAbilitati })
    .from(pagine)
    .where(and(eq(pagine.ente, ENTE), eq(pagine.id, paginaId), sql`cura_archivio()`))
  return row?.si ? refuse(SOLO_ABILITATI) : PAGINA_NON_TROVATA
}

const removeBytes = async (rows: readonly { id: string; deposito: string }[]) => {
  for (const { id, deposito } of rows) await storageOf(deposito).delete(id)
}

/**
 * Closes a page to whoever reads the others. By what it says it may be closed also to the offices, until its term has
 * passed; done again, it takes the place of the closing before. Its covered image, if there is one, stays.
 *
 * @see rules-consultabilita.ts; D.Lgs. 42/2004 art. 122; a part may open before its whole
 */
export async function closePagina(
  actor: Funzionario,
  paginaId: string,
  { motivo, etichetta }: ChiusuraInput,
): Promise<Result<null, 'quando'>> {
  const oggi = await today()
  return recorded<null, 'quando'>(attoreOf(actor), async (tx, record) => {
    const page = await lockPagina(tx, paginaId)
    if (!page) return perche(tx, paginaId)
    const next = chiusuraPer(etichetta)
    if (next.consultabileDal !== null && next.consultabileDal <= oggi)
      return refuse('C’è un problema', {
        quando: `Il termine è passato: per questo motivo la pagina è libera dal ${formatDay(next.consultabileDal)}`,
      })
    const same = (key: keyof Chiusura) => page[key] === next[key]
    if (same('riservata') && same('soloAbilitati') && same('consultabileDal'))
      return refuse('La pagina è già chiusa così')
    await writeStoria(tx, actor, page, 'chiusa', motivo, { etichetta })
    await setChiusura(tx, paginaId, next) // last: who closes it may not be among those who see it
    await record({
      azione: 'archivio.pagina_chiusa',
      soggettoTipo: 'pagina_archivio',
      soggettoId: paginaId,
      dati: { unitaId: page.unitaId, ...(etichetta && { categoria: etichetta.categoria }) },
    })
    return success(null)
  })
}

/** Opens a page again to whoever reads the others. Its covered image, if there is one, stays. */
export async function openPagina(actor: Funzionario, paginaId: string, motivo: string): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const page = await lockPagina(tx, paginaId)
    if (!page) return perche(tx, paginaId)
    if (!page.riservata) return refuse('La pagina è già aperta')
    await setChiusura(tx, paginaId, APERTA)
    await writeStoria(tx, actor, page, 'aperta', motivo)
    await record({
      azione: 'archivio.pagina_aperta',
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
  if (found.pagina.chiusa) return refuse(SOLO_ABILITATI)
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
    if (!page) return perche(tx, paginaId)
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
    if (!page.riservata) await setChiusura(tx, paginaId, chiusuraPer(null))
    await tx.insert(derivati).values({ ...made, ...of, tipo: 'oscurata' })
    await tx.insert(oscurati).values({ ...of, ...togliCoperte(text?.parole ?? [], inside) })
    await writeStoria(tx, actor, page, 'oscurata', motivo, { regioni: inside })
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
    if (!page) return perche(tx, paginaId)
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

import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { storiaUnita, unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { etichetteUnita, unitaRiservate } from '@/drizzle/schema/archivio-nomi'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import type { DescrizioneInput, EtichettaInput, NuovaUnitaInput } from './forms'
import { findEtichette, recomputeAccesso } from './materia'
import { canContain, ordineOf } from './rules'
import { etichettaDi, opensSooner } from './rules-consultabilita'
import { formatEstremi } from './rules-date'

export const NON_TUA = 'Può farlo solo chi lavora nell’archivio'
export const NON_TROVATA = 'Questa unità non c’è più: torna all’albero'
export const CAMBIATA =
  'Intanto un’altra persona ha modificato questa unità. Quello che hai scritto è ancora qui sotto: copia ciò che serve, poi ricarica la pagina e riscrivilo sulla descrizione nuova'

const APRE_PRIMA =
  'Un’unità che contiene questa è chiusa più a lungo per lo stesso motivo. Se in questa parte le carte con quei dati finiscono prima, conferma che si apra prima; altrimenti l’etichetta non serve'

export const DI = { tipo: 'unita_archivistica' } as const

export async function lockUnita(tx: Tx, id: string) {
  const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  if (!cura?.si) return null
  const [row] = await tx
    .select()
    .from(unita)
    .where(and(eq(unita.ente, ENTE), eq(unita.id, id)))
    .for('update')
  return row ?? null
}

/** One more line of the history of a unit. */
export const writeStoria = (
  tx: Tx,
  actor: Funzionario,
  unitaId: string,
  versione: number,
  cosa: string,
  modifiche: Record<string, { da: unknown; a: unknown }> = {},
) =>
  tx.insert(storiaUnita).values({
    ente: ENTE,
    unitaId,
    seq: versione + 1, // 1 is its first description
    attoreId: actor.personaId,
    attoreNome: `${actor.nome} ${actor.cognome}`,
    cosa,
    modifiche,
  })

export const columnsOf = ({ data, titoloOriginale: _, ambito, ...rest }: DescrizioneInput) => ({
  ...rest,
  contenuto: ambito,
  dal: data.dal,
  al: data.al,
  certezza: data.certezza,
  dataMostrata: formatEstremi(data),
})

export async function writeTitoloOriginale(
  tx: Tx,
  unitaId: string,
  titoloOriginale: string | null,
): Promise<string | null> {
  const of = and(eq(unitaRiservate.ente, ENTE), eq(unitaRiservate.unitaId, unitaId))
  const [before] = await tx.select({ titolo: unitaRiservate.titoloOriginale }).from(unitaRiservate).where(of)
  if (titoloOriginale === null) await tx.delete(unitaRiservate).where(of)
  else
    await tx
      .insert(unitaRiservate)
      .values({ ente: ENTE, unitaId, titoloOriginale })
      .onConflictDoUpdate({
        target: [unitaRiservate.ente, unitaRiservate.unitaId],
        set: { titoloOriginale, updatedAt: sql`now()` },
      })
  return before?.titolo ?? null
}

/** What is different, field by field. */
export function modificheOf(prima: Record<string, unknown>, dopo: Record<string, unknown>) {
  const changed = Object.entries(dopo).filter(([key, value]) => (prima[key] ?? null) !== (value ?? null))
  return Object.fromEntries(changed.map(([key, value]) => [key, { da: prima[key] ?? null, a: value ?? null }]))
}

/**
 * Corrects a description. Its history says what was there before.
 * @param versione of the unit when the form was drawn
 */
export async function describeUnita(
  actor: Funzionario,
  id: string,
  versione: number,
  input: DescrizioneInput,
): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, id)
    if (!row) return refuse(NON_TROVATA)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA)
    const columns = columnsOf(input)
    await tx
      .update(unita)
      .set({ ...columns, versioneRiga: versione + 1, descrittaAt: sql`now()`, updatedAt: sql`now()` })
      .where(and(eq(unita.ente, ENTE), eq(unita.id, id)))
    const original = await writeTitoloOriginale(tx, id, input.titoloOriginale)
    const changes = modificheOf(
      { ...row, titoloOriginale: original },
      { ...columns, titoloOriginale: input.titoloOriginale },
    )
    if (Object.keys(changes).length === 0) return refuse('Non hai cambiato niente')
    await writeStoria(tx, actor, id, versione + 1, 'modificata', changes)
    await record({
      azione: 'archivio.modificata',
      soggettoTipo: DI.tipo,
      soggettoId: id,
      dati: { campi: Object.keys(changes) },
    })
    return success(null)
  })
}

/** Describes a new unit under another, after those that are there. It is as open as what it stands in. */
export async function addUnita(
  actor: Funzionario,
  padreId: string,
  input: NuovaUnitaInput,
): Promise<Result<{ id: string }, 'segnatura' | 'livello'>> {
  return recorded<{ id: string }, 'segnatura' | 'livello'>(attoreOf(actor), async (tx, record) => {
    const padre = await lockUnita(tx, padreId)
    if (!padre) return refuse(NON_TUA)
    if (!canContain(padre.livello, input.livello))
      return refuse('C’è un problema', { livello: 'Questo livello non sta dentro quello di sopra' })
    if (await isPresa(tx, input.segnatura)) return refuse('C’è un problema', PRESA)
    const id = crypto.randomUUID()
    const posizione = await nextPosizione(tx, padreId)
    const { livello, segnatura, ...described } = input
    await tx.insert(unita).values({
      ente: ENTE,
      id,
      padreId,
      fondoId: padre.fondoId,
      posizione,
      ordine: ordineOf(padre.ordine, posizione),
      profondita: padre.profondita + 1,
      livello,
      segnatura,
      ...columnsOf(described),
      produttoreId: padre.produttoreId,
      accessoBase: padre.accessoBase,
      accesso: padre.accessoBase,
      accessoDopo: padre.accessoDopo,
      fonte: `${actor.nome} ${actor.cognome}`,
    })
    await writeTitoloOriginale(tx, id, input.titoloOriginale)
    await writeStoria(tx, actor, id, 0, 'descritta')
    await record({ azione: 'archivio.descritta', soggettoTipo: DI.tipo, soggettoId: id, dati: { padreId } })
    await recomputeAccesso(tx, id)
    return success({ id })
  })
}

export const PRESA = { segnatura: 'Questa segnatura è già di un’altra unità' }
/** Also by a unit that the archivist does not see. */
export async function isPresa(tx: Tx, segnatura: string): Promise<boolean> {
  const [row] = await tx.execute<{ si: boolean }>(sql`select segnatura_presa(${ENTE}, ${segnatura}) as si`)
  return row?.si ?? false
}

/** Also of siblings that the archivist does not see: a place is taken once. */
export async function nextPosizione(tx: Tx, padreId: string): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select prossima_posizione(${ENTE}, ${padreId}::uuid) as n`)
  return row?.n ?? 0
}

/** Closes a unit by what it says; how long is for the rule. One that opens a part before its whole has to say so. */
export async function addEtichetta(
  actor: Funzionario,
  id: string,
  { categoria, quando, motivo, apriPrima }: EtichettaInput,
): Promise<Result<null, 'apriPrima'>> {
  return recorded<null, 'apriPrima'>(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, id)
    if (!row) return refuse(NON_TROVATA)
    const etichetta = etichettaDi(categoria, quando)
    const { padreId } = row
    const sopra = padreId ? await asSistema(tx, () => findEtichette(tx, padreId)) : []
    const prima = opensSooner(etichetta, sopra)
    if (prima && !apriPrima) return refuse('C’è un problema', { apriPrima: APRE_PRIMA })
    await tx.insert(etichetteUnita).values({
      ente: ENTE,
      unitaId: id,
      categoria,
      il: 'il' in etichetta ? etichetta.il : null,
      anno: 'anno' in etichetta ? etichetta.anno : null,
      motivo,
      apostaDaId: actor.personaId,
      createdAt: sql`clock_timestamp()` as unknown as Date, // after those above, also of a transaction that began later
    })
    await bump(tx, actor, id, row.versioneRiga, prima ? 'aperta prima dell’insieme' : 'etichetta aggiunta', {
      etichetta: { da: null, a: categoria },
    })
    await record({
      azione: 'archivio.etichetta_aggiunta',
      soggettoTipo: DI.tipo,
      soggettoId: id,
      dati: { categoria, ...(prima && { apriPrima: true }) },
    })
    await recomputeAccesso(tx, id)
    return success(null)
  })
}

/** Takes a tag off. The row stays, with who took it off. */
export async function removeEtichetta(actor: Funzionario, id: string, etichettaId: string): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, id)
    if (!row) return refuse(NON_TROVATA)
    const [tag] = await tx
      .update(etichetteUnita)
      .set({ toltaAt: sql`now()` as unknown as Date, toltaDaId: actor.personaId })
      .where(
        and(
          eq(etichetteUnita.ente, ENTE),
          eq(etichetteUnita.id, etichettaId),
          eq(etichetteUnita.unitaId, id),
          isNull(etichetteUnita.toltaAt),
        ),
      )
      .returning({ categoria: etichetteUnita.categoria })
    if (!tag) return refuse('Questa etichetta non c’è più')
    await bump(tx, actor, id, row.versioneRiga, 'etichetta tolta', { etichetta: { da: tag.categoria, a: null } })
    await record({
      azione: 'archivio.etichetta_tolta',
      soggettoTipo: DI.tipo,
      soggettoId: id,
      dati: { categoria: tag.categoria },
    })
    await recomputeAccesso(tx, id)
    return success(null)
  })
}

export async function bump(
  tx: Tx,
  actor: Funzionario,
  id: string,
  versione: number,
  cosa: string,
  modifiche: Record<string, { da: unknown; a: unknown }>,
) {
  await tx
    .update(unita)
    .set({ versioneRiga: versione + 1, updatedAt: sql`now()` })
    .where(and(eq(unita.ente, ENTE), eq(unita.id, id)))
  await writeStoria(tx, actor, id, versione + 1, cosa, modifiche)
}

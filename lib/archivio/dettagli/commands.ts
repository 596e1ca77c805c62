import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import {
  soggettiProduttori,
  tratteUnita,
  unitaArchivistiche as unita,
  voci,
  vociUnita,
} from '@/drizzle/schema/archivio'
import { agentiUnita, ubicazioniUnita } from '@/drizzle/schema/archivio-nomi'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import { bump, CAMBIATA, DI, lockUnita, modificheOf, NON_TROVATA } from '../commands'
import { NOMI_RUOLO_AGENTE, type RuoloAgente } from '../rules'
import { pianoOf } from '../rules-parole'
import type { DettagliInput } from './forms'
import { formatKm } from './rules'

type Parti = Pick<DettagliInput, 'agenti' | 'ubicazioni' | 'tratte' | 'voci'>

const ofUnita = (table: { ente: PgColumn; unitaId: PgColumn }, id: string) =>
  and(eq(table.ente, ENTE), eq(table.unitaId, id))

async function readParti(tx: Tx, id: string): Promise<Parti> {
  const agenti = await tx.select().from(agentiUnita).where(ofUnita(agentiUnita, id)).orderBy(asc(agentiUnita.nome))
  const ubicazioni = await tx.select().from(ubicazioniUnita).where(ofUnita(ubicazioniUnita, id))
  const tratte = await tx.select().from(tratteUnita).where(ofUnita(tratteUnita, id))
  const terms = await tx
    .select({ termine: voci.termine })
    .from(vociUnita)
    .innerJoin(voci, and(eq(voci.ente, vociUnita.ente), eq(voci.id, vociUnita.voceId)))
    .where(ofUnita(vociUnita, id))
  return { agenti, ubicazioni, tratte, voci: terms }
}

/** One sentence a group, the same for the same content: what the history compares and shows. */
const inWords = ({ agenti, ubicazioni, tratte, voci: terms }: Parti): Record<string, string> => {
  const list = (texts: string[]) => texts.sort((a, b) => a.localeCompare(b)).join('; ')
  const some = (...parts: (string | null | false)[]) => parts.filter(Boolean).join(' ')
  return {
    nomi: list(
      agenti.map(({ ruolo, nome, codiceFiscale, albo, targa }) =>
        some(`${NOMI_RUOLO_AGENTE[ruolo as RuoloAgente]}:`, nome, codiceFiscale, albo, targa && `targa ${targa}`),
      ),
    ),
    luoghi: list(
      ubicazioni.map((one) =>
        some(
          one.via,
          one.foglio && `foglio ${one.foglio} mappale ${one.mappale}`,
          one.sub && `sub ${one.sub}`,
          one.sezione && `sezione ${one.sezione}`,
          one.catasto,
          one.attuale && 'di oggi',
          one.verificata && 'verificata',
        ),
      ),
    ),
    strade: list(
      tratte.map(({ strada, daM, aM, lato }) =>
        some(strada, daM !== null && `da ${formatKm(daM)}`, aM !== null && aM !== daM && `a ${formatKm(aM)}`, lato),
      ),
    ),
    argomenti: list(terms.map((one) => one.termine)),
  }
}

/** Ids of subjects by the words typed: the same words in other letters are the same subject. */
async function voceIdsOf(tx: Tx, termini: readonly string[]): Promise<string[]> {
  const known = new Map(
    (await tx.select({ id: voci.id, termine: voci.termine }).from(voci).where(eq(voci.ente, ENTE))).map((one) => [
      pianoOf(one.termine),
      one.id,
    ]),
  )
  const ids = new Set<string>()
  for (const termine of termini) {
    let id = known.get(pianoOf(termine))
    if (!id) {
      const [row] = await tx
        .insert(voci)
        .values({ ente: ENTE, termine })
        .onConflictDoUpdate({ target: [voci.ente, voci.termine], set: { termine: sql`excluded.termine` } })
        .returning({ id: voci.id })
      if (!row) throw new Error('A subject was neither there nor written')
      id = row.id
      known.set(pianoOf(termine), id)
    }
    ids.add(id)
  }
  return [...ids]
}

async function writeParti(tx: Tx, unitaId: string, { agenti, ubicazioni, tratte, voci: terms }: Parti): Promise<void> {
  const key = { ente: ENTE, unitaId }
  await tx.delete(agentiUnita).where(ofUnita(agentiUnita, unitaId))
  await tx.delete(ubicazioniUnita).where(ofUnita(ubicazioniUnita, unitaId))
  await tx.delete(tratteUnita).where(ofUnita(tratteUnita, unitaId))
  await tx.delete(vociUnita).where(ofUnita(vociUnita, unitaId))
  if (agenti.length) await tx.insert(agentiUnita).values(agenti.map((one) => ({ ...one, ...key })))
  if (ubicazioni.length)
    await tx
      .insert(ubicazioniUnita)
      .values(ubicazioni.map((one) => ({ ...one, ...key, catasto: one.foglio ? one.catasto : null })))
  if (tratte.length) await tx.insert(tratteUnita).values(tratte.map((one) => ({ ...one, ...key })))
  const ids = await voceIdsOf(
    tx,
    terms.map((one) => one.termine),
  )
  if (ids.length) await tx.insert(vociUnita).values(ids.map((voceId) => ({ ...key, voceId })))
}

/**
 * Writes all that is told of a unit beside its description: what the form no longer has goes, and the history keeps it.
 * Whoever is named with a codice fiscale sees the unit from then on, and who is no longer named does not.
 *
 * @param versione of the unit when the form was drawn
 */
export async function describeDettagli(
  actor: Funzionario,
  id: string,
  versione: number,
  { agenti, ubicazioni, tratte, voci: terms, ...columns }: DettagliInput,
): Promise<Result<null, 'produttoreId'>> {
  return recorded<null, 'produttoreId'>(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, id)
    if (!row) return refuse(NON_TROVATA)
    if (row.versioneRiga !== versione) return refuse(CAMBIATA)
    const producers = await namesOfProduttori(tx, [row.produttoreId, columns.produttoreId])
    if (columns.produttoreId && !producers.has(columns.produttoreId))
      return refuse('C’è un problema', { produttoreId: 'Scegli il produttore dall’elenco' })
    const before = inWords(await readParti(tx, id))
    await tx
      .update(unita)
      .set({ ...columns, descrittaAt: sql`now()` })
      .where(and(eq(unita.ente, ENTE), eq(unita.id, id)))
    await writeParti(tx, id, { agenti, ubicazioni, tratte, voci: terms })
    const after = inWords(await readParti(tx, id))
    const named = (produttoreId: string | null) => (produttoreId && producers.get(produttoreId)) ?? null
    const { tappe, produttoreId, ...texts } = columns
    const changes = modificheOf(
      { ...row, ...before, produttore: named(row.produttoreId), tappe: tappeInWords(row.tappe) },
      { ...texts, ...after, produttore: named(produttoreId), tappe: tappeInWords(tappe) },
    )
    if (Object.keys(changes).length === 0) return refuse('Non hai cambiato niente')
    await bump(tx, actor, id, versione, 'modificata', changes)
    await record({
      azione: 'archivio.modificata',
      soggettoTipo: DI.tipo,
      soggettoId: id,
      dati: { campi: Object.keys(changes) },
    })
    return success(null)
  })
}

const tappeInWords = (tappe: readonly { che: string; il: string }[]) =>
  tappe.map(({ che, il }) => `${che} ${il}`).join('; ')

async function namesOfProduttori(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const asked = ids.filter((one): one is string => one !== null)
  if (asked.length === 0) return new Map()
  const rows = await tx
    .select({ id: soggettiProduttori.id, nome: soggettiProduttori.denominazione })
    .from(soggettiProduttori)
    .where(and(eq(soggettiProduttori.ente, ENTE), inArray(soggettiProduttori.id, asked)))
  return new Map(rows.map((one) => [one.id, one.nome]))
}

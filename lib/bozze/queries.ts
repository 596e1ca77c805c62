import 'server-only'
import { and, type Column, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { bozzeCondivisioni } from '@/drizzle/schema/condivisioni'
import { bozze, documenti } from '@/drizzle/schema/pratiche'
import { procedimenti } from '@/drizzle/schema/procedimenti'
import { organizzazioni } from '@/drizzle/schema/soggetti'
import { RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { inForza, usabileDa } from '@/lib/mandati/usabili'
import type { Sospensione } from '@/lib/sospensioni/rules'
import { livelliPer, type PotereBozza } from './rules'

const idsOf = (list: readonly { id: string }[]) => list.map((one) => one.id)

/** Whoever writes it, while they still may act for whom it is. */
const writtenBy = (viewer: Viewer): SQL | undefined => {
  const ids = idsOf(viewer.organizzazioni)
  const forWhom = or(isNull(bozze.organizzazioneId), ids.length > 0 ? inArray(bozze.organizzazioneId, ids) : undefined)
  return and(
    eq(bozze.personaId, viewer.personaId),
    or(and(isNull(bozze.mandatoId), forWhom), usabileDa(viewer, bozze.mandatoId, bozze.procedimento)),
  )
}

/** What an agent writes is the principal's: it stays with them whatever becomes of the mandate (art. 1713 c.c.). */
const writtenFor = (viewer: Viewer): SQL | undefined => {
  const ids = idsOf(viewer.organizzazioni.filter((one) => RUOLI_CHE_PRESENTANO.includes(one.ruolo)))
  return and(
    isNotNull(bozze.mandatoId),
    or(eq(bozze.titolareId, viewer.personaId), ids.length > 0 ? inArray(bozze.organizzazioneId, ids) : undefined),
  )
}

const heldBy = (viewer: Viewer): SQL | undefined => or(writtenBy(viewer), writtenFor(viewer))

const shareOf = (viewer: Viewer): SQL => sql`select ${bozzeCondivisioni.livello} from ${bozzeCondivisioni}
  where ${bozzeCondivisioni.ente} = ${bozze.ente} and ${bozzeCondivisioni.bozzaId} = ${bozze.id}
    and ${bozzeCondivisioni.codiceFiscale} = ${viewer.codiceFiscale} and ${bozzeCondivisioni.revocataAt} is null
    and (${bozze.mandatoId} is null or ${inForza(bozze.mandatoId)})`

/**
 * Drafts on which a viewer has this power: those they hold (their own, their principals', their agents' for them) and
 * those shared with them by codice fiscale.
 */
export const bozzeOf = (viewer: Viewer, potere: PotereBozza = 'vede'): SQL | undefined => {
  const levels = livelliPer(potere)
  const shared = levels.length > 0 ? sql`(${shareOf(viewer)}) in ${levels}` : undefined
  return and(eq(bozze.ente, ENTE), isNull(bozze.eliminataAt), or(heldBy(viewer), shared))
}

const columnsFor = (viewer: Viewer) => ({
  id: bozze.id,
  procedimento: bozze.procedimento,
  versione: bozze.versione,
  dati: bozze.dati,
  passiVisti: bozze.passiVisti,
  revisione: bozze.revisione,
  chiaveInvio: bozze.chiaveInvio,
  praticaId: bozze.praticaId,
  updatedAt: bozze.updatedAt,
  personaId: bozze.personaId,
  organizzazioneId: bozze.organizzazioneId,
  titolareId: bozze.titolareId,
  mandatoId: bozze.mandatoId,
  organizzazione: organizzazioni.denominazione,
  titolare: sql<
    string | null
  >`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${bozze.ente} and p.id = ${bozze.titolareId})`,
  scrittaDa: sql<string>`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${bozze.ente} and p.id = ${bozze.personaId})`,
  potere: sql<PotereBozza>`case when ${heldBy(viewer)} then 'gestisce' else (${shareOf(viewer)}) end`,
})
export type Bozza = {
  id: string
  procedimento: string
  versione: number
  dati: Record<string, unknown>
  passiVisti: string[]
  revisione: number
  chiaveInvio: string
  praticaId: string | null
  updatedAt: Date
  /** who began it */
  personaId: string
  organizzazioneId: string | null
  titolareId: string | null
  mandatoId: string | null
  organizzazione: string | null
  titolare: string | null
  scrittaDa: string
  /** what this viewer may do with it */
  potere: PotereBozza
}

/** With the version of its procedure that is in force now. */
export type BozzaTrovata = Bozza & { versioneInVigore: number }

const joinOrganizzazione = and(eq(organizzazioni.ente, bozze.ente), eq(organizzazioni.id, bozze.organizzazioneId))

/** @returns null both when it does not exist and when it is somebody else's; a filed draft still answers, with its praticaId */
export async function findBozza(viewer: Viewer, id: string): Promise<BozzaTrovata | null> {
  const [row] = await dbAs(viewer)
    .select({ ...columnsFor(viewer), versioneInVigore: procedimenti.versioneCorrente })
    .from(bozze)
    .innerJoin(procedimenti, and(eq(procedimenti.ente, bozze.ente), eq(procedimenti.codice, bozze.procedimento)))
    .leftJoin(organizzazioni, joinOrganizzazione)
    .where(and(bozzeOf(viewer), eq(bozze.id, id)))
  return row ?? null
}

export type FileBozza = {
  id: string
  tipo: string
  nome: string
  byte: number
  sha256: string | null
  stato: StatoFile
}
type StatoFile = typeof documenti.$inferSelect.stato

/** Files of a draft, in the order in which they were chosen. As JSON: they come with the draft, or alone. */
const filesOf = (bozzaId: Column | string): SQL<FileBozza[]> => sql`(
  select coalesce(json_agg(json_build_object('id', d.id, 'tipo', d.tipo, 'nome', d.nome, 'byte', d.byte, 'sha256', d.sha256, 'stato', d.stato)
    order by d.created_at, d.id), '[]')
  from ${documenti} d where d.ente = ${ENTE} and d.bozza_id = ${bozzaId})`

export async function listFileBozza(viewer: Viewer, bozzaId: string): Promise<FileBozza[]> {
  const [row] = await dbAs(viewer).execute<{ files: FileBozza[] }>(sql`select ${filesOf(bozzaId)} as files`)
  return row?.files ?? []
}

/** A draft with all that decides whether it may be filed now: in one statement, because a counter is asked it all day. */
export type BozzaDaInviare = BozzaTrovata & {
  ufficioId: string
  /** is the service open */
  attivo: boolean
  /** of the organisation it is for, in force today */
  sospensione: Sospensione | null
  files: FileBozza[]
}

/** @returns null as `findBozza` */
export async function findBozzaDaInviare(viewer: Viewer, id: string): Promise<BozzaDaInviare | null> {
  const [row] = await dbAs(viewer)
    .select({
      ...columnsFor(viewer),
      versioneInVigore: procedimenti.versioneCorrente,
      ufficioId: procedimenti.ufficioId,
      attivo: procedimenti.attivo,
      sospensione: sql<Sospensione | null>`sospensione_organizzazione(${bozze.ente}, ${bozze.organizzazioneId})`,
      files: filesOf(bozze.id),
    })
    .from(bozze)
    .innerJoin(procedimenti, and(eq(procedimenti.ente, bozze.ente), eq(procedimenti.codice, bozze.procedimento)))
    .leftJoin(organizzazioni, joinOrganizzazione)
    .where(and(bozzeOf(viewer), eq(bozze.id, id)))
  return row ?? null
}

/** Drafts not yet filed, last touched first. */
export async function listBozze(viewer: Viewer): Promise<Bozza[]> {
  return dbAs(viewer)
    .select(columnsFor(viewer))
    .from(bozze)
    .leftJoin(organizzazioni, joinOrganizzazione)
    .where(and(bozzeOf(viewer), isNull(bozze.praticaId)))
    .orderBy(desc(bozze.updatedAt))
    .limit(100)
}

export type BozzaPersa = { mandatoId: string; per: string; messaggio: string }

/**
 * A draft that this person wrote under a mandate they can no longer use: who has it now, to be told instead of a missing
 * page. Nothing of its content.
 */
export async function findBozzaPersa(viewer: Viewer, id: string): Promise<BozzaPersa | null> {
  const [row] = await dbAs('sistema')
    .select({
      mandatoId: bozze.mandatoId,
      per: sql<string>`coalesce(${organizzazioni.denominazione}, (select p.nome || ' ' || p.cognome from persone p where p.ente = ${bozze.ente} and p.id = ${bozze.titolareId}))`,
    })
    .from(bozze)
    .leftJoin(organizzazioni, joinOrganizzazione)
    .where(
      and(
        eq(bozze.ente, ENTE),
        eq(bozze.id, id),
        eq(bozze.personaId, viewer.personaId),
        isNotNull(bozze.mandatoId),
        isNull(bozze.eliminataAt),
      ),
    )
  if (!row?.mandatoId || (await findBozza(viewer, id))) return null
  return {
    mandatoId: row.mandatoId,
    per: row.per,
    messaggio: `Il mandato di ${row.per} non è più in vigore per te: non puoi più compilare questa domanda. Quanto era già salvato resta a ${row.per}, che può continuarla`,
  }
}

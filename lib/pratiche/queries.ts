import 'server-only'
import { and, asc, count, desc, eq, inArray, isNull, notInArray, type SQL, sql } from 'drizzle-orm'
import {
  assegnazioni,
  atti,
  documenti,
  messaggi,
  postaUscita,
  praticaEventi,
  pratiche,
  termini,
} from '@/drizzle/schema/pratiche'
import { organizzazioni, persone, uffici } from '@/drizzle/schema/soggetti'
import { attoreOf, recordRead } from '@/lib/audit/record'
import { type Funzionario, isFunzionario, type Viewer } from '@/lib/auth/viewer'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { recordLettura } from '@/lib/letture/commands'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { silenzioOf } from '@/lib/procedimenti/rules-registro'
import { listTermini, regolaOf } from './journal'
import { EVENTI_INTERNI, formatNumero } from './rules'
import { computeTermine, type Termine } from './rules-termini'
import { applicantOf, officerOf } from './visibility'

const listColumns = {
  id: pratiche.id,
  anno: pratiche.anno,
  numero: pratiche.numero,
  procedimento: pratiche.procedimento,
  versione: pratiche.versione,
  richiedente: pratiche.richiedente,
  oggetto: pratiche.oggetto,
  stato: pratiche.stato,
  esito: pratiche.esito,
  presentataAt: pratiche.presentataAt,
  avviataIl: pratiche.avviataIl,
  scadeIl: pratiche.scadeIl,
  conclusaIl: pratiche.conclusaIl,
  termineGiorni: pratiche.termineGiorni,
}

/** Practices of the person and of the organisations they belong to, newest first. */
export async function listPraticheOf(viewer: Viewer, { pagina = 1, perPagina = 25 } = {}) {
  const where = applicantOf(viewer)
  const [rows, [totale]] = await Promise.all([
    dbAs(viewer)
      .select(listColumns)
      .from(pratiche)
      .where(where)
      .orderBy(desc(pratiche.presentataAt), desc(pratiche.id))
      .limit(perPagina)
      .offset((pagina - 1) * perPagina),
    dbAs(viewer).select({ n: count() }).from(pratiche).where(where),
  ])
  return { righe: rows.map((row) => ({ ...row, codice: formatNumero(row.anno, row.numero) })), totale: totale?.n ?? 0 }
}

const detailColumns = {
  ...listColumns,
  dati: pratiche.dati,
  personaId: pratiche.personaId,
  organizzazioneId: pratiche.organizzazioneId,
  titolareId: pratiche.titolareId,
  mandatoId: pratiche.mandatoId,
  ufficioId: pratiche.ufficioId,
  assegnatarioId: pratiche.assegnatarioId,
  versioneRiga: pratiche.versioneRiga,
  termineUnita: pratiche.termineUnita,
  tipo: pratiche.tipo,
  massaKg: pratiche.massaKg,
  ufficio: uffici.denominazione,
  ufficioEmail: uffici.email,
  ufficioTelefono: uffici.telefono,
  ufficioOrari: uffici.orari,
  assegnatario: sql<
    string | null
  >`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${pratiche.ente} and p.id = ${pratiche.assegnatarioId})`,
  organizzazione: organizzazioni.denominazione,
  presentataDa: sql<string>`coalesce((select e.attore_nome from pratica_eventi e where e.ente = ${pratiche.ente} and e.pratica_id = ${pratiche.id} and e.seq = 1),
    (select p.nome || ' ' || p.cognome from persone p where p.ente = ${pratiche.ente} and p.id = ${pratiche.personaId}))`,
}

async function findIn(viewer: Viewer, where: SQL | undefined, id: string) {
  const [row] = await dbAs(viewer)
    .select(detailColumns)
    .from(pratiche)
    .innerJoin(uffici, and(eq(uffici.ente, pratiche.ente), eq(uffici.id, pratiche.ufficioId)))
    .leftJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, pratiche.ente), eq(organizzazioni.id, pratiche.organizzazioneId)),
    )
    .where(and(where, eq(pratiche.id, id)))
  if (!row) return null
  const [clock, at, def] = await Promise.all([
    listTermini(dbAs(viewer), id),
    databaseNow(),
    findDefinizione(row.procedimento, row.versione),
  ])
  const oggi = romeDay(at)
  const silenzio = def ? silenzioOf(def, row.dati) : 'nessuno'
  const termine: Termine = computeTermine({ ...regolaOf(row), silenzio }, clock, oggi)
  return {
    ...row,
    silenzio,
    codice: formatNumero(row.anno, row.numero),
    oggi,
    termine,
    clock,
    lettaDa: viewer.personaId,
  }
}
export type Pratica = NonNullable<Awaited<ReturnType<typeof findIn>>>
/** A practice somebody has found: what belongs to it is read with the same eyes (`lettaDa`, id of the persona). */
type Trovata = Pick<Pratica, 'id' | 'lettaDa'>
const dbOf = ({ lettaDa }: Trovata) => dbAs({ personaId: lettaDa })

/** One's own practice. @returns null both when it does not exist and when the viewer may not know that it does */
export const findPraticaOf = async (viewer: Viewer, id: string): Promise<Pratica | null> =>
  isUuid(id) ? findIn(viewer, applicantOf(viewer), id) : null

/**
 * A practice of the officer's offices; the reading is recorded, for the audit and for the person whose papers they are.
 *
 * @returns null also when the officer is not in charge and has not said today why they open it (`lib/letture`)
 */
export async function findPraticaUfficio(officer: Funzionario, id: string): Promise<Pratica | null> {
  if (!isUuid(id)) return null
  const pratica = await findIn(officer, officerOf(officer), id)
  if (!pratica || !(await recordLettura(officer, pratica, { tipo: 'pratica', id }))) return null
  await recordRead(attoreOf(officer), { azione: 'pratica.letta', soggettoTipo: 'pratica', soggettoId: id })
  return pratica
}

/** Either way in: for downloads and prints that both sides may ask for. */
export async function findPratica(
  viewer: Viewer,
  id: string,
): Promise<{ pratica: Pratica; da: 'richiedente' | 'ufficio' } | null> {
  const own = await findPraticaOf(viewer, id)
  if (own) return { pratica: own, da: 'richiedente' }
  if (!isFunzionario(viewer)) return null
  const office = await findPraticaUfficio(viewer, id)
  return office ? { pratica: office, da: 'ufficio' } : null
}

/** The history, newest first. Whoever has found the practice may read it; internal events only the office. */
export async function listEventi(pratica: Trovata, da: 'richiedente' | 'ufficio') {
  return dbOf(pratica)
    .select({
      seq: praticaEventi.seq,
      tipo: praticaEventi.tipo,
      at: praticaEventi.avvenutoAt,
      attoreNome: praticaEventi.attoreNome,
      agiscePer: praticaEventi.agiscePer,
      testo: praticaEventi.testo,
      dati: praticaEventi.dati,
      statoDopo: praticaEventi.statoDopo,
      attoreId: praticaEventi.attoreId,
    })
    .from(praticaEventi)
    .where(
      and(
        eq(praticaEventi.ente, ENTE),
        eq(praticaEventi.praticaId, pratica.id),
        da === 'richiedente' ? notInArray(praticaEventi.tipo, [...EVENTI_INTERNI]) : undefined,
      ),
    )
    .orderBy(desc(praticaEventi.seq))
}
export type Evento = Awaited<ReturnType<typeof listEventi>>[number]

export async function listMessaggi(pratica: Trovata) {
  return dbOf(pratica)
    .select({
      id: messaggi.id,
      daUfficio: messaggi.daUfficio,
      autoreNome: messaggi.autoreNome,
      testo: messaggi.testo,
      at: messaggi.createdAt,
      lettoAt: messaggi.lettoAt,
    })
    .from(messaggi)
    .where(and(eq(messaggi.ente, ENTE), eq(messaggi.praticaId, pratica.id)))
    .orderBy(asc(messaggi.createdAt))
}

/** Files of a practice that are ready and sent (or produced); the applicant does not see internal ones. */
export async function listDocumentiOf(pratica: Trovata, da: 'richiedente' | 'ufficio') {
  return dbOf(pratica)
    .select({
      id: documenti.id,
      tipo: documenti.tipo,
      nome: documenti.nome,
      mime: documenti.mime,
      byte: documenti.byte,
      sha256: documenti.sha256,
      at: documenti.prontoAt,
      eventoSeq: documenti.eventoSeq,
      caricatoDaId: documenti.caricatoDaId,
    })
    .from(documenti)
    .where(
      and(
        eq(documenti.ente, ENTE),
        eq(documenti.praticaId, pratica.id),
        eq(documenti.stato, 'pronto'),
        sql`${documenti.eventoSeq} is not null`,
        da === 'richiedente' ? eq(documenti.interno, false) : undefined,
      ),
    )
    .orderBy(asc(documenti.prontoAt))
}

/** Uploaded for an answer that has not been sent yet. */
export async function listInAttesa(pratica: Trovata, tipo: 'integrazione' | 'osservazioni') {
  return dbOf(pratica)
    .select({
      id: documenti.id,
      nome: documenti.nome,
      byte: documenti.byte,
      stato: documenti.stato,
      rifiutoMotivo: documenti.rifiutoMotivo,
      sha256: documenti.sha256,
    })
    .from(documenti)
    .where(
      and(
        eq(documenti.ente, ENTE),
        eq(documenti.praticaId, pratica.id),
        eq(documenti.tipo, tipo),
        isNull(documenti.eventoSeq),
        inArray(documenti.stato, ['pronto', 'in_arrivo', 'rifiutato']),
      ),
    )
    .orderBy(asc(documenti.createdAt))
}

/** Issued acts of a practice; a proposal only for the office. */
export async function listAtti(pratica: Trovata, da: 'richiedente' | 'ufficio') {
  return dbOf(pratica)
    .select({
      id: atti.id,
      tipo: atti.tipo,
      stato: atti.stato,
      anno: atti.anno,
      numero: atti.numero,
      contenuto: atti.contenuto,
      modello: atti.modello,
      firmatoAt: atti.firmatoAt,
      validoDal: atti.validoDal,
      validoAl: atti.validoAl,
      codiceVerifica: atti.codiceVerifica,
      documentoId: atti.documentoId,
      statoMotivo: atti.statoMotivo,
      propostoDaId: atti.propostoDaId,
      createdAt: atti.createdAt,
    })
    .from(atti)
    .where(
      and(
        eq(atti.ente, ENTE),
        eq(atti.praticaId, pratica.id),
        da === 'richiedente' ? notInArray(atti.stato, ['proposto', 'scartato']) : undefined,
      ),
    )
    .orderBy(desc(atti.createdAt))
}

export async function listAssegnazioni(pratica: Trovata) {
  return dbOf(pratica)
    .select({
      dalAt: assegnazioni.dalAt,
      alAt: assegnazioni.alAt,
      nome: sql<string>`${persone.nome} || ' ' || ${persone.cognome}`,
    })
    .from(assegnazioni)
    .innerJoin(persone, and(eq(persone.ente, assegnazioni.ente), eq(persone.id, assegnazioni.personaId)))
    .where(and(eq(assegnazioni.ente, ENTE), eq(assegnazioni.praticaId, pratica.id)))
    .orderBy(desc(assegnazioni.dalAt))
}

/** Rows of the deadline ledger with the rule that moved them. */
export async function listRegistroTermini(pratica: Trovata) {
  return dbOf(pratica)
    .select({ tipo: termini.tipo, il: termini.il, motivo: termini.motivo, norma: termini.norma })
    .from(termini)
    .where(and(eq(termini.ente, ENTE), eq(termini.praticaId, pratica.id)))
    .orderBy(asc(termini.seq))
}

/** Notices in the person's area, newest first. */
export async function listAvvisi(viewer: Viewer, limite = 50) {
  return dbAs(viewer)
    .select({
      id: postaUscita.id,
      oggetto: postaUscita.oggetto,
      testo: postaUscita.testo,
      praticaId: postaUscita.praticaId,
      percorso: postaUscita.percorso,
      at: postaUscita.createdAt,
    })
    .from(postaUscita)
    .where(and(eq(postaUscita.ente, ENTE), eq(postaUscita.personaId, viewer.personaId), eq(postaUscita.canale, 'area')))
    .orderBy(desc(postaUscita.createdAt))
    .limit(limite)
}

/** What asks something of the person: an open request, a notice to answer, an unread message of the office. */
export async function listDaFare(viewer: Viewer) {
  const rows = await dbAs(viewer)
    .select({
      ...listColumns,
      entroIl: sql<
        string | null
      >`(select e.dati ->> 'entroIl' from pratica_eventi e where e.ente = ${pratiche.ente} and e.pratica_id = ${pratiche.id} and e.tipo in ('integrazione_chiesta', 'preavviso_inviato') order by e.seq desc limit 1)`,
      // Names written out: in a select from one table a column is left bare, and «id» would be the message's.
      nonLetti: sql<number>`(select count(*)::int from messaggi m where m.ente = pratiche.ente and m.pratica_id = pratiche.id and m.da_ufficio and m.letto_at is null)`,
    })
    .from(pratiche)
    .where(
      and(
        applicantOf(viewer),
        sql`(${pratiche.stato} in ('sospesa', 'preavviso_diniego') or exists (select 1 from messaggi m where m.ente = ${pratiche.ente} and m.pratica_id = ${pratiche.id} and m.da_ufficio and m.letto_at is null))`,
      ),
    )
    .orderBy(asc(pratiche.scadeIl))
    .limit(50)
  return rows.map((row) => ({ ...row, codice: formatNumero(row.anno, row.numero) }))
}

/** Provvedimenti issued on the person's practices, newest first. */
export async function listAttiOf(viewer: Viewer) {
  return dbAs(viewer)
    .select({
      id: atti.id,
      praticaId: atti.praticaId,
      tipo: atti.tipo,
      stato: atti.stato,
      anno: atti.anno,
      numero: atti.numero,
      documentoId: atti.documentoId,
      validoDal: atti.validoDal,
      validoAl: atti.validoAl,
      oggetto: pratiche.oggetto,
      titolo: sql<string>`${atti.contenuto} ->> 'titolo'`,
    })
    .from(atti)
    .innerJoin(pratiche, and(eq(pratiche.ente, atti.ente), eq(pratiche.id, atti.praticaId)))
    .where(and(applicantOf(viewer), sql`${atti.numero} is not null`))
    .orderBy(desc(atti.firmatoAt))
    .limit(200)
}

import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { agentiUnita } from '@/drizzle/schema/archivio-nomi'
import { controinteressati } from '@/drizzle/schema/archivio-richieste'
import { persone } from '@/drizzle/schema/soggetti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import type { Pratica } from '@/lib/pratiche/queries'
import { NOMI_RUOLO_AGENTE } from '../rules'
import { accessoOggi } from '../rules-consultabilita'
import { listUnitaChieste } from './chieste'
import { type DaAvvisare, proponiAvvisi, statoAvviso, vuoleAvviso, whyNotRelease } from './rules-controinteressati'

type Lettura = Pick<Tx, 'select'>
type Nominato = { nome?: unknown; indirizzo?: unknown }

/** Those told of a request, in the order in which they were. */
export const listAvvisati = (db: Lettura, praticaId: string) =>
  db
    .select()
    .from(controinteressati)
    .where(and(eq(controinteressati.ente, ENTE), eq(controinteressati.praticaId, praticaId)))
    .orderBy(asc(controinteressati.avvisatoIl), asc(controinteressati.createdAt))
export type ControinteressatoRow = typeof controinteressati.$inferSelect

/** Codici fiscali and names of who asks: nobody is told of their own request. */
async function listRichiedenti({ personaId, titolareId }: { personaId: string; titolareId: string | null }) {
  const rows = await dbAs('sistema')
    .select({ codiceFiscale: persone.codiceFiscale })
    .from(persone)
    .where(and(eq(persone.ente, ENTE), inArray(persone.id, titolareId ? [personaId, titolareId] : [personaId])))
  return rows.map((one) => one.codiceFiscale)
}

/** Of these codici fiscali, those of persons who have signed in: the office may tell them here. */
async function listNelPortale(codici: readonly string[]): Promise<ReadonlySet<string>> {
  if (codici.length === 0) return new Set()
  const rows = await dbAs('sistema')
    .select({ codiceFiscale: persone.codiceFiscale })
    .from(persone)
    .where(and(eq(persone.ente, ENTE), inArray(persone.codiceFiscale, [...new Set(codici)])))
  return new Set(rows.map((one) => one.codiceFiscale))
}

type Richiesta = Pick<Pratica, 'id' | 'personaId' | 'titolareId' | 'dati'>

/**
 * Who may have to be told of a request: whom the papers name and whom the applicant named, without who asks and who was
 * told. None where the right asks for no notice.
 * @param unitaIds units besides those asked for, which the act would open
 */
export async function listDaAvvisare(
  officer: Funzionario,
  pratica: Richiesta,
  unitaIds: readonly string[] = [],
): Promise<DaAvvisare[]> {
  if (!vuoleAvviso(pratica.dati)) return []
  const db = dbAs(officer)
  const ids = [
    ...new Set([...(await listUnitaChieste(officer, pratica.dati)).trovate.map((one) => one.id), ...unitaIds]),
  ]
  const [agenti, avvisati, tranne] = await Promise.all([
    ids.length === 0
      ? []
      : db
          .select({ nome: agentiUnita.nome, codiceFiscale: agentiUnita.codiceFiscale, ruolo: agentiUnita.ruolo })
          .from(agentiUnita)
          .where(and(eq(agentiUnita.ente, ENTE), inArray(agentiUnita.unitaId, ids)))
          .orderBy(asc(agentiUnita.nome)),
    listAvvisati(db, pratica.id),
    listRichiedenti(pratica),
  ])
  const nelPortale = await listNelPortale(agenti.flatMap((one) => one.codiceFiscale ?? []))
  const written = Array.isArray(pratica.dati.controinteressati) ? (pratica.dati.controinteressati as Nominato[]) : []
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
  const named = written.flatMap(({ nome, indirizzo }) => {
    const name = text(nome)
    return name ? [{ nome: name, codiceFiscale: null, ruolo: null, recapito: text(indirizzo), nelPortale: false }] : []
  })
  const ofPapers = agenti.map(({ nome, codiceFiscale, ruolo }) => ({
    nome,
    codiceFiscale,
    ruolo: NOMI_RUOLO_AGENTE[ruolo],
    recapito: named.find((one) => one.nome.toLocaleLowerCase('it') === nome.toLocaleLowerCase('it'))?.recapito ?? null,
    nelPortale: codiceFiscale !== null && nelPortale.has(codiceFiscale),
  }))
  return proponiAvvisi([...ofPapers, ...named], avvisati, tranne)
}

/**
 * Of the papers asked for, those about this person, in words: what they are told. When none names them, those whose title is
 * everybody's; the rest in the words of the request.
 */
export async function documentiDi(
  officer: Funzionario,
  dati: Record<string, unknown>,
  { nome, codiceFiscale }: { nome: string; codiceFiscale: string | null },
): Promise<string[]> {
  const { trovate } = await listUnitaChieste(officer, dati)
  const ids = trovate.map((one) => one.id)
  const rows =
    ids.length === 0
      ? []
      : await dbAs(officer)
          .select({ unitaId: agentiUnita.unitaId, nome: agentiUnita.nome, codiceFiscale: agentiUnita.codiceFiscale })
          .from(agentiUnita)
          .where(and(eq(agentiUnita.ente, ENTE), inArray(agentiUnita.unitaId, ids)))
  const theirs = new Set(
    rows
      .filter(
        (one) =>
          (codiceFiscale !== null && one.codiceFiscale === codiceFiscale) ||
          one.nome.toLocaleLowerCase('it') === nome.toLocaleLowerCase('it'),
      )
      .map((one) => one.unitaId),
  )
  const oggi = await today()
  const about = trovate.filter((one) =>
    theirs.size > 0 ? theirs.has(one.id) : ['libero', 'su_richiesta'].includes(accessoOggi(one, oggi)),
  )
  if (about.length > 0) return about.map(({ segnatura, titolo }) => `${titolo} (${segnatura})`)
  const written = Array.isArray(dati.documenti) ? (dati.documenti as { descrizione?: unknown }[]) : []
  return written.flatMap(({ descrizione }) => (typeof descrizione === 'string' ? [descrizione] : []))
}

/** Those told of a request, as the office sees them. */
export async function listAvvisatiUfficio(officer: Funzionario, pratica: Pick<Pratica, 'id' | 'oggi'>) {
  const rows = await listAvvisati(dbAs(officer), pratica.id)
  return rows.map((row) => ({ ...row, stato: statoAvviso(row, pratica.oggi) }))
}
export type AvvisatoUfficio = Awaited<ReturnType<typeof listAvvisatiUfficio>>[number]

/** What a proposal must know of those who may oppose. */
export async function findAvvisi(officer: Funzionario, pratica: Richiesta & Pick<Pratica, 'oggi'>) {
  const [missing, told] = await Promise.all([listDaAvvisare(officer, pratica), listAvvisatiUfficio(officer, pratica)])
  return {
    mancano: missing.map((one) => one.nome),
    attesa: whyNotRelease(told, pratica.oggi),
    opposizioni: told.flatMap((one) => (one.risposta === 'opposizione' && one.testo ? [one.testo] : [])),
  }
}

/** The notice a person received. @returns null both when it is not there and when it is somebody else's */
export async function findMioAvviso(viewer: Viewer, id: string) {
  if (!isUuid(id)) return null
  const [oggi, [row]] = await Promise.all([
    today(),
    dbAs(viewer)
      .select({
        id: controinteressati.id,
        contenuto: controinteressati.contenuto,
        avvisatoIl: controinteressati.avvisatoIl,
        protocollo: controinteressati.protocollo,
        ricevutoIl: controinteressati.ricevutoIl,
        entroIl: controinteressati.entroIl,
        risposta: controinteressati.risposta,
        rispostaIl: controinteressati.rispostaIl,
        testo: controinteressati.testo,
      })
      .from(controinteressati)
      .where(
        and(
          eq(controinteressati.ente, ENTE),
          eq(controinteressati.id, id),
          eq(controinteressati.codiceFiscale, viewer.codiceFiscale),
        ),
      ),
  ])
  return row ? { ...row, stato: statoAvviso(row, oggi) } : null
}

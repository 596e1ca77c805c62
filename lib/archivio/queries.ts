import 'server-only'
import { and, asc, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import {
  soggettiProduttori,
  storiaUnita,
  tratteUnita,
  unitaArchivistiche as unita,
  voci,
  vociUnita,
} from '@/drizzle/schema/archivio'
import { luoghiConservazione, movimenti, unitaConservazione, unitaContenute } from '@/drizzle/schema/archivio-deposito'
import { agentiUnita, etichetteUnita, ubicazioniUnita, unitaRiservate } from '@/drizzle/schema/archivio-nomi'
import { attoreOf, recordRead, SISTEMA } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Db, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { type Chi, findLettore, lettoreActor } from './lettore'
import type { LivelloDescrizione } from './rules'
import { accessoOggi } from './rules-consultabilita'
import { type Domanda, isParticella } from './rules-domanda'
import { type Classe, canSee, classeOf, GRUPPI, type Gruppo } from './rules-visibilita'

const STORIA_MAX = 50

export const NODO = {
  id: unita.id,
  titolo: unita.titolo,
  segnatura: unita.segnatura,
  livello: unita.livello,
  data: unita.dataMostrata,
  posizione: unita.posizione,
}
export type Nodo = {
  id: string
  titolo: string
  segnatura: string
  livello: LivelloDescrizione
  data: string
  posizione: number
}

/** Tops of the tree. */
export const listFondi = (chi: Chi): Promise<Nodo[]> =>
  dbAs(lettoreActor(chi))
    .select(NODO)
    .from(unita)
    .where(and(eq(unita.ente, ENTE), isNull(unita.padreId)))
    .orderBy(asc(unita.posizione))

/** Those it stands in, from the top. Of one that is closed to the reader nothing is told. */
const listAntenati = (db: Db, id: string): Promise<Nodo[]> =>
  db
    .execute<Nodo>(sql`
    with recursive su as (
      select u.id, u.padre_id, u.profondita from unita_archivistiche u where u.ente = ${ENTE} and u.id = ${id}::uuid
      union all select p.id, p.padre_id, p.profondita from su join unita_archivistiche p on p.ente = ${ENTE} and p.id = su.padre_id)
    select u.id, u.titolo, u.segnatura, u.livello, u.data_mostrata as data, u.posizione from su join unita_archivistiche u on u.ente = ${ENTE} and u.id = su.id
    where u.id <> ${id}::uuid order by su.profondita`)
    .then((rows) => [...rows])

export type Scheda = NonNullable<Awaited<ReturnType<typeof findScheda>>>

/**
 * A unit as this reader may see it: what is not theirs is null, and was not asked.
 * @returns null both when it is not there and when the reader may not know that it is
 */
export async function findScheda(chi: Chi, id: string) {
  const db = dbAs(lettoreActor(chi))
  const [lettore, oggi, [row]] = await Promise.all([
    findLettore(chi),
    today(),
    db
      .select({ unita, produttore: soggettiProduttori.denominazione })
      .from(unita)
      .leftJoin(
        soggettiProduttori,
        and(eq(soggettiProduttori.ente, unita.ente), eq(soggettiProduttori.id, unita.produttoreId)),
      )
      .where(and(eq(unita.ente, ENTE), eq(unita.id, id))),
  ])
  if (!row) return null
  const accesso = accessoOggi(row.unita, oggi)
  const classe = classeOf(lettore, row.unita)
  const vede = Object.fromEntries(GRUPPI.map((gruppo) => [gruppo, canSee(classe, gruppo, accesso)])) as Record<
    Gruppo,
    boolean
  >
  if (!vede.scheda) return null
  const parts = await readParts(db, id, vede)
  const [described, scheda] = splitDescrizione(row.unita)
  return {
    ...scheda,
    produttore: row.produttore,
    accesso,
    classe,
    vede,
    descrizione: vede.descrizione ? described : null,
    ...parts,
  }
}

/** What is seen with the description, and what everybody who knows of the unit sees. */
function splitDescrizione({
  opera,
  materiale,
  normativa,
  esito,
  contenuto,
  tappe,
  lacune,
  protocolloStorico,
  registro,
  classificazione,
  detentore,
  supporto,
  conservazione,
  riproduzione,
  ...scheda
}: typeof unita.$inferSelect) {
  const content = { opera, materiale, normativa, esito, contenuto, tappe, lacune, classificazione }
  const papers = { registro, protocolloStorico, detentore, supporto, conservazione, riproduzione }
  return [{ ...content, ...papers }, scheda] as const
}

async function readParts(db: Db, id: string, vede: Record<Gruppo, boolean>) {
  const of = (table: { ente: PgColumn; unitaId: PgColumn }) => and(eq(table.ente, ENTE), eq(table.unitaId, id))
  const when = <T>(gruppo: Gruppo, ask: () => PromiseLike<T>): PromiseLike<T | null> =>
    vede[gruppo] ? ask() : Promise.resolve(null)
  const [antenati, tratte, soggetti, ubicazioni, agenti, originale, contenitori, etichette, storia] = await Promise.all(
    [
      listAntenati(db, id),
      db.select().from(tratteUnita).where(of(tratteUnita)),
      db
        .select({ termine: voci.termine })
        .from(vociUnita)
        .innerJoin(voci, and(eq(voci.ente, vociUnita.ente), eq(voci.id, vociUnita.voceId)))
        .where(of(vociUnita))
        .orderBy(voci.termine),
      when('luogo', () => db.select().from(ubicazioniUnita).where(of(ubicazioniUnita))),
      when('nomi', () => db.select().from(agentiUnita).where(of(agentiUnita)).orderBy(agentiUnita.ruolo)),
      when('nomi', () =>
        db.select({ titolo: unitaRiservate.titoloOriginale }).from(unitaRiservate).where(of(unitaRiservate)),
      ),
      when('collocazione', () => listContenitori(db, id)),
      when('etichette', () =>
        db
          .select()
          .from(etichetteUnita)
          .where(and(of(etichetteUnita), isNull(etichetteUnita.toltaAt))),
      ),
      when('etichette', () => storiaDi(db, id)),
    ],
  )
  return {
    antenati,
    tratte,
    voci: soggetti.map((one) => one.termine),
    ubicazioni,
    agenti,
    titoloOriginale: originale?.[0]?.titolo ?? null,
    contenitori,
    etichette,
    storia,
  }
}

/** Tags of the units above, which close it too: those that the reader may know of. */
export const listEtichetteSopra = (chi: Chi, antenati: readonly Nodo[]) =>
  dbAs(lettoreActor(chi))
    .select({
      unitaId: etichetteUnita.unitaId,
      categoria: etichetteUnita.categoria,
      il: etichetteUnita.il,
      anno: etichetteUnita.anno,
    })
    .from(etichetteUnita)
    .where(
      and(
        eq(etichetteUnita.ente, ENTE),
        inArray(
          etichetteUnita.unitaId,
          antenati.map((one) => one.id),
        ),
        isNull(etichetteUnita.toltaAt),
      ),
    )

const storiaDi = (db: Db, id: string, prima: number | null = null) =>
  db
    .select()
    .from(storiaUnita)
    .where(and(eq(storiaUnita.ente, ENTE), eq(storiaUnita.unitaId, id), prima ? lt(storiaUnita.seq, prima) : undefined))
    .orderBy(desc(storiaUnita.seq))
    .limit(STORIA_MAX)

/** What changed in a unit before one of its changes, newest first, some at a time: the first ones are with the unit. */
export const listStoriaPrima = (chi: Chi, id: string, seq: number) => storiaDi(dbAs(lettoreActor(chi)), id, seq)

/** Where its containers belong, and whether they are out. */
const listContenitori = (db: Db, id: string) =>
  db
    .select({
      id: unitaConservazione.id,
      codice: unitaConservazione.codice,
      tipo: unitaConservazione.tipo,
      luogo: luoghiConservazione.nome,
      fuori: movimenti.motivo,
      rientra: movimenti.rientroPrevistoIl,
    })
    .from(unitaContenute)
    .innerJoin(
      unitaConservazione,
      and(eq(unitaConservazione.ente, unitaContenute.ente), eq(unitaConservazione.id, unitaContenute.contenitoreId)),
    )
    .innerJoin(
      luoghiConservazione,
      and(
        eq(luoghiConservazione.ente, unitaConservazione.ente),
        eq(luoghiConservazione.id, unitaConservazione.luogoId),
      ),
    )
    .leftJoin(
      movimenti,
      and(
        eq(movimenti.ente, unitaConservazione.ente),
        eq(movimenti.contenitoreId, unitaConservazione.id),
        isNull(movimenti.rientroAt),
      ),
    )
    .where(and(eq(unitaContenute.ente, ENTE), eq(unitaContenute.unitaId, id)))

/** Names of fonds, for the filter that chooses among them. */
export async function listNomiFondi(chi: Chi, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await dbAs(lettoreActor(chi))
    .select({ id: unita.id, titolo: unita.titolo })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), inArray(unita.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row.titolo]))
}

const CHI_VEDE_NOMI: readonly Classe[] = ['ente', 'proprio', 'ammesso', 'ufficio', 'abilitato']

/** Whoever sees more than everybody does leaves a trace, with what they are for that unit. */
export async function recordScheda(chi: Chi, scheda: Pick<Scheda, 'id' | 'classe'>): Promise<void> {
  if (!chi || !CHI_VEDE_NOMI.includes(scheda.classe)) return
  await recordRead(attoreOf(chi), {
    azione: 'archivio.scheda_letta',
    soggettoTipo: 'unita_archivistica',
    soggettoId: scheda.id,
    dati: { classe: scheda.classe },
  })
}

/** Somebody signed in asked for what is not there for them, whether it is there or not: many of these are looked at. */
export async function recordRifiuto(chi: Chi, id: string): Promise<void> {
  if (!chi) return
  await recordRead(attoreOf(chi), {
    azione: 'archivio.unita_rifiutata',
    soggettoTipo: 'unita_archivistica',
    soggettoId: id,
    esito: 'rifiutata',
  })
}

/** Each search by parcel is kept, also of who is not known. */
export async function recordParticella(chi: Chi, ip: string | null, domanda: Domanda): Promise<void> {
  if (!isParticella(domanda)) return
  const { comune, foglio, mappale } = domanda
  await recordRead(chi ? attoreOf(chi) : { ...SISTEMA, ruolo: 'pubblico', ip }, {
    azione: 'archivio.particella_cercata',
    soggettoTipo: 'particella',
    soggettoId: `${comune}/${foglio}/${mappale}`,
  })
}

/** What everybody may know of a unit, as exchange formats need it (archivio.md § 5). No name, street or parcel is in it. */
import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import {
  soggettiProduttori,
  tratteUnita,
  unitaArchivistiche as unita,
  voci,
  vociUnita,
} from '@/drizzle/schema/archivio'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { LivelloDescrizione, Tipologia } from '../rules'
import { accessoOggi, type LivelloAccesso } from '../rules-consultabilita'
import { canSee } from '../rules-visibilita'

export type SchedaPubblica = {
  id: string
  fondoId: string
  ordine: string
  profondita: number
  livello: LivelloDescrizione
  segnatura: string
  titolo: string
  tipologia: Tipologia | null
  dal: IsoDate | null
  al: IsoDate | null
  certezza: string
  data: string
  consistenza: string | null
  pagine: number | null
  produttore: string | null
  numeroPratica: string | null
  annoPratica: number | null
  comune: string | null
  localita: string | null
  strade: string[]
  voci: string[]
  lingua: string
  accesso: LivelloAccesso
  /** null: not for everybody */
  descrizione: { opera: string | null; materiale: string | null; esito: string | null; contenuto: string | null } | null
  modificataAt: Date
}

/** The public view, whoever asks: it is what goes out of the portal. */
const pubblico = () => dbAs('pubblico')
const DI_UN_COLPO = 400

const COLUMNS = {
  unita: {
    id: unita.id,
    fondoId: unita.fondoId,
    ordine: unita.ordine,
    profondita: unita.profondita,
    livello: unita.livello,
    segnatura: unita.segnatura,
    titolo: unita.titolo,
    tipologia: unita.tipologia,
    dal: unita.dal,
    al: unita.al,
    certezza: unita.certezza,
    data: unita.dataMostrata,
    consistenza: unita.consistenza,
    pagine: unita.pagine,
    numeroPratica: unita.numeroPratica,
    annoPratica: unita.annoPratica,
    comuneIstat: unita.comuneIstat,
    comuneStorico: unita.comuneStorico,
    localita: unita.localita,
    lingua: unita.lingua,
    opera: unita.opera,
    materiale: unita.materiale,
    esito: unita.esito,
    contenuto: unita.contenuto,
    accesso: unita.accesso,
    consultabileDal: unita.consultabileDal,
    accessoDopo: unita.accessoDopo,
    modificataAt: unita.espostaAt,
  },
  produttore: soggettiProduttori.denominazione,
}

const baseQuery = () =>
  pubblico()
    .select(COLUMNS)
    .from(unita)
    .leftJoin(
      soggettiProduttori,
      and(eq(soggettiProduttori.ente, unita.ente), eq(soggettiProduttori.id, unita.produttoreId)),
    )
type Riga = Awaited<ReturnType<typeof baseQuery>>[number]

/** @param oggi the day for which it is told how open each is */
async function complete(rows: readonly Riga[], oggi: IsoDate): Promise<SchedaPubblica[]> {
  const ids = rows.map((row) => row.unita.id)
  if (ids.length === 0) return []
  const [roads, terms] = await Promise.all([
    pubblico()
      .select({ unitaId: tratteUnita.unitaId, testo: tratteUnita.strada })
      .from(tratteUnita)
      .where(and(eq(tratteUnita.ente, ENTE), inArray(tratteUnita.unitaId, ids)))
      .orderBy(asc(tratteUnita.strada)),
    pubblico()
      .select({ unitaId: vociUnita.unitaId, testo: voci.termine })
      .from(vociUnita)
      .innerJoin(voci, and(eq(voci.ente, vociUnita.ente), eq(voci.id, vociUnita.voceId)))
      .where(and(eq(vociUnita.ente, ENTE), inArray(vociUnita.unitaId, ids)))
      .orderBy(asc(voci.termine)),
  ])
  const of = (list: readonly { unitaId: string; testo: string }[]) => {
    const byUnit = new Map<string, string[]>()
    for (const { unitaId, testo } of list) byUnit.set(unitaId, [...(byUnit.get(unitaId) ?? []), testo])
    return byUnit
  }
  const [strade, argomenti] = [of(roads), of(terms)]
  return rows.flatMap(({ unita: one, produttore }) => {
    const { opera, materiale, esito, contenuto, comuneIstat, comuneStorico, consultabileDal, accessoDopo, ...rest } =
      one
    const accesso = accessoOggi({ accesso: one.accesso, consultabileDal, accessoDopo }, oggi)
    if (!canSee('pubblico', 'scheda', accesso)) return []
    return [
      {
        ...rest,
        accesso,
        produttore,
        comune: [comuneIstat && nomeComune(comuneIstat), comuneStorico].filter(Boolean).join(', già ') || null,
        strade: strade.get(one.id) ?? [],
        voci: argomenti.get(one.id) ?? [],
        descrizione: canSee('pubblico', 'descrizione', accesso) ? { opera, materiale, esito, contenuto } : null,
      },
    ]
  })
}

/** @returns null for what is not there, and for what not everybody may know */
export async function findSchedaPubblica(id: string, oggi: IsoDate): Promise<SchedaPubblica | null> {
  const rows = await baseQuery().where(and(eq(unita.ente, ENTE), eq(unita.id, id)))
  return (await complete(rows, oggi))[0] ?? null
}

/** These units, in the order given; those that not everybody may know are left out. */
export async function listSchedePubbliche(ids: readonly string[], oggi: IsoDate): Promise<SchedaPubblica[]> {
  if (ids.length === 0) return []
  const rows = await baseQuery().where(and(eq(unita.ente, ENTE), inArray(unita.id, [...ids])))
  const place = new Map(ids.map((id, i) => [id, i]))
  return (await complete(rows, oggi)).sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}

/** A unit and all that stands in it, in the order of the tree, as it is read: however many they are. */
export async function* walkSchedePubbliche(cima: { ordine: string }, oggi: IsoDate): AsyncGenerator<SchedaPubblica> {
  let after = ''
  for (;;) {
    const rows = await baseQuery()
      .where(
        and(
          eq(unita.ente, ENTE),
          sql`(${unita.ordine} = ${cima.ordine} or ${unita.ordine} > ${`${cima.ordine}.`} and ${unita.ordine} < ${`${cima.ordine}/`})`,
          sql`${unita.ordine} > ${after}`,
        ),
      )
      .orderBy(asc(unita.ordine))
      .limit(DI_UN_COLPO)
    yield* await complete(rows, oggi)
    const last = rows.at(-1)
    if (!last || rows.length < DI_UN_COLPO) return
    after = last.unita.ordine
  }
}

/** Tops of the tree that everybody may know. */
export async function listFondiPubblici(oggi: IsoDate): Promise<SchedaPubblica[]> {
  const rows = await baseQuery()
    .where(and(eq(unita.ente, ENTE), eq(unita.profondita, 0)))
    .orderBy(asc(unita.posizione))
  return complete(rows, oggi)
}

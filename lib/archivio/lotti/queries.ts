import 'server-only'
import { and, asc, count, desc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import { fileLotto, lottiArchivio as lotti, righeLotto } from '@/drizzle/schema/archivio-lotti'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import type { Actor } from '@/lib/db/actor'
import { dbAs } from '@/lib/db/client'
import { STATI_RIGA, type StatoRiga } from './rules'

const LOTTI_A_PAGINA = 50

const lottoColumns = {
  id: lotti.id,
  nome: lotti.nome,
  origine: lotti.origine,
  percorso: lotti.percorso,
  modo: lotti.modo,
  stato: lotti.stato,
  indiceNome: lotti.indiceNome,
  indiceLetto: lotti.indiceLetto,
  colonneIgnote: lotti.colonneIgnote,
  avvisiIndice: lotti.avvisiIndice,
  difetto: lotti.difetto,
  scadeIl: lotti.scadeIl,
  creatoDaId: lotti.creatoDaId,
  createdAt: lotti.createdAt,
  verificatoAt: lotti.verificatoAt,
  caricatoAt: lotti.caricatoAt,
  /** a process is at work on it now */
  alLavoro: sql<boolean>`coalesce(${lotti.finoAt} > clock_timestamp(), false)`,
}

/** Batches, the latest first. None for whoever does not work in the archive. */
export const listLotti = (actor: Actor) =>
  dbAs(actor)
    .select(lottoColumns)
    .from(lotti)
    .where(eq(lotti.ente, ENTE))
    .orderBy(desc(lotti.createdAt))
    .limit(LOTTI_A_PAGINA)

export async function findLotto(actor: Actor, id: string) {
  if (!isUuid(id)) return null
  const [row] = await dbAs(actor)
    .select(lottoColumns)
    .from(lotti)
    .where(and(eq(lotti.ente, ENTE), eq(lotti.id, id)))
  return row ?? null
}
export type Lotto = NonNullable<Awaited<ReturnType<typeof findLotto>>>

const ofLotto = (lottoId: string) => and(eq(righeLotto.ente, ENTE), eq(righeLotto.lottoId, lottoId))
const conAvvisi = sql`jsonb_array_length(${righeLotto.esiti}) > 0`

export type ContoLotto = Record<StatoRiga, number> & {
  righe: number
  avvisi: number
  file: number
  nonNominati: number
}

/** How many rows are in which state, and how many files no row names. */
export async function findConto(actor: Actor, lottoId: string): Promise<ContoLotto> {
  const [rows, [files]] = await Promise.all([
    dbAs(actor)
      .select({
        stato: righeLotto.stato,
        n: count(),
        avvisi: sql<number>`(count(*) filter (where ${conAvvisi} and ${righeLotto.stato} not in ('errata', 'non_riuscita')))::int`,
      })
      .from(righeLotto)
      .where(ofLotto(lottoId))
      .groupBy(righeLotto.stato),
    dbAs(actor)
      .select({ n: count(), nonNominati: sql<number>`(count(*) filter (where ${fileLotto.riga} is null))::int` })
      .from(fileLotto)
      .where(and(eq(fileLotto.ente, ENTE), eq(fileLotto.lottoId, lottoId))),
  ])
  const perStato = Object.fromEntries(
    STATI_RIGA.map((stato) => [stato, rows.find((one) => one.stato === stato)?.n ?? 0]),
  ) as Record<StatoRiga, number>
  return {
    ...perStato,
    righe: rows.reduce((sum, one) => sum + one.n, 0),
    avvisi: rows.reduce((sum, one) => sum + one.avvisi, 0),
    file: files?.n ?? 0,
    nonNominati: files?.nonNominati ?? 0,
  }
}

/** Rows of the report by what one looks for: a state, or those with a warning. */
export const FILTRI_RIGHE = [...STATI_RIGA, 'avvisi'] as const
export type FiltroRighe = (typeof FILTRI_RIGHE)[number]
const filterOf = (filtro: FiltroRighe | null): SQL | undefined =>
  filtro === null ? undefined : filtro === 'avvisi' ? conAvvisi : eq(righeLotto.stato, filtro)

const rigaColumns = {
  riga: righeLotto.riga,
  segnatura: righeLotto.segnatura,
  titolo: sql<string | null>`${righeLotto.descrizione} ->> 'titolo'`,
  stato: righeLotto.stato,
  esiti: righeLotto.esiti,
  unitaId: righeLotto.unitaId,
  pagineAttese: righeLotto.pagineAttese,
}

/** @param dopo row after which to go on · @param quante at most */
export const listRighe = (actor: Actor, lottoId: string, filtro: FiltroRighe | null, dopo = 0, quante = 100) =>
  dbAs(actor)
    .select(rigaColumns)
    .from(righeLotto)
    .where(and(ofLotto(lottoId), filterOf(filtro), gt(righeLotto.riga, dopo)))
    .orderBy(asc(righeLotto.riga))
    .limit(quante)
export type RigaLotto = Awaited<ReturnType<typeof listRighe>>[number]

/** Files that no row of the index names, in the order of names. */
export const listNonNominati = (actor: Actor, lottoId: string, quanti = 200) =>
  dbAs(actor)
    .select({ nome: fileLotto.nome, byte: fileLotto.byte, esiti: fileLotto.esiti })
    .from(fileLotto)
    .where(and(eq(fileLotto.ente, ENTE), eq(fileLotto.lottoId, lottoId), isNull(fileLotto.riga)))
    .orderBy(asc(fileLotto.nome))
    .limit(quanti)

import 'server-only'
import { and, asc, desc, eq, inArray, isNull, like, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import {
  fileArchivio as file,
  lavorazioniArchivio as lavorazioni,
  pagineArchivio as pagine,
} from '@/drizzle/schema/archivio-digitale'
import { sospensioniLavorazione as sospensioni } from '@/drizzle/schema/archivio-lavorazione'
import { lottiArchivio as lotti } from '@/drizzle/schema/archivio-lotti'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import {
  type AvanzamentoFase,
  avanzamentoOf,
  FINESTRA_MINUTI,
  type Lavori,
  minutiRimasti,
  pagineDaFare,
  quotaOf,
} from './rules-avanzamento'
import { SPAZIO_FINITO } from './rules-spazio'

export type Sospensione = { da: string; at: Date }

export type AvanzamentoLotto = {
  /** null: files that came without a batch */
  lottoId: string | null
  nome: string | null
  fasi: AvanzamentoFase[]
  /** images and texts */
  quota: { fatte: number; tutte: number }
  morte: number
  sospensione: Sospensione | null
}

export type Avanzamento = {
  lotti: AvanzamentoLotto[]
  /** all the work is stopped */
  sospensione: Sospensione | null
  /** a disk is full: which, and what to do. The work waits, and goes on by itself */
  spazio: string | null
  /** pages being worked now, and on how many machines */
  inMano: { pagine: number; macchine: number }
  perMinuto: number
  daFare: number
  minuti: number | null
  morte: number
}

/** The work that is left, batch by batch. For whoever works in the archive: for others there is none. */
export async function findAvanzamento(officer: Funzionario): Promise<Avanzamento> {
  const db = dbAs(officer)
  const [rows, [pace], [hands], stopped, spazio] = await Promise.all([
    db.execute<{ lottoId: string | null; nome: string | null; file: number; pagine: number; lavori: Lavori[] }>(sql`
      select a.lotto_id as "lottoId", l.nome, a.file, a.pagine, a.lavori from avanzamento_lavorazioni(${ENTE}) a
      left join lotti_archivio l on l.ente = ${ENTE} and l.id = a.lotto_id order by l.created_at, a.lotto_id`),
    db.execute<{ n: number }>(sql`select pagine_lavorate(${ENTE}, ${FINESTRA_MINUTI}) as n`),
    db.execute<{ pagine: number; macchine: number }>(sql`
      select count(*)::int as pagine, count(distinct split_part(lavoratore, ':', 1))::int as macchine from lavorazioni_archivio
      where ente = ${ENTE} and stato = 'in_corso' and fino_at > now()`),
    listSospensioni(officer),
    findSpazio(officer),
  ])
  const perLotto = new Map(stopped.map((one) => [one.lottoId, { da: one.da, at: one.at }]))
  const found = rows.map((row) => {
    const fasi = avanzamentoOf(row.file, row.pagine, row.lavori)
    return {
      lottoId: row.lottoId,
      nome: row.nome,
      fasi,
      quota: quotaOf(row.pagine, fasi, row.lavori),
      morte: fasi.reduce((sum, one) => sum + one.morte, 0),
      sospensione: row.lottoId ? (perLotto.get(row.lottoId) ?? null) : null,
    }
  })
  const perMinuto = (pace?.n ?? 0) / FINESTRA_MINUTI
  const daFare = pagineDaFare(rows.flatMap((row) => row.lavori))
  return {
    lotti: found,
    sospensione: perLotto.get(null) ?? null,
    spazio,
    inMano: hands ?? { pagine: 0, macchine: 0 },
    perMinuto,
    daFare,
    minuti: minutiRimasti(daFare, perMinuto),
    morte: found.reduce((sum, one) => sum + one.morte, 0),
  }
}

/** What was said last of a disk that is full, while there is work that waits for it. */
async function findSpazio(officer: Funzionario): Promise<string | null> {
  const [row] = await dbAs(officer)
    .select({ errore: lavorazioni.errore })
    .from(lavorazioni)
    .where(
      and(
        eq(lavorazioni.ente, ENTE),
        inArray(lavorazioni.stato, ['attesa', 'sospesa']),
        like(lavorazioni.errore, `${SPAZIO_FINITO}%`),
      ),
    )
    .orderBy(desc(lavorazioni.updatedAt))
    .limit(1)
  return row?.errore ?? null
}

const listSospensioni = (officer: Funzionario) =>
  dbAs(officer)
    .select({ lottoId: sospensioni.lottoId, da: sospensioni.sospesaDa, at: sospensioni.sospesaAt })
    .from(sospensioni)
    .where(and(eq(sospensioni.ente, ENTE), isNull(sospensioni.ripresaAt)))

export const MORTE_A_PAGINA = 50

export type Morta = Awaited<ReturnType<typeof listMorte>>['morte'][number]

/**
 * Work that could not be done, the oldest first: of papers that this archivist may open. Of the others, how many.
 *
 * @param lottoId of this batch; null: of all
 * @param volta from 1
 */
export async function listMorte(officer: Funzionario, lottoId: string | null, volta: number) {
  const wanted = and(
    eq(lavorazioni.ente, ENTE),
    eq(lavorazioni.stato, 'morta'),
    lottoId && isUuid(lottoId) ? eq(file.lottoId, lottoId) : undefined,
  )
  const ofFile = and(eq(file.ente, lavorazioni.ente), eq(file.id, lavorazioni.fileId))
  const [rows, [count]] = await Promise.all([
    dbAs(officer)
      .select({
        id: lavorazioni.id,
        fase: lavorazioni.fase,
        errore: lavorazioni.errore,
        quando: lavorazioni.updatedAt,
        tentativi: lavorazioni.tentativi,
        nome: file.nome,
        mime: file.mime,
        byte: file.byte,
        pagine: file.pagine,
        pagina: pagine.numero,
        unitaId: unita.id,
        segnatura: unita.segnatura,
      })
      .from(lavorazioni)
      .innerJoin(file, ofFile)
      .innerJoin(unita, and(eq(unita.ente, file.ente), eq(unita.id, file.unitaId)))
      .leftJoin(pagine, and(eq(pagine.ente, lavorazioni.ente), eq(pagine.id, lavorazioni.paginaId)))
      .where(wanted)
      .orderBy(asc(lavorazioni.updatedAt), asc(lavorazioni.id))
      .limit(MORTE_A_PAGINA)
      .offset((volta - 1) * MORTE_A_PAGINA),
    dbAs(officer).select({ n: sql<number>`count(*)::int` }).from(lavorazioni).innerJoin(file, ofFile).where(wanted),
  ])
  return { morte: rows, quante: count?.n ?? 0 }
}

import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { lottiArchivio as lotti } from '@/drizzle/schema/archivio-lotti'
import { documenti } from '@/drizzle/schema/pratiche'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { SOGGETTO_LOTTO } from './commands'
import type { NuovoLottoInput } from './forms'
import { findConto } from './queries'
import { type AttoLotto, canLotto, NOMI_STATO_LOTTO, type StatoLotto } from './rules'

const NON_TROVATO = 'Questo lotto non c’è più: torna all’elenco'

/** Opens a batch whose index and files will come from the browser. */
export async function createLotto(
  actor: Funzionario,
  { nome, modo }: NuovoLottoInput,
): Promise<Result<{ id: string }>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
    if (!cura?.si) return refuse('Può farlo solo chi lavora nell’archivio')
    const [row] = await tx
      .insert(lotti)
      .values({ ente: ENTE, nome, origine: 'caricati', modo, stato: 'in_preparazione', creatoDaId: actor.personaId })
      .returning({ id: lotti.id })
    if (!row) return refuse(NON_TROVATO)
    await record({
      azione: 'archivio.lotto_aperto',
      soggettoTipo: SOGGETTO_LOTTO,
      soggettoId: row.id,
      dati: { origine: 'caricati' },
    })
    return success(row)
  })
}

/** What an officer does to a batch, and where it leaves it. The work itself is of the worker, or of the command. */
const ATTI = {
  verifica: 'in_verifica',
  carica: 'in_carico',
  sospendi: 'sospeso',
  annulla: 'annullato',
  riapri: 'in_preparazione',
} as const satisfies Partial<Record<AttoLotto, StatoLotto>>
export type AttoUfficio = keyof typeof ATTI
export const isAttoUfficio = (atto: unknown): atto is AttoUfficio =>
  typeof atto === 'string' && Object.hasOwn(ATTI, atto)

type Riga = typeof lotti.$inferSelect

/** Moves a batch on, stops it, or gives it up. What is in the archive stays there. */
export async function changeLotto(actor: Funzionario, id: string, atto: AttoUfficio): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const [row] = await tx
      .select()
      .from(lotti)
      .where(and(eq(lotti.ente, ENTE), eq(lotti.id, id)))
      .for('update')
    if (!row) return refuse(NON_TROVATO)
    const motivo = await refusalOf(tx, row, atto)
    if (motivo) return refuse(motivo)
    await tx
      .update(lotti)
      .set({ stato: ATTI[atto], scadeIl: null, updatedAt: sql`now()`, ...(atto === 'riapri' && { difetto: null }) })
      .where(and(eq(lotti.ente, ENTE), eq(lotti.id, id)))
    if (atto === 'annulla') await discardCaricati(tx, id)
    await record({ azione: `archivio.lotto_${ATTI[atto]}`, soggettoTipo: SOGGETTO_LOTTO, soggettoId: id })
    return success(null)
  })
}

async function refusalOf(tx: Tx, row: Riga, atto: AttoUfficio): Promise<string | null> {
  if (!canLotto(atto, row.stato))
    return `Intanto il lotto è cambiato: ora è «${NOMI_STATO_LOTTO[row.stato].toLowerCase()}». Ricarica la pagina`
  if (row.origine !== 'caricati' && (atto === 'verifica' || atto === 'carica' || atto === 'riapri'))
    return 'Questo lotto viene da una cartella: si verifica e si carica con il comando, dalla macchina del portale'
  if (atto === 'carica' && row.difetto) return 'L’indice non si può leggere: correggilo e verifica di nuovo'
  if (atto === 'carica' && row.stato === 'caricato' && (await findConto('sistema', row.id)).non_riuscita === 0)
    return 'Non c’è altro da caricare'
  if (atto !== 'verifica') return null
  const files = await tx
    .select({ stato: documenti.stato, n: sql<number>`count(*)::int` })
    .from(documenti)
    .where(ofLotto(row.id, ['pronto', 'in_arrivo']))
    .groupBy(documenti.stato)
  if (files.some((one) => one.stato === 'in_arrivo'))
    return 'Ci sono file ancora in arrivo: aspetta che finiscano, o rimuovili'
  return files.length === 0 ? 'Carica prima l’indice e i file' : null
}

const ofLotto = (lottoId: string, stati: ('in_arrivo' | 'pronto' | 'rifiutato')[]) =>
  and(
    eq(documenti.ente, ENTE),
    eq(documenti.soggettoTipo, 'lotto'),
    eq(documenti.soggettoId, lottoId),
    inArray(documenti.stato, stati),
  )

/** The uploaded copies are no longer needed: their keys go now, their bytes follow (lib/documenti/commands-pulizia.ts). */
export async function discardCaricati(tx: Tx, lottoId: string): Promise<void> {
  await asSistema(tx, async () => {
    await tx
      .update(documenti)
      .set({ stato: 'eliminato', chiaveCifrata: null, updatedAt: sql`clock_timestamp()` })
      .where(ofLotto(lottoId, ['in_arrivo', 'pronto', 'rifiutato']))
  })
}

/** What came of a work, written with its end in one transaction: kept once, or not at all. */
import 'server-only'
import { and, eq, gte, isNull, ne, or, sql } from 'drizzle-orm'
import {
  derivatiPagina,
  fileArchivio,
  lavorazioniArchivio as lavorazioni,
  pagineArchivio,
  testiPagina,
} from '@/drizzle/schema/archivio-digitale'
import { testiLetti } from '@/drizzle/schema/archivio-lavorazione'
import { coverAgain, dropCoperta } from '@/lib/archivio/coperte'
import type { RigaParole } from '@/lib/archivio/immagini/documento'
import { recordIn, SISTEMA } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Tx, transaction } from '@/lib/db/transaction'
import type { storeContent } from '@/lib/documenti/content'
import { endLavoro, type Lavoro, lockFile, settleFile } from './coda'
import type { EsitoApertura, EsitoImmagine, Girata } from './messaggi'
import { renumberPagine } from './pagine'
import { PRESA_S } from './rules-coda'
import { notaInPiu, noteApertura } from './rules-note'

const DEADLINE_MS = 60_000
/** Rows of one insert: a file may have ten thousand pages. */
const A_BLOCCO = 1_000

/** Not tried again after a lost answer: the row of the work is gone when it was kept. */
const writing = <T>(lavoro: Lavoro, work: (tx: Tx, file: { id: string; unitaId: string }) => Promise<T>) =>
  transaction(
    async (tx) => {
      const [file] = await lockFile(tx, lavoro.fileId)
      if (!file) throw new Error(`No file ${lavoro.fileId}`)
      return work(tx, file)
    },
    { attore: null, ente: ENTE, deadlineMs: DEADLINE_MS },
  )

/**
 * The pages of a file, each with its work to do.
 *
 * @param osservazioni what was found in it beside its pages
 */
export async function writeApertura(
  lavoro: Lavoro,
  apertura: EsitoApertura,
  osservazioni: string | null = null,
): Promise<void> {
  await writing(lavoro, async (tx, { unitaId }) => {
    await endLavoro(tx, lavoro)
    const [file] = await tx
      .select({ nome: fileArchivio.nome, attese: fileArchivio.pagineAttese })
      .from(fileArchivio)
      .where(and(eq(fileArchivio.ente, ENTE), eq(fileArchivio.id, lavoro.fileId)))
    const [inPiu] = await tx
      .select({ n: sql<number>`count(*)::int` })
      .from(pagineArchivio)
      .where(
        and(
          eq(pagineArchivio.ente, ENTE),
          eq(pagineArchivio.fileId, lavoro.fileId),
          gte(pagineArchivio.indice, apertura.pagine),
        ),
      )
    await tx
      .update(fileArchivio)
      .set({
        pagine: apertura.pagine,
        profilo: apertura.profilo,
        note: noteApertura(apertura, file?.nome ?? '', file?.attese ?? null, [osservazioni, notaInPiu(inPiu?.n ?? 0)]),
        stato: 'in_lavorazione',
        errore: null,
        updatedAt: sql`clock_timestamp()`,
      })
      .where(and(eq(fileArchivio.ente, ENTE), eq(fileArchivio.id, lavoro.fileId)))
    for (let at = 0; at < apertura.misure.length; at += A_BLOCCO)
      await insertPagine(tx, lavoro.fileId, unitaId, at, apertura.misure.slice(at, at + A_BLOCCO))
    await renumberPagine(tx, unitaId)
  })
}

async function insertPagine(
  tx: Tx,
  fileId: string,
  unitaId: string,
  from: number,
  misure: EsitoApertura['misure'],
): Promise<void> {
  const pages = await tx
    .insert(pagineArchivio)
    .values(
      misure.map(({ larghezza, altezza, dpi }, i) => ({
        ente: ENTE,
        unitaId,
        fileId,
        indice: from + i,
        // below the others of the unit until all of them are numbered in their order
        numero: sql`-(select coalesce(-min(numero), 0) from pagine_archivio where ente = ${ENTE} and unita_id = ${unitaId}::uuid and numero < 0) - ${i + 1}::int`,
        larghezza,
        altezza,
        dpi,
      })),
    )
    // opened once more: its pages are the same
    .onConflictDoUpdate({
      target: [pagineArchivio.ente, pagineArchivio.fileId, pagineArchivio.indice],
      set: { updatedAt: sql`clock_timestamp()` },
    })
    .returning({ paginaId: pagineArchivio.id })
  await tx
    .insert(lavorazioni)
    .values(pages.map(({ paginaId }) => ({ ente: ENTE, fileId, paginaId, fase: 'immagine' as const })))
    .onConflictDoNothing()
}

/**
 * The image of a page, and its words when the file carries them.
 *
 * @returns the reading of the page, in the same hands: it is open before them
 */
export async function writeImmagine(
  lavoro: Lavoro,
  { larghezza, altezza, dpi, bianca, righe }: Omit<EsitoImmagine, 'tiff'>,
  content: Immagine,
): Promise<Lavoro | null> {
  const paginaId = lavoro.paginaId ?? ''
  return writing(lavoro, async (tx, { unitaId }) => {
    await endLavoro(tx, lavoro)
    const page = await lockPagina(tx, paginaId)
    await replaceImmagine(tx, { paginaId, unitaId }, content)
    if (page?.larghezza !== larghezza || page.altezza !== altezza) await uncover(tx, { paginaId, unitaId })
    await tx
      .update(pagineArchivio)
      .set({ larghezza, altezza, dpi, bianca, updatedAt: sql`clock_timestamp()` })
      .where(and(eq(pagineArchivio.ente, ENTE), eq(pagineArchivio.id, paginaId)))
    const byHand = await hasTestoByHand(tx, paginaId)
    if (byHand)
      await tx
        .update(testiLetti)
        .set({ rilavorataAt: sql`clock_timestamp()` as unknown as Date })
        .where(and(eq(testiLetti.ente, ENTE), eq(testiLetti.paginaId, paginaId)))
    else if (righe) await upsertTesto(tx, { paginaId, unitaId, righe, fonte: 'file', motore: null })
    else if (!bianca) return handOn(tx, lavoro)
    await settleFile(tx, lavoro.fileId)
    return null
  })
}

/** Also of a batch that was stopped meanwhile: the page that is in hand ends. */
async function handOn(tx: Tx, { fileId, paginaId, presa }: Lavoro): Promise<Lavoro | null> {
  const [row] = await tx
    .insert(lavorazioni)
    .values({
      ente: ENTE,
      fileId,
      paginaId,
      fase: 'testo',
      stato: 'in_corso',
      tentativi: 1,
      lavoratore: presa,
      finoAt: sql`clock_timestamp() + make_interval(secs => ${PRESA_S})`,
    })
    .onConflictDoNothing()
    .returning({ id: lavorazioni.id })
  return row ? { id: row.id, fileId, paginaId, fase: 'testo', tentativi: 1, presa } : null
}

type Immagine = Awaited<ReturnType<typeof storeContent>>

/**
 * What recognition read on a page; and its image anew, when it was found to be turned.
 *
 * @param girata of a page that a person has corrected meanwhile it is not kept: nor is what was read
 */
export async function writeTesto(
  lavoro: Lavoro,
  righe: RigaParole[],
  motore: string,
  girata?: Omit<Girata, 'tiff'> & { content: Immagine },
): Promise<void> {
  const paginaId = lavoro.paginaId ?? ''
  await writing(lavoro, async (tx, { unitaId }) => {
    await endLavoro(tx, lavoro)
    await lockPagina(tx, paginaId)
    if (!(await hasTestoByHand(tx, paginaId))) {
      if (girata) {
        const { giro, larghezza, altezza, content } = girata
        await replaceImmagine(tx, { paginaId, unitaId }, content)
        await uncover(tx, { paginaId, unitaId })
        await tx
          .update(pagineArchivio)
          .set({ giro, larghezza, altezza, updatedAt: sql`clock_timestamp()` })
          .where(and(eq(pagineArchivio.ente, ENTE), eq(pagineArchivio.id, paginaId)))
      }
      await upsertTesto(tx, { paginaId, unitaId, righe, fonte: 'ocr', motore })
    }
    await settleFile(tx, lavoro.fileId)
  })
}

/** Who covers parts of it, or corrects its text, waits or is waited for. */
async function lockPagina(tx: Tx, paginaId: string) {
  const [row] = await tx
    .select({ larghezza: pagineArchivio.larghezza, altezza: pagineArchivio.altezza })
    .from(pagineArchivio)
    .where(and(eq(pagineArchivio.ente, ENTE), eq(pagineArchivio.id, paginaId)))
    .for('update')
  return row
}

/** What was covered stood on an image that is no more: the page stays closed until somebody covers it again. */
async function uncover(tx: Tx, { paginaId, unitaId }: { paginaId: string; unitaId: string }): Promise<void> {
  if ((await dropCoperta(tx, paginaId)).length === 0) return
  await recordIn(
    tx,
    SISTEMA,
  )({
    azione: 'archivio.pagina_scoperta',
    soggettoTipo: 'pagina_archivio',
    soggettoId: paginaId,
    dati: { unitaId, immagineRifatta: true },
  })
}

/** The bytes of the one before are swept. */
async function replaceImmagine(tx: Tx, of: { paginaId: string; unitaId: string }, content: Immagine): Promise<void> {
  await tx
    .delete(derivatiPagina)
    .where(
      and(eq(derivatiPagina.ente, ENTE), eq(derivatiPagina.paginaId, of.paginaId), eq(derivatiPagina.tipo, 'intera')),
    )
  await tx.insert(derivatiPagina).values({ ente: ENTE, tipo: 'intera', ...of, ...content })
}

type Testo = {
  paginaId: string
  unitaId: string
  righe: RigaParole[]
  fonte: 'file' | 'ocr'
  motore: string | null
}

/** What a person has corrected stays as they left it. What is left of it where parts are covered follows. */
async function upsertTesto(tx: Tx, { paginaId, unitaId, righe, fonte, motore }: Testo): Promise<void> {
  const parole = righe.flat()
  const values = {
    testo: righe.map((riga) => riga.map(([parola]) => parola).join(' ')).join('\n'),
    parole,
    fonte,
    motore,
    confidenza:
      fonte === 'file' || parole.length === 0
        ? null
        : parole.reduce((sum, [, , , , , confidenza]) => sum + confidenza, 0) / parole.length / 100,
  }
  await tx
    .insert(testiPagina)
    .values({ ente: ENTE, paginaId, unitaId, ...values })
    .onConflictDoUpdate({
      target: [testiPagina.ente, testiPagina.paginaId],
      set: { ...values, versioneRiga: sql`${testiPagina.versioneRiga} + 1`, updatedAt: sql`clock_timestamp()` },
      setWhere: and(ne(testiPagina.fonte, 'mano'), isNull(testiPagina.correttoDaId)),
    })
  await coverAgain(tx, paginaId, parole)
}

async function hasTestoByHand(tx: Tx, paginaId: string): Promise<boolean> {
  const [row] = await tx
    .select({ fonte: testiPagina.fonte })
    .from(testiPagina)
    .where(
      and(
        eq(testiPagina.ente, ENTE),
        eq(testiPagina.paginaId, paginaId),
        or(eq(testiPagina.fonte, 'mano'), sql`corretto_da_id is not null`),
      ),
    )
  return row !== undefined
}

import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { fileLotto, lottiArchivio as lotti, righeLotto } from '@/drizzle/schema/archivio-lotti'
import { recordIn, SISTEMA } from '@/lib/audit/record'
import { comuneScritto, comuneVicino } from '@/lib/comuni/rules-comuni'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Tx, transaction } from '@/lib/db/transaction'
import { SOGGETTO_LOTTO } from './commands'
import { type EsameFile, esaminaFile } from './esame'
import { findIndice, openIndice } from './indice-del-lotto'
import type { Presa } from './presa'
import { errore, type ModoLotto } from './rules'
import { readIndice } from './rules-righe'
import { type RigaVerificata, verificaRighe } from './rules-verifica'
import { type FileSorgente, type Sorgente, wordsOfLettura } from './sorgente'
import { readArchivio } from './stato-archivio'

const COMUNI = { scritto: comuneScritto, vicino: comuneVicino }
/** The row waits, and nothing is lost: a person says which of them is the paper. */
const DOPPIO =
  'è stato caricato più di una volta, con contenuti diversi: togli quello che non serve e verifica di nuovo'
/** Rows or files in one statement. */
const A_BLOCCO = 500
const DEADLINE_MS = 120_000

/** @param fatti bytes read so far · @param totale of all the files */
export type Avanti = (fase: 'verifica' | 'carico', fatti: number, totale: number) => void

const ofLotto = (table: typeof fileLotto | typeof righeLotto, lottoId: string) =>
  and(eq(table.ente, ENTE), eq(table.lottoId, lottoId))

/**
 * Reads index and files and writes the report: what would go in, what is to mend. The archive is left as it is. Done
 * again, it begins from what was read: a file with the same name, size and time is not read twice.
 */
export async function verificaLotto(
  presa: Presa,
  sorgente: Sorgente,
  opzioni: { modo: ModoLotto; indice: string | null },
  avanti: Avanti = () => {},
): Promise<void> {
  const elenco = await sorgente.elenco()
  const indice = findIndice(elenco, opzioni.indice)
  if (!indice.ok) return failVerifica(presa, indice.message)
  const aperto = await openIndice(sorgente, indice.value)
  const tabella = aperto.ok ? await aperto.value.tabella() : aperto
  const letto = tabella.ok ? readIndice(tabella.value.celle, COMUNI) : tabella
  if (!letto.ok || !tabella.ok) return failVerifica(presa, letto.ok ? '' : letto.message)
  const file = elenco.filter((one) => one !== indice.value.file && one !== indice.value.mappa)
  await examineAll(presa.lottoId, sorgente, file, avanti)
  const visti = await dbAs('sistema')
    .select({
      nome: fileLotto.nome,
      sha256: fileLotto.sha256,
      pagine: fileLotto.pagine,
      esiti: fileLotto.esiti,
    })
    .from(fileLotto)
    .where(ofLotto(fileLotto, presa.lottoId))
  const archivio = await readArchivio(
    letto.value.righe.flatMap(({ segnatura, descrizione }) => [segnatura, descrizione?.padre ?? segnatura]),
    visti.flatMap(({ sha256 }) => sha256 ?? []),
  )
  const righe = verificaRighe(letto.value.righe, visti, archivio, opzioni.modo)
  await writeReport(presa, righe, {
    indiceNome: indice.value.file.nome,
    indiceLetto: tabella.value.come,
    colonneIgnote: letto.value.ignote,
    avvisiIndice: [...avvisiDoppi([indice.value.file, indice.value.mappa]), ...tabella.value.avvisi],
  })
}

/** An index that is corrected is uploaded once more: the last is the one. */
const avvisiDoppi = (indici: readonly (FileSorgente | null)[]): string[] =>
  indici.flatMap((one) =>
    one?.doppio ? [`«${one.nome}» è stato caricato più di una volta: abbiamo letto l’ultimo`] : [],
  )

/** Nothing of it can be read: the report is one sentence. */
export async function failVerifica(presa: Presa, difetto: string): Promise<void> {
  await transaction(
    async (tx) => {
      await presa.check(tx)
      await tx
        .update(lotti)
        .set({ stato: 'verificato', difetto, verificatoAt: sql`clock_timestamp()` as unknown as Date })
        .where(and(eq(lotti.ente, ENTE), eq(lotti.id, presa.lottoId)))
    },
    { attore: null, ente: ENTE },
  )
}

async function examineAll(lottoId: string, sorgente: Sorgente, file: FileSorgente[], avanti: Avanti): Promise<void> {
  const known = new Map(
    (
      await dbAs('sistema')
        .select({
          nome: fileLotto.nome,
          byte: fileLotto.byte,
          modificatoAt: fileLotto.modificatoAt,
          sha256: fileLotto.sha256,
          fileId: fileLotto.fileId,
        })
        .from(fileLotto)
        .where(ofLotto(fileLotto, lottoId))
    ).map((one) => [one.nome, one]),
  )
  const names = new Set(file.map((one) => one.nome))
  const gone = [...known.values()].filter((one) => !names.has(one.nome) && one.fileId === null)
  for (let at = 0; at < gone.length; at += A_BLOCCO)
    await dbAs('sistema')
      .delete(fileLotto)
      .where(
        and(
          ofLotto(fileLotto, lottoId),
          isNull(fileLotto.fileId),
          inArray(
            fileLotto.nome,
            gone.slice(at, at + A_BLOCCO).map((one) => one.nome),
          ),
        ),
      )
  const totale = file.reduce((sum, one) => sum + one.byte, 0)
  let fatti = 0
  for (const one of file) {
    const before = known.get(one.nome)
    const same =
      before?.sha256 != null &&
      !one.doppio &&
      before.byte === one.byte &&
      before.modificatoAt !== null &&
      before.modificatoAt.getTime() === one.modificatoAt?.getTime()
    if (!same && before?.fileId == null) await writeEsame(lottoId, one, await examine(sorgente, one))
    fatti += one.byte
    avanti('verifica', fatti, totale)
  }
}

async function examine(sorgente: Sorgente, file: FileSorgente): Promise<EsameFile | { difetto: string }> {
  if (file.difetto) return { difetto: file.difetto }
  if (file.doppio) return { difetto: DOPPIO }
  try {
    const random = await sorgente.leggi(file)
    try {
      return await esaminaFile(file.nome, file.byte, await sorgente.apri(file), random?.leggi ?? null)
    } finally {
      await random?.chiudi()
    }
  } catch (error) {
    return { difetto: wordsOfLettura(error) }
  }
}

async function writeEsame(lottoId: string, file: FileSorgente, esame: EsameFile | { difetto: string }): Promise<void> {
  const values =
    'difetto' in esame
      ? {
          byte: file.byte,
          sha256: null,
          mime: null,
          pagine: null,
          esiti: [errore(`«${file.nome}»: ${esame.difetto}`)],
        }
      : {
          byte: esame.byte,
          sha256: esame.mime ? esame.sha256 : null,
          mime: esame.mime,
          pagine: esame.pagine,
          esiti: esame.esiti,
        }
  const columns = { ...values, modificatoAt: file.modificatoAt, documentoId: file.documentoId ?? null }
  await dbAs('sistema')
    .insert(fileLotto)
    .values({ ente: ENTE, lottoId, nome: file.nome, ...columns })
    .onConflictDoUpdate({
      target: [fileLotto.ente, fileLotto.lottoId, fileLotto.nome],
      set: { ...columns, updatedAt: sql`now()` },
    })
}

type Letto = { indiceNome: string; indiceLetto: string; colonneIgnote: string[]; avvisiIndice: string[] }

/** All of it or nothing: a report is never half of one reading and half of another. Rows that are in stay as they are. */
async function writeReport(presa: Presa, righe: readonly RigaVerificata[], letto: Letto): Promise<void> {
  const { lottoId } = presa
  await transaction(
    async (tx) => {
      await presa.check(tx)
      await tx.delete(righeLotto).where(and(ofLotto(righeLotto, lottoId), sql`stato <> 'caricata'`))
      for (let at = 0; at < righe.length; at += A_BLOCCO)
        await tx
          .insert(righeLotto)
          .values(righe.slice(at, at + A_BLOCCO).map(({ file: _, ...one }) => ({ ente: ENTE, lottoId, ...one })))
          .onConflictDoNothing()
      await bindFiles(tx, lottoId, righe)
      await tx
        .update(lotti)
        .set({
          ...letto,
          difetto: null,
          // a batch that is in stays in when there is nothing more to load
          stato: righe.some((one) => one.stato === 'da_caricare')
            ? 'verificato'
            : sql`case when ${lotti.stato} = 'caricato' then 'caricato' else 'verificato' end`,
          verificatoAt: sql`clock_timestamp()` as unknown as Date,
          updatedAt: sql`now()`,
        })
        .where(and(eq(lotti.ente, ENTE), eq(lotti.id, lottoId)))
      await recordIn(
        tx,
        SISTEMA,
      )({
        azione: 'archivio.lotto_verificato',
        soggettoTipo: SOGGETTO_LOTTO,
        soggettoId: lottoId,
        dati: { righe: righe.length },
      })
    },
    { attore: null, ente: ENTE, deadlineMs: DEADLINE_MS },
  )
}

/** Which file is of which row; those of none are told. */
async function bindFiles(tx: Tx, lottoId: string, righe: readonly RigaVerificata[]): Promise<void> {
  const bound = righe.flatMap(({ riga, file }) =>
    file.map(({ nome, pagineAttese }, i) => ({ nome, riga, ordine: i + 1, attese: pagineAttese })),
  )
  await tx
    .update(fileLotto)
    .set({ riga: null, ordine: null, pagineAttese: null })
    .where(and(ofLotto(fileLotto, lottoId), isNull(fileLotto.fileId)))
  await tx.execute(sql`
    update file_lotto f set riga = b.riga, ordine = b.ordine, pagine_attese = b.attese
    from (select distinct on (nome) * from jsonb_to_recordset((${JSON.stringify(bound)}::text)::jsonb)
      as r(nome text, riga int, ordine int, attese int) order by nome, riga) b
    where f.ente = ${ENTE} and f.lotto_id = ${lottoId}::uuid and f.nome = b.nome and f.file_id is null`)
}

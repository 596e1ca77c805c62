import 'server-only'
import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { storiaUnita, unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { fileArchivio, lavorazioniArchivio } from '@/drizzle/schema/archivio-digitale'
import { fileLotto, lottiArchivio as lotti, righeLotto } from '@/drizzle/schema/archivio-lotti'
import { recordIn, SISTEMA } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Tx, transaction } from '@/lib/db/transaction'
import { writeDescrizione } from '../carico'
import type { Descrizione } from '../rules-descrizione'
import { SOGGETTO_LOTTO } from './commands'
import type { Avanti } from './commands-verifica'
import { depositaFile, type FileDepositato, lasciaFile, NonRiuscito, wordsOfGuasto } from './deposito'
import { listFileDi } from './file-di-riga'
import { type Presa, PresaPersa } from './presa'
import { errore, type StatoLotto } from './rules'
import { CONTROLLATO, SENZA_ANTIVIRUS } from './rules-antivirus'
import type { Sorgente } from './sorgente'

const A_PAGINA = 100
const DEADLINE_MS = 60_000
/** Where new containers belong until somebody puts them somewhere. */
const LUOGO = 'Da collocare'

const daCaricare = (lottoId: string) =>
  and(
    eq(righeLotto.ente, ENTE),
    eq(righeLotto.lottoId, lottoId),
    inArray(righeLotto.stato, ['da_caricare', 'non_riuscita']),
  )

const rigaColumns = {
  riga: righeLotto.riga,
  posizione: righeLotto.posizione,
  segnatura: righeLotto.segnatura,
  descrizione: righeLotto.descrizione,
}
type Riga = { riga: number; posizione: number; segnatura: string; descrizione: Descrizione | null }

/**
 * Puts the rows of a verified batch into the archive, each in one transaction with its files. Killed at any moment and
 * begun again it goes on from the first row that is not in; a row that does not go in says why, and the others go on.
 *
 * @returns how the batch is left: `sospeso` when a person stopped it
 * @throws PresaPersa; what the database throws: it goes on when it is begun again
 */
export async function caricaLotto(presa: Presa, sorgente: Sorgente, avanti: Avanti = () => {}): Promise<StatoLotto> {
  const { lottoId } = presa
  await sorgente.elenco()
  await releaseClaims(lottoId)
  const totale = await countRighe(lottoId)
  let fatte = 0
  for (let after = 0; ; ) {
    const rows = await dbAs('sistema')
      .select(rigaColumns)
      .from(righeLotto)
      .where(and(daCaricare(lottoId), gt(righeLotto.posizione, after)))
      .orderBy(asc(righeLotto.posizione))
      .limit(A_PAGINA)
    if (rows.length === 0) return endLotto(presa)
    for (const row of rows) {
      const [stato] = await dbAs('sistema').select({ stato: lotti.stato }).from(lotti).where(thisLotto(lottoId))
      if (stato?.stato !== 'in_carico') return stato?.stato ?? 'annullato'
      await loadRiga(presa, sorgente, row)
      fatte += 1
      avanti('carico', fatte, totale)
      after = row.posizione
    }
  }
}

const thisLotto = (lottoId: string) => and(eq(lotti.ente, ENTE), eq(lotti.id, lottoId))

async function countRighe(lottoId: string): Promise<number> {
  const [row] = await dbAs('sistema')
    .select({ n: sql<number>`count(*)::int` })
    .from(righeLotto)
    .where(daCaricare(lottoId))
  return row?.n ?? 0
}

/** What a killed process had begun to store and no row of the archive names. */
async function releaseClaims(lottoId: string): Promise<void> {
  const rows = await dbAs('sistema')
    .select({ id: fileLotto.id, deposito: fileLotto.deposito })
    .from(fileLotto)
    .where(
      and(
        eq(fileLotto.ente, ENTE),
        eq(fileLotto.lottoId, lottoId),
        isNull(fileLotto.fileId),
        isNotNull(fileLotto.chiaveMaestra),
      ),
    )
  for (const row of rows) await lasciaFile(row)
}

async function loadRiga(presa: Presa, sorgente: Sorgente, riga: Riga): Promise<void> {
  const depositati: FileDepositato[] = []
  try {
    for (const file of await listFileDi(presa.lottoId, riga)) depositati.push(await depositaFile(sorgente, file))
    await writeRiga(presa, riga, depositati)
  } catch (error) {
    if (error instanceof PresaPersa) throw error
    // the answer of the commit may have been lost: the row itself says whether it is in
    const [now] = await dbAs('sistema')
      .select({ stato: righeLotto.stato })
      .from(righeLotto)
      .where(thisRiga(presa.lottoId, riga))
    if (now?.stato === 'caricata') return
    await releaseClaims(presa.lottoId)
    const testo = wordsOfGuasto(error)
    if (testo === null) throw error
    if (!(error instanceof NonRiuscito)) logGuasto(presa.lottoId, riga, error)
    await dbAs('sistema')
      .update(righeLotto)
      .set({
        stato: 'non_riuscita',
        esiti: sql`(select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(${righeLotto.esiti}) e where e ->> 'gravita' <> 'errore') || ${JSON.stringify([errore(testo, error instanceof NonRiuscito ? 'File' : null)])}::text::jsonb`,
      })
      .where(thisRiga(presa.lottoId, riga))
  }
}

/** Ids and codes, never what the row says. */
function logGuasto(lottoId: string, { riga }: Riga, error: unknown): void {
  const { code, constraint_name: vincolo } = ((error as Error).cause ?? error) as {
    code?: string
    constraint_name?: string
  }
  console.error(JSON.stringify({ at: new Date().toISOString(), lotto: lottoId, riga, codice: code, vincolo }))
}

const thisRiga = (lottoId: string, { riga }: Pick<Riga, 'riga'>) =>
  and(eq(righeLotto.ente, ENTE), eq(righeLotto.lottoId, lottoId), eq(righeLotto.riga, riga))

/** The row, whole: unit, files, work to do on them, history. */
async function writeRiga(presa: Presa, riga: Riga, depositati: readonly FileDepositato[]): Promise<void> {
  await transaction(
    async (tx) => {
      if ((await presa.check(tx)) !== 'in_carico') return // stopped meanwhile: it waits as it was
      const [taken] = await tx
        .update(righeLotto)
        .set({
          stato: 'caricata',
          caricataAt: sql`clock_timestamp()` as unknown as Date,
          esiti: sql`(select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(${righeLotto.esiti}) e where e ->> 'gravita' <> 'errore')`,
        })
        .where(and(daCaricare(presa.lottoId), eq(righeLotto.riga, riga.riga)))
        .returning({ riga: righeLotto.riga })
      if (!taken) return
      const unitaId = await writeUnita(tx, riga, depositati.length)
      await writeFiles(tx, presa.lottoId, unitaId, depositati)
      await tx.update(righeLotto).set({ unitaId }).where(thisRiga(presa.lottoId, riga))
      await recordIn(
        tx,
        SISTEMA,
      )({
        azione: 'archivio.caricata',
        soggettoTipo: 'unita_archivistica',
        soggettoId: unitaId,
        dati: { lottoId: presa.lottoId, riga: riga.riga, file: depositati.length },
      })
    },
    { attore: null, ente: ENTE, deadlineMs: DEADLINE_MS },
  )
}

/** A new unit; or one that is there, which gets files and keeps its description. */
async function writeUnita(tx: Tx, { segnatura, descrizione }: Riga, file: number): Promise<string> {
  const scanned = { trattamento: 'scansionato' as const, updatedAt: sql`now()` }
  const [there] = await tx
    .select({ id: unita.id, versione: unita.versioneRiga, trattamento: unita.trattamento })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), eq(unita.segnatura, segnatura)))
    .for('update')
  if (!there) {
    if (!descrizione) throw new NonRiuscito('manca la descrizione: verifica di nuovo il lotto')
    const id = await writeDescrizione(tx, descrizione, { storia: true, luogo: LUOGO })
    if (file > 0)
      await tx
        .update(unita)
        .set(scanned)
        .where(and(eq(unita.ente, ENTE), eq(unita.id, id)))
    return id
  }
  if (file === 0) return there.id
  const early = ['non_censito', 'censito', 'schedato', 'in_scansione'].includes(there.trattamento)
  await tx
    .update(unita)
    .set({ ...(early ? scanned : {}), versioneRiga: there.versione + 1, updatedAt: sql`now()` })
    .where(and(eq(unita.ente, ENTE), eq(unita.id, there.id)))
  await tx.insert(storiaUnita).values({
    ente: ENTE,
    unitaId: there.id,
    seq: there.versione + 2,
    attoreNome: 'Il portale',
    cosa: 'file aggiunti',
    modifiche: { file: { da: null, a: file } },
  })
  return there.id
}

async function writeFiles(
  tx: Tx,
  lottoId: string,
  unitaId: string,
  depositati: readonly FileDepositato[],
): Promise<void> {
  if (depositati.length === 0) return
  const [last] = await tx
    .select({ ordine: sql<number>`coalesce(max(${fileArchivio.ordine}), 0)::int` })
    .from(fileArchivio)
    .where(and(eq(fileArchivio.ente, ENTE), eq(fileArchivio.unitaId, unitaId)))
  for (const [i, { fileLottoId, antivirus, ...file }] of depositati.entries()) {
    await tx.insert(fileArchivio).values({ ente: ENTE, unitaId, lottoId, ordine: (last?.ordine ?? 0) + i + 1, ...file })
    await tx.insert(lavorazioniArchivio).values({ ente: ENTE, fileId: file.id, fase: 'apertura' })
    await tx
      .update(fileLotto)
      .set({
        fileId: file.id,
        deposito: null,
        chiaveCifrata: null,
        chiaveMaestra: null,
        esiti: sql`${fileLotto.esiti} || ${JSON.stringify([antivirus ? CONTROLLATO : SENZA_ANTIVIRUS])}::text::jsonb`,
        updatedAt: sql`now()`,
      })
      .where(and(eq(fileLotto.ente, ENTE), eq(fileLotto.id, fileLottoId)))
  }
}

async function endLotto(presa: Presa): Promise<StatoLotto> {
  return transaction(
    async (tx) => {
      const stato = await presa.check(tx)
      if (stato !== 'in_carico') return stato
      await tx
        .update(lotti)
        .set({ stato: 'caricato', caricatoAt: sql`clock_timestamp()` as unknown as Date, updatedAt: sql`now()` })
        .where(thisLotto(presa.lottoId))
      await recordIn(
        tx,
        SISTEMA,
      )({
        azione: 'archivio.lotto_caricato',
        soggettoTipo: SOGGETTO_LOTTO,
        soggettoId: presa.lottoId,
      })
      return 'caricato' as const
    },
    { attore: null, ente: ENTE },
  )
}

/** From the machine: what was verified goes in. @returns false when it may not begin from where it is */
export async function startCarico(presa: Presa): Promise<boolean> {
  return transaction(
    async (tx) => {
      const stato = await presa.check(tx)
      if (stato === 'annullato' || stato === 'in_preparazione' || stato === 'in_verifica') return false
      await tx.update(lotti).set({ stato: 'in_carico', updatedAt: sql`now()` }).where(thisLotto(presa.lottoId))
      return true
    },
    { attore: null, ente: ENTE },
  )
}

import 'server-only'
import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { carteVeicolo, importazioniFlotta } from '@/drizzle/schema/imprese'
import { veicoli } from '@/drizzle/schema/soggetti'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { changeFlotta, writeCarta } from './commands'
import { readCelle } from './lettura-file'
import { canKeep } from './queries'
import {
  type CartaImportata,
  type EsitoImportazione,
  type RigaImportata,
  readTabella,
  type VeicoloPresente,
} from './rules-importazione'

const NON_TROVATA = 'Importazione non trovata'

/** The fleet as the rules compare it with a table. */
async function loadFlotta(
  tx: Pick<Tx, 'select'>,
  organizzazioneId: string,
): Promise<(VeicoloPresente & { id: string })[]> {
  const [rows, carte] = await Promise.all([
    tx
      .select()
      .from(veicoli)
      .where(and(eq(veicoli.ente, ENTE), eq(veicoli.organizzazioneId, organizzazioneId))),
    tx
      .select({ veicoloId: carteVeicolo.veicoloId, tipo: carteVeicolo.tipo, scadeIl: carteVeicolo.scadeIl })
      .from(carteVeicolo)
      .innerJoin(veicoli, and(eq(veicoli.ente, carteVeicolo.ente), eq(veicoli.id, carteVeicolo.veicoloId)))
      .where(and(eq(veicoli.organizzazioneId, organizzazioneId), isNull(carteVeicolo.eliminataAt))),
  ])
  return rows.map((row) => ({
    id: row.id,
    targa: row.targa,
    classe: row.classe as VeicoloPresente['classe'],
    marca: row.marca,
    taraKg: row.taraKg,
    massaMaxKg: row.massaMaxKg,
    numeroAssi: row.numeroAssi,
    interassiCm: row.interassiCm,
    dismesso: row.dismessoIl !== null,
    carte: carte.filter(
      (carta): carta is CartaImportata & { veicoloId: string } =>
        carta.veicoloId === row.id &&
        carta.scadeIl !== null &&
        (carta.tipo === 'revisione' || carta.tipo === 'assicurazione'),
    ),
  }))
}

/**
 * Reads a file of vehicles and keeps its report: nothing of the fleet changes. The same file sent again is read again,
 * against the fleet as it is now.
 *
 * @returns id of the report
 */
export async function readImportazione(
  viewer: Viewer,
  organizzazioneId: string,
  file: { nome: string; bytes: Uint8Array },
): Promise<Result<string, 'file'>> {
  if (!canKeep(viewer, organizzazioneId)) return refuse('Impresa non trovata')
  const celle = await readCelle(file.bytes)
  if (!celle.ok) return refuse(celle.message, { file: celle.message })
  const read = readTabella(celle.value, await loadFlotta(dbAs(viewer), organizzazioneId))
  if (!read.ok) return refuse(read.message, { file: read.message })
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  return changeFlotta<string, 'file'>(viewer, organizzazioneId, async (tx, record) => {
    const values = { nome: file.nome.slice(0, 180), righe: read.value.righe, applicataAt: null, esito: null }
    const [row] = await tx
      .insert(importazioniFlotta)
      .values({ ente: ENTE, organizzazioneId, personaId: viewer.personaId, sha256, ...values })
      .onConflictDoUpdate({
        target: [
          importazioniFlotta.ente,
          importazioniFlotta.organizzazioneId,
          importazioniFlotta.personaId,
          importazioniFlotta.sha256,
        ],
        set: { ...values, createdAt: sql`clock_timestamp()` },
      })
      .returning({ id: importazioniFlotta.id })
    const id = row?.id as string
    await record({
      azione: 'flotta.letta',
      soggettoTipo: 'organizzazione',
      soggettoId: organizzazioneId,
      dati: { importazioneId: id, righe: read.value.righe.length },
    })
    return success(id)
  })
}

/**
 * Writes the good rows of a report, once: a second click finds it done and changes nothing. Each row is compared again
 * with the fleet as it is at this moment; those with faults are left out.
 */
export async function applyImportazione(
  viewer: Viewer,
  organizzazioneId: string,
  id: string,
): Promise<Result<EsitoImportazione>> {
  return changeFlotta<EsitoImportazione, string>(viewer, organizzazioneId, async (tx, record) => {
    const [importazione] = await tx
      .select()
      .from(importazioniFlotta)
      .where(
        and(
          eq(importazioniFlotta.ente, ENTE),
          eq(importazioniFlotta.organizzazioneId, organizzazioneId),
          eq(importazioniFlotta.id, id),
        ),
      )
      .for('update')
    if (!importazione) return refuse(NON_TROVATA)
    if (importazione.esito) return refuse('Questi veicoli sono già stati importati: li trovi nella flotta')
    const flotta = await loadFlotta(tx, organizzazioneId)
    const esito: EsitoImportazione = { creati: 0, modificati: 0, uguali: 0, scartati: 0 }
    for (const riga of importazione.righe) esito[await writeRiga(tx, organizzazioneId, riga, flotta)] += 1
    if (esito.creati + esito.modificati + esito.uguali === 0)
      return refuse('Nessuna riga si può importare: correggi il file e caricalo di nuovo')
    // A colleague may apply what another has read: the walls keep a report's row to whoever read it.
    await asSistema(tx, () =>
      tx
        .update(importazioniFlotta)
        .set({ esito, applicataAt: sql`clock_timestamp()` })
        .where(and(eq(importazioniFlotta.ente, ENTE), eq(importazioniFlotta.id, id))),
    )
    await record({
      azione: 'flotta.importata',
      soggettoTipo: 'organizzazione',
      soggettoId: organizzazioneId,
      dati: { importazioneId: id, ...esito },
    })
    return success(esito)
  })
}

async function writeRiga(
  tx: Tx,
  organizzazioneId: string,
  riga: RigaImportata,
  flotta: readonly (VeicoloPresente & { id: string })[],
): Promise<keyof EsitoImportazione> {
  const { veicolo, carte } = riga
  if (!veicolo || riga.esito === 'errore') return 'scartati'
  const before = flotta.find((one) => one.targa === veicolo.targa)
  const same =
    before &&
    !before.dismesso &&
    before.classe === veicolo.classe &&
    before.marca === veicolo.marca &&
    before.taraKg === veicolo.taraKg &&
    before.massaMaxKg === veicolo.massaMaxKg &&
    before.numeroAssi === veicolo.numeroAssi &&
    before.interassiCm.join() === veicolo.interassiCm.join() &&
    carte.every((carta) => before.carte.some((one) => one.tipo === carta.tipo && one.scadeIl === carta.scadeIl))
  if (same) return 'uguali'
  const [row] = await tx
    .insert(veicoli)
    .values({ ente: ENTE, organizzazioneId, ...veicolo })
    .onConflictDoUpdate({
      target: [veicoli.ente, veicoli.organizzazioneId, veicoli.targa],
      set: { ...veicolo, dismessoIl: null, updatedAt: sql`clock_timestamp()` },
    })
    .returning({ id: veicoli.id })
  for (const carta of carte) await writeCarta(tx, row?.id as string, { ...carta, numero: null })
  return before ? 'modificati' : 'creati'
}

import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { attestazioniLotto, fileAttestati, lottiArchivio as lotti } from '@/drizzle/schema/archivio-lotti'
import { uffici } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { type IsoDate, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { improntaOf, SOGGETTO_LOTTO } from './commands'
import { type FileAttestato, writeElenco } from './elenco'
import type { AttestazioneInput } from './forms'
import { findQualita } from './queries-qualita'
import { canLotto } from './rules'

/**
 * Who attests for the archive: its dirigente, as the public officer delegated to it. Da confermare with the Province.
 * @returns name of the office that they direct; null when they do not
 */
export async function findUfficioAttestante({ personaId, funzionario }: Funzionario): Promise<string | null> {
  const diretti = funzionario.filter((one) => one.ruolo === 'dirigente').map((one) => one.ufficioId)
  if (diretti.length === 0) return null
  const [row] = await dbAs({ personaId })
    .select({ denominazione: uffici.denominazione })
    .from(uffici)
    .where(and(eq(uffici.ente, ENTE), eq(uffici.codice, 'archivio'), inArray(uffici.id, diretti)))
  return row?.denominazione ?? null
}
export const canAttestare = async (officer: Funzionario): Promise<boolean> =>
  (await findUfficioAttestante(officer)) !== null

const A_BLOCCO = 500
type Riga = FileAttestato & { fileId: string; unitaId: string; stato: string }

/**
 * A public officer attests that the copies of a batch are as their originals, after comparing them or by the process that
 * made them: who, when, and what each file was, never to be changed.
 *
 * @see CAD (D.Lgs. 82/2005) art. 22 cc. 1-bis, 2; art. 23-ter cc. 1-bis, 3
 */
export async function attestLotto(
  actor: Funzionario,
  id: string,
  { valore, processo, note }: AttestazioneInput,
): Promise<Result<{ id: string }, keyof AttestazioneInput>> {
  return recorded<{ id: string }, keyof AttestazioneInput>(attoreOf(actor), async (tx, record) => {
    const [lotto] = await tx
      .select({ stato: lotti.stato })
      .from(lotti)
      .where(and(eq(lotti.ente, ENTE), eq(lotti.id, id)))
      .for('update')
    if (!lotto) return refuse('Questo lotto non c’è più: torna all’elenco')
    const ufficio = await findUfficioAttestante(actor)
    if (ufficio === null) return refuse('Può attestare solo il dirigente dell’archivio')
    if (!canLotto('attesta', lotto.stato)) return refuse('Si attesta un lotto quando è stato caricato')
    const [done] = await tx
      .select({ id: attestazioniLotto.id })
      .from(attestazioniLotto)
      .where(and(eq(attestazioniLotto.ente, ENTE), eq(attestazioniLotto.lottoId, id)))
    if (done) return refuse('Questo lotto è già attestato')
    const files = await listFiles(tx, id)
    const all = await asSistema(tx, async () => (await listFiles(tx, id)).length)
    if (all === 0) return refuse('Il lotto non ha file da attestare')
    if (files.length < all)
      return refuse('Il lotto ha unità chiuse per cui non sei abilitato: può attestarlo chi le vede tutte')
    if (files.some((one) => one.stato !== 'pronto'))
      return refuse('Ci sono file le cui pagine non sono ancora aperte, o guasti: aspetta o sistema quelli')
    const { differenze } = await findQualita({ personaId: actor.personaId }, id)
    if (differenze.length > 0 && note.length < 10)
      return refuse('C’è un problema: correggi i campi segnati', {
        note: 'Le pagine di qualche unità non sono quelle dell’indice: spiega perché',
      })
    const made = await write(tx, actor, ufficio, id, { valore, processo, note }, files)
    await record({
      azione: 'archivio.lotto_attestato',
      soggettoTipo: SOGGETTO_LOTTO,
      soggettoId: id,
      dati: { valore, file: files.length, impronta: made.impronta },
    })
    return success({ id: made.id })
  })
}

/** Those of the batch that this actor may see, in the order of the rows. */
async function listFiles(tx: Tx, lottoId: string): Promise<Riga[]> {
  const rows = await tx.execute<Riga>(sql`
    select (row_number() over (order by r.riga, f.ordine))::int as numero, u.segnatura, f.nome, f.byte::float8 as byte,
      coalesce(f.pagine, 0) as pagine, f.sha256, f.id as "fileId", f.unita_id as "unitaId", f.stato
    from file_archivio f join unita_archivistiche u on u.ente = f.ente and u.id = f.unita_id
      join file_lotto l on l.ente = f.ente and l.file_id = f.id join righe_lotto r on r.ente = l.ente and r.lotto_id = l.lotto_id and r.riga = l.riga
    where f.ente = ${ENTE} and f.lotto_id = ${lottoId}::uuid order by 1`)
  return [...rows]
}

async function write(
  tx: Tx,
  actor: Funzionario,
  ufficio: string,
  lottoId: string,
  { valore, processo, note }: AttestazioneInput,
  files: readonly Riga[],
): Promise<{ id: string; impronta: string }> {
  const [now] = await tx.execute<{ at: string }>(sql`select clock_timestamp()::text as at`)
  const at = new Date(now?.at ?? '')
  const impronta = improntaOf(Buffer.from(writeElenco(files)))
  const [made] = await tx
    .insert(attestazioniLotto)
    .values({
      ente: ENTE,
      lottoId,
      valore,
      attestataDaId: actor.personaId,
      attestante: `${actor.nome} ${actor.cognome}, dirigente (${ufficio})`,
      attestataIl: romeDay(at) as IsoDate,
      attestataAt: at,
      processo: valore === 'certificata_processo' ? processo : null,
      note: note || null,
      quanti: files.length,
      improntaElenco: impronta,
    })
    .returning({ id: attestazioniLotto.id })
  if (!made) throw new Error('An attestation was not written')
  for (let from = 0; from < files.length; from += A_BLOCCO)
    await tx
      .insert(fileAttestati)
      .values(
        files
          .slice(from, from + A_BLOCCO)
          .map(({ stato: _, ...one }) => ({ ente: ENTE, attestazioneId: made.id, ...one })),
      )
  return { id: made.id, impronta }
}

import 'server-only'
import { and, arrayContains, eq, inArray, isNotNull } from 'drizzle-orm'
import { atti, pratiche } from '@/drizzle/schema/pratiche'
import { sha256 } from '@/lib/audit/hash'
import { attoreOf, recordRead } from '@/lib/audit/record'
import { withinLimit } from '@/lib/auth/limits'
import { type Funzionario, isFunzionario, type Viewer } from '@/lib/auth/viewer'
import { canonicalJson } from '@/lib/core/canonical'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { recordLettura, recordLetturaStradale } from '@/lib/letture/commands'
import { formatNumero } from '@/lib/pratiche/rules'
import { officerOf } from '@/lib/pratiche/visibility'
import type { RicercaAtto } from './forms'
import type { ContenutoAtto } from './rules'
import { type AttoRegistrato, listDifferenze, parseCodice, type VistaVerifica, vistaOf } from './rules-verifica'
import { openSigillo } from './sigillo'

export type AttoVerificato = {
  vista: VistaVerifica
  /** The seal kept with the act, to be compared with the one in the QR code that was read. */
  sigillo: string
  /** Where register and seal differ; null when the seal itself cannot be opened. Empty: they agree. */
  differenze: string[] | null
  controllatoAt: Date
}

/** Adopted, and open to the public check: a proposal has no code. */
const VERIFICABILI = ['firmato', 'sospeso', 'revocato', 'sostituito'] as const

/**
 * An act by the code printed under its QR: anyone who has the act has the code, and nobody can guess it (80 bits).
 * @param text as it was typed or read
 */
export async function findAttoByCodice(text: string): Promise<AttoVerificato | null> {
  const codice = parseCodice(text)
  if (!codice) return null
  const [[row], at] = await Promise.all([
    dbAs(`pubblico:${codice}`)
      .select({
        tipo: atti.tipo,
        stato: atti.stato,
        anno: atti.anno,
        numero: atti.numero,
        validoDal: atti.validoDal,
        validoAl: atti.validoAl,
        targhe: atti.targhe,
        contenuto: atti.contenuto,
        sigillo: atti.sigillo,
      })
      .from(atti)
      .where(and(eq(atti.ente, ENTE), eq(atti.codiceVerifica, codice), inArray(atti.stato, VERIFICABILI))),
    databaseNow(),
  ])
  if (!row?.sigillo || row.anno === null || row.numero === null) return null
  const atto: AttoRegistrato = {
    ...row,
    numero: formatNumero(row.anno, row.numero),
    contenuto: row.contenuto as unknown as ContenutoAtto,
  }
  const aperto = openSigillo(row.sigillo)
  return {
    vista: vistaOf(atto, romeDay(at)),
    sigillo: row.sigillo,
    differenze: aperto && listDifferenze(aperto, atto, ENTE, sha256(canonicalJson(row.contenuto)).slice(0, 16)),
    controllatoAt: at,
  }
}

const isPolizia = (viewer: Viewer) => viewer.ruoli.some(({ ruolo }) => ruolo === 'polizia')

/**
 * For a police force without the paper: an act by its number and a plate of it, both right. The look-up is recorded,
 * found or not. @returns the code of the check page
 */
export async function searchAtto(viewer: Viewer, { numero, targa }: RicercaAtto): Promise<Result<string, 'numero'>> {
  if (!isPolizia(viewer)) return refuse('La ricerca è riservata agli organi di polizia stradale (art. 12 CdS)')
  if (!(await withinLimit('codice', viewer.personaId)))
    return refuse('Troppe ricerche in un minuto: aspetta un minuto e riprova')
  const [row] = await dbAs(viewer)
    .select({ id: atti.id, codice: atti.codiceVerifica, praticaId: atti.praticaId })
    .from(atti)
    .where(
      and(
        eq(atti.ente, ENTE),
        eq(atti.anno, numero.anno),
        eq(atti.numero, numero.numero),
        arrayContains(atti.targhe, [targa]),
        inArray(atti.stato, VERIFICABILI),
        isNotNull(atti.codiceVerifica),
      ),
    )
  await recordRead(attoreOf(viewer), {
    azione: 'atto.cercato',
    soggettoTipo: 'atto',
    soggettoId: row?.id ?? formatNumero(numero.anno, numero.numero),
    esito: row ? 'ok' : 'non_trovato',
  })
  if (row) await recordLetturaStradale(viewer, row.praticaId, row.id)
  return row?.codice
    ? success(row.codice)
    : refuse('Nessun atto ha questo numero e questa targa insieme', {
        numero: 'Controlla il numero e la targa: devono essere dello stesso atto',
      })
}

/**
 * An act on a practice of the officer's offices, as it will be or was printed; the reading is written down.
 *
 * @returns null also when the officer has not said why they open the practice (`lib/letture`)
 */
export async function findAtto(
  viewer: Viewer | Funzionario,
  id: string,
): Promise<{ id: string; praticaId: string; modello: string; stato: string; contenuto: ContenutoAtto } | null> {
  if (!isFunzionario(viewer) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null
  const [row] = await dbAs(viewer)
    .select({
      id: atti.id,
      praticaId: atti.praticaId,
      modello: atti.modello,
      stato: atti.stato,
      contenuto: atti.contenuto,
      ufficioId: pratiche.ufficioId,
      assegnatarioId: pratiche.assegnatarioId,
    })
    .from(atti)
    .innerJoin(pratiche, and(eq(pratiche.ente, atti.ente), eq(pratiche.id, atti.praticaId)))
    .where(and(eq(atti.ente, ENTE), eq(atti.id, id), officerOf(viewer)))
  if (!row) return null
  const { ufficioId, assegnatarioId, ...atto } = row
  const opened = await recordLettura(viewer, { id: atto.praticaId, ufficioId, assegnatarioId }, { tipo: 'atto', id })
  return opened ? { ...atto, contenuto: atto.contenuto as unknown as ContenutoAtto } : null
}

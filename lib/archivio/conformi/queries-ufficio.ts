/** Certified copies as who works in the archive sees them. */
import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { copieConformi } from '@/drizzle/schema/archivio-conformi'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { databaseNow } from '@/lib/db/clock'
import { listNomi } from '../accesso/queries'
import { findOrdine } from '../accesso/queries-copie'
import { isConsegnabile } from '../accesso/rules-copie'
import { canCurare } from '../lettore'
import { canAttestare } from '../lotti/commands-attestazione'
import { findCarte } from '../visore/queries'
import { listFonti, listPagineConformi } from './pagine'
import { type Conforme, completeConforme, leggiConformi } from './queries'

export type { Conforme }

/** Certified copies given on a view, the latest first, for who works in the archive. */
export async function listConformiUfficio(officer: Funzionario, visioneId: string): Promise<Conforme[]> {
  if (!isUuid(visioneId) || !(await canCurare(officer))) return []
  const rows = await leggiConformi(officer)
    .where(and(eq(copieConformi.ente, ENTE), eq(copieConformi.visioneId, visioneId)))
    .orderBy(desc(copieConformi.rilasciataAt))
  return rows.map(completeConforme)
}

/** @returns null both when it is not there and for who does not work in the archive */
export async function findConformeUfficio(officer: Funzionario, id: string): Promise<Conforme | null> {
  if (!isUuid(id) || !(await canCurare(officer))) return null
  const [row] = await leggiConformi(officer).where(and(eq(copieConformi.ente, ENTE), eq(copieConformi.id, id)))
  return row ? completeConforme(row) : null
}

type Ordine = NonNullable<Awaited<ReturnType<typeof findOrdine>>>

/** Why a certified copy cannot be given now, in Italian; null: it can, where there are papers. */
export function whyNotConforme(officer: Funzionario, ordine: Ordine, dirige: boolean, at: Date): string | null {
  if (!ordine.conforme) return 'Non è stata chiesta la copia conforme: serve una richiesta che la chieda'
  if (!dirige) return 'Può certificare solo il dirigente dell’archivio'
  if (ordine.personaId === officer.personaId) return 'Non puoi certificare una copia per te: lo fa un’altra persona'
  if (!isConsegnabile(ordine.stato)) return 'La copia conforme si rilascia dopo il pagamento'
  if (ordine.revocataAt) return 'La visione è stata revocata: la copia non si rilascia'
  if (ordine.dal > at) return 'La visione non è ancora cominciata: la copia si rilascia dopo'
  return null
}

/**
 * What may be certified on a view, and why not now.
 * @returns null both when it is not there, when no copies were granted and for who does not work in the archive
 */
export async function findProposta(officer: Funzionario, visioneId: string) {
  const ordine = await findOrdine(officer, visioneId)
  if (!ordine) return null
  const [at, dirige, nomi, carte] = await Promise.all([
    databaseNow(),
    canAttestare(officer),
    listNomi([ordine.personaId]),
    findCarte(officer, ordine.unitaId),
  ])
  const pagine = carte ? await listPagineConformi(officer, carte) : []
  const fonti = await listFonti(officer, pagine)
  const dabili = pagine.filter((one) => fonti.has(one.id))
  return {
    segnatura: ordine.segnatura,
    titolo: ordine.titolo,
    lettore: nomi.get(ordine.personaId) ?? '',
    dirige,
    dabili: dabili.map((one) => one.numero),
    attestate: dabili.length > 0 && dabili.every((one) => fonti.get(one.id)?.attestataIl),
    perche:
      whyNotConforme(officer, ordine, dirige, at) ??
      (dabili.length === 0 ? 'Non ci sono pagine digitalizzate da dare: la copia si fa dagli originali' : null),
  }
}

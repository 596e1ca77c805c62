import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { pratiche } from '@/drizzle/schema/pratiche'
import { letture, motiviLettura } from '@/drizzle/schema/sicurezza'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { officerOf } from '@/lib/pratiche/visibility'
import { findMotivo } from './queries'
import { type MotivoAScelta, motivoDiLettura, motivoProprio } from './rules'

type Letta = { id: string; ufficioId: string; assegnatarioId: string | null }
type Oggetto = { tipo: 'pratica' | 'documento' | 'atto'; id: string }

/**
 * Writes down that an officer is reading, before anything is shown: one row a reader, a paper and a day.
 *
 * @returns false when the officer is not in charge and has not said why today: nothing may be shown
 */
export async function recordLettura(officer: Funzionario, pratica: Letta, oggetto: Oggetto): Promise<boolean> {
  const il = await today()
  const assegnata = pratica.assegnatarioId === officer.personaId
  const perche = motivoDiLettura(
    pratica,
    officer.personaId,
    assegnata ? null : await findMotivo(officer, pratica.id, il),
  )
  if (!perche) return false
  const sede = officer.funzionario.find(({ ufficioId }) => ufficioId === pratica.ufficioId)
  if (!sede) return false
  await dbAs(officer)
    .insert(letture)
    .values({
      ente: ENTE,
      praticaId: pratica.id,
      lettoreId: officer.personaId,
      lettoreRuolo: sede.ruolo,
      lettoreUfficio: sede.ufficio,
      il,
      oggettoTipo: oggetto.tipo,
      oggettoId: oggetto.id,
      motivo: perche.motivo,
      motivoTesto: perche.testo,
    })
    .onConflictDoNothing()
  return true
}

/** A police officer at the roadside has found an act: its holder sees which force looked, and when (art. 12 CdS). */
export async function recordLetturaStradale(viewer: Viewer, praticaId: string, attoId: string): Promise<void> {
  const organizzazioneId = viewer.ruoli.find(({ ruolo }) => ruolo === 'polizia')?.organizzazioneId ?? null
  await dbAs(viewer)
    .insert(letture)
    .values({
      ente: ENTE,
      praticaId,
      lettoreId: viewer.personaId,
      lettoreRuolo: 'polizia',
      lettoreUfficio: sql`coalesce((select o.denominazione from organizzazioni o
        where o.ente = ${ENTE} and o.id = ${organizzazioneId}::uuid), 'Organo di polizia stradale')`,
      il: await today(),
      oggettoTipo: 'atto',
      oggettoId: attoId,
      motivo: 'controllo_stradale',
    })
    .onConflictDoNothing()
}

/**
 * Says why a practice that is not one's own is opened; good until midnight. Not visible and not there answer alike.
 *
 * @param motivo 'decisione' is taken only from the dirigente to whom a proposal has come
 */
export async function motivateLettura(
  officer: Funzionario,
  praticaId: string,
  { motivo, testo }: { motivo: MotivoAScelta | 'decisione'; testo: string },
): Promise<Result<null>> {
  if (!isUuid(praticaId)) return refuse('Pratica non trovata')
  const il = await today()
  return recorded(attoreOf(officer), async (tx, record) => {
    const [pratica] = await tx
      .select({ stato: pratiche.stato, assegnatarioId: pratiche.assegnatarioId, ufficioId: pratiche.ufficioId })
      .from(pratiche)
      .where(and(officerOf(officer), eq(pratiche.id, praticaId)))
    if (!pratica) return refuse('Pratica non trovata')
    const dirigente = officer.funzionario.some(
      (one) => one.ruolo === 'dirigente' && one.ufficioId === pratica.ufficioId,
    )
    if (motivo === 'decisione' && motivoProprio(pratica, dirigente) !== 'decisione')
      return refuse('Su questa pratica non c’è una proposta da decidere: scegli un altro motivo')
    await tx
      .insert(motiviLettura)
      .values({ ente: ENTE, praticaId, lettoreId: officer.personaId, il, motivo, testo })
      .onConflictDoNothing()
    await record({ azione: 'lettura.motivata', soggettoTipo: 'pratica', soggettoId: praticaId, dati: { motivo, il } })
    return success(null)
  })
}

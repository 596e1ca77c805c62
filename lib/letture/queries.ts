import 'server-only'
import { and, count, desc, eq, sql } from 'drizzle-orm'
import { documenti, pratiche } from '@/drizzle/schema/pratiche'
import { letture, motiviLettura } from '@/drizzle/schema/sicurezza'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { formatNumero } from '@/lib/pratiche/rules'
import { applicantOf, officerOf } from '@/lib/pratiche/visibility'
import { motivoDiLettura, motivoProprio } from './rules'

/** Why this officer opened this practice today, if they said so. */
export async function findMotivo(officer: Funzionario, praticaId: string, il: IsoDate) {
  const [row] = await dbAs(officer)
    .select({ motivo: motiviLettura.motivo, testo: motiviLettura.testo })
    .from(motiviLettura)
    .where(
      and(
        eq(motiviLettura.ente, ENTE),
        eq(motiviLettura.praticaId, praticaId),
        eq(motiviLettura.lettoreId, officer.personaId),
        eq(motiviLettura.il, il),
      ),
    )
  return row ?? null
}

/**
 * What an officer may know of a practice of their office before saying why they open it: its number, and who has it.
 *
 * @returns null both when it does not exist and when it is of another office
 */
export async function findDaAprire(officer: Funzionario, id: string) {
  if (!isUuid(id)) return null
  const [row] = await dbAs(officer)
    .select({
      id: pratiche.id,
      anno: pratiche.anno,
      numero: pratiche.numero,
      stato: pratiche.stato,
      ufficioId: pratiche.ufficioId,
      assegnatarioId: pratiche.assegnatarioId,
      versioneRiga: pratiche.versioneRiga,
      assegnatario: sql<
        string | null
      >`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${pratiche.ente} and p.id = ${pratiche.assegnatarioId})`,
    })
    .from(pratiche)
    .where(and(officerOf(officer), eq(pratiche.id, id)))
  if (!row) return null
  const detto = await findMotivo(officer, id, await today())
  const dirigente = officer.funzionario.some((one) => one.ruolo === 'dirigente' && one.ufficioId === row.ufficioId)
  return {
    ...row,
    codice: formatNumero(row.anno, row.numero),
    /** opens without another word */
    aperta: motivoDiLettura(row, officer.personaId, detto) !== null,
    subito: motivoProprio(row, dirigente),
  }
}

const PER_PAGINA = 25

/** Who read the papers of the person, or of the organisations they belong to, newest first. */
export async function listLetture(viewer: Viewer, { pagina = 1 }: { pagina?: number } = {}) {
  const joined = and(eq(pratiche.ente, letture.ente), eq(pratiche.id, letture.praticaId))
  const where = and(eq(letture.ente, ENTE), applicantOf(viewer))
  const [rows, [totale]] = await Promise.all([
    dbAs(viewer)
      .select({
        id: letture.id,
        il: letture.il,
        ufficio: letture.lettoreUfficio,
        ruolo: letture.lettoreRuolo,
        oggettoTipo: letture.oggettoTipo,
        documento: documenti.nome,
        motivo: letture.motivo,
        motivoTesto: letture.motivoTesto,
        praticaId: letture.praticaId,
        anno: pratiche.anno,
        numero: pratiche.numero,
        richiedente: pratiche.richiedente,
      })
      .from(letture)
      .innerJoin(pratiche, joined)
      .leftJoin(
        documenti,
        and(
          eq(documenti.ente, letture.ente),
          eq(documenti.id, letture.oggettoId),
          eq(letture.oggettoTipo, 'documento'),
          eq(documenti.interno, false),
        ),
      )
      .where(where)
      .orderBy(desc(letture.createdAt), desc(letture.id))
      .limit(PER_PAGINA)
      .offset((pagina - 1) * PER_PAGINA),
    dbAs(viewer).select({ n: count() }).from(letture).innerJoin(pratiche, joined).where(where),
  ])
  const n = totale?.n ?? 0
  return {
    righe: rows.map((row) => ({ ...row, codice: formatNumero(row.anno, row.numero) })),
    totale: n,
    pagine: Math.max(1, Math.ceil(n / PER_PAGINA)),
  }
}
export type Lettura = Awaited<ReturnType<typeof listLetture>>['righe'][number]

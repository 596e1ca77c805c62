import 'server-only'
import { and, desc, eq, gte, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { sospensioni } from '@/drizzle/schema/sicurezza'
import { organizzazioni, persone } from '@/drizzle/schema/soggetti'
import type { Viewer } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { isAmministratore } from '@/lib/ruoli/rules'
import type { Sospensione } from './rules'

export type Sospeso = { personaId: string } | { organizzazioneId: string }

const of = (chi: Sospeso): SQL =>
  'personaId' in chi ? eq(sospensioni.personaId, chi.personaId) : eq(sospensioni.organizzazioneId, chi.organizzazioneId)

/** The suspension in force today, the one that ends last; null when there is none. */
export async function findSospensione(
  chi: Sospeso,
  tx: Pick<Tx, 'select'> = dbAs('accesso'),
  oggi?: IsoDate,
): Promise<Sospensione | null> {
  const il = oggi ?? (await today())
  const [row] = await tx
    .select({ motivo: sospensioni.motivo, dal: sospensioni.dal, al: sospensioni.al })
    .from(sospensioni)
    .where(
      and(
        eq(sospensioni.ente, ENTE),
        of(chi),
        isNull(sospensioni.revocataAt),
        lte(sospensioni.dal, il),
        or(isNull(sospensioni.al), gte(sospensioni.al, il)),
      ),
    )
    .orderBy(sql`${sospensioni.al} desc nulls first`)
    .limit(1)
  return row ?? null
}

/** The history, newest first; of one person or organisation, or of all. For an administrator only. */
export async function listSospensioni(viewer: Viewer, chi?: Sospeso) {
  if (!isAmministratore(viewer)) return []
  const nome = (id: typeof sospensioni.dispostaDaId | typeof sospensioni.revocataDaId) =>
    sql<
      string | null
    >`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${sospensioni.ente} and p.id = ${id})`
  return dbAs(viewer)
    .select({
      id: sospensioni.id,
      personaId: sospensioni.personaId,
      organizzazioneId: sospensioni.organizzazioneId,
      persona: sql<string | null>`${persone.nome} || ' ' || ${persone.cognome}`,
      organizzazione: organizzazioni.denominazione,
      motivo: sospensioni.motivo,
      dal: sospensioni.dal,
      al: sospensioni.al,
      dispostaDa: nome(sospensioni.dispostaDaId),
      createdAt: sospensioni.createdAt,
      revocataAt: sospensioni.revocataAt,
      revocataDa: nome(sospensioni.revocataDaId),
      revocataMotivo: sospensioni.revocataMotivo,
    })
    .from(sospensioni)
    .leftJoin(persone, and(eq(persone.ente, sospensioni.ente), eq(persone.id, sospensioni.personaId)))
    .leftJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, sospensioni.ente), eq(organizzazioni.id, sospensioni.organizzazioneId)),
    )
    .where(and(eq(sospensioni.ente, ENTE), chi ? of(chi) : undefined))
    .orderBy(desc(sospensioni.createdAt))
    .limit(200)
}
export type SospensioneStorica = Awaited<ReturnType<typeof listSospensioni>>[number]

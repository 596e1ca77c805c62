import 'server-only'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { lottiArchivio } from '@/drizzle/schema/archivio-lotti'
import { carteVeicolo, collegamenti, mandati } from '@/drizzle/schema/imprese'
import { veicoli } from '@/drizzle/schema/soggetti'
import { RUOLI_CHE_AMMINISTRANO, RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { dbAs } from '@/lib/db/client'
import type { Tx } from '@/lib/db/transaction'
import { among, partyOf } from '@/lib/mandati/parti'
import type { SoggettoDocumento } from './rules-file'

/** Ids of the viewer's organisations in which they have one of these roles; null: any. */
export const idsWith = (viewer: Viewer, ruoli: readonly string[] | null): string[] =>
  viewer.organizzazioni.filter((one) => ruoli === null || ruoli.includes(one.ruolo)).map((one) => one.id)

/**
 * A request of one's own that is not yet sent; a mandate that lives, by either side; a paper of the fleet one looks after; a
 * batch of the archive that one has opened and not yet handed over.
 */
const openTo = (viewer: Viewer): Record<SoggettoDocumento, (id: string) => SQL> => ({
  collegamento: (id) => sql`select 1 from ${collegamenti} c where c.ente = ${ENTE} and c.id = ${id}::uuid
    and c.persona_id = ${viewer.personaId}::uuid and c.inviata_at is null and c.ritirata_at is null and c.decisa_at is null`,
  mandato: (id) => sql`select 1 from ${mandati} m where m.ente = ${ENTE} and m.id = ${id}::uuid
    and ${partyOf(viewer, RUOLI_CHE_AMMINISTRANO)} and m.revocato_at is null and m.rinunciato_at is null
    and m.rifiutato_at is null and m.ritirato_at is null and m.al >= (now() at time zone 'Europe/Rome')::date`,
  carta: (id) => sql`select 1 from ${carteVeicolo} k join ${veicoli} v on v.ente = k.ente and v.id = k.veicolo_id
    where k.ente = ${ENTE} and k.id = ${id}::uuid and k.eliminata_at is null
      and ${among(sql`v.organizzazione_id`, idsWith(viewer, RUOLI_CHE_PRESENTANO))}`,
  lotto: (id) => sql`select 1 from ${lottiArchivio} l where l.ente = ${ENTE} and l.id = ${id}::uuid
    and l.creato_da_id = ${viewer.personaId}::uuid and l.stato = 'in_preparazione'`,
})

/** Page of the thing this viewer may attach to now. @returns null alike when it is not there, not theirs, or closed */
export async function findPaginaSoggetto(viewer: Viewer, tipo: SoggettoDocumento, id: string): Promise<string | null> {
  const [open] = await dbAs(viewer).execute(openTo(viewer)[tipo](id))
  if (!open) return null
  if (tipo === 'collegamento') return paths.personale.collegamento(id)
  if (tipo === 'mandato') return paths.personale.mandato(id)
  if (tipo === 'lotto') return paths.ufficio.lotto(id)
  const [carta] = await dbAs(viewer)
    .select({ veicoloId: veicoli.id, organizzazioneId: veicoli.organizzazioneId })
    .from(carteVeicolo)
    .innerJoin(veicoli, and(eq(veicoli.ente, carteVeicolo.ente), eq(veicoli.id, carteVeicolo.veicoloId)))
    .where(and(eq(carteVeicolo.ente, ENTE), eq(carteVeicolo.id, id)))
  return carta ? paths.personale.carta(carta.organizzazioneId, carta.veicoloId, id) : null
}

/** Locks the row that the document belongs to. @returns false when it was closed meanwhile */
export async function lockSoggetto(tx: Tx, { tipo, id }: { tipo: SoggettoDocumento; id: string }): Promise<boolean> {
  const rows = await LOCKS[tipo](tx, id)
  return rows.length > 0
}

const LOCKS: Record<SoggettoDocumento, (tx: Tx, id: string) => Promise<unknown[]>> = {
  collegamento: (tx, id) =>
    tx
      .select({ id: collegamenti.id })
      .from(collegamenti)
      .where(and(eq(collegamenti.ente, ENTE), eq(collegamenti.id, id), isNull(collegamenti.inviataAt)))
      .for('update'),
  mandato: (tx, id) =>
    tx
      .select({ id: mandati.id })
      .from(mandati)
      .where(and(eq(mandati.ente, ENTE), eq(mandati.id, id), isNull(mandati.revocatoAt)))
      .for('update'),
  carta: (tx, id) =>
    tx
      .select({ id: carteVeicolo.id })
      .from(carteVeicolo)
      .where(and(eq(carteVeicolo.ente, ENTE), eq(carteVeicolo.id, id), isNull(carteVeicolo.eliminataAt)))
      .for('update'),
  lotto: (tx, id) =>
    tx
      .select({ id: lottiArchivio.id })
      .from(lottiArchivio)
      .where(and(eq(lottiArchivio.ente, ENTE), eq(lottiArchivio.id, id), eq(lottiArchivio.stato, 'in_preparazione')))
      .for('update'),
}

import 'server-only'
import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { bozzeFirmatari } from '@/drizzle/schema/condivisioni'
import { carteVeicolo, collegamenti, mandati } from '@/drizzle/schema/imprese'
import { atti, bozze, documenti } from '@/drizzle/schema/pratiche'
import { veicoli } from '@/drizzle/schema/soggetti'
import { RUOLI_CHE_AMMINISTRANO, RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import { isFunzionario, type Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { db } from '@/lib/db/client'
import type { Tx } from '@/lib/db/transaction'
import { among, partyOf } from '@/lib/mandati/parti'
import type { SoggettoDocumento } from './rules-file'

const idsWith = (viewer: Viewer, ruoli: readonly string[] | null): string[] =>
  viewer.organizzazioni.filter((one) => ruoli === null || ruoli.includes(one.ruolo)).map((one) => one.id)

/** A request of one's own that is not yet sent; a mandate that lives, by either side; a paper of the fleet one looks after. */
const openTo = (viewer: Viewer): Record<SoggettoDocumento, (id: string) => SQL> => ({
  collegamento: (id) => sql`select 1 from ${collegamenti} c where c.ente = ${ENTE} and c.id = ${id}::uuid
    and c.persona_id = ${viewer.personaId}::uuid and c.inviata_at is null and c.ritirata_at is null and c.decisa_at is null`,
  mandato: (id) => sql`select 1 from ${mandati} m where m.ente = ${ENTE} and m.id = ${id}::uuid
    and ${partyOf(viewer, RUOLI_CHE_AMMINISTRANO)} and m.revocato_at is null and m.rinunciato_at is null
    and m.rifiutato_at is null and m.ritirato_at is null and m.al >= (now() at time zone 'Europe/Rome')::date`,
  carta: (id) => sql`select 1 from ${carteVeicolo} k join ${veicoli} v on v.ente = k.ente and v.id = k.veicolo_id
    where k.ente = ${ENTE} and k.id = ${id}::uuid and k.eliminata_at is null
      and ${among(sql`v.organizzazione_id`, idsWith(viewer, RUOLI_CHE_PRESENTANO))}`,
})

/** Page of the thing this viewer may attach to now. @returns null alike when it is not there, not theirs, or closed */
export async function findPaginaSoggetto(viewer: Viewer, tipo: SoggettoDocumento, id: string): Promise<string | null> {
  const [open] = await db.execute(openTo(viewer)[tipo](id))
  if (!open) return null
  if (tipo === 'collegamento') return paths.personale.collegamento(id)
  if (tipo === 'mandato') return paths.personale.mandato(id)
  const [carta] = await db
    .select({ veicoloId: veicoli.id, organizzazioneId: veicoli.organizzazioneId })
    .from(carteVeicolo)
    .innerJoin(veicoli, and(eq(veicoli.ente, carteVeicolo.ente), eq(veicoli.id, carteVeicolo.veicoloId)))
    .where(and(eq(carteVeicolo.ente, ENTE), eq(carteVeicolo.id, id)))
  return carta ? paths.personale.carta(carta.organizzazioneId, carta.veicoloId, id) : null
}

/** Locks the row that the document belongs to. @returns false when it was closed meanwhile */
export async function lockSoggetto(tx: Tx, { tipo, id }: { tipo: SoggettoDocumento; id: string }): Promise<boolean> {
  const rows =
    tipo === 'collegamento'
      ? await tx
          .select({ id: collegamenti.id })
          .from(collegamenti)
          .where(and(eq(collegamenti.ente, ENTE), eq(collegamenti.id, id), isNull(collegamenti.inviataAt)))
          .for('update')
      : tipo === 'mandato'
        ? await tx
            .select({ id: mandati.id })
            .from(mandati)
            .where(and(eq(mandati.ente, ENTE), eq(mandati.id, id), isNull(mandati.revocatoAt)))
            .for('update')
        : await tx
            .select({ id: carteVeicolo.id })
            .from(carteVeicolo)
            .where(and(eq(carteVeicolo.ente, ENTE), eq(carteVeicolo.id, id), isNull(carteVeicolo.eliminataAt)))
            .for('update')
  return rows.length > 0
}

/**
 * Documents a viewer sees besides those of their drafts and practices: proofs of their own requests (and, once sent, for
 * the officers who check them), of mandates they are a party to, papers of their fleet, files of an istanza they are asked
 * to sign, and the acts of the vehicles they drive.
 */
export function otherDocumenti(viewer: Viewer): SQL | undefined {
  const of = (tipo: SoggettoDocumento, rows: SQL) =>
    and(eq(documenti.soggettoTipo, tipo), sql`${documenti.soggettoId} in (${rows})`)
  const office = isFunzionario(viewer)
    ? sql`or (c.inviata_at is not null and c.persona_id <> ${viewer.personaId}::uuid)`
    : sql``
  const driven = viewer.guida.map((one) => one.appartenenzaId)
  return or(
    of(
      'collegamento',
      sql`select c.id from ${collegamenti} c where c.ente = ${ENTE} and (c.persona_id = ${viewer.personaId}::uuid ${office})`,
    ),
    of('mandato', sql`select m.id from ${mandati} m where m.ente = ${ENTE} and ${partyOf(viewer, null)}`),
    of(
      'carta',
      sql`select k.id from ${carteVeicolo} k join ${veicoli} v on v.ente = k.ente and v.id = k.veicolo_id
        where k.ente = ${ENTE} and k.eliminata_at is null and ${among(sql`v.organizzazione_id`, idsWith(viewer, null))}`,
    ),
    and(
      isNull(documenti.praticaId),
      sql`${documenti.bozzaId} in (select f.bozza_id from ${bozzeFirmatari} f join ${bozze} b on b.ente = f.ente and b.id = f.bozza_id
        where f.ente = ${ENTE} and f.codice_fiscale = ${viewer.codiceFiscale} and f.rimosso_at is null and b.eliminata_at is null)`,
    ),
    driven.length > 0
      ? sql`${documenti.id} in (select a.documento_id from ${atti} a join pratiche p on p.ente = a.ente and p.id = a.pratica_id
          where a.ente = ${ENTE} and a.numero is not null and a.documento_id is not null
            and exists (select from veicoli_autisti g join ${veicoli} v on v.ente = g.ente and v.id = g.veicolo_id
              where g.ente = a.ente and ${among(sql`g.appartenenza_id`, driven)} and v.organizzazione_id = p.organizzazione_id
                and v.targa = any (a.targhe)))`
      : undefined,
  )
}

import 'server-only'
import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { lottiArchivio } from '@/drizzle/schema/archivio-lotti'
import { bozzeFirmatari } from '@/drizzle/schema/condivisioni'
import { carteVeicolo, collegamenti, mandati } from '@/drizzle/schema/imprese'
import { atti, bozze, documenti } from '@/drizzle/schema/pratiche'
import { veicoli } from '@/drizzle/schema/soggetti'
import { isFunzionario, type Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { among, partyOf } from '@/lib/mandati/parti'
import type { SoggettoDocumento } from './rules-file'
import { idsWith } from './soggetti'

/**
 * Documents a viewer sees besides those of their drafts and practices: proofs of their own requests (and, once sent, for
 * the officers who check them), of mandates they are a party to, papers of their fleet, files of an istanza they are asked
 * to sign, the acts of the vehicles they drive, and what they bring into the archive.
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
    of(
      'lotto',
      sql`select l.id from ${lottiArchivio} l where l.ente = ${ENTE} and l.creato_da_id = ${viewer.personaId}::uuid`,
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

import 'server-only'
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { pagineArchivio as pagine } from '@/drizzle/schema/archivio-digitale'
import { elementiRaccolta as elementi } from '@/drizzle/schema/archivio-lettori'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Conosciuta, listConosciute } from '../conosciute'
import { type Chi, lettoreActor } from '../lettore'
import { alPasso } from '../passo'
import { chiaveOf, type Elemento, RIPENSAMENTO_S } from './rules'

export type Annotato = Elemento & { nota: string }

const COLONNE = { unitaId: elementi.unitaId, paginaId: elementi.paginaId, nota: elementi.nota }

/** What somebody signed in has put aside, in their order; with what they may not know of any more. */
export const listMiei = (viewer: Viewer): Promise<Annotato[]> =>
  dbAs(viewer)
    .select(COLONNE)
    .from(elementi)
    .where(and(eq(elementi.ente, ENTE), eq(elementi.personaId, viewer.personaId), isNull(elementi.toltoAt)))
    .orderBy(asc(elementi.posizione), asc(elementi.createdAt))

/** What they took away last, while it can be put back. */
export const listTolti = (viewer: Viewer): Promise<Annotato[]> =>
  dbAs(viewer)
    .select(COLONNE)
    .from(elementi)
    .where(
      and(
        eq(elementi.ente, ENTE),
        eq(elementi.personaId, viewer.personaId),
        isNotNull(elementi.toltoAt),
        sql`${elementi.toltoAt} > now() - make_interval(secs => ${RIPENSAMENTO_S})`,
      ),
    )
    .orderBy(asc(elementi.posizione))

export type Presente = Annotato & {
  chiave: string
  unita: Conosciuta
  /** null: the whole unit, or a page whose papers are not for this reader now: there nothing is known of it */
  pagina: { numero: number; etichetta: string | null } | null
}

/**
 * Those of these elements that the reader may know of today, in the order given. Of the others nothing is left: neither
 * a place nor a number.
 */
export async function listPresenti(chi: Chi, asked: readonly (Elemento & { nota?: string })[]): Promise<Presente[]> {
  const ids = [...new Set(asked.map((one) => one.unitaId))]
  const ofPages = asked.flatMap(({ paginaId }) => paginaId ?? [])
  const [units, rows] = await Promise.all([
    alPasso(
      () => listConosciute(chi, ids), // a basket may hold any id: what is closed takes as long as what is not there
      (known) => known.size === ids.length,
    ),
    ofPages.length === 0
      ? []
      : dbAs(lettoreActor(chi))
          .select({ id: pagine.id, unitaId: pagine.unitaId, numero: pagine.numero, etichetta: pagine.etichetta })
          .from(pagine)
          .where(and(eq(pagine.ente, ENTE), inArray(pagine.id, ofPages))),
  ])
  const pages = new Map(rows.map((row) => [chiaveOf({ unitaId: row.unitaId, paginaId: row.id }), row]))
  return asked.flatMap(({ unitaId, paginaId, nota = '' }) => {
    const unita = units.get(unitaId)
    const chiave = chiaveOf({ unitaId, paginaId })
    const page = pages.get(chiave)
    if (!unita || (paginaId && unita.carte && !page)) return []
    const pagina = page && unita.carte ? { numero: page.numero, etichetta: page.etichetta } : null
    return [{ unitaId, paginaId, nota, chiave, unita, pagina }]
  })
}

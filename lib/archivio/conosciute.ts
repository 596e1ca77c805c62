import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { soggettiProduttori, unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Db, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { type Chi, findLettore, lettoreActor } from './lettore'
import type { LivelloDescrizione, Tipologia } from './rules'
import { accessoOggi, type LivelloAccesso } from './rules-consultabilita'
import type { Certezza } from './rules-date'
import { canSee, classeOf } from './rules-visibilita'

/** What this reader may know of a unit, as a line of a list or a citation says it. */
export type Conosciuta = {
  id: string
  livello: LivelloDescrizione
  segnatura: string
  titolo: string
  /** as the description shows it: 'ca. 1974', 's.d.' */
  data: string
  dal: IsoDate | null
  al: IsoDate | null
  certezza: Certezza
  tipologia: Tipologia | null
  comuneIstat: string | null
  numeroPratica: string | null
  annoPratica: number | null
  produttore: string | null
  accesso: LivelloAccesso
  /** the papers are for this reader, today */
  carte: boolean
  /** those it stands in, from the top */
  antenati: { titolo: string; livello: LivelloDescrizione }[]
}

/**
 * These units, for this reader.
 *
 * @returns by id; what is not there and what the reader may not know of are missing, alike
 */
export async function listConosciute(chi: Chi, ids: readonly string[]): Promise<Map<string, Conosciuta>> {
  if (ids.length === 0) return new Map()
  const db = dbAs(lettoreActor(chi))
  const [lettore, oggi, rows, sopra] = await Promise.all([
    findLettore(chi),
    today(),
    db
      .select({ unita, produttore: soggettiProduttori.denominazione })
      .from(unita)
      .leftJoin(
        soggettiProduttori,
        and(eq(soggettiProduttori.ente, unita.ente), eq(soggettiProduttori.id, unita.produttoreId)),
      )
      .where(and(eq(unita.ente, ENTE), inArray(unita.id, [...ids]))),
    listSopra(db, ids),
  ])
  return new Map(
    rows.flatMap(({ unita: row, produttore }): [string, Conosciuta][] => {
      const accesso = accessoOggi(row, oggi)
      const classe = classeOf(lettore, row)
      if (!canSee(classe, 'scheda', accesso)) return []
      const { id, livello, segnatura, titolo, dal, al, certezza, tipologia, comuneIstat } = row
      const { numeroPratica, annoPratica } = row
      const known = {
        id,
        livello,
        segnatura,
        titolo,
        dal,
        al,
        certezza,
        tipologia,
        comuneIstat,
        numeroPratica,
        annoPratica,
      }
      const carte = canSee(classe, 'carte', accesso)
      return [[id, { ...known, data: row.dataMostrata, produttore, accesso, carte, antenati: sopra.get(id) ?? [] }]]
    }),
  )
}

type Sopra = { di: string; titolo: string; livello: LivelloDescrizione }

/** What each stands in, as far as the reader sees. */
async function listSopra(db: Db, ids: readonly string[]): Promise<Map<string, Conosciuta['antenati']>> {
  const rows = await db.execute<Sopra>(sql`
    with recursive su as (
      select u.id as di, u.id, u.padre_id, u.profondita from unita_archivistiche u
      where u.ente = ${ENTE} and u.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
      union all select su.di, p.id, p.padre_id, p.profondita from su
      join unita_archivistiche p on p.ente = ${ENTE} and p.id = su.padre_id)
    select su.di, u.titolo, u.livello from su join unita_archivistiche u on u.ente = ${ENTE} and u.id = su.id
    where su.id <> su.di order by su.di, su.profondita`)
  const of = new Map<string, Conosciuta['antenati']>()
  for (const { di, titolo, livello } of rows) of.set(di, [...(of.get(di) ?? []), { titolo, livello }])
  return of
}

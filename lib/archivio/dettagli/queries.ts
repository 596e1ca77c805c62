import 'server-only'
import { and, asc, count, desc, eq, notInArray } from 'drizzle-orm'
import { soggettiProduttori, unitaArchivistiche as unita, voci } from '@/drizzle/schema/archivio'
import { storiaArchivio } from '@/drizzle/schema/archivio-deposito'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { OggettoStoria } from '../deposito/rules'
import { type Chi, lettoreActor } from '../lettore'
import { LIVELLI_CON_CARTE } from '../rules'

const STORIA_MAX = 50
const UNITA_MAX = 20

export type Produttore = { id: string; denominazione: string; tipo: string; esistenza: string | null }

export const listProduttori = (officer: Funzionario): Promise<Produttore[]> =>
  dbAs(lettoreActor(officer))
    .select({
      id: soggettiProduttori.id,
      denominazione: soggettiProduttori.denominazione,
      tipo: soggettiProduttori.tipo,
      esistenza: soggettiProduttori.esistenza,
    })
    .from(soggettiProduttori)
    .where(eq(soggettiProduttori.ente, ENTE))
    .orderBy(asc(soggettiProduttori.denominazione))

/** Subjects in use, for the field that proposes them. */
export const listVoci = async (officer: Funzionario): Promise<string[]> =>
  (
    await dbAs(lettoreActor(officer))
      .select({ termine: voci.termine })
      .from(voci)
      .where(eq(voci.ente, ENTE))
      .orderBy(asc(voci.termine))
  ).map((one) => one.termine)

/** An authority record, with the units it made that the officer may know of. */
export async function findProduttore(officer: Funzionario, id: string) {
  const db = dbAs(lettoreActor(officer))
  const made = and(eq(unita.ente, ENTE), eq(unita.produttoreId, id))
  const [[row], fondi, [total], storia] = await Promise.all([
    db
      .select()
      .from(soggettiProduttori)
      .where(and(eq(soggettiProduttori.ente, ENTE), eq(soggettiProduttori.id, id))),
    db
      .select({ id: unita.id, titolo: unita.titolo, segnatura: unita.segnatura, data: unita.dataMostrata })
      .from(unita)
      .where(made)
      .orderBy(asc(unita.profondita), asc(unita.ordine))
      .limit(UNITA_MAX),
    db.select({ n: count() }).from(unita).where(made),
    listStoria(officer, 'produttore', id),
  ])
  return row ? { ...row, prime: fondi, unita: total?.n ?? 0, modifiche: storia } : null
}

/**
 * An authority record as whoever knows of some papers it made may read it, with the sets of papers that they know of.
 *
 * @returns null both when it is not there and when all that it made is closed to the reader
 */
export async function findProduttoreNoto(chi: Chi, id: string) {
  const db = dbAs(lettoreActor(chi))
  const made = and(eq(unita.ente, ENTE), eq(unita.produttoreId, id))
  const [row] = await db
    .select({
      tipo: soggettiProduttori.tipo,
      denominazione: soggettiProduttori.denominazione,
      altreDenominazioni: soggettiProduttori.altreDenominazioni,
      esistenza: soggettiProduttori.esistenza,
      storia: soggettiProduttori.storia,
    })
    .from(soggettiProduttori)
    .where(and(eq(soggettiProduttori.ente, ENTE), eq(soggettiProduttori.id, id)))
  if (!row) return null
  const insiemi = await db
    .select({ id: unita.id, titolo: unita.titolo, segnatura: unita.segnatura, data: unita.dataMostrata })
    .from(unita)
    .where(and(made, notInArray(unita.livello, [...LIVELLI_CON_CARTE])))
    .orderBy(asc(unita.profondita), asc(unita.ordine))
    .limit(UNITA_MAX)
  if (insiemi.length === 0 && (await db.select({ id: unita.id }).from(unita).where(made).limit(1)).length === 0)
    return null
  return { ...row, insiemi }
}

/** Changes of something that is no unit, newest first. */
export const listStoria = (officer: Funzionario, oggetto: OggettoStoria, id: string) =>
  dbAs(lettoreActor(officer))
    .select()
    .from(storiaArchivio)
    .where(and(eq(storiaArchivio.ente, ENTE), eq(storiaArchivio.oggetto, oggetto), eq(storiaArchivio.oggettoId, id)))
    .orderBy(desc(storiaArchivio.seq))
    .limit(STORIA_MAX)

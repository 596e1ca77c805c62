import 'server-only'
import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import {
  derivatiPagina as derivati,
  pagineArchivio as pagine,
  visioniArchivio as visioni,
} from '@/drizzle/schema/archivio-digitale'
import type { Funzionario } from '@/lib/auth/viewer'
import { formatDay, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import type { Collocazione } from '@/lib/documenti/content'
import { type Chi, findLettore, lettoreActor } from '../lettore'
import { accessoOggi } from '../rules-consultabilita'
import type { TipoDerivato } from '../rules-digitale'
import { type Classe, canSee, classeOf } from '../rules-visibilita'

/** The papers of a unit, for whoever may see them. */
export type Carte = NonNullable<Awaited<ReturnType<typeof findCarte>>>

/**
 * @returns null when there is no such unit, when it has no pages and when its papers are not for this reader: all alike
 */
export async function findCarte(chi: Chi, unitaId: string) {
  if (!isUuid(unitaId)) return null
  const db = dbAs(lettoreActor(chi))
  const [lettore, oggi, [row], [conto]] = await Promise.all([
    findLettore(chi),
    today(),
    db
      .select()
      .from(unita)
      .where(and(eq(unita.ente, ENTE), eq(unita.id, unitaId))),
    db
      .select({ n: sql<number>`count(*)::int` })
      .from(pagine)
      .where(and(eq(pagine.ente, ENTE), eq(pagine.unitaId, unitaId))),
  ])
  if (!row || !conto?.n) return null
  const accesso = accessoOggi(row, oggi)
  const classe = classeOf(lettore, row)
  if (!canSee(classe, 'scheda', accesso) || !canSee(classe, 'carte', accesso)) return null
  const { id, titolo, segnatura, dataMostrata, livello } = row
  return {
    id,
    titolo,
    segnatura,
    dataMostrata,
    livello,
    classe,
    /** everybody's: also of who is not signed in, and of other sites */
    libere: accesso === 'libero',
    ufficio: lettore.ufficio,
    /** an officer who is named for this unit: sees also what is closed to the offices */
    abilitato: classe === 'abilitato',
    oggi,
    pagine: conto.n,
  }
}

export type Pagina = {
  id: string
  numero: number
  etichetta: string | null
  larghezza: number
  altezza: number
  dpi: number | null
  bianca: boolean
  /** closed today to who reads the others */
  riservata: boolean
  /** … and to the offices, but for who is named */
  soloAbilitati: boolean
  /** first day on which it is closed no longer; null: no term, or it is not closed */
  consultabileDal: IsoDate | null
  /** closed to this reader: they see what is left of it, or nothing */
  chiusa: boolean
  /** the image this reader sees: whole, with parts covered, none yet made or none for them */
  immagine: (Collocazione & { tipo: TipoDerivato }) | null
  /** anybody sees the same image */
  pubblica: boolean
}

/** The image of a page that is for this reader. */
const vedibile = (tipo: TipoDerivato, images: readonly (typeof derivati.$inferSelect)[]) => {
  const found = images.find((one) => one.tipo === tipo)
  if (!found) return null
  const { id, byte, deposito, chiaveCifrata, chiaveMaestra } = found
  return { id, byte, deposito, chiaveCifrata, chiaveMaestra, tipo }
}

/**
 * Pages of papers that the reader may see, in order.
 *
 * @param da first number; @param a last number, both counted
 * @param coperte show the covered images also to the offices, who see the whole ones
 */
export async function listPagine(
  chi: Chi,
  carte: Carte,
  da = 1,
  a = Number.MAX_SAFE_INTEGER,
  coperte = false,
): Promise<Pagina[]> {
  const db = dbAs(lettoreActor(chi))
  const within = and(
    eq(pagine.ente, ENTE),
    eq(pagine.unitaId, carte.id),
    gte(pagine.numero, da),
    lte(pagine.numero, Math.min(a, 2_147_483_647)),
  )
  const rows = await db.select().from(pagine).where(within).orderBy(asc(pagine.numero))
  const images =
    rows.length === 0
      ? []
      : await db
          .select()
          .from(derivati)
          .where(
            and(
              eq(derivati.ente, ENTE),
              eq(derivati.unitaId, carte.id),
              rows.length <= 200
                ? inArray(
                    derivati.paginaId,
                    rows.map((row) => row.id),
                  )
                : undefined,
            ),
          )
  const byPage = Map.groupBy(images, (one) => one.paginaId)
  return rows.map(({ id, numero, etichetta, larghezza, altezza, dpi, bianca, ...row }) => {
    const riservata = row.riservata && (row.consultabileDal === null || row.consultabileDal > carte.oggi)
    const soloAbilitati = riservata && row.soloAbilitati
    const chiusa = soloAbilitati ? !carte.abilitato : riservata && !carte.ufficio
    const immagine = vedibile(coperte || chiusa ? 'oscurata' : 'intera', byPage.get(id) ?? [])
    return {
      ...{ id, numero, etichetta, larghezza, altezza, dpi, bianca, riservata, soloAbilitati, chiusa, immagine },
      consultabileDal: riservata ? row.consultabileDal : null,
      pubblica: carte.libere && !(riservata && immagine?.tipo === 'intera'),
    }
  })
}

/** One page with its papers. @returns null alike for what is not there and what is not for this reader */
export async function findPagina(
  chi: Chi,
  paginaId: string,
  coperta = false,
): Promise<{ carte: Carte; pagina: Pagina } | null> {
  if (!isUuid(paginaId)) return null
  const [row] = await dbAs(lettoreActor(chi))
    .select({ unitaId: pagine.unitaId, numero: pagine.numero })
    .from(pagine)
    .where(and(eq(pagine.ente, ENTE), eq(pagine.id, paginaId)))
  const carte = row ? await findCarte(chi, row.unitaId) : null
  if (!carte || !row) return null
  const [pagina] = await listPagine(chi, carte, row.numero, row.numero, coperta)
  return pagina ? { carte, pagina } : null
}

/**
 * A page with an image for this reader, by its id, or by the number it has today.
 * @param asked as it stands in an address
 */
export async function findTela(chi: Chi, carte: Carte, asked: string): Promise<Pagina | null> {
  const numero = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : null
  if (numero === null) {
    const found = await findPagina(chi, asked)
    return found?.pagina.immagine && found.carte.id === carte.id ? found.pagina : null
  }
  const [pagina] = await listPagine(chi, carte, numero, numero)
  return pagina?.immagine ? pagina : null
}

/** Why somebody reads who was not let in on a request, as the image says it. */
const SCOPO_DI_CLASSE: Partial<Record<Classe, string>> = {
  ufficio: 'Uffici della Provincia',
  abilitato: 'Persona abilitata',
}
const SCOPO_MAX = 70

/** Who reads, when and what for: burned into images of papers that are not everybody's. */
export async function righeFiligrana(chi: NonNullable<Chi>, carte: Carte): Promise<string[]> {
  const [visione] = await dbAs(lettoreActor(chi))
    .select({ scopo: visioni.scopo })
    .from(visioni)
    .where(
      and(
        eq(visioni.ente, ENTE),
        eq(visioni.unitaId, carte.id),
        eq(visioni.personaId, chi.personaId),
        isNull(visioni.revocataAt),
        lte(visioni.dal, sql`now()`),
        lt(sql`now()`, visioni.al),
      ),
    )
    .orderBy(desc(visioni.dal))
    .limit(1)
  // asked here: programs without pages read the archive too
  const ufficio = 'funzionario' in chi ? (chi as Funzionario).funzionario[0]?.ufficio : undefined
  const scopo = visione?.scopo ?? ufficio ?? SCOPO_DI_CLASSE[carte.classe] ?? ''
  const short = scopo.replace(/\s+/g, ' ').trim()
  return [
    `${chi.nome} ${chi.cognome}`,
    `${formatDay(carte.oggi)} · Provincia della Spezia`,
    short.length > SCOPO_MAX ? `${short.slice(0, SCOPO_MAX - 1).trimEnd()}…` : short,
  ].filter(Boolean)
}

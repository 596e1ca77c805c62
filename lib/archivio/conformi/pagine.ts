import 'server-only'
import { sql } from 'drizzle-orm'
import type { Funzionario } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Carte, listPagine, type Pagina } from '../visore/queries'

/** Pages as the reader receives them: those closed one by one covered, or without an image. The officer sees them whole. */
export async function listPagineConformi(officer: Funzionario, carte: Carte): Promise<Pagina[]> {
  const whole = await listPagine(officer, carte)
  if (!whole.some((one) => one.riservata)) return whole
  const covered = new Map((await listPagine(officer, carte, 1, undefined, true)).map((one) => [one.id, one]))
  return whole.map((one) => (one.riservata ? (covered.get(one.id) ?? { ...one, immagine: null }) : one))
}

export type FontePagina = {
  paginaId: string
  /** of the image that is copied */
  immagine: string
  /** of the file as it was delivered */
  originale: string
  /** of the scan, when it was attested */
  attestataIl: IsoDate | null
  attestante: string | null
}

/** Hashes of what is copied, by page, and the attestation of the scans. */
export async function listFonti(officer: Funzionario, pagine: readonly Pagina[]): Promise<Map<string, FontePagina>> {
  const immagini = pagine.flatMap((one) => (one.immagine ? [one.immagine.id] : []))
  if (immagini.length === 0) return new Map()
  const rows = await dbAs(officer).execute<FontePagina>(sql`
    select d.pagina_id as "paginaId", d.sha256 as immagine, f.sha256 as originale,
      a.attestata_il::text as "attestataIl", a.attestante
    from derivati_pagina d join pagine_archivio p on p.ente = d.ente and p.id = d.pagina_id
      join file_archivio f on f.ente = p.ente and f.id = p.file_id
      left join file_attestati t on t.ente = f.ente and t.file_id = f.id
      left join attestazioni_lotto a on a.ente = t.ente and a.id = t.attestazione_id
    where d.ente = ${ENTE} and d.id in ${immagini}`)
  return new Map([...rows].map((row) => [row.paginaId, row]))
}

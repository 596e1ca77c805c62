/** Papers of invented units, as if they had been scanned and read: a file, its pages, their text. */
import { createHash } from 'node:crypto'
import { fileArchivio, pagineArchivio, testiPagina } from '@/drizzle/schema/archivio-digitale'
import { ENTE } from '@/lib/core/ente'
import { insertRows } from '@/lib/db/rows'
import { transaction } from '@/lib/db/transaction'
import { unitaIdOf } from '../carico'
import type { ParolaPagina } from '../rules-digitale'

export type Carte = { segnatura: string; pagine: readonly { testo: string; riservata?: boolean }[] }

const A4 = { larghezza: 2480, altezza: 3508, dpi: 300 }
const DEADLINE_MS = 60_000

/** The same page of the same unit has always the same id. */
const idOf = (...parts: (string | number)[]): string => {
  const hex = createHash('sha1').update(parts.join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
export const paginaIdOf = (segnatura: string, numero: number): string => idOf('pagina', segnatura, numero)

export async function loadCarte(carte: readonly Carte[]): Promise<void> {
  const files = carte.map(({ segnatura, pagine }) => ({
    ente: ENTE,
    id: idOf('file', segnatura),
    unitaId: unitaIdOf(segnatura),
    ordine: 1,
    nome: 'carte.pdf',
    mime: 'application/pdf',
    byte: 1,
    sha256: idOf('sha', segnatura),
    deposito: 'disco',
    chiaveCifrata: '-',
    chiaveMaestra: '-',
    pagine: pagine.length,
    stato: 'pronto' as const,
  }))
  const pages = carte.flatMap(({ segnatura, pagine }) =>
    pagine.map(({ riservata = false }, i) => ({
      ente: ENTE,
      id: paginaIdOf(segnatura, i + 1),
      unitaId: unitaIdOf(segnatura),
      fileId: idOf('file', segnatura),
      indice: i,
      numero: i + 1,
      ...A4,
      riservata,
    })),
  )
  const texts = carte.flatMap(({ segnatura, pagine }) =>
    pagine.map(({ testo }, i) => ({
      ente: ENTE,
      paginaId: paginaIdOf(segnatura, i + 1),
      unitaId: unitaIdOf(segnatura),
      testo,
      parole: testo.split(/\s+/).map((parola, i): ParolaPagina => [parola, 40 * i, 40, 38, 30, 90]),
      fonte: 'ocr' as const,
    })),
  )
  await transaction(
    async (tx) => {
      await insertRows(tx, fileArchivio, files)
      await insertRows(tx, pagineArchivio, pages)
      await insertRows(tx, testiPagina, texts)
    },
    { attore: null, ente: ENTE, deadlineMs: DEADLINE_MS },
  )
}

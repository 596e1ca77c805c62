/**
 * Certified copies of papers of the archive: which pages, what is stated, what holds today. Who certifies, the scheme of
 * signature and the stamp duty of electronic copies: da confermare.
 * @see D.P.R. 445/2000 art. 18; CAD (D.Lgs. 82/2005) artt. 22, 23-ter
 */
import type { IsoDate } from '@/lib/core/date'
import type { VoceCosto } from '@/lib/trasporti/rules-tipi'

/** What the officer relies on: the paper itself, or scans that were attested when they came. */
export const BASI_CONFORMITA = ['raffronto', 'attestate'] as const
export type BaseConformita = (typeof BASI_CONFORMITA)[number]

/** Pages of one copy: more are given in several. It is made in one go, and must fit a mailbox or a stick. */
export const MAX_PAGINE_CONFORME = 100
/** Bytes of its images as they are kept. */
export const MAX_BYTE_CONFORME = 300_000_000
/** Where it is given (D.P.R. 445/2000 art. 18 c. 2). */
export const LUOGO_RILASCIO = 'La Spezia'

export type PaginaConforme = {
  numero: number
  etichetta: string | null
  /** parts are covered */
  coperta: boolean
  /** place of its file in `originali`, from 1 */
  originale: number
  /** SHA-256, hex, of the image that is copied */
  sha256: string
}

/** All that the copy says of itself, frozen when it is certified. */
export type ContenutoConforme = {
  segnatura: string
  titolo: string
  dataMostrata: string
  /** number of the request */
  richiesta: string
  perChi: string
  scopo: string
  /** 'Franca Dirigente, dirigente (Archivio tecnico)' */
  certificatore: string
  ufficio: string
  base: BaseConformita
  /** of the scans, when they are what is relied on */
  attestazioni: { il: IsoDate; attestante: string }[]
  /** pages of the whole unit */
  totale: number
  pagine: PaginaConforme[]
  /** SHA-256, hex, of the files as they were delivered */
  originali: string[]
  bollo: Pick<VoceCosto, 'descrizione' | 'importoCents'>[]
  pagamento: string | null
}

export const STATI_CONFORME = ['in_preparazione', 'rilasciata', 'revocata'] as const
export type StatoConforme = (typeof STATI_CONFORME)[number]
export const statoConforme = ({ revocataAt, pronta }: { revocataAt: Date | null; pronta: boolean }): StatoConforme =>
  revocataAt ? 'revocata' : pronta ? 'rilasciata' : 'in_preparazione'

/**
 * Reads '1-3, 5' as page numbers.
 * @returns numbers in order, each once; in words why not, in Italian
 */
export function parsePagine(text: string, totale: number): number[] | string {
  const found = new Set<number>()
  for (const part of text.split(/[,;\s]+/).filter(Boolean)) {
    const match = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(part)
    if (!match) return `«${part}» non si capisce: scrivi per esempio 1-3, 5`
    const [da, a] = [Number(match[1]), Number(match[2] ?? match[1])]
    if (da < 1 || a > totale || a < da) return `Le pagine vanno da 1 a ${totale}: «${part}» non è tra queste`
    for (let n = da; n <= a; n += 1) found.add(n)
  }
  if (found.size === 0) return 'Scrivi quali pagine, per esempio 1-3, 5'
  if (found.size > MAX_PAGINE_CONFORME)
    return `Non più di ${MAX_PAGINE_CONFORME} pagine: fai più copie, una dopo l’altra`
  return [...found].sort((a, b) => a - b)
}

/** '1–3, 5' */
export function formatPagine(numeri: readonly number[]): string {
  const runs: [number, number][] = []
  for (const n of numeri) {
    const last = runs.at(-1)
    if (last && n === last[1] + 1) last[1] = n
    else runs.push([n, n])
  }
  return runs.map(([da, a]) => (da === a ? `${da}` : `${da}–${a}`)).join(', ')
}

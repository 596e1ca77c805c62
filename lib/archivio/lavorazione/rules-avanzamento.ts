/** How far the work on a batch is, and how long the rest will take. Pure. */
import { FASI_LAVORAZIONE, type FaseLavorazione, type StatoLavorazione } from '../rules-digitale'

/** Works of one kind in one state; `pagine`: how many pages they stand for. */
export type Lavori = { fase: FaseLavorazione; stato: StatoLavorazione; n: number; pagine: number }

export type AvanzamentoFase = {
  fase: FaseLavorazione
  /** files for `apertura`, pages for the others; those of files that are not open yet are not counted */
  totale: number
  fatte: number
  attesa: number
  inCorso: number
  sospese: number
  morte: number
}

/** @param file of the batch; @param pagine counted in those that are open */
export function avanzamentoOf(file: number, pagine: number, lavori: readonly Lavori[]): AvanzamentoFase[] {
  const count = (fase: FaseLavorazione, ...stati: StatoLavorazione[]) =>
    lavori.filter((one) => one.fase === fase && stati.includes(one.stato)).reduce((sum, one) => sum + one.n, 0)
  const senzaImmagine = count('immagine', 'attesa', 'in_corso', 'sospesa', 'morta')
  return FASI_LAVORAZIONE.map((fase) => {
    const [attesa, inCorso, sospese, morte] = [
      count(fase, 'attesa'),
      count(fase, 'in_corso'),
      count(fase, 'sospesa'),
      count(fase, 'morta'),
    ]
    const totale = fase === 'apertura' ? file : pagine
    // the text of a page comes after its image
    const prima = fase === 'testo' ? senzaImmagine : 0
    const fatte = Math.max(0, totale - attesa - inCorso - sospese - morte - prima)
    return { fase, totale, fatte, attesa, inCorso, sospese, morte }
  })
}

/**
 * Images and texts made, of those that there will be: files that are still closed count with the pages they are expected
 * to have.
 *
 * @param pagine counted in the files that are open
 */
export function quotaOf(pagine: number, fasi: readonly AvanzamentoFase[], lavori: readonly Lavori[]) {
  const chiuse = lavori.filter((one) => one.fase === 'apertura').reduce((sum, one) => sum + one.pagine, 0)
  const fatte = fasi.filter((one) => one.fase !== 'apertura').reduce((sum, one) => sum + one.fatte, 0)
  return { fatte, tutte: 2 * (pagine + chiuse) }
}

/** Pages that will be worked if nobody stops them; of files not open yet, as many as the index says, or one. */
export const pagineDaFare = (lavori: readonly Lavori[]): number =>
  lavori.filter((one) => one.stato === 'attesa' || one.stato === 'in_corso').reduce((sum, one) => sum + one.pagine, 0)

/** Minutes over which the pace is measured. */
export const FINESTRA_MINUTI = 10

/** Minutes that are left at this pace. @returns null when it cannot be told: nothing was done lately */
export const minutiRimasti = (daFare: number, perMinuto: number): number | null =>
  daFare === 0 ? 0 : perMinuto > 0 ? Math.ceil(daFare / perMinuto) : null

const GIORNO = 24 * 60
const quanti = (n: number, uno: string, tanti: string) => `${n.toLocaleString('it-IT')} ${n === 1 ? uno : tanti}`

/** 'circa 2 ore e 10 minuti': the longer, the rounder. */
export function paroleDelTempo(minuti: number): string {
  if (minuti <= 1) return 'circa un minuto'
  if (minuti < 60) return `circa ${quanti(minuti, 'minuto', 'minuti')}`
  if (minuti < GIORNO) {
    const tens = Math.round(minuti / 10) * 10
    const [hours, rest] = [Math.floor(tens / 60), tens % 60]
    return `circa ${quanti(hours, 'ora', 'ore')}${rest > 0 ? ` e ${rest} minuti` : ''}`
  }
  const hours = Math.round(minuti / 60)
  const [days, rest] = [Math.floor(hours / 24), hours % 24]
  return `circa ${quanti(days, 'giorno', 'giorni')}${rest > 0 ? ` e ${quanti(rest, 'ora', 'ore')}` : ''}`
}

export const NOMI_FASE: Record<FaseLavorazione, string> = {
  apertura: 'Apertura dei file',
  immagine: 'Immagini delle pagine',
  testo: 'Lettura del testo',
}

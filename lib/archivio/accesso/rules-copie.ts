/**
 * What copies of papers cost, and when they may be downloaded.
 * @see L. 241/1990 art. 25 c. 1: seeing is free, a copy costs its reproduction and the fees of search; D.P.R. 642/1972:
 *   simple copies are free of stamp duty, certified ones are not. Amounts of the Province: da confermare.
 */
import type { IsoDate } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { findImpostazione, type Impostazione } from '@/lib/trasporti/rules-impostazioni'
import type { VoceCosto } from '@/lib/trasporti/rules-tipi'

const DA_CONFERMARE = 'L’importo è da confermare: finché la Provincia non lo fissa non si paga.'
const VOCI = [
  {
    codice: 'ricerca',
    descrizione: 'Diritti di ricerca e visura',
    chiave: 'accesso.ricerca',
    norma: 'art. 25 c. 1 L. 241/1990',
    per: 'richiesta',
  },
  {
    codice: 'riproduzione',
    descrizione: 'Costo di riproduzione',
    chiave: 'accesso.copia.pagina',
    norma: 'art. 25 c. 1 L. 241/1990',
    per: 'pagina',
  },
  {
    codice: 'bollo-copia',
    descrizione: 'Imposta di bollo sulla copia conforme',
    chiave: 'accesso.copia.bollo-conforme',
    norma: 'D.P.R. 642/1972, tariffa, art. 5',
    per: 'conforme',
  },
] as const

/** Pages of certified copy that one stamp covers; null: one covers the whole copy. */
function pagineOgniBollo(impostazioni: readonly Impostazione[], oggi: IsoDate): number | null {
  const valore = findImpostazione(impostazioni, 'accesso.copia.bollo-conforme-pagine', oggi)?.valore
  return typeof valore === 'number' && valore > 0 ? valore : null
}

/**
 * @param impostazioni dated settings whose key begins with 'accesso.'; those in force on `oggi` are used
 * @param pagine of all the units granted
 */
export function computeCostiCopie(
  { pagine, conforme }: { pagine: number; conforme: boolean },
  impostazioni: readonly Impostazione[],
  oggi: IsoDate,
): VoceCosto[] {
  return VOCI.filter((voce) => voce.per !== 'conforme' || conforme).map(
    ({ codice, descrizione, chiave, norma, per }) => {
      const row = findImpostazione(impostazioni, chiave, oggi)
      const uno = typeof row?.valore === 'number' ? row.valore : null
      const ogni = per === 'conforme' ? pagineOgniBollo(impostazioni, oggi) : null
      const volte = per === 'pagina' ? pagine : ogni ? Math.max(1, Math.ceil(pagine / ogni)) : 1
      return {
        codice,
        descrizione,
        importoCents: uno === null ? null : uno * volte,
        spiegazione:
          uno === null
            ? DA_CONFERMARE
            : `${per === 'pagina' || volte > 1 ? `${volte} × ${formatCents(uno)}. ` : ''}Fonte: ${row?.fonte}.`,
        norma,
        daConfermare: row?.daConfermare ?? true,
      }
    },
  )
}

/** What is asked for: the amounts that are known, in cents. */
export const dovutoOf = (voci: readonly Pick<VoceCosto, 'importoCents'>[]): number =>
  voci.reduce((sum, one) => sum + (one.importoCents ?? 0), 0)

export const STATI_PAGAMENTO = ['niente', 'da_pagare', 'dichiarato', 'pagato'] as const
export type StatoPagamento = (typeof STATI_PAGAMENTO)[number]
type Ordine = { importoCents: number; dichiaratoAt: Date | null; confermatoAt: Date | null }

export const statoPagamento = ({ importoCents, dichiaratoAt, confermatoAt }: Ordine): StatoPagamento =>
  importoCents === 0 ? 'niente' : confermatoAt ? 'pagato' : dichiaratoAt ? 'dichiarato' : 'da_pagare'

/** Copies are given once what is due is paid. */
export const isConsegnabile = (stato: StatoPagamento): boolean => stato === 'niente' || stato === 'pagato'

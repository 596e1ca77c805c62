/** Who reads the archive, in sums. */
import type { Classe } from '../rules-visibilita'

/** Months shown, this one included. */
export const MESI = 12

/** Kinds of readers, as the law and the agreements know them. */
export const LETTORI: Record<Classe, string> = {
  pubblico: 'Chiunque',
  registrato: 'Chi ha fatto l’accesso',
  ente: 'Comuni ed enti',
  proprio: 'Chi è nominato nel fascicolo',
  ammesso: 'Chi ha ottenuto la visione',
  ufficio: 'Uffici della Provincia',
  abilitato: 'Persone abilitate',
}

export type Consultazione = {
  /** '2026-11' */
  mese: string
  fondo: string
  classe: Classe
  schede: number
  pagine: number
  pacchetti: number
}
type Somma = Pick<Consultazione, 'schede' | 'pagine' | 'pacchetti'>

/** Sums by one of the three, in the order in which each is first met. */
export function sommaPer(
  rows: readonly Consultazione[],
  chiave: 'mese' | 'fondo' | 'classe',
): ({ chi: string } & Somma)[] {
  const sums = new Map<string, Somma>()
  for (const row of rows) {
    const sum = sums.get(row[chiave]) ?? { schede: 0, pagine: 0, pacchetti: 0 }
    sums.set(row[chiave], {
      schede: sum.schede + row.schede,
      pagine: sum.pagine + row.pagine,
      pacchetti: sum.pacchetti + row.pacchetti,
    })
  }
  return [...sums].map(([chi, sum]) => ({ chi, ...sum }))
}

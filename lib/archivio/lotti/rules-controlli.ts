/** What the portal looks for on the pages of a batch, once they are made. @see domain notes: quality control, 100% automatic */

/** Dated settings, proposed: *da confermare*. */
export const DPI_MINIMI = { chiave: 'archivio.qualita.dpi-minimi', valore: 300 } as const
/** Hundredths: the mean of what recognition says of each word. */
export const SICUREZZA_MINIMA = { chiave: 'archivio.qualita.sicurezza-minima', valore: 70 } as const
/** Scanners and programs round: 299 points are 300. */
const TOLLERANZA = 0.99

export type Soglie = { dpi: number; sicurezza: number }
type Impostazione = { chiave: string; valore: unknown }

/** @param impostazioni those in force today */
export function soglieOf(impostazioni: readonly Impostazione[]): Soglie {
  const whole = ({ chiave, valore }: { chiave: string; valore: number }, max: number) => {
    const set = impostazioni.find((one) => one.chiave === chiave)?.valore
    return Number.isInteger(set) && (set as number) > 0 && (set as number) <= max ? (set as number) : valore
  }
  return { dpi: whole(DPI_MINIMI, 1_200), sicurezza: whole(SICUREZZA_MINIMA, 100) }
}

/** Fewer points to the inch than these are too few. */
export const dpiSotto = ({ dpi }: Soglie): number => Math.floor(dpi * TOLLERANZA)

export const CONTROLLI = ['risoluzione', 'senza_risoluzione', 'lettura', 'bianche'] as const
export type Controllo = (typeof CONTROLLI)[number]
export const isControllo = (value: unknown): value is Controllo => CONTROLLI.includes(value as Controllo)

export const nomeControllo = (controllo: Controllo, { dpi, sicurezza }: Soglie): string =>
  ({
    risoluzione: `Sotto ${dpi} punti per pollice`,
    senza_risoluzione: 'Risoluzione non detta dal file',
    lettura: `Lette con sicurezza sotto il ${sicurezza}%`,
    bianche: 'Bianche',
  })[controllo]

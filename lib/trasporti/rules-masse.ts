/** Masses of an istanza: do axles, total, load and carta di circolazione agree? */
import type { IsoDate } from '@/lib/core/date'
import { findImpostazione, type Impostazione } from './rules-impostazioni'
import { formatT } from './rules-misure'
import { avviso, errore } from './rules-rilievi'
import type { Carico, Convoglio, Rilievo } from './rules-tipi'

/** Masses written to a tenth of a tonne are each 50 kg off at most: what rounding alone explains, until the Province sets a figure. */
const ARROTONDAMENTO_KG = 50

/** How far axles and total may differ, kg. */
function tolleranza(impostazioni: readonly Impostazione[], oggi: IsoDate, cifre: number): number {
  const valore = findImpostazione(impostazioni, 'trasporti.tolleranza-masse-kg', oggi)?.valore
  return typeof valore === 'number' ? valore : ARROTONDAMENTO_KG * cifre
}

export function checkMasse(
  convoglio: Convoglio,
  carico: Carico | undefined,
  oggi: IsoDate,
  impostazioni: readonly Impostazione[],
): Rilievo[] {
  const rilievi: Rilievo[] = []
  const { assi, massaComplessivaKg: totale } = convoglio
  const pesati = assi.length > 0 && assi.every((asse) => asse.massaKg !== null)
  const somma = assi.reduce((sum, asse) => sum + (asse.massaKg ?? 0), 0)
  const scarto = tolleranza(impostazioni, oggi, assi.length + 1)
  if (pesati && totale !== null && Math.abs(somma - totale) > scarto) {
    rilievi.push(
      errore(
        'convoglio.massaComplessivaKg',
        'somma-assi',
        'art. 14 Reg.',
        `Gli assi portano in tutto ${formatT(somma)}, la massa complessiva è ${formatT(totale)}: le due cifre devono coincidere`,
      ),
    )
  }
  const principali = convoglio.veicoli
    .map((veicolo, i) => ({ veicolo, i }))
    .filter(({ veicolo }) => veicolo.ruolo === 'motrice' || veicolo.ruolo === 'rimorchio')
    .sort((a, b) => Number(a.veicolo.ruolo === 'rimorchio') - Number(b.veicolo.ruolo === 'rimorchio'))
  const dichiarati = principali.every(({ veicolo }) => veicolo.numeroAssi !== null)
    ? principali.reduce((sum, { veicolo }) => sum + (veicolo.numeroAssi ?? 0), 0)
    : null
  if (principali.length > 0 && assi.length > 0 && dichiarati !== null && dichiarati !== assi.length) {
    rilievi.push(
      errore(
        'convoglio.assi',
        'numero-assi',
        'art. 14 Reg.',
        `I veicoli hanno in tutto ${dichiarati} assi, ne hai pesati ${assi.length}: devono essere gli stessi`,
      ),
    )
  } else if (dichiarati !== null) {
    let primo = 0
    for (const { veicolo, i } of principali) {
      const kg = assi
        .slice(primo, primo + (veicolo.numeroAssi ?? 0))
        .reduce((sum, asse) => sum + (asse.massaKg ?? 0), 0)
      primo += veicolo.numeroAssi ?? 0
      if (veicolo.massaMaxKg !== null && kg > veicolo.massaMaxKg) {
        rilievi.push(
          errore(
            `convoglio.veicoli.${i}.massaMaxKg`,
            'carta-circolazione',
            'art. 14 Reg.',
            `Gli assi del veicolo ${veicolo.targa} portano ${formatT(kg)}: la carta di circolazione ammette ${formatT(veicolo.massaMaxKg)}`,
          ),
        )
      }
    }
  }
  const massime = principali.map(({ veicolo }) => veicolo.massaMaxKg)
  const massima = massime.reduce<number>((sum, kg) => sum + (kg ?? 0), 0)
  if (totale !== null && massime.length > 0 && !massime.includes(null) && totale > massima) {
    rilievi.push(
      errore(
        'convoglio.massaComplessivaKg',
        'carta-circolazione',
        'art. 14 Reg.',
        `La massa complessiva è ${formatT(totale)}: le carte di circolazione ammettono ${formatT(massima)}`,
      ),
    )
  }
  const tare = principali.map(({ veicolo }) => veicolo.taraKg)
  const minima = tare.reduce<number>((sum, kg) => sum + (kg ?? 0), carico?.massaKg ?? 0)
  if (totale !== null && tare.length > 0 && !tare.includes(null) && minima > totale + scarto) {
    rilievi.push(
      avviso(
        'convoglio.massaComplessivaKg',
        'tara-carico',
        'art. 14 Reg.',
        `Tare e carico fanno ${formatT(minima)}, più della massa complessiva di ${formatT(totale)}: una delle cifre è da controllare`,
      ),
    )
  }
  return rilievi
}

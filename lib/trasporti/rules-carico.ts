/** The load: indivisible, or of the kinds that may be several pieces within ceilings of their own. @see art. 10 c. 2 CdS */
import { isComplesso, tipoAtto } from './rules-fatti'
import type { Classificazione } from './rules-limiti'
import { formatT } from './rules-misure'
import { avviso, errore } from './rules-rilievi'
import type { Carico, Convoglio, DomandaTrasporto, Rilievo } from './rules-tipi'

/** Goods that may be several pieces. @see art. 10 c. 2 lett. b CdS */
const LETTERA_B: readonly Carico['natura'][] = ['blocchi_pietra', 'prefabbricati', 'apparecchiature', 'coils']
const SEMPRE_SEI: readonly Carico['natura'][] = ['prefabbricati', 'apparecchiature']
const MAX_PEZZI = 6
const TETTI_B = { isolato: { 3: 38_000, 4: 48_000 }, complesso: { 6: 86_000, 8: 108_000 } } as const
const NORMA_B = 'art. 10 c. 2 lett. b CdS'

export function checkCarico(
  carico: Carico,
  convoglio: Convoglio,
  { sagoma, massa }: Classificazione,
  domanda: DomandaTrasporto,
): Rilievo[] {
  if (!LETTERA_B.includes(carico.natura)) {
    return carico.indivisibile === false && tipoAtto(domanda) !== 'periodica' && carico.natura !== 'nessuno'
      ? [
          errore(
            'carico.indivisibile',
            'indivisibile',
            'art. 10 c. 2 lett. a CdS',
            'Per questo tipo di carico l’autorizzazione si dà solo se è indivisibile: dividilo in più viaggi',
          ),
        ]
      : []
  }
  const rilievi: Rilievo[] = []
  const unico = carico.pezzi === 1 && carico.indivisibile === true
  const n = convoglio.assi.length
  const tetto = isComplesso(convoglio)
    ? n >= 8
      ? TETTI_B.complesso[8]
      : n >= 6
        ? TETTI_B.complesso[6]
        : null
    : n >= 4
      ? TETTI_B.isolato[4]
      : n === 3
        ? TETTI_B.isolato[3]
        : null
  const kg = convoglio.massaComplessivaKg
  if (tetto && kg !== null && kg > tetto && !unico) {
    rilievi.push(
      errore(
        'convoglio.massaComplessivaKg',
        'tetto-lettera-b',
        NORMA_B,
        `Il convoglio pesa ${formatT(kg)} su ${n} assi: il limite è ${formatT(tetto)}, che si supera solo con un unico pezzo indivisibile`,
      ),
    )
  } else if (!tetto && n > 0 && massa.length > 0 && !unico) {
    rilievi.push(
      avviso(
        'convoglio.assi',
        'tetto-lettera-b',
        NORMA_B,
        `La legge non fissa una massa per questo carico su ${n} assi: da verificare`,
      ),
    )
  }
  const sei = SEMPRE_SEI.includes(carico.natura) || (sagoma.length > 0 && massa.length > 0)
  if (carico.pezzi !== null && carico.pezzi > MAX_PEZZI && sei)
    rilievi.push(
      errore('carico.pezzi', 'sei-pezzi', NORMA_B, `I pezzi sono ${carico.pezzi}: possono essere al massimo 6`),
    )
  return rilievi
}

/** Vehicles of an istanza: one convoy, its reserves, each plate once. */
import { cleanCodice, parseTarga } from '@/lib/core/codici'
import { isComplesso, tipoAtto } from './rules-fatti'
import { avviso, errore } from './rules-rilievi'
import type { Convoglio, DomandaTrasporto, Rilievo, Veicolo } from './rules-tipi'

const MAX_RISERVE = 5 // art. 13 c. 5, art. 14 c. 3 Reg.; reserve tractors of singola and multipla: da confermare

export function checkVeicoli({ veicoli, tipo }: Convoglio, domanda: DomandaTrasporto): Rilievo[] {
  const rilievi: Rilievo[] = []
  const di = (ruolo: Veicolo['ruolo']) => veicoli.filter((one) => one.ruolo === ruolo).length
  if (veicoli.length > 0 && di('motrice') !== 1) {
    rilievi.push(
      errore(
        'convoglio.veicoli',
        'motrice',
        'art. 14 Reg.',
        di('motrice') === 0
          ? 'Indica la motrice del convoglio'
          : 'Il convoglio ha una sola motrice: segna le altre come riserva',
      ),
    )
  }
  if (di('motrice') === 1 && isComplesso({ tipo }) !== di('rimorchio') > 0) {
    rilievi.push(
      errore(
        'convoglio.veicoli',
        'rimorchio',
        'art. 14 Reg.',
        isComplesso({ tipo })
          ? 'Aggiungi il rimorchio o semirimorchio del convoglio'
          : 'Un veicolo da solo non ha rimorchio: cambia il tipo di convoglio o togli il rimorchio',
      ),
    )
  }
  if (di('riserva_rimorchio') > MAX_RISERVE)
    rilievi.push(
      errore(
        'convoglio.veicoli',
        'riserve',
        'art. 13 c. 5 Reg.',
        `I rimorchi di riserva sono al massimo 5: ne hai indicati ${di('riserva_rimorchio')}`,
      ),
    )
  if (tipoAtto(domanda) === 'periodica' && di('riserva_motrice') > 0) {
    rilievi.push(
      errore(
        'convoglio.veicoli',
        'motrici-riserva',
        'art. 13 Reg.; nota MIT 24-9-2013',
        'La periodica è per una sola motrice: togli le motrici di riserva',
      ),
    )
  } else if (di('riserva_motrice') > MAX_RISERVE) {
    rilievi.push(
      errore(
        'convoglio.veicoli',
        'riserve',
        'art. 14 c. 3 Reg.',
        `Le motrici di riserva sono al massimo 5: ne hai indicate ${di('riserva_motrice')}`,
      ),
    )
  }
  const viste = new Map<string, number>()
  veicoli.forEach(({ targa }, i) => {
    const key = cleanCodice(targa)
    if (!key) return
    const prima = viste.get(key)
    if (prima !== undefined)
      rilievi.push(
        errore(
          `convoglio.veicoli.${i}.targa`,
          'targa-doppia',
          'art. 14 Reg.',
          `La targa ${key} è già del veicolo ${prima + 1}: ogni veicolo si indica una volta`,
        ),
      )
    else {
      viste.set(key, i)
      if (!parseTarga(key))
        rilievi.push(
          avviso(
            `convoglio.veicoli.${i}.targa`,
            'targa-formato',
            'art. 100 CdS',
            `La targa ${key} non ha la forma di una targa italiana: è estera, o da controllare`,
          ),
        )
    }
  })
  return rilievi
}

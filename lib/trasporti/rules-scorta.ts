/**
 * Escort that the figures call for: a proposal, the officer prescribes. Thresholds are those of a 2008 bill that repeats
 * art. 16 c. 3 Reg.; the text in force after D.P.R. 31/2013 is to be confirmed, and so is every proposal.
 * @see art. 16 cc. 3–6 Reg.; art. 10 c. 9 CdS
 */
import { isDomandaAgricola } from './rules-fatti'
import { formatM } from './rules-misure'
import { avviso } from './rules-rilievi'
import type { DomandaTrasporto, Rilievo } from './rules-tipi'

const SOGLIE = {
  larghezzaCm: 300,
  larghezzaCarriCm: 320,
  larghezzaAgricolaCm: 320,
  lunghezzaCm: 2500,
  davantiCm: 250,
  dietroDecimi: 4,
}
/** Up to these a technical escort is enough: on roads with two lanes each way, and elsewhere. */
const TECNICA = { ampie: { larghezzaCm: 450, lunghezzaCm: 3500 }, altre: { larghezzaCm: 400, lunghezzaCm: 3000 } }
const NORMA = 'art. 16 c. 3 Reg. (da confermare)'

export type PropostaScorta = {
  tipo: 'nessuna' | 'tecnica' | 'polizia'
  motivi: Rilievo[] // notices for the officer
  daConfermare: true
  nonValutati: string[] // conditions that need what the istanza does not say
}

/** @returns 'nessuna' also while the figures are missing */
export function proponiScorta(domanda: DomandaTrasporto): PropostaScorta {
  const { convoglio, carico, percorso } = domanda
  const motivi: Rilievo[] = []
  const nonValutati = [
    'Velocità ammessa sotto 40 km/h su strade A o B, o sotto 30 km/h sulle altre',
    'Corsie più strette del convoglio',
  ]
  if (!convoglio) return { tipo: 'nessuna', motivi, daConfermare: true, nonValutati }
  const { larghezzaCm, lunghezzaCm, sbalzoAnterioreCm: davanti, sbalzoPosterioreCm: dietro } = convoglio
  const agricola = isDomandaAgricola(domanda)
  const found = (campo: string, messaggio: string, norma = NORMA) =>
    motivi.push(avviso(`convoglio.${campo}`, 'scorta', norma, `Scorta: ${messaggio}`))
  const soglia = agricola
    ? SOGLIE.larghezzaAgricolaCm
    : carico?.natura === 'carri_ferroviari'
      ? SOGLIE.larghezzaCarriCm
      : SOGLIE.larghezzaCm
  if (larghezzaCm !== null && larghezzaCm > soglia) {
    found(
      'larghezzaCm',
      `largo ${formatM(larghezzaCm)}, oltre ${formatM(soglia)}${agricola ? ': veicolo con lampeggiante 75–150 m davanti' : ''}`,
      agricola ? 'art. 268 c. 4 Reg. (da confermare)' : NORMA,
    )
  }
  if (lunghezzaCm !== null && lunghezzaCm > SOGLIE.lunghezzaCm)
    found('lunghezzaCm', `lungo ${formatM(lunghezzaCm)}, oltre ${formatM(SOGLIE.lunghezzaCm)}`)
  if (davanti !== null && davanti > SOGLIE.davantiCm)
    found('sbalzoAnterioreCm', `sporge davanti di ${formatM(davanti)}, oltre ${formatM(SOGLIE.davantiCm)}`)
  const veicoloCm = (lunghezzaCm ?? 0) - (davanti ?? 0) - (dietro ?? 0)
  if (lunghezzaCm !== null && dietro && dietro * 10 > veicoloCm * SOGLIE.dietroDecimi)
    found('sbalzoPosterioreCm', `sporge dietro di ${formatM(dietro)}, oltre quattro decimi del veicolo`)
  if (motivi.length === 0) return { tipo: 'nessuna', motivi, daConfermare: true, nonValutati }
  const autostrada =
    percorso !== undefined &&
    percorso.tratti.length > 0 &&
    percorso.tratti.every((one) => one.proprietario === 'concessionaria')
  const limite = autostrada ? TECNICA.ampie : TECNICA.altre
  const oltre = (larghezzaCm ?? 0) > limite.larghezzaCm || (lunghezzaCm ?? 0) > limite.lunghezzaCm
  if (oltre && !agricola)
    found(
      'larghezzaCm',
      `oltre ${formatM(limite.larghezzaCm)} di larghezza o ${formatM(limite.lunghezzaCm)} di lunghezza può servire la polizia stradale`,
      'art. 16 cc. 4–5 Reg. (da confermare)',
    )
  return { tipo: oltre && !agricola ? 'polizia' : 'tecnica', motivi, daConfermare: true, nonValutati }
}

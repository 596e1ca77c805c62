/** Envelopes and ceilings of the categories of a periodica. @see art. 13 c. 2 Reg. */
import type { Classificazione } from './rules-limiti'
import { formatM, formatT } from './rules-misure'
import { errore } from './rules-rilievi'
import type { Carico, Categoria, Convoglio, Rilievo } from './rules-tipi'

type Tetto = {
  lunghezzaCm?: number
  larghezzaCm?: number
  altezzaCm?: number
  massaKg?: number
  oltreKg?: number
  norma: string
}
/** What each category of the periodica may reach. @see art. 13 c. 2 Reg. */
const TETTI: Partial<Record<Categoria, Tetto>> = {
  A1: { altezzaCm: 430, larghezzaCm: 300, lunghezzaCm: 2000, norma: 'art. 13 c. 2 lett. A Reg.' },
  A2: { altezzaCm: 430, larghezzaCm: 255, lunghezzaCm: 2500, norma: 'art. 13 c. 2 lett. A Reg.' },
  'B-b': { massaKg: 56_000, norma: 'art. 13 c. 2 lett. B b Reg.' },
  'B-b-bis': { oltreKg: 56_000, massaKg: 72_000, norma: 'art. 13 c. 2 lett. B b-bis Reg.' },
  'B-f': {
    altezzaCm: 430,
    larghezzaCm: 255,
    lunghezzaCm: 3500,
    massaKg: 108_000,
    norma: 'art. 13 c. 2 lett. B f Reg.',
  },
}
const NATURE: Partial<Record<Categoria, readonly Carico['natura'][]>> = {
  'B-b': ['macchine_operatrici'],
  'B-b-bis': ['macchine_operatrici'],
  'B-c': ['carri_ferroviari'],
  'B-d': ['pali'],
  'B-e': ['blocchi_pietra'],
  'B-f': ['prefabbricati', 'apparecchiature'],
  'B-g': ['coils'],
  'B-h': ['spettacoli_viaggianti'],
}

export function checkCategoria(
  categoria: Categoria,
  convoglio: Convoglio,
  carico: Carico | undefined,
  { massa }: Classificazione,
): Rilievo[] {
  const rilievi: Rilievo[] = []
  const tetto = TETTI[categoria]
  const nome = categoria.replace('-', ' ')
  for (const [campo, che] of [
    ['altezzaCm', 'alto'],
    ['larghezzaCm', 'largo'],
    ['lunghezzaCm', 'lungo'],
  ] as const) {
    const cm = convoglio[campo]
    const limite = tetto?.[campo]
    if (cm !== null && limite !== undefined && cm > limite)
      rilievi.push(
        errore(
          `convoglio.${campo}`,
          'categoria-sagoma',
          tetto?.norma ?? '',
          `Il convoglio è ${che} ${formatM(cm)}: nella categoria ${nome} il limite è ${formatM(limite)}. Scegli un’altra categoria o chiedi una singola`,
        ),
      )
  }
  const kg = convoglio.massaComplessivaKg
  if (tetto?.massaKg && kg !== null && kg > tetto.massaKg)
    rilievi.push(
      errore(
        'convoglio.massaComplessivaKg',
        'categoria-massa',
        tetto.norma,
        `Il convoglio pesa ${formatT(kg)}: nella categoria ${nome} il limite è ${formatT(tetto.massaKg)}`,
      ),
    )
  if (tetto?.oltreKg && kg !== null && kg <= tetto.oltreKg)
    rilievi.push(
      errore(
        'convoglio.massaComplessivaKg',
        'categoria-massa',
        tetto.norma,
        `Il convoglio pesa ${formatT(kg)}: la categoria ${nome} è per chi supera ${formatT(tetto.oltreKg)}`,
      ),
    )
  if (categoria === 'A1' || categoria === 'A2') {
    const norma = 'art. 13 c. 2 lett. A Reg.'
    for (const one of massa)
      rilievi.push(
        errore(
          one.campo,
          'categoria-art62',
          norma,
          `${one.messaggio}. Nella categoria ${nome} le masse restano entro l’articolo 62: scegli una categoria B o chiedi una singola`,
        ),
      )
    if (convoglio.sbalzoAnterioreCm)
      rilievi.push(
        errore(
          'convoglio.sbalzoAnterioreCm',
          'categoria-sporgenza',
          norma,
          `Nella categoria ${nome} il carico non può sporgere davanti`,
        ),
      )
    const dietro = convoglio.sbalzoPosterioreCm
    const veicoloCm = (convoglio.lunghezzaCm ?? 0) - (dietro ?? 0) - (convoglio.sbalzoAnterioreCm ?? 0)
    if (dietro && convoglio.lunghezzaCm !== null && dietro * 10 > veicoloCm * 4)
      rilievi.push(
        errore(
          'convoglio.sbalzoPosterioreCm',
          'categoria-sporgenza',
          norma,
          `Il carico sporge dietro di ${formatM(dietro)}: nella categoria ${nome} il limite è quattro decimi del veicolo, ${formatM(Math.floor((veicoloCm * 4) / 10))}`,
        ),
      )
  }
  const nature = NATURE[categoria]
  if (carico && nature && !nature.includes(carico.natura))
    rilievi.push(
      errore(
        'carico.natura',
        'categoria-natura',
        tetto?.norma ?? 'art. 13 c. 2 lett. B Reg.',
        `La categoria ${nome} è per un altro tipo di carico: cambia la categoria o il carico`,
      ),
    )
  return rilievi
}

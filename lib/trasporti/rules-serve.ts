/** "Serve davvero?": the public check, on the figures of the vehicle alone, before anyone signs in. */
import type { IsoDate } from '@/lib/core/date'
import { isMezzoOpera, isMissing, misureChieste } from './rules-fatti'
import { classify } from './rules-limiti'
import { formatM, formatT } from './rules-misure'
import type { Convoglio, Rilievo } from './rules-tipi'

export type VerificaPreliminare = {
  convoglio: Convoglio
  /** Mezzi d'opera: only roads of the archive of art. 226 CdS are used, and the sum of art. 34 is paid; null when not answered. */
  stradeElencate?: boolean | null
  indennizzoArt34?: boolean | null
}
export type EsitoVerifica = {
  serve: boolean
  motivi: Rilievo[] // limits passed
  nonServe: string[] // limits kept, each with both figures; why no authorisation is needed
  mancano: string[] // figures without which a "no" is not certain
}

/**
 * Is an authorisation needed? `serve` false is certain only when nothing is in `mancano`.
 * @see art. 10 cc. 1–3, 6–8 CdS; artt. 61, 62 CdS
 */
export function serveAutorizzazione(
  { convoglio, stradeElencate = null, indennizzoArt34 = null }: VerificaPreliminare,
  il: IsoDate | null = null,
): EsitoVerifica {
  const { sagoma, massa, avvisi, limiti, entroMezziOpera } = classify(convoglio, il)
  const nonServe: string[] = []
  const mancano = misureChieste(convoglio)
    .filter(isMissing)
    .map(([, , che]) => che.charAt(0).toUpperCase() + che.slice(1))
  const kept = (che: string, valore: number | null, limite: number | null, format: (value: number) => string) => {
    if (valore !== null && limite !== null && valore <= limite)
      nonServe.push(`${che} ${format(valore)}: entro il limite di ${format(limite)}`)
  }
  kept('Larghezza', convoglio.larghezzaCm, limiti.larghezzaCm, formatM)
  kept('Altezza', convoglio.altezzaCm, limiti.altezzaCm, formatM)
  if (!sagoma.some((one) => one.codice === 'ralla') && avvisi.length === 0)
    kept('Lunghezza', convoglio.lunghezzaCm, limiti.lunghezzaCm, formatM)
  kept('Massa', convoglio.massaComplessivaKg, limiti.massaKg, formatT)
  mancano.push(...avvisi.map((one) => one.messaggio))

  let motivi = [...sagoma, ...massa]
  if (isMezzoOpera(convoglio) && massa.length > 0 && sagoma.length === 0 && entroMezziOpera) {
    if (stradeElencate && indennizzoArt34) {
      nonServe.push(
        'Il mezzo d’opera supera l’art. 62 ma resta nelle masse dell’art. 10 c. 8: sulle strade dell’elenco, con l’indennizzo dell’art. 34 pagato, non serve',
      )
      motivi = []
    } else {
      if (stradeElencate === null)
        mancano.push(
          'Se usi solo strade che l’elenco dell’art. 226 dichiara percorribili ai mezzi d’opera (per la Liguria l’elenco è da confermare)',
        )
      if (indennizzoArt34 === null)
        mancano.push('Se hai pagato l’indennizzo dell’art. 34 insieme alla tassa automobilistica')
    }
  }
  return { serve: motivi.length > 0, motivi, nonServe, mancano }
}

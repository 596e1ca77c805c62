/**
 * Who decides on a route, whose nulla osta is needed, and which authorisations are asked elsewhere.
 * @see art. 14 c. 1 D.P.R. 495/1992 (Reg.); L.R. Liguria 8/1983 art. 2
 */
import type { Percorso, TipoProprietario, Tratto } from './rules-tipi'

export const NOME_PROPRIETARIO: Record<TipoProprietario, string> = {
  provincia_sp: 'Provincia della Spezia',
  altra_provincia: 'altra Provincia',
  comune: 'Comune',
  anas: 'ANAS S.p.A.',
  concessionaria: 'società dell’autostrada',
  adsp: 'Autorità di sistema portuale',
  militare: 'comando militare',
  ignoto: 'proprietario da individuare',
}

export type Competenza = {
  esito: 'provincia_autorizza' | 'solo_nulla_osta' | 'non_competente' | 'da_confermare'
  spiegazione: string
  /** One request for each owner other than the Province. */
  nullaOsta: { proprietario: TipoProprietario; nome: string; tratti: string[] }[]
  /** Roads whose owner authorises by itself: the applicant asks there. */
  autorizzazioniSeparate: { proprietario: TipoProprietario; nome: string; tratti: string[]; dove: string }[]
  /** Stretches whose owner the office still has to find on the catasto strade. */
  daChiarire: string[]
}

const PROVINCIA_SP = '011'
const ALTRE_LIGURI: Record<string, string> = { '008': 'Imperia', '009': 'Savona', '010': 'Genova' }
const COMUNE_SP = '011015'
/** Owners that issue their own authorisation. @see art. 14 c. 1 Reg. */
const SEPARATE: Partial<Record<TipoProprietario, string>> = {
  anas: 'Chiedi l’autorizzazione ad ANAS, sul portale TEWEB',
  concessionaria: 'Chiedi l’autorizzazione alla società dell’autostrada, direzione di tronco da cui parti',
  adsp: 'Chiedi l’autorizzazione all’Autorità di sistema portuale del Mar Ligure Orientale, sul suo portale TEOnline',
  militare: 'Chiedi l’autorizzazione al comando militare',
}

type Gruppo = { proprietario: TipoProprietario; nome: string; tratti: string[] }
function groupByOwner(tratti: readonly Tratto[]): Gruppo[] {
  const groups = new Map<string, Gruppo>()
  for (const { proprietario, proprietarioNome, strada } of tratti) {
    const nome = proprietarioNome.trim() || NOME_PROPRIETARIO[proprietario]
    const key = `${proprietario} ${nome.toLowerCase().replace(/\s+/g, ' ')}`
    const group = groups.get(key) ?? { proprietario, nome, tratti: [] }
    if (strada && !group.tratti.includes(strada)) group.tratti.push(strada)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Owner of every stretch is data of the catasto; the sign on the road decides nothing. */
export function competenza(percorso: Percorso): Competenza {
  const { tratti, partenzaProvincia } = percorso
  const groups = groupByOwner(tratti)
  const base = {
    nullaOsta: groups.filter((one) => one.proprietario === 'altra_provincia' || one.proprietario === 'comune'),
    autorizzazioniSeparate: groups.flatMap((one) => {
      const dove = SEPARATE[one.proprietario]
      return dove ? [{ ...one, dove }] : []
    }),
    daChiarire: groups.filter((one) => one.proprietario === 'ignoto').flatMap((one) => one.tratti),
  }
  const alone = { ...base, nullaOsta: [] } // who issues asks the nulla osta, not this Province
  const provinciali = tratti.filter((one) => one.proprietario === 'provincia_sp')

  if (tratti.length === 0)
    return {
      ...base,
      esito: 'da_confermare',
      spiegazione: 'Scrivi le strade del percorso: da chi le possiede dipende chi decide.',
    }
  if (tratti.every((one) => SEPARATE[one.proprietario])) {
    return {
      ...alone,
      esito: 'non_competente',
      spiegazione: 'Il percorso non usa strade provinciali o comunali: ogni proprietario dà la sua autorizzazione.',
    }
  }
  if (partenzaProvincia === PROVINCIA_SP && tratti.every((one) => one.comuneIstat === COMUNE_SP)) {
    return provinciali.length > 0
      ? {
          ...alone,
          esito: 'solo_nulla_osta',
          spiegazione:
            'Il percorso è tutto nel Comune della Spezia: autorizza il Comune. La Provincia dà il nulla osta per le sue strade (da confermare).',
        }
      : {
          ...alone,
          esito: 'non_competente',
          spiegazione:
            'Il percorso è tutto nel Comune della Spezia: chiedi l’autorizzazione al Comune (art. 2 L.R. 8/1983).',
        }
  }
  if (partenzaProvincia === PROVINCIA_SP) {
    const altri =
      base.nullaOsta.length > 0 ? ` Chiede il nulla osta a ${base.nullaOsta.map((one) => one.nome).join(', ')}.` : ''
    return {
      ...base,
      esito: 'provincia_autorizza',
      spiegazione: `Il viaggio parte in provincia della Spezia: la Provincia autorizza per tutta la Liguria (art. 2 L.R. 8/1983).${altri}`,
    }
  }
  const ligure = ALTRE_LIGURI[partenzaProvincia]
  if (ligure) {
    return provinciali.length > 0 || base.daChiarire.length > 0
      ? {
          ...alone,
          esito: 'solo_nulla_osta',
          spiegazione: `Il viaggio parte in provincia di ${ligure}: autorizza quella Provincia. La Provincia della Spezia dà solo il nulla osta per le sue strade (art. 2 L.R. 8/1983).`,
        }
      : {
          ...alone,
          esito: 'non_competente',
          spiegazione: `Il viaggio parte in provincia di ${ligure} e non usa strade della Provincia della Spezia: chiedi a quella Provincia (art. 2 L.R. 8/1983).`,
        }
  }
  if (!partenzaProvincia)
    return {
      ...base,
      esito: 'da_confermare',
      spiegazione: 'Scegli la provincia di partenza: da quella dipende chi decide.',
    }
  return {
    ...base,
    esito: 'da_confermare',
    spiegazione:
      'Il viaggio parte fuori dalla Liguria: quale Provincia decide è da confermare. Invia la domanda: l’ufficio verifica e, se tocca a un altro ente, te lo dice.',
  }
}

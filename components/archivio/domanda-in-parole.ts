import type { LivelloAccesso } from '@/lib/archivio/rules-consultabilita'
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { ACCESSO, nomeTipologia } from './parole'

/** What a search asks, as a person says it. @param fondi names of fonds, by id */
export function domandaInParole(domanda: Domanda, fondi: ReadonlyMap<string, string>): string {
  const { testo, numero, anno, strada, km, comune, foglio, mappale, fondo, tipologia, decennio, accesso, dal, al } =
    domanda
  return [
    testo && `«${testo}»`,
    numero && `pratica ${numero}${anno ? `/${anno}` : ''}`,
    !numero && anno && `anno ${anno}`,
    strada && `strada ${strada}${km === undefined ? '' : `, km ${km}`}`,
    comune && `Comune: ${nomeComune(comune) ?? comune}`,
    foglio && `foglio ${foglio}`,
    mappale && `mappale ${mappale}`,
    fondo && `fondo: ${fondi.get(fondo) ?? 'non più nel catalogo'}`,
    tipologia && `tipo: ${nomeTipologia(tipologia)}`,
    decennio !== undefined && `anni ${decennio}-${decennio + 9}`,
    accesso && `accesso: ${ACCESSO[accesso as LivelloAccesso].parola.toLowerCase()}`,
    dal !== undefined && `dal ${dal}`,
    al !== undefined && `al ${al}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

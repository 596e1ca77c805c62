/**
 * Amounts and figures that change in time, as first loaded. A null value is not known: whoever uses it says
 * 'da confermare' and never puts a figure of its own.
 */

import { SOGLIE_ALLARME } from '@/lib/archivio/accesso/rules-allarmi'
import { SOSPENDE_DOCUMENTALE } from '@/lib/archivio/accesso/rules-controinteressati'
import { FERMO } from '@/lib/archivio/lotti/rules-fermi'
import { CHIAVI_SALA, SALA_PROPOSTA } from '@/lib/archivio/sala/rules'
import { LIMITI_VISORE } from '@/lib/archivio/visore/rules-limiti'
import type { IsoDate } from '@/lib/core/date'

export type ImpostazioneIniziale = {
  chiave: string
  validoDal: IsoDate
  validoAl: IsoDate | null
  valore: unknown
  daConfermare: boolean
  fonte: string
}

const REGOLAMENTO_DAL: IsoDate = '2013-06-03' // D.P.R. 31/2013 in force: types and durations of today
const known = (
  chiave: string,
  validoDal: IsoDate,
  valore: unknown,
  fonte: string,
  validoAl: IsoDate | null = null,
): ImpostazioneIniziale => ({
  chiave,
  validoDal,
  validoAl,
  valore,
  daConfermare: false,
  fonte,
})
const unknown = (chiave: string, fonte: string, validoDal: IsoDate = REGOLAMENTO_DAL): ImpostazioneIniziale => ({
  chiave,
  validoDal,
  validoAl: null,
  valore: null,
  daConfermare: true,
  fonte,
})

/** Works with a figure that is ours, until the Province gives its own. */
const proposed = (chiave: string, valore: unknown, fonte: string): ImpostazioneIniziale => ({
  chiave,
  validoDal: '2026-01-01',
  validoAl: null,
  valore,
  daConfermare: true,
  fonte,
})

export const IMPOSTAZIONI: readonly ImpostazioneIniziale[] = [
  // Stamp duty, cents. 16 € is what the pages of Savona, Firenze and Pavia ask for request and act.
  known('bollo.istanza', '2013-06-26', 1600, 'D.P.R. 642/1972, tariffa, art. 3; D.L. 43/2013 art. 7-bis'),
  known('bollo.atto', '2013-06-26', 1600, 'D.P.R. 642/1972, tariffa, art. 4; D.L. 43/2013 art. 7-bis'),
  // Fees of this Province: not found. Other bodies ask from 15 to 109 €.
  unknown('trasporti.istruttoria', 'Tariffario della Provincia della Spezia, non trovato'),
  unknown('trasporti.urgenza', 'Tariffario della Provincia della Spezia, non trovato'),
  unknown('archivio.licenza-metadati', 'Licenza delle descrizioni pubbliche: la sceglie la Provincia', '2026-01-01'),
  unknown('accesso.ricerca', 'Tariffario della Provincia della Spezia, non trovato'),
  unknown('accesso.copia.pagina', 'Tariffario della Provincia della Spezia, non trovato', '2026-01-01'),
  proposed(
    'accesso.copia.bollo-conforme',
    1600,
    'D.P.R. 642/1972, tariffa, art. 5: sulla copia elettronica una volta sola',
  ),
  unknown(
    'accesso.copia.bollo-conforme-pagine',
    'Pagine di copia per ogni bollo: 4 sulla carta (D.P.R. 642/1972 art. 5; Ris. AdE 151/2001), sulla copia elettronica lo dice la Provincia',
    '2026-01-01',
  ),
  // Wear of the road, art. 18 Reg.: yearly revaluation (FOI index of the October before).
  known('trasporti.indennizzo.k-analitico', '2019-01-01', 1.698, 'Provincia di Verona 2019', '2019-12-31'),
  known('trasporti.indennizzo.k-convenzionale', '2019-01-01', 1.783, 'Provincia di Verona 2019', '2019-12-31'),
  known('trasporti.indennizzo.k-analitico', '2024-01-01', 1.977, 'Città metropolitana di Bologna 2024', '2024-12-31'),
  known(
    'trasporti.indennizzo.k-convenzionale',
    '2024-01-01',
    2.075,
    'Città metropolitana di Bologna 2024',
    '2024-12-31',
  ),
  unknown('trasporti.indennizzo.k-analitico', 'Rivalutazione ISTAT dell’anno, non trovata', '2025-01-01'),
  unknown('trasporti.indennizzo.k-convenzionale', 'Rivalutazione ISTAT dell’anno, non trovata', '2025-01-01'),
  unknown(
    'trasporti.indennizzo.costo-uso',
    'Tabelle I.1, I.2 e I.3, all. al Titolo I Reg. (G.U. 303 del 28-12-1992), non trovate',
  ),
  unknown('trasporti.indennizzo.convenzionale', 'Importi annui dell’art. 18 c. 4-5 Reg., non trovati'),
  unknown('trasporti.indennizzo.pro-rata-mesi', 'Riduzione per mesi (n/12), usata da altre Province'),
  // How far the sum of the axle masses may be from the total mass, kg.
  unknown('trasporti.tolleranza-masse-kg', 'Regolamento della Provincia della Spezia, non trovato'),
  proposed(
    SOSPENDE_DOCUMENTALE.chiave,
    SOSPENDE_DOCUMENTALE.valore,
    'Art. 3 D.P.R. 184/2006 non dice che il termine si ferma: regolamento della Provincia, non trovato',
  ),
  ...(Object.keys(CHIAVI_SALA) as (keyof typeof CHIAVI_SALA)[]).map((key) =>
    proposed(
      CHIAVI_SALA[key],
      SALA_PROPOSTA[key],
      'Proposta del portale: gli orari della sala di studio non si trovano',
    ),
  ),
  proposed(
    FERMO.chiave,
    FERMO.valore,
    'Proposta del portale: quanto un lotto aspetta i suoi file non è scritto, non trovato',
  ),
  // How much of restricted papers a person may ask for, and how much reading of the archive is not usual.
  ...Object.entries({ ...LIMITI_VISORE, ...SOGLIE_ALLARME }).map(([chiave, valore]) =>
    proposed(chiave, valore, 'Proposta del portale: nessuna misura della Provincia, non trovata'),
  ),
]

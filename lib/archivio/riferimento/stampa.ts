import 'server-only'
import { openTitle, piedeOf } from '@/lib/atti/modelli/parts'
import { Sheet } from '@/lib/atti/print/sheet'
import { facts } from '@/lib/atti/print/table'
import type { ContenutoAtto } from '@/lib/atti/rules'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { formatDay, type IsoDate } from '@/lib/core/date'
import type { Conosciuta } from '../conosciute'
import { NOMI_LIVELLO } from '../rules'

type Riferimento = {
  ente: ContenutoAtto['ente']
  oggi: IsoDate
  /** who says so */
  nome: string
  /** what was to be attached, and to what */
  allegato: string
  procedimento: string
  unita: Conosciuta
  /** full permanent address */
  indirizzo: string
}

const TITOLO = 'Documento già in archivio'

/** The sheet that stands where a document would: where the Province has it. Tagged PDF/A-2b. */
export function printRiferimento(one: Riferimento): Promise<Buffer> {
  const { ente, oggi, unita, indirizzo } = one
  const sheet = new Sheet({
    titolo: `${TITOLO}: ${unita.segnatura}`,
    ente: ente.denominazione,
    oggetto: TITOLO,
    destra: unita.segnatura,
    piede: piedeOf(ente),
    anteprima: false,
  })
  openTitle(sheet, { ente, ufficio: 'Sportello telematico', titolo: TITOLO, sotto: one.allegato })
  sheet.text(
    `${one.nome} indica che questo documento, chiesto per «${one.procedimento}», è già conservato nell’archivio della Provincia. L’ufficio lo prende da lì (art. 18 c. 2 L. 241/1990).`,
    { after: 14 },
  )
  facts(sheet, [
    ['Segnatura', unita.segnatura],
    ['Titolo', unita.titolo],
    ['Livello', NOMI_LIVELLO[unita.livello]],
    ['Sta in', unita.antenati.map((sopra) => sopra.titolo).join(' › ')],
    ['Data', unita.data],
    ['Pratica', unita.numeroPratica && [unita.numeroPratica, unita.annoPratica].filter(Boolean).join('/')],
    ['Comune', unita.comuneIstat && nomeComune(unita.comuneIstat)],
    ['Indirizzo permanente', indirizzo],
    ['Indicato il', formatDay(oggi)],
  ])
  return sheet.end()
}

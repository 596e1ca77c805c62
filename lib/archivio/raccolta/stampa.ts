import 'server-only'
import { openTitle, piedeOf } from '@/lib/atti/modelli/parts'
import { Sheet, SMALL } from '@/lib/atti/print/sheet'
import type { ContenutoAtto } from '@/lib/atti/rules'
import { formatDay, type IsoDate } from '@/lib/core/date'
import { type Citabile, citazioneOf } from '../citazione/rules'
import { ACCESSO_IN_PAROLE } from '../scambio/rules'
import type { Presente } from './queries'

const TITOLO = 'Carte messe da parte'

type Stampa = {
  ente: ContenutoAtto['ente']
  oggi: IsoDate
  presenti: readonly Presente[]
  /** of each, in the same order */
  citabili: readonly Citabile[]
}

/** What a reader has put aside, with the citation of each and their notes: tagged PDF/A-2b. */
export async function printRaccolta({ ente, oggi, presenti, citabili }: Stampa): Promise<Buffer> {
  const sheet = new Sheet({
    titolo: `${TITOLO}, ${formatDay(oggi)}`,
    ente: ente.denominazione,
    oggetto: TITOLO,
    destra: formatDay(oggi),
    piede: piedeOf(ente),
    anteprima: false,
  })
  const quante = presenti.length === 1 ? 'un’unità o pagina' : `${presenti.length} unità e pagine`
  openTitle(sheet, { ente, ufficio: 'Archivio', titolo: TITOLO, sotto: `${quante}, ${formatDay(oggi)}` })
  presenti.forEach(({ unita, nota }, i) => {
    const citabile = citabili[i]
    sheet.heading(`${i + 1}. ${unita.titolo}`)
    if (citabile) sheet.text(citazioneOf(citabile).map((pezzo) => ({ text: pezzo.testo })))
    sheet.text(unita.carte ? 'Puoi vedere le carte.' : ACCESSO_IN_PAROLE[unita.accesso], { stile: SMALL })
    for (const line of (nota && `Nota: ${nota}`).split('\n').filter(Boolean)) sheet.text(line)
  })
  return sheet.end()
}

/** avviso-controinteressato@1: tells somebody of a request to see papers about them. @see D.P.R. 184/2006 art. 3 */
import { confermato } from '@/lib/core/confermato'
import type { Sheet } from '../print/sheet'
import { facts } from '../print/table'
import type { ContenutoAtto } from '../rules'
import { chiusura, openAtto, perDomande, titolare } from './parts'

/** By PEC or by registered letter; only by letter for as long as the body has not confirmed its PEC. */
function comeScrivere({ ente, ufficio }: ContenutoAtto): string {
  const pec = confermato(ente.pec)
  if (pec) return `Scrivi a ${pec}, o all’ufficio con una raccomandata`
  const dove = [ufficio, ente.denominazione, confermato(ente.indirizzo)].filter(Boolean).join(', ')
  return `La Provincia non ha ancora confermato il suo indirizzo PEC: scrivi con una raccomandata a ${dove}`
}

export function printAvviso1(atto: ContenutoAtto): Sheet {
  const sheet = openAtto(atto)
  titolare(sheet, atto, 'Destinatario')
  sheet.heading('Perché ti scriviamo')
  for (const premessa of atto.premesse) sheet.text(premessa, { after: 4 })
  for (const { titolo, righe } of atto.sezioni) {
    sheet.heading(titolo)
    facts(
      sheet,
      righe.map(({ etichetta, valore }) => [etichetta, valore] as const),
    )
  }
  sheet.heading('Come opporsi')
  sheet.text(
    `Hai 10 giorni da quando ricevi questa lettera. ${comeScrivere(atto)}, citando la pratica n. ${atto.istanza.numero}, e spiega i motivi.`,
    { after: 4 },
  )
  sheet.text(
    'Se non rispondi la Provincia decide con quello che sa. Non ti chiediamo di scrivere se non hai niente in contrario.',
  )
  perDomande(sheet, atto)
  chiusura(sheet, atto, undefined, 'avviso')
  return sheet
}

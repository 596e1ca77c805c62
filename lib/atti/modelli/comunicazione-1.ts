/** richiesta-integrazione@1 and preavviso-diniego@1: letters that leave while the practice is open. @see L. 241/1990 artt. 2 c. 7, 6, 10-bis */
import type { Sheet } from '../print/sheet'
import type { ContenutoAtto } from '../rules'
import { chiusura, motivazione, openAtto, perDomande, titolare } from './parts'

export function printComunicazione1(atto: ContenutoAtto): Sheet {
  const preavviso = atto.tipo === 'preavviso_diniego'
  const sheet = openAtto(atto)
  titolare(sheet, atto, 'Destinatario')
  sheet.heading(preavviso ? 'Perché ti scriviamo' : 'Perché il termine si ferma')
  for (const premessa of atto.premesse) sheet.text(premessa, { after: 4 })
  motivazione(sheet, atto, preavviso ? 'Motivi che ostano all’accoglimento' : 'Che cosa serve')
  sheet.heading('Come rispondere')
  sheet.text(
    preavviso
      ? `Scrivi le tue osservazioni nell’area personale del portale, nella pratica n. ${atto.istanza.numero}: puoi allegare documenti. Della risposta l’ufficio dà conto nella decisione.`
      : `Carica i documenti nell’area personale del portale, nella pratica n. ${atto.istanza.numero}. Quando li invii il termine riparte.`,
  )
  perDomande(sheet, atto)
  chiusura(sheet, atto, undefined, 'lettera')
  return sheet
}

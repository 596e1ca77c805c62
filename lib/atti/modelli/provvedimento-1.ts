/** provvedimento@1, diniego@1: the decision on any procedure, favourable or not. @see L. 241/1990 artt. 2, 3, 10-bis */
import { formatDay } from '@/lib/core/date'
import type { Verifica } from '../print/qr'
import type { Sheet } from '../print/sheet'
import type { ContenutoAtto } from '../rules'
import {
  chiusura,
  costi,
  dispositivo,
  domanda,
  keyFacts,
  motivazione,
  openAtto,
  osservazioni,
  prescrizioni,
  stop,
  titolare,
} from './parts'

export function printProvvedimento1(atto: ContenutoAtto, verifica?: Verifica): Sheet {
  const sheet = openAtto(atto, verifica)
  if (atto.validoDal && atto.validoAl)
    keyFacts(sheet, [['Valido', `dal ${formatDay(atto.validoDal)} al ${formatDay(atto.validoAl)}`]])
  titolare(sheet, atto, 'Richiedente')
  dispositivo(
    sheet,
    atto,
    `${atto.istanza.oggetto}: domanda n. ${atto.istanza.numero} del ${formatDay(atto.istanza.presentataIl)}, presentata da ${stop(atto.titolare.denominazione)}`,
  )
  motivazione(sheet, atto)
  osservazioni(sheet, atto)
  prescrizioni(sheet, atto)
  domanda(sheet, atto)
  if (atto.tipo !== 'diniego') costi(sheet, atto)
  chiusura(sheet, atto, verifica)
  return sheet
}

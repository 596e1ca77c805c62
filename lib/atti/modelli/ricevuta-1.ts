/** The receipt of an istanza. @see L. 241/1990 artt. 18-bis, 2, 5, 8 */
import { confermato } from '@/lib/core/confermato'
import { formatDay } from '@/lib/core/date'
import { BODY, Sheet, SMALL } from '../print/sheet'
import { facts, table } from '../print/table'
import type { Testo } from '../print/text'
import type { ContenutoRicevuta } from '../rules'
import { keyFacts, openTitle, piedeOf } from './parts'

/** What no answer means; an authorisation procedure says it plainly. @see L. 241/1990 artt. 2 cc. 8, 9-bis, 9-ter; 20 */
const SILENZIO: Record<ContenutoRicevuta['termine']['silenzio'], string> = {
  assenso:
    'Se l’ufficio non risponde entro quel giorno, il silenzio vale come accoglimento della domanda (art. 20 L. 241/1990).',
  diniego: 'Se l’ufficio non risponde entro quel giorno, la domanda si intende respinta.',
  inadempimento:
    'Il silenzio non vale come accoglimento: se l’ufficio non risponde entro quel giorno puoi chiedere l’intervento di chi ha il potere sostitutivo (art. 2 cc. 9-bis e 9-ter L. 241/1990).',
  nessuno: 'Il silenzio non ha effetto: la domanda resta da decidere.',
}

const units = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 })
const formatByte = (byte: number): string =>
  byte < 1_000_000 ? `${units.format(Math.max(1, Math.round(byte / 1000)))} kB` : `${units.format(byte / 1_000_000)} MB`

export function printRicevuta1(one: ContenutoRicevuta): Sheet {
  const { termine, ufficio } = one
  const sheet = new Sheet({
    titolo: `Ricevuta della domanda n. ${one.numero} del ${formatDay(one.il)}`,
    ente: one.ente.denominazione,
    oggetto: `Ricevuta della domanda n. ${one.numero}`,
    destra: one.richiedente.denominazione,
    piede: piedeOf(one.ente),
    anteprima: false,
  })
  openTitle(sheet, {
    ente: one.ente,
    ufficio: ufficio.denominazione,
    titolo: 'Abbiamo ricevuto la tua domanda',
    sotto: one.procedimento,
  })
  const unita = termine.unita === 'giorni_lavorativi' ? 'giorni lavorativi' : 'giorni'
  keyFacts(sheet, [
    ['Numero di protocollo', one.numero],
    ['Ricevuta', `${formatDay(one.il)}, ore ${one.ora}`],
    ['L’ufficio risponde entro', `${formatDay(termine.scadeIl)}`],
  ])

  sheet.heading('Domanda')
  facts(sheet, [
    ['Procedimento', one.procedimento],
    ['Oggetto', one.oggetto],
    ['Richiedente', [{ text: one.richiedente.denominazione, peso: 'semibold' }]],
    [
      'Presentata da',
      one.richiedente.presentataDa === one.richiedente.denominazione ? null : one.richiedente.presentataDa,
    ],
    [
      'Firmata da',
      one.firme && one.firme.length > 0
        ? one.firme.map(({ nome, il, ora }) => `${nome}, il ${formatDay(il)} alle ${ora}`).join('; ')
        : null,
    ],
  ])

  sheet.heading('Termine e silenzio')
  sheet.text([
    { text: `L’ufficio deve rispondere entro il ${formatDay(termine.scadeIl)}`, peso: 'semibold' },
    {
      text: `: ${termine.giorni} ${unita}, senza contare quello della presentazione; se l’ultimo è festivo, fino al primo che non lo è. Il termine può fermarsi una sola volta, per non più di 30 giorni, se ti viene chiesto un documento (art. 2 c. 7 L. 241/1990), e si ferma se ti viene comunicato un preavviso di diniego (art. 10-bis).`,
    },
  ])
  sheet.text(SILENZIO[termine.silenzio])

  sheet.heading('Chi se ne occupa')
  facts(sheet, [
    ['Unità organizzativa', ufficio.denominazione],
    [
      'Responsabile',
      one.responsabile
        ? `${one.responsabile}, fino all’assegnazione a un funzionario (art. 5 c. 2 L. 241/1990)`
        : 'Chi è preposto all’unità, fino all’assegnazione a un funzionario (art. 5 c. 2 L. 241/1990)',
    ],
    [
      'Contatti',
      [ufficio.telefono, ufficio.email, ufficio.orari]
        .map((recapito) => recapito && confermato(recapito))
        .filter(Boolean)
        .join(' · ') || 'Nell’area personale, con i messaggi della pratica',
    ],
  ])

  sheet.heading('Documenti ricevuti')
  if (one.documenti.length === 0) sheet.text('Nessun documento allegato.')
  else {
    table(
      sheet,
      [
        { titolo: 'Nome', intesta: true },
        { titolo: 'Peso', width: 52, align: 'right' },
        { titolo: 'Impronta SHA-256', width: 220 },
      ],
      one.documenti.map((file): Testo[] => [file.nome, formatByte(file.byte), [{ text: file.sha256, peso: 'mono' }]]),
    )
  }
  sheet.text([{ text: 'Impronta di tutta la domanda (SHA-256): ' }, { text: one.impronta, peso: 'mono' }], {
    stile: SMALL,
  })

  sheet.heading('Come segui la pratica')
  sheet.text(
    [
      {
        text: 'Nell’area personale vedi lo stato, i messaggi e i documenti, e puoi scrivere all’ufficio, rispondere alle richieste o ritirare la domanda: ',
      },
      { text: one.indirizzo, peso: 'semibold' },
    ],
    { stile: BODY },
  )

  if (one.rimedi) {
    sheet.heading('Come opporsi')
    sheet.text(one.rimedi)
  }
  sheet.space(6)
  sheet.text(
    'Ricevuta rilasciata dal portale ai sensi dell’art. 18-bis della legge 7 agosto 1990, n. 241. La data di protocollo è quella della presentazione.',
    { stile: SMALL },
  )
  return sheet
}

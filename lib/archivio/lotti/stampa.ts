import 'server-only'
import { openTitle, piedeOf } from '@/lib/atti/modelli/parts'
import { Sheet, SMALL } from '@/lib/atti/print/sheet'
import { facts, table } from '@/lib/atti/print/table'
import type { Testo } from '@/lib/atti/print/text'
import type { ContenutoAtto } from '@/lib/atti/rules'
import { formatDay, formatTime } from '@/lib/core/date'
import type { FileAttestato } from './elenco'
import type { Attestazione } from './queries-attestazione'
import { many, NOMI_VALORE_COPIA, type ValoreCopiaAttestata } from './rules'
import { type ContoAntivirus, fraseAntivirus } from './rules-antivirus'

/** What is stated, with its norm. */
const FORMULE: Record<ValoreCopiaAttestata, string> = {
  attestata_raffronto:
    'Attesto, dopo il raffronto con gli originali analogici, che le copie per immagine elencate sono conformi agli originali da cui sono tratte (artt. 22 c. 2 e 23-ter c. 3 D.Lgs. 82/2005).',
  certificata_processo:
    'Attesto che le copie per immagine elencate sono state formate con il processo certificato indicato, che assicura la corrispondenza di forma e contenuto con gli originali analogici (artt. 22 c. 1-bis e 23-ter c. 1-bis D.Lgs. 82/2005).',
}

type Stampa = {
  ente: ContenutoAtto['ente']
  lotto: string
  attestazione: Attestazione
  file: readonly FileAttestato[]
  antivirus: ContoAntivirus
}

/** The attestation of a batch with its list: tagged PDF/A-2b. */
export async function printAttestazione({ ente, lotto, attestazione, file, antivirus }: Stampa): Promise<Buffer> {
  const { valore, attestante, attestataIl, attestataAt, processo, note, quanti, improntaElenco } = attestazione
  const titolo = 'Attestazione di conformità'
  const sheet = new Sheet({
    titolo: `${titolo}: ${lotto}`,
    ente: ente.denominazione,
    oggetto: titolo,
    destra: lotto,
    piede: piedeOf(ente),
    anteprima: false,
  })
  openTitle(sheet, { ente, ufficio: 'Archivio', titolo, sotto: lotto })
  facts(sheet, [
    ['Valore delle copie', NOMI_VALORE_COPIA[valore]],
    ['Attestate da', attestante],
    ['Il giorno', `${formatDay(attestataIl)}, ore ${formatTime(attestataAt)}`],
    ['Copie', many(quanti, 'file', 'file')],
    ['Antivirus', fraseAntivirus(antivirus)],
    ['Processo', processo],
    ['Note', note],
  ])
  sheet.text(FORMULE[valore])
  sheet.heading('Elenco delle copie')
  const hidden = quanti - file.length
  if (hidden > 0) sheet.text(`${many(hidden, 'copia', 'copie')} di unità chiuse non sono in questo elenco.`)
  table(
    sheet,
    [
      { titolo: 'Segnatura', intesta: true },
      { titolo: 'File' },
      { titolo: 'Pagine', width: 40, align: 'right' },
      { titolo: 'Impronta SHA-256', width: 190 },
    ],
    file.map((one): Testo[] => [one.segnatura, one.nome, String(one.pagine), [{ text: one.sha256, peso: 'mono' }]]),
  )
  sheet.text(
    [
      { text: 'Impronta dell’elenco intero, come si scarica in CSV (SHA-256): ' },
      { text: improntaElenco, peso: 'mono' },
    ],
    { stile: SMALL },
  )
  return sheet.end()
}

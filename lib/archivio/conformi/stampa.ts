import 'server-only'
import { openTitle, piedeOf, QR_SIDE, seal } from '@/lib/atti/modelli/parts'
import { formatCodice, type Verifica, verificaUrl } from '@/lib/atti/print/qr'
import { Sheet, SMALL } from '@/lib/atti/print/sheet'
import { facts, table } from '@/lib/atti/print/table'
import { INK, type Testo } from '@/lib/atti/print/text'
import type { ContenutoAtto } from '@/lib/atti/rules'
import { formatDay, formatTime, type IsoDate } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { misureOf, strisce } from '../accesso/copia-pdf'
import type { Pagina } from '../visore/queries'
import { type ContenutoConforme, formatPagine, LUOGO_RILASCIO } from './rules'

export type CopiaDaStampare = {
  ente: ContenutoAtto['ente']
  /** '2026/0000003' */
  numero: string
  il: IsoDate
  at: Date
  contenuto: ContenutoConforme
  impronta: string
  verifica: Verifica
}

/** What is certified, with its norm. @see D.P.R. 445/2000 art. 18 c. 2 */
function formula({ base, pagine, attestazioni }: ContenutoConforme): string {
  const quante = pagine.length === 1 ? 'di una pagina' : `di ${pagine.length} pagine`
  if (base === 'raffronto')
    return `Attesto che questa copia, ${quante}, è conforme agli originali conservati nell’archivio della Provincia, con i quali è stata confrontata (art. 18 D.P.R. 445/2000; art. 23-ter D.Lgs. 82/2005).`
  const chi = attestazioni.map((one) => `${one.attestante}, il ${formatDay(one.il)}`).join('; ')
  return `Attesto che questa copia, ${quante}, è conforme alle copie per immagine conservate nell’archivio della Provincia, già attestate conformi agli originali di carta (${chi}) (art. 18 D.P.R. 445/2000; artt. 22 e 23-ter D.Lgs. 82/2005).`
}

/** What is left out, or covered: the copy never passes for more than it is. */
function limiti({ pagine, totale }: ContenutoConforme): string[] {
  const coperte = pagine.filter((one) => one.coperta).map((one) => one.numero)
  return [
    ...(pagine.length < totale
      ? [
          `È una copia parziale: riproduce ${pagine.length === 1 ? 'la pagina' : 'le pagine'} ${formatPagine(pagine.map((one) => one.numero))} delle ${totale} dell’unità.`,
        ]
      : []),
    ...(coperte.length > 0
      ? [
          `${coperte.length === 1 ? 'Nella pagina' : 'Nelle pagine'} ${formatPagine(coperte)} alcune parti sono coperte, a tutela di altre persone (art. 24 L. 241/1990).`,
        ]
      : []),
  ]
}

const bolloOf = ({ bollo, pagamento }: ContenutoConforme): string =>
  bollo
    .map((one) =>
      one.importoCents === null
        ? 'importo da confermare'
        : `${formatCents(one.importoCents)}${pagamento ? `, pagamento ${pagamento}` : ''}`,
    )
    .join('; ') || 'non dovuta'

/** The certified copy: the pages as they are, then what is certified of them. Tagged PDF/A-2b, in memory. */
export async function printConforme(copia: CopiaDaStampare, pagine: readonly Pagina[]): Promise<Buffer> {
  const { contenuto, numero, il, verifica, ente } = copia
  const titolo = 'Copia conforme'
  const sheet = new Sheet({
    titolo: `${titolo} n. ${numero} del ${formatDay(il)}`,
    ente: ente.denominazione,
    oggetto: `${titolo} n. ${numero}`,
    destra: contenuto.segnatura,
    piede: `Verifica: ${verificaUrl(verifica.codice)}`,
    anteprima: false,
    dopoTavole: true,
  })
  for (const [i, pagina] of pagine.entries()) {
    if (!pagina.immagine) throw new Error(`Page ${pagina.id} has no image`)
    const { w, h } = misureOf(pagina)
    const strips = await Array.fromAsync(strisce(pagina.immagine, pagina))
    const nome = pagina.etichetta ?? `pagina ${pagina.numero}`
    sheet.plate(
      { width: w, height: h },
      `${contenuto.segnatura}, ${nome}`,
      `Copia conforme n. ${numero} · ${contenuto.segnatura}, ${nome} · foglio ${i + 1} di ${pagine.length} · verifica ${formatCodice(verifica.codice)}`,
      () => {
        for (const { jpeg, y, height } of strips) sheet.doc.image(jpeg, 0, y, { width: w, height })
      },
    )
  }
  sheet.afterPlates()
  openTitle(
    sheet,
    { ente, ufficio: contenuto.ufficio, titolo, sotto: `n. ${numero} del ${formatDay(il)}` },
    QR_SIDE + 20,
  )
  seal(sheet, verifica)
  facts(sheet, [
    ['Unità', `${contenuto.titolo}, ${contenuto.dataMostrata}`],
    ['Segnatura', contenuto.segnatura],
    ['Rilasciata a', `${contenuto.perChi}, richiesta n. ${contenuto.richiesta}`],
    ['Scopo dichiarato', contenuto.scopo],
  ])
  sheet.heading('Attestazione di conformità')
  sheet.text(formula(contenuto))
  for (const one of limiti(contenuto)) sheet.text(one)
  facts(sheet, [
    ['Certificata da', [{ text: contenuto.certificatore, peso: 'semibold' }]],
    ['Luogo e data', `${LUOGO_RILASCIO}, ${formatDay(il)}, ore ${formatTime(copia.at)}`],
    ['Fogli', `${pagine.length}, più questa attestazione`],
    ['Imposta di bollo', bolloOf(contenuto)],
  ])
  sheet.text(
    [
      {
        text: 'Certificata nel portale da chi è indicato, con il secondo fattore. Porta il sigillo della Provincia, non una firma elettronica qualificata: dove la legge la chiede (art. 23-ter c. 3 D.Lgs. 82/2005) chiedi all’archivio la copia firmata. Che sia autentica e valga ancora si controlla con il codice QR, o scrivendo il codice ',
      },
      { text: formatCodice(verifica.codice), peso: 'mono', color: INK },
      { text: ` all’indirizzo ${verificaUrl('').replace(/\/$/, '')}: lì si confronta anche questo file.` },
    ],
    { stile: SMALL },
  )
  sheet.heading('Impronte')
  table(
    sheet,
    [
      { titolo: 'Foglio', width: 36, align: 'right' },
      { titolo: 'Pagina', intesta: true },
      { titolo: 'Originale', width: 46, align: 'right' },
      { titolo: 'Impronta SHA-256 dell’immagine', width: 190 },
    ],
    contenuto.pagine.map((one, i): Testo[] => [
      String(i + 1),
      `${one.etichetta ?? `pagina ${one.numero}`}${one.coperta ? ', coperta in parte' : ''}`,
      String(one.originale),
      [{ text: one.sha256, peso: 'mono' }],
    ]),
  )
  table(
    sheet,
    [{ titolo: 'Originale', width: 56, intesta: true }, { titolo: 'Impronta SHA-256 del file originale conservato' }],
    contenuto.originali.map((sha256, i): Testo[] => [String(i + 1), [{ text: sha256, peso: 'mono' }]]),
  )
  sheet.text([{ text: 'Impronta di questa attestazione (SHA-256): ' }, { text: copia.impronta, peso: 'mono' }], {
    stile: SMALL,
  })
  return sheet.end()
}

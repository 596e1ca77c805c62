/** What the templates of acts have in common. A template that changes gets a new version; these parts must go on printing the old ones. */
import { confermato } from '@/lib/core/confermato'
import { formatDay } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { drawQr, formatCodice, type Verifica, verificaUrl } from '../print/qr'
import { BLUE, BODY, MUTED, RED, Sheet, SMALL } from '../print/sheet'
import { facts, table } from '../print/table'
import { breakLines, INK, type Stile, type Testo } from '../print/text'
import type { ContenutoAtto } from '../rules'

const BRAND: Stile = { size: 13, leading: 17, peso: 'bold', tracking: -0.1 }
const TITLE: Stile = { size: 23, leading: 26, peso: 'bold', tracking: -0.4 }
const LEAD: Stile = { size: 12, leading: 17 }
const FACT: Stile = { size: 11, leading: 14.5, peso: 'semibold' }
const CODE: Stile = { size: 8.5, leading: 11, peso: 'mono' }
export const QR_SIDE = 113 // points: 40 mm
const QR_TOP = 118

export const numeroOf = (atto: ContenutoAtto): string => (atto.firmato ? `n. ${atto.firmato.numero}` : 'senza numero')

/** Opens the document of an act: running lines, name of the body, title, number and day. */
export function openAtto(atto: ContenutoAtto, verifica?: Verifica): Sheet {
  const { firmato } = atto
  const sheet = new Sheet({
    titolo: firmato ? `${atto.titolo} n. ${firmato.numero} del ${formatDay(firmato.il)}` : `${atto.titolo} (anteprima)`,
    ente: atto.ente.denominazione,
    oggetto: `${atto.titolo} ${numeroOf(atto)}`,
    destra: atto.titolare.denominazione,
    piede: verifica ? `Verifica: ${verificaUrl(verifica.codice)}` : piedeOf(atto.ente),
    anteprima: !firmato,
  })
  openTitle(
    sheet,
    {
      ente: atto.ente,
      ufficio: atto.ufficio,
      titolo: atto.titolo,
      sotto: firmato ? `n. ${firmato.numero} del ${formatDay(firmato.il)}` : 'Proposta, non ancora adottata',
    },
    verifica ? QR_SIDE + 20 : 0,
  )
  if (verifica) seal(sheet, verifica)
  return sheet
}

/** The running foot: where the body is, as far as it has told. */
export const piedeOf = ({ denominazione, indirizzo, pec }: ContenutoAtto['ente']): string =>
  [denominazione, confermato(indirizzo), confermato(pec)].filter(Boolean).join(' · ')

/** Where questions go: the PEC, or until it is confirmed the street. */
export function perDomande(sheet: Sheet, { ufficio, ente }: ContenutoAtto): void {
  const dove = confermato(ente.pec) ?? confermato(ente.indirizzo)
  sheet.text(`Per domande: ${[ufficio, dove ?? ente.denominazione].join(', ')}.`)
}

type Titolo = { ente: ContenutoAtto['ente']; ufficio: string; titolo: string; sotto: string }

/** @param aside points kept free on the right of the title */
export function openTitle(sheet: Sheet, { ente, ufficio, titolo, sotto }: Titolo, aside = 0): void {
  sheet.text(ente.denominazione, { stile: BRAND, after: 0 })
  sheet.text(ufficio, { stile: { ...BODY, color: MUTED }, after: 10 })
  sheet.rule(sheet.left, sheet.left + sheet.width, sheet.y, { weight: 1.4 })
  sheet.y += 16
  sheet.text(titolo, { tag: 'H1', stile: TITLE, width: sheet.width - aside, after: 4 })
  sheet.text(sotto, { stile: { ...LEAD, peso: 'semibold' }, width: sheet.width - aside, after: 12 })
}

/** The QR code on the right of the title, with what a person types instead. */
export function seal(sheet: Sheet, verifica: Verifica): void {
  const right = sheet.left + sheet.width
  const { y } = sheet
  drawQr(sheet, verifica, right, QR_TOP, QR_SIDE)
  const under = QR_TOP + QR_SIDE + 6
  sheet.within('P', () => sheet.content(() => sheet.put(formatCodice(verifica.codice), right, under, CODE, 'right')))
  sheet.y = Math.max(y, under + 24)
}

/** A full stop, unless the text ends with its own. */
export const stop = (text: string): string => (text.endsWith('.') ? text : `${text}.`)

/** The few facts one looks for first, side by side under black rules. */
export function keyFacts(sheet: Sheet, items: readonly (readonly [etichetta: string, valore: Testo])[]): void {
  const columns = Math.min(4, items.length)
  if (columns === 0) return
  const gap = 14
  const width = (sheet.width - gap * (columns - 1)) / columns
  for (let from = 0; from < items.length; from += columns) {
    const row = items
      .slice(from, from + columns)
      .map(([etichetta, valore]) => ({ etichetta, lines: breakLines(sheet.doc, valore, width, FACT) }))
    const tall = Math.max(...row.map(({ lines }) => lines.length)) * FACT.leading + 22
    sheet.need(tall + 10)
    const top = sheet.y
    row.forEach(({ etichetta, lines }, i) => {
      const x = sheet.left + i * (width + gap)
      sheet.rule(x, x + width, top)
      sheet.y = top + 5
      sheet.within('P', () => {
        sheet.content(() => sheet.put(etichetta, x, sheet.y, { ...SMALL, leading: 13 }))
        sheet.y += 14
        sheet.flow(lines, x, FACT)
      })
    })
    sheet.y = top + tall + 8
  }
}

export function titolare(sheet: Sheet, atto: ContenutoAtto, titolo = 'Titolare'): void {
  const { titolare: one, istanza } = atto
  sheet.heading(titolo)
  facts(sheet, [
    ['Denominazione', [{ text: one.denominazione, peso: 'semibold' }]],
    ['Codice fiscale', one.codiceFiscale],
    ['Sede', one.sede],
    [
      'Domanda',
      `n. ${istanza.numero} del ${formatDay(istanza.presentataIl)}${one.presentataDa === one.denominazione ? '' : `, presentata da ${one.presentataDa}`}`,
    ],
    ['Oggetto', istanza.oggetto],
  ])
}

/** Grounds, then what is decided, in big letters. */
export function dispositivo(sheet: Sheet, atto: ContenutoAtto, frase: string): void {
  sheet.heading('Premesse')
  for (const premessa of atto.premesse) sheet.text(premessa, { after: 3 })
  sheet.y += 8
  sheet.need(60)
  const parole = `${atto.dispositivo[0] ?? ''}${atto.dispositivo.slice(1).toLocaleLowerCase('it')}`
  sheet.text([{ text: parole, color: BLUE }], {
    tag: 'H2',
    stile: { size: 17, leading: 22, peso: 'bold', tracking: -0.2 },
    after: 3,
  })
  sheet.text(frase, { stile: { size: 11, leading: 16 } })
}

/** Free text as it was typed: a paragraph a line, lines that begin with a dot as a list. */
export function prose(sheet: Sheet, testo: string): void {
  const lines = testo
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  for (let i = 0; i < lines.length; ) {
    const bullets = lines.slice(i).findIndex((line) => !line.startsWith('•'))
    const items = bullets === 0 ? [] : lines.slice(i, bullets < 0 ? undefined : i + bullets)
    if (items.length > 0)
      sheet.list(
        items.map((line) => line.replace(/^•\s*/, '')),
        () => '•',
        { indent: 14, after: 3 },
      )
    else sheet.text(lines[i] as string)
    i += Math.max(1, items.length)
  }
}

export function motivazione(sheet: Sheet, atto: ContenutoAtto, titolo = 'Motivazione'): void {
  if (!atto.motivazione) return
  sheet.heading(titolo)
  prose(sheet, atto.motivazione)
}

/** Each observation of the applicant with the answer to it. @see L. 241/1990 art. 10-bis */
export function osservazioni(sheet: Sheet, atto: ContenutoAtto): void {
  if (atto.osservazioni.length === 0) return
  sheet.heading('Osservazioni del richiedente (art. 10-bis L. 241/1990)')
  for (const one of atto.osservazioni) {
    sheet.text([{ text: `Ricevute il ${formatDay(one.ricevuteIl)}`, peso: 'semibold' }], { after: 2 })
    prose(sheet, one.testo)
    if (!one.risposta) continue
    sheet.text([{ text: 'Perché non sono state accolte', peso: 'semibold' }], { after: 2 })
    prose(sheet, one.risposta)
  }
}

export function prescrizioni(sheet: Sheet, atto: ContenutoAtto): void {
  if (atto.prescrizioni.length === 0) return
  sheet.heading('Prescrizioni')
  sheet.list(
    atto.prescrizioni.map(
      ({ testo, norma }): Testo => [{ text: testo }, ...(norma ? [{ text: ` (${norma})`, color: MUTED }] : [])],
    ),
    (i) => `${i + 1}.`,
  )
}

export function costi(sheet: Sheet, atto: ContenutoAtto): void {
  if (atto.costi.length === 0) return
  sheet.heading('Costi')
  const known = atto.costi.every((voce) => voce.importoCents !== null)
  table(
    sheet,
    [
      { titolo: 'Voce', width: 150, intesta: true },
      { titolo: 'Come è calcolata' },
      { titolo: 'Importo', width: 78, align: 'right' },
    ],
    atto.costi.map((voce) => [
      [
        { text: voce.descrizione, peso: 'semibold' },
        ...(voce.destinatario ? [{ text: ` a ${voce.destinatario}` }] : []),
      ],
      [{ text: voce.spiegazione }, { text: ` ${voce.norma}`, color: MUTED }],
      voce.importoCents === null ? 'da definire' : `${formatCents(voce.importoCents)}${voce.daConfermare ? '*' : ''}`,
    ]),
    known
      ? { totale: ['Totale', '', formatCents(atto.costi.reduce((sum, voce) => sum + (voce.importoCents ?? 0), 0))] }
      : {},
  )
  if (atto.costi.some((voce) => voce.daConfermare && voce.importoCents !== null))
    sheet.text('* Importo da confermare.', { stile: SMALL })
}

/** What was asked, as the procedure summarises it. */
export function domanda(sheet: Sheet, atto: ContenutoAtto): void {
  const answered = atto.sezioni.flatMap(({ titolo, righe }) => {
    const shown = righe.flatMap(({ etichetta, valore }) => (valore ? [[etichetta, valore] as const] : []))
    return shown.length > 0 ? [{ titolo, shown }] : []
  })
  if (answered.length === 0) return
  sheet.heading('Che cosa è stato chiesto')
  for (const { titolo, shown } of answered) {
    sheet.need(50)
    sheet.text(titolo, { tag: 'H3', stile: { ...BODY, peso: 'semibold' }, after: 3 })
    facts(sheet, shown)
  }
}

const CLOSING = 110 // points: who, number and note stand together
const CHIUSURE = {
  atto: { titolo: 'Adozione', chi: 'Adottato da', che: 'Atto adottato' },
  lettera: { titolo: 'Chi scrive', chi: 'Inviata da', che: 'Comunicazione inviata' },
  avviso: { titolo: 'Chi scrive', chi: 'Scritta da', che: 'Lettera preparata' }, // the office sends it
} as const

/** Remedies, who adopted the act and how, and what this copy is worth. Says of itself only what is true. */
export function chiusura(
  sheet: Sheet,
  atto: ContenutoAtto,
  verifica?: Verifica,
  specie: keyof typeof CHIUSURE = 'atto',
): void {
  const parole = CHIUSURE[specie]
  if (atto.rimedi) {
    sheet.heading('Come opporsi')
    sheet.text(atto.rimedi)
  }
  const { firmato } = atto
  sheet.heading(firmato ? parole.titolo : 'Proposta')
  if (!firmato) {
    sheet.text([
      { text: `Proposta di ${atto.proposto.nome}, ${atto.proposto.ruolo.toLocaleLowerCase('it')}. ` },
      { text: 'Non è un atto: non è stata adottata e non autorizza nulla.', peso: 'semibold', color: RED },
    ])
    return
  }
  const stessi = firmato.nome === atto.proposto.nome
  sheet.need(CLOSING)
  facts(sheet, [
    [
      parole.chi,
      [
        { text: firmato.nome, peso: 'semibold' },
        { text: `, ${firmato.ruolo.toLocaleLowerCase('it')}, il ${formatDay(firmato.il)}` },
      ],
    ],
    [
      'Numero',
      firmato.numero === firmato.protocollo
        ? `protocollo n. ${firmato.protocollo}`
        : `registro degli atti n. ${firmato.numero}, protocollo n. ${firmato.protocollo}`,
    ],
    ['Proposto da', stessi ? null : `${atto.proposto.nome}, ${atto.proposto.ruolo.toLocaleLowerCase('it')}`],
  ])
  sheet.text(
    verifica
      ? [
          {
            text: `${parole.che} nel portale; questa copia non porta una firma digitale qualificata. Che sia autentico e valido oggi si controlla con il codice QR della prima pagina, oppure scrivendo il codice `,
          },
          { text: formatCodice(verifica.codice), peso: 'mono', color: INK },
          {
            text: ` all’indirizzo ${verificaUrl('').replace(/\/$/, '')}. Il codice QR contiene anche i dati dell’atto, sigillati con la chiave della Provincia.`,
          },
        ]
      : `${parole.che} nel portale; questa copia non porta una firma digitale qualificata. L’originale è conservato nel fascicolo della pratica n. ${atto.istanza.numero}.`,
    { stile: SMALL },
  )
}

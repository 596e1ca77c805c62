/** An istanza in one line for the queues, and in few rows beside a practice. */
import { formatDay } from '@/lib/core/date'
import { countAssi } from './rules-fatti'
import { metresOf } from './rules-indennizzo'
import { classify } from './rules-limiti'
import { formatKm, formatM, formatMassa, formatT } from './rules-misure'
import type { DomandaTrasporto, TipoDomanda } from './rules-tipi'

const NOMI_TIPO: Record<TipoDomanda, string> = {
  singola: 'Singola',
  multipla: 'Multipla',
  periodica: 'Periodica',
  rinnovo: 'Rinnovo',
  proroga: 'Proroga',
}
const MAX_LUOGO = 40

const short = (text: string): string => {
  const clean = text.replace(/\s+/g, ' ').trim()
  return clean.length > MAX_LUOGO ? `${clean.slice(0, MAX_LUOGO - 1).trimEnd()}…` : clean
}
const nViaggi = (n: number): string => (n === 1 ? '1 viaggio' : `${n} viaggi`)

/** 'Singola, 72 t, Luni – La Spezia': what is missing leaves no trace; only a size beyond art. 61 shows the size. */
export function oggetto({ tipo, categoria, viaggi, convoglio, percorso, precedente }: DomandaTrasporto): string {
  const parts: string[] = [tipo ? NOMI_TIPO[tipo] : 'Trasporto eccezionale']
  if ((tipo === 'rinnovo' || tipo === 'proroga') && precedente?.numero) parts[0] += ` di ${short(precedente.numero)}`
  if (categoria) parts.push(categoria === 'agricola' ? 'macchina agricola' : `classe ${categoria}`)
  if (tipo === 'multipla' && viaggi) parts.push(nViaggi(viaggi))
  if (convoglio) {
    const { sagoma, massa } = classify(convoglio)
    if (massa.length === 0 && sagoma[0]?.codice === 'larghezza' && convoglio.larghezzaCm)
      parts.push(`largh. ${formatM(convoglio.larghezzaCm)}`)
    else if (massa.length === 0 && sagoma[0]?.codice === 'altezza' && convoglio.altezzaCm)
      parts.push(`alt. ${formatM(convoglio.altezzaCm)}`)
    else if (massa.length === 0 && sagoma.length > 0 && convoglio.lunghezzaCm)
      parts.push(`lungh. ${formatM(convoglio.lunghezzaCm)}`)
    else if (convoglio.massaComplessivaKg) parts.push(formatT(convoglio.massaComplessivaKg))
  }
  const luoghi = [percorso?.partenza, percorso?.arrivo].filter((one) => one?.trim()).map((one) => short(one as string))
  if (luoghi.length > 0) parts.push(luoghi.join(' – '))
  return parts.join(', ')
}

/** Label and value, only for what was answered: 'Massa' – '72,0 t su 8 assi'. */
export function riassunto(domanda: DomandaTrasporto): { etichetta: string; valore: string }[] {
  const { tipo, categoria, viaggi, convoglio, carico, percorso, periodo, precedente, urgenza } = domanda
  const rows: [string, string | 0 | null | undefined | false][] = [
    ['Tipo', tipo && [NOMI_TIPO[tipo], categoria && `categoria ${categoria}`].filter(Boolean).join(', ')],
    ['Autorizzazione precedente', precedente?.numero],
    ['Viaggi', viaggi && nViaggi(viaggi)],
    ['Periodo', periodo?.dal && periodo.al && `dal ${formatDay(periodo.dal)} al ${formatDay(periodo.al)}`],
    ['Urgenza', urgenza?.richiesta && 'decisione in 3 giorni lavorativi'],
  ]
  if (convoglio) {
    const assi = countAssi(convoglio)
    const targhe = (...ruoli: string[]) =>
      convoglio.veicoli
        .filter((one) => ruoli.includes(one.ruolo) && one.targa)
        .map((one) => one.targa)
        .join(', ')
    const misure = (
      [
        ['lunghezzaCm', 'lungo'],
        ['larghezzaCm', 'largo'],
        ['altezzaCm', 'alto'],
      ] as const
    ).flatMap(([campo, che]) => (convoglio[campo] === null ? [] : [`${che} ${formatM(convoglio[campo])}`]))
    rows.push(
      ['Targhe', targhe('motrice', 'rimorchio')],
      ['Riserve', targhe('riserva_motrice', 'riserva_rimorchio')],
      [
        'Massa',
        convoglio.massaComplessivaKg !== null &&
          `${formatMassa(convoglio.massaComplessivaKg)}${assi ? ` su ${assi === 1 ? '1 asse' : `${assi} assi`}` : ''}`,
      ],
      ['Misure', misure.join(', ')],
    )
  }
  rows.push([
    'Carico',
    carico &&
      (carico.natura === 'nessuno'
        ? 'nessuno'
        : [carico.descrizione, carico.massaKg && formatMassa(carico.massaKg)].filter(Boolean).join(', ')),
  ])
  if (percorso) {
    const metri = percorso.tratti.reduce((sum, one) => sum + (metresOf(one) ?? 0), 0)
    const strade = [...new Set(percorso.tratti.map((one) => one.strada).filter(Boolean))].join(', ')
    rows.push([
      'Tragitto',
      [percorso.partenza, percorso.arrivo].filter(Boolean).join(' – ') + (percorso.andataRitorno ? ', e ritorno' : ''),
    ])
    rows.push(['Percorso', strade && (metri > 0 ? `${strade} (${formatKm(metri)})` : strade)])
  }
  return rows.flatMap(([etichetta, valore]) => (valore ? [{ etichetta, valore }] : []))
}

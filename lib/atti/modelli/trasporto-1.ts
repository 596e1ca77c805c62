/** autorizzazione@1 and nulla-osta@1. Contents: art. 16 Reg. (D.P.R. 495/1992); schema di carico: art. 14 Reg. */
import { formatDay } from '@/lib/core/date'
import type { Verifica } from '../print/qr'
import { drawScheme } from '../print/scheme'
import type { Sheet } from '../print/sheet'
import { facts, table } from '../print/table'
import type { Testo } from '../print/text'
import type { ContenutoAtto } from '../rules'
import {
  CLASSI,
  CONVOGLI,
  formatKm,
  formatMetri,
  formatTonnellate,
  isRiserva,
  lunghezzaPercorso,
  ORARI,
  RUOLI,
  TIPI,
} from '../rules-parole'
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
  titolare,
} from './parts'

export function printTrasporto1(atto: ContenutoAtto, verifica?: Verifica): Sheet {
  const sheet = openAtto(atto, verifica)
  keyFacts(sheet, inBreve(atto))
  titolare(sheet, atto)
  dispositivo(sheet, atto, fraseOf(atto))
  carico(sheet, atto)
  if (atto.convoglio) {
    convoglio(sheet, atto)
    assi(sheet, atto)
    veicoli(sheet, atto)
  }
  percorso(sheet, atto)
  if (!atto.convoglio) domanda(sheet, atto)
  nullaOsta(sheet, atto)
  prescrizioni(sheet, atto)
  motivazione(sheet, atto)
  osservazioni(sheet, atto)
  costi(sheet, atto)
  chiusura(sheet, atto, verifica)
  return sheet
}

function inBreve(atto: ContenutoAtto): (readonly [string, Testo])[] {
  const { convoglio: c } = atto
  const principali = c
    ? c.veicoli
        .filter((one) => !isRiserva(one.ruolo))
        .map((one) => one.targa)
        .filter(Boolean)
    : atto.targhe
  const misure = c ? [c.lunghezzaCm, c.larghezzaCm, c.altezzaCm] : []
  return [
    ...(atto.validoDal && atto.validoAl
      ? [['Valida', `dal ${formatDay(atto.validoDal)}\nal ${formatDay(atto.validoAl)}`] as const]
      : []),
    ...(principali.length > 0 ? [['Targhe', principali.join(' + ')] as const] : []),
    ...(c?.massaComplessivaKg
      ? [['Massa', `${formatTonnellate(c.massaComplessivaKg)} t su ${c.assi.length} assi`] as const]
      : []),
    ...(misure.some((cm) => cm)
      ? [['Lungo × largo × alto, m', misure.map((cm) => (cm ? formatMetri(cm) : '?')).join('\u00a0× ')] as const]
      : []),
  ]
}

function fraseOf(atto: ContenutoAtto): string {
  const { trasporto: t, viaggi, titolare: chi } = atto
  const periodo =
    atto.validoDal && atto.validoAl ? ` dal ${formatDay(atto.validoDal)} al ${formatDay(atto.validoAl)}` : ''
  const quante = viaggi === null ? '' : viaggi === 1 ? ', per un viaggio' : `, per ${viaggi} viaggi`
  if (atto.tipo === 'nulla_osta')
    return `al transito del convoglio di ${chi.denominazione} sulle strade di competenza comprese nel percorso che segue${periodo}${quante}, con le prescrizioni di questo atto. Il nulla osta non sostituisce l’autorizzazione dell’ente che la rilascia.`
  const tipo = t?.tipo
    ? `in forma ${t.tipo === 'rinnovo' || t.tipo === 'proroga' ? `di ${TIPI[t.tipo]}` : TIPI[t.tipo]}${t.categoria ? `, categoria ${t.categoria}` : ''}, `
    : ''
  const precedente = atto.sostituisce ? ` Questo atto sostituisce il n. ${atto.sostituisce.numero}.` : ''
  return `${chi.denominazione}, ${tipo}al trasporto eccezionale descritto in questo atto${periodo}${quante}, sul percorso, con i veicoli e con le prescrizioni che seguono.${precedente} Prima di ogni viaggio il titolare verifica che il percorso sia transitabile (art. 17 D.P.R. 495/1992).`
}

function convoglio(sheet: Sheet, { convoglio: c, trasporto }: ContenutoAtto): void {
  if (!c) return
  sheet.heading('Convoglio e schema di carico')
  drawScheme(sheet, c, trasporto?.carico ?? null)
  sheet.y += 10
  facts(sheet, [
    [
      'Convoglio',
      `${CONVOGLI[c.tipo]}${c.massaComplessivaKg === null ? '' : `, massa complessiva ${formatTonnellate(c.massaComplessivaKg)} t`}`,
    ],
    [
      'Lunghezza, larghezza, altezza',
      [c.lunghezzaCm, c.larghezzaCm, c.altezzaCm].every((cm) => cm === null)
        ? null
        : [c.lunghezzaCm, c.larghezzaCm, c.altezzaCm]
            .map((cm) => (cm === null ? '?' : `${formatMetri(cm)} m`))
            .join(' · '),
    ],
    [
      'Sporgenza davanti, dietro',
      c.sbalzoAnterioreCm === null && c.sbalzoPosterioreCm === null
        ? null
        : [c.sbalzoAnterioreCm, c.sbalzoPosterioreCm]
            .map((cm) => (cm === null ? '–' : `${formatMetri(cm)} m`))
            .join(' · '),
    ],
    [
      'Dal perno della ralla',
      c.perniRalla
        ? [['al retro', c.perniRalla.posterioreCm] as const, ['al punto più avanti', c.perniRalla.anterioreCm] as const]
            .flatMap(([dove, cm]) => (cm === null ? [] : [`${dove} ${formatMetri(cm)} m`]))
            .join(', ')
        : null,
    ],
    ['Pneumatici', c.gommatura8daN ? 'non oltre 8 daN/cm² a terra' : null],
  ])
}

const AXLES_A_ROW = 10

/** Masses and distances, an axle a column, as on the road: front on the left. */
function assi(sheet: Sheet, { convoglio: c }: ContenutoAtto): void {
  const all = c?.assi ?? []
  for (let from = 0; from < all.length; from += AXLES_A_ROW) {
    const part = all.slice(from, from + AXLES_A_ROW)
    const first = 84
    const width = Math.min(44, (sheet.width - first - 10 * part.length) / part.length)
    table(
      sheet,
      [
        { titolo: 'Asse', width: first, intesta: true },
        ...part.map((_, i) => ({ titolo: String(from + i + 1), width, align: 'right' as const })),
      ],
      [
        ['Massa, t', ...part.map((asse) => (asse.massaKg === null ? '?' : formatTonnellate(asse.massaKg)))],
        [
          'Al successivo, m',
          ...part.map((asse, i) =>
            asse.interasseCm === null ? (from + i === all.length - 1 ? '–' : '?') : formatMetri(asse.interasseCm),
          ),
        ],
        ...(part.some((asse) => asse.ruoteGemellate)
          ? [['Ruote gemellate', ...part.map((asse) => (asse.ruoteGemellate ? 'sì' : '–'))]]
          : []),
        ...(part.some((asse) => asse.sospensionePneumatica)
          ? [['Sosp. pneumatica', ...part.map((asse) => (asse.sospensionePneumatica ? 'sì' : '–'))]]
          : []),
        ...(part.some((asse) => asse.motore)
          ? [['Asse motore', ...part.map((asse) => (asse.motore ? 'sì' : '–'))]]
          : []),
      ],
    )
  }
}

function veicoli(sheet: Sheet, { convoglio: c }: ContenutoAtto): void {
  const all = c?.veicoli ?? []
  if (all.length === 0) return
  const kg = (value: number | null) => (value === null ? '–' : formatTonnellate(value))
  sheet.heading('Veicoli')
  table(
    sheet,
    [
      { titolo: 'Targa', width: 74, intesta: true },
      { titolo: 'Veicolo' },
      { titolo: 'Marca', width: 90 },
      { titolo: 'Assi', width: 28, align: 'right' },
      { titolo: 'Tara, t', width: 42, align: 'right' },
      { titolo: 'Massima, t', width: 52, align: 'right' },
    ],
    all.map((one) => [
      [{ text: one.targa || '–', peso: 'semibold' }],
      `${RUOLI[one.ruolo]} (${CLASSI[one.classe]})`,
      one.marca || '–',
      one.numeroAssi === null ? '–' : String(one.numeroAssi),
      kg(one.taraKg),
      kg(one.massaMaxKg),
    ]),
  )
}

function carico(sheet: Sheet, { trasporto }: ContenutoAtto): void {
  const one = trasporto?.carico
  if (!one) return
  const descrizione = [
    one.descrizione || null,
    one.massaKg === null ? null : `${formatTonnellate(one.massaKg)} t`,
    one.pezzi === null ? null : one.pezzi === 1 ? 'un pezzo' : `${one.pezzi} pezzi`,
    one.indivisibile === null ? null : one.indivisibile ? 'indivisibile' : 'divisibile',
  ].filter(Boolean)
  sheet.heading('Carico')
  facts(sheet, [
    ['Che cosa', descrizione.join(', ')],
    ['Committente', one.committente || null],
  ])
}

function percorso(sheet: Sheet, atto: ContenutoAtto): void {
  const { percorso: one, trasporto } = atto
  if (!one) return
  const totale = lunghezzaPercorso(one)
  sheet.heading('Percorso e orari')
  const intro: Testo = [
    { text: `Da ${one.partenza} a ${one.arrivo}`, peso: 'semibold' },
    { text: one.andataRitorno ? ', andata e ritorno sulla stessa strada.' : ', sola andata.' },
    ...(trasporto?.periodo
      ? [{ text: ` Si circola ${ORARI[trasporto.periodo.orario]}, salvo quanto dicono le prescrizioni.` }]
      : []),
  ]
  if (one.tratti.length === 0) {
    sheet.text(intro)
    return
  }
  table(
    sheet,
    [
      { titolo: '', width: 16, align: 'right' },
      { titolo: 'Strada', width: 92, intesta: true },
      { titolo: 'Da – a' },
      { titolo: 'Proprietario', width: 128 },
      { titolo: 'km', width: 40, align: 'right' },
    ],
    one.tratti.map((tratto, i) => [
      String(i + 1),
      [{ text: tratto.strada, peso: 'semibold' }],
      [tratto.da, tratto.a].filter(Boolean).join(' – '),
      tratto.proprietarioNome,
      tratto.lunghezzaM === null ? '?' : formatKm(tratto.lunghezzaM),
    ]),
    totale === null
      ? { intro }
      : { intro, totale: ['', 'Totale', one.andataRitorno ? 'di sola andata' : '', '', formatKm(totale)] },
  )
}

function nullaOsta(sheet: Sheet, atto: ContenutoAtto): void {
  if (atto.nullaOsta.length === 0) return
  sheet.heading('Nulla osta degli enti proprietari')
  table(
    sheet,
    [{ titolo: 'Ente', intesta: true, width: 190 }, { titolo: 'Tratti' }],
    atto.nullaOsta.map(({ nome, tratti }) => [[{ text: nome, peso: 'semibold' }], tratti]),
    {
      intro:
        'Il percorso interessa anche strade di altri enti, per le quali è richiesto il nulla osta (art. 14 D.P.R. 495/1992):',
    },
  )
}

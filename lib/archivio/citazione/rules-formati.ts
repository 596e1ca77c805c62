/**
 * A citation as programs take it in. Written plainly: what each format needs is a dozen lines, and the libraries that
 * convert between them bring their own way to the network.
 *
 * @see BibTeX and biblatex 3.20; RIS as Zotero, Mendeley and EndNote read it; CSL-JSON 1.0.2
 */
import { NOMI_LIVELLO, NOMI_TIPOLOGIA } from '../rules'
import { type Citabile, CONSERVATORE, citazioneInRiga, paginaCitata } from './rules'
import { datePartsOf, edtfOf } from './rules-date'

const genereOf = (one: Citabile) =>
  [NOMI_LIVELLO[one.livello], one.tipologia && NOMI_TIPOLOGIA[one.tipologia].toLowerCase()].filter(Boolean).join(', ')
const collezioneOf = (one: Citabile) => one.antenati.map(({ titolo }) => titolo).join(', ')

/** 'it-sp-prov.sis.1987.b012.f0345.3': one word, the same each time */
const chiaveOf = (one: Citabile): string =>
  [one.segnatura, one.pagina?.numero ?? '']
    .join('/')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9-]+/g, '.')
    .replace(/^\.|\.$/g, '')

const BIBTEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}
const tex = (text: string): string => text.replace(/[\\{}~^&%$#_]/g, (sign) => BIBTEX[sign] ?? `\\${sign}`)
/** On one line, whatever was typed. */
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

function bibtexOf(one: Citabile): string {
  const date = edtfOf(one)
  const plainYear = date !== null && /^\d{4}$/.test(date)
  const fields: [string, string | null | undefined][] = [
    // two braces: a body, which no style turns into a surname and a name
    ['author', one.produttore && `{${tex(flat(one.produttore))}}`],
    ['key', one.produttore ? null : tex(one.segnatura)],
    ['title', `{${tex(flat(one.titolo))}}`],
    ['year', plainYear || date === null ? tex(one.data) : null],
    ['date', plainYear ? null : date],
    ['type', tex(genereOf(one))],
    ['howpublished', tex(flat([CONSERVATORE, collezioneOf(one)].filter(Boolean).join(', ')))],
    ['note', `Segnatura ${tex(one.segnatura)}${one.pagina ? `, ${tex(paginaCitata(one.pagina))}` : ''}`],
    ['url', one.indirizzo],
    ['urldate', one.consultatoIl],
    ['langid', 'italian'],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []))
  return `@misc{${chiaveOf(one)},\n${lines.join(',\n')}\n}\n`
}

function risOf(one: Citabile): string {
  const [[year, month, day] = []] = datePartsOf(one)
  const two = (n: number | undefined) => (n === undefined ? '' : String(n).padStart(2, '0'))
  const fields: [string, string | null | undefined][] = [
    ['TY', 'MANSCPT'],
    ['AU', one.produttore],
    ['TI', one.titolo],
    ['PY', year === undefined ? null : String(year)],
    [
      'DA',
      year === undefined
        ? one.data
        : `${year}/${two(month)}/${two(day)}/${edtfOf(one) === String(year) ? '' : one.data}`,
    ],
    ['M3', genereOf(one)],
    ['DP', CONSERVATORE],
    ['AV', [collezioneOf(one), one.segnatura].filter(Boolean).join(', ')],
    ['CN', one.segnatura],
    ['SP', one.pagina && paginaCitata(one.pagina)],
    ['LA', 'it'],
    ['UR', one.indirizzo],
    ['Y2', `${one.consultatoIl.replaceAll('-', '/')}/`],
  ]
  const lines = fields.flatMap(([tag, value]) => (value ? [`${tag}  - ${flat(value)}`] : []))
  return `${[...lines, 'ER  - '].join('\r\n')}\r\n`
}

const cslOf = (one: Citabile) => {
  const parts = datePartsOf(one)
  return {
    id: chiaveOf(one),
    type: 'document',
    title: one.titolo,
    ...(one.produttore && { author: [{ literal: one.produttore }] }),
    issued:
      parts.length > 0
        ? { 'date-parts': parts, ...(one.certezza !== 'certa' && { circa: true }) }
        : { literal: one.data },
    genre: genereOf(one),
    archive: CONSERVATORE,
    ...(one.antenati.length > 0 && { archive_collection: collezioneOf(one) }),
    archive_location: one.segnatura,
    ...(one.pagina && { locator: paginaCitata(one.pagina) }),
    language: 'it',
    URL: one.indirizzo,
    accessed: { 'date-parts': [one.consultatoIl.split('-').map(Number)] },
  }
}

type Formato = { nome: string; tipo: string; estensione: string; scrivi: (all: readonly Citabile[]) => string }

export const FORMATI = {
  bibtex: {
    nome: 'BibTeX',
    tipo: 'application/x-bibtex; charset=utf-8',
    estensione: 'bib',
    scrivi: (all) => all.map(bibtexOf).join('\n'),
  },
  ris: {
    nome: 'RIS',
    tipo: 'application/x-research-info-systems; charset=utf-8',
    estensione: 'ris',
    scrivi: (all) => all.map(risOf).join(''),
  },
  csl: {
    nome: 'CSL-JSON',
    tipo: 'application/vnd.citationstyles.csl+json',
    estensione: 'json',
    scrivi: (all) => `${JSON.stringify(all.map(cslOf), null, 2)}\n`,
  },
  testo: {
    nome: 'testo',
    tipo: 'text/plain; charset=utf-8',
    estensione: 'txt',
    scrivi: (all) => all.map((one) => `${citazioneInRiga(one)}\r\n`).join(''),
  },
} as const satisfies Record<string, Formato>
export type NomeFormato = keyof typeof FORMATI
export const formatoOf = (nome: string): Formato | null =>
  Object.hasOwn(FORMATI, nome) ? FORMATI[nome as NomeFormato] : null

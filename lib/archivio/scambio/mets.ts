/**
 * A unit with its files as a METS document: what it is, each file with its hash, and their order.
 *
 * @see METS 1.12.1 (Library of Congress): metsHdr, dmdSec, fileSec, structMap, in this order; CHECKSUMTYPE 'SHA-256'
 */
import type { SchedaPubblica } from './scheda-pubblica'
import { DICHIARAZIONE, el, elIf, type Xml } from './xml'

export type FileDelPacchetto = {
  id: string
  ordine: number
  nome: string
  /** where it is in the package: 'dati/0001-pianta.pdf' */
  percorso: string
  mime: string
  byte: number
  sha256: string
  pagine: number | null
  createdAt: Date
}
export type Descritto = Pick<
  SchedaPubblica,
  'id' | 'segnatura' | 'titolo' | 'data' | 'produttore' | 'consistenza' | 'lingua'
> & { nomi: string[]; luoghi: string[]; contenuto: string | null; diritti: string }

const NAMESPACES = {
  'xmlns:mets': 'http://www.loc.gov/METS/',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': 'http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/mets.xsd',
}

/** A name that every file system takes, and that no path can climb out of. */
export const percorsoOf = (ordine: number, nome: string): string => {
  const plain = nome
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/\.{2,}/g, '.')
    .replace(/^[._]+/, '')
    .slice(-80)
  return `dati/${String(ordine).padStart(4, '0')}-${plain || 'file'}`
}

/** One line a file, as `sha256sum --check` reads it. */
export const manifestoOf = (files: readonly Pick<FileDelPacchetto, 'sha256' | 'percorso'>[]): string =>
  files.map(({ sha256, percorso }) => `${sha256}  ${percorso}\n`).join('')

export function metsOf(
  unita: Descritto,
  files: readonly FileDelPacchetto[],
  { ente, adesso }: { ente: string; adesso: Date },
): string {
  const idOf = (file: FileDelPacchetto) => `f${file.id}`
  const dc: (Xml | null)[] = [
    el('dc:title', {}, unita.titolo),
    el('dc:identifier', {}, unita.segnatura),
    elIf('dc:creator', {}, unita.produttore),
    el('dc:date', {}, unita.data),
    elIf('dc:format', {}, unita.consistenza),
    elIf('dc:description', {}, unita.contenuto),
    el('dc:language', {}, unita.lingua),
    ...unita.nomi.map((nome) => el('dc:contributor', {}, nome)),
    ...unita.luoghi.map((luogo) => el('dc:coverage', {}, luogo)),
    el('dc:rights', {}, unita.diritti),
  ]
  const mets = el(
    'mets:mets',
    { ...NAMESPACES, OBJID: unita.id, LABEL: unita.segnatura, TYPE: 'unità archivistica' },
    el(
      'mets:metsHdr',
      { CREATEDATE: adesso.toISOString() },
      el('mets:agent', { ROLE: 'CREATOR', TYPE: 'ORGANIZATION' }, el('mets:name', {}, ente)),
    ),
    el(
      'mets:dmdSec',
      { ID: 'descrizione' },
      el('mets:mdWrap', { MDTYPE: 'DC', MIMETYPE: 'text/xml' }, el('mets:xmlData', {}, dc)),
    ),
    el(
      'mets:fileSec',
      {},
      el(
        'mets:fileGrp',
        { USE: 'originale' },
        files.map((file) =>
          el(
            'mets:file',
            {
              ID: idOf(file),
              SEQ: file.ordine,
              MIMETYPE: file.mime,
              SIZE: file.byte,
              CREATED: file.createdAt.toISOString(),
              CHECKSUM: file.sha256,
              CHECKSUMTYPE: 'SHA-256',
            },
            el('mets:FLocat', {
              LOCTYPE: 'OTHER',
              OTHERLOCTYPE: 'PACCHETTO',
              'xlink:type': 'simple',
              'xlink:href': file.percorso,
              'xlink:title': file.nome,
            }),
          ),
        ),
      ),
    ),
    el(
      'mets:structMap',
      { TYPE: 'FISICA' },
      el(
        'mets:div',
        { TYPE: 'unità', LABEL: unita.titolo, DMDID: 'descrizione' },
        files.map((file, i) =>
          el(
            'mets:div',
            {
              TYPE: 'file',
              ORDER: i + 1,
              LABEL: file.pagine === null ? file.nome : `${file.nome}, pagine ${file.pagine}`,
            },
            el('mets:fptr', { FILEID: idOf(file) }),
          ),
        ),
      ),
    ),
  )
  return DICHIARAZIONE + mets.text
}

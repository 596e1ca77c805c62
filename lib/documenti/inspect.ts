/** What a file is, by its content, and whether the counter may keep it (S40, S42, S43). */

import { openBusta } from './inspect-firma'
import { inspectJpeg, inspectPng } from './inspect-immagini'
import { inspectPdf } from './inspect-pdf'
import { mimeOf, type TipoFile, tipiDelNome, tipoNonAmmesso } from './rules-file'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPG = Buffer.from([0xff, 0xd8, 0xff])
const ZIP_FILE = Buffer.from('PK\x03\x04', 'latin1')
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1')
const ZIP_END_REACH = 65_557 // the end record and the longest comment after it
/** The agreed test file of antivirus programs, split so that this source is not taken for one. */
const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))

/** Kind by the first bytes; a signature by its structure. */
function tipoDelContenuto(bytes: Buffer): TipoFile | null {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  if (bytes.subarray(0, 8).equals(PNG)) return 'png'
  if (bytes.subarray(0, 3).equals(JPG)) return 'jpg'
  if (bytes[0] === 0x30 && openBusta(bytes).genere !== 'non_valida') return 'p7m'
  return null
}

/** A second format that something could run or open, hidden in a file that looks like paper. */
function hasSecondFormat(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096).toString('latin1').toLowerCase()
  if (/<html|<body|<svg|<\?php|<iframe|<script|<!doctype/.test(head)) return true
  for (const open of ['<script', '<SCRIPT', '<Script', '<!doctype html', '<!DOCTYPE html', '<!DOCTYPE HTML', '<?php '])
    if (bytes.includes(open)) return true
  return bytes.includes(ZIP_FILE) && bytes.subarray(-ZIP_END_REACH).includes(ZIP_END)
}

export type Esame = { ok: true; tipo: TipoFile; mime: string } | { ok: false; motivo: string }
const refused = (motivo: string): Esame => ({ ok: false, motivo })

export const INFETTO = refused('Il file contiene un virus e non è stato salvato. Caricane un altro')

const LETTURA: Partial<Record<TipoFile, (bytes: Buffer) => string | null>> = {
  pdf: inspectPdf,
  jpg: inspectJpeg,
  png: inspectPng,
}

/** @param promessi kinds that the name promises from here inwards; empty inside an envelope whose name says no more */
function inspectAs(bytes: Buffer, promessi: readonly TipoFile[], tipi: readonly TipoFile[], interno: boolean): Esame {
  if (bytes.length === 0) return refused('Il file è vuoto: controlla di aver scelto quello giusto')
  if (bytes.includes(EICAR)) return INFETTO
  const tipo = tipoDelContenuto(bytes)
  const [promesso, ...dentro] = promessi
  if (!tipo)
    return refused(
      interno
        ? `Il documento firmato non è tra quelli ammessi. ${tipoNonAmmesso(tipi)}`
        : `Il contenuto non corrisponde al nome, oppure il file è danneggiato. ${tipoNonAmmesso(tipi)}`,
    )
  if (promesso && tipo !== promesso) {
    return refused(
      `Il nome dice .${promesso} ma il contenuto è un altro (${tipo.toUpperCase()}): dai al file il nome giusto e caricalo di nuovo`,
    )
  }
  if (tipo !== 'p7m') {
    const motivo =
      LETTURA[tipo]?.(bytes) ??
      (hasSecondFormat(bytes) ? 'Il file contiene un secondo formato nascosto. Esportalo di nuovo e caricalo' : null)
    return motivo ? refused(motivo) : { ok: true, tipo, mime: mimeOf(tipo) }
  }
  const busta = openBusta(bytes)
  if (busta.genere === 'staccata')
    return refused('La firma non contiene il documento. Carica il file .p7m che contiene anche il documento firmato')
  if (busta.genere === 'non_valida')
    return refused('La busta firmata è danneggiata. Firma di nuovo il documento e caricalo')
  const contenuto = inspectAs(busta.contenuto, dentro, tipi, true)
  return contenuto.ok ? { ok: true, tipo, mime: mimeOf(tipo) } : contenuto
}

/** Envelopes in the content, whatever the name says; 6 stands for too many. */
function countBuste(bytes: Buffer): number {
  let n = 0
  for (let at = bytes; n <= 5 && at[0] === 0x30; n += 1) {
    const busta = openBusta(at)
    if (busta.genere !== 'contenuto') break
    at = busta.contenuto
  }
  return n
}

/**
 * Decides by content and name together. The name has already passed `checkNome`.
 *
 * @param tipi kinds that the attachment takes; what is inside a .p7m must be PDF or a picture, whichever they are
 */
export function inspectFile(nome: string, bytes: Buffer, tipi: readonly TipoFile[]): Esame {
  if (countBuste(bytes) > 5) return refused('Il file ha troppe firme una dentro l’altra: al massimo 5')
  return inspectAs(bytes, tipiDelNome(nome), tipi, false)
}

/**
 * What is brought into the archive is examined with its batch, row by row (lib/archivio/lotti): here only what must never be
 * kept is refused. The kind is that of the name until then.
 */
export function inspectPerLotto(nome: string, bytes: Buffer): Esame {
  const tipo = tipiDelNome(nome)[0]
  if (bytes.length === 0 || !tipo) return refused('Il file è vuoto: controlla di aver scelto quello giusto')
  return bytes.includes(EICAR) ? INFETTO : { ok: true, tipo, mime: mimeOf(tipo) }
}

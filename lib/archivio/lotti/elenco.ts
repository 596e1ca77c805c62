/** The list of an attestation, as it is downloaded and as its fingerprint is computed: one way to write it. */
import { writeCsv } from './rules-modello'

export type FileAttestato = {
  numero: number
  segnatura: string
  nome: string
  byte: number
  pagine: number
  sha256: string
}

const INTESTAZIONI = ['Numero', 'Segnatura', 'File', 'Byte', 'Pagine', 'SHA-256']

/** @param files in the order of their numbers */
export const writeElenco = (files: readonly FileAttestato[]): string =>
  writeCsv([
    INTESTAZIONI,
    ...files.map((one) =>
      [one.numero, one.segnatura, one.nome, one.byte, one.pagine, one.sha256].map((cell) => String(cell)),
    ),
  ])

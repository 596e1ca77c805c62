/** Who reads the letters: the tesseract of the machine when it is there, else the one compiled to WebAssembly. */
import type { Lettura } from '@/lib/archivio/immagini/piramide'
import type { EsitoTesto } from './messaggi'
import { openNativo } from './motore-nativo'
import { openWasm } from './motore-wasm'

export type Motore = {
  /** 'tesseract 5.3.0 ita': kept with every text it reads */
  nome: string
  recognise(lettura: Lettura): Promise<EsitoTesto>
  close(): Promise<void>
}

let opened: Promise<Motore> | undefined

/** One for a process, kept from page to page. `OCR_MOTORE=wasm` leaves the one of the machine alone. */
export function motore(): Promise<Motore> {
  opened ??= (async () => (process.env.OCR_MOTORE === 'wasm' ? null : await openNativo()) ?? (await openWasm()))()
  return opened
}

export async function closeMotore(): Promise<void> {
  const one = opened
  opened = undefined
  await (await one)?.close()
}

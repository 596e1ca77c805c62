import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'

/** PDFium as compiled to WebAssembly. `heap` is asked for each time: it moves when the memory grows. */
export type Pdfium = WrappedPdfiumModule & { heap(): Uint8Array<ArrayBuffer> }

let loaded: Promise<Pdfium> | undefined

export function pdfium(): Promise<Pdfium> {
  loaded ??= (async () => {
    const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))
    const found = await init({ wasmBinary: new Uint8Array(wasm).buffer })
    found.PDFiumExt_Init()
    const views = found.pdfium as unknown as { HEAPU8: Uint8Array<ArrayBuffer> }
    return Object.assign(found, { heap: () => views.HEAPU8 })
  })()
  return loaded
}

/** Room in its memory for what it answers, given back when `work` is done. */
export function withRoom<T>(lib: Pdfium, bytes: number, work: (at: number) => T): T {
  const at = lib.pdfium.wasmExports.malloc(bytes)
  try {
    return work(at)
  } finally {
    lib.pdfium.wasmExports.free(at)
  }
}

export const floatsAt = (lib: Pdfium, at: number, count: number) => new Float32Array(lib.heap().buffer, at, count)
export const doublesAt = (lib: Pdfium, at: number, count: number) => new Float64Array(lib.heap().buffer, at, count)
export const integersAt = (lib: Pdfium, at: number, count: number) => new Int32Array(lib.heap().buffer, at, count)

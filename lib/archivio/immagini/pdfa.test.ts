import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { unpackWoff } from '@/lib/atti/print/woff'
import { pdfDi } from '../lavorazione/testing/ostili'
import { openDocumento } from './documento'

const LORA = unpackWoff(readFileSync('node_modules/@fontsource/lora/files/lora-latin-400-normal.woff'))

async function pdfDa(draw: (pdf: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) {
  const pdf = new PDFDocument({ font: '', ...options })
  const ended = Array.fromAsync(pdf as unknown as AsyncIterable<Buffer>)
  draw(pdf)
  pdf.end()
  return Buffer.concat(await ended)
}
async function fattiDi(bytes: Buffer) {
  const file = await openDocumento(bytes)
  try {
    return { profilo: file.profilo, ...file.controlla() }
  } finally {
    file.close()
  }
}
const scrive = (font: string | Buffer) => (pdf: PDFKit.PDFDocument) => {
  pdf.font(font as string).text('Muro d’argine')
}

test('a font that is in the file is no remark; one that is not is named', async () => {
  const options = { subset: 'PDF/A-2b', pdfVersion: '1.7', tagged: false } as PDFKit.PDFDocumentOptions
  expect(await fattiDi(await pdfDa(scrive(LORA), options))).toMatchObject({
    profilo: 'PDF/A-2b',
    caratteri: [],
    cifrato: false,
    script: 0,
    allegati: 0,
    trasparenza: false,
    tutto: true,
  })
  const two = await pdfDa((pdf) => {
    scrive('Helvetica')(pdf)
    pdf.addPage()
    scrive('Times-Bold')(pdf)
  })
  expect(await fattiDi(two)).toMatchObject({ profilo: null, caratteri: ['Helvetica', 'Times-Bold'], viste: 2 })
})

test('text laid over a scan and not drawn needs no font of its own', async () => {
  const hidden = pdfDi(1)
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]'
  const stream = (mode: number) => `BT ${mode} Tr /F 12 Tf 20 20 Td (muro) Tj ET`
  const written = (mode: number) =>
    Buffer.from(
      hidden
        .toString('latin1')
        .replace(page, `${page}/Resources<</Font<</F 9 0 R>>>>/Contents 8 0 R`)
        .replace(
          'xref',
          `8 0 obj<</Length ${stream(mode).length}>>stream\n${stream(mode)}\nendstream endobj\n9 0 obj<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Arial>>endobj\nxref`,
        )
        .replace(/startxref\n\d+/, 'startxref\n0'), // its objects are looked for
      'latin1',
    )
  expect((await fattiDi(written(3))).caratteri).toEqual([])
  expect((await fattiDi(written(0))).caratteri).toEqual(['Arial'])
})

test('encryption that asks for no password, scripts, files inside, transparency', async () => {
  const locked = await pdfDa(scrive(LORA), { ownerPassword: 'ufficio', pdfVersion: '1.7' })
  expect(await fattiDi(locked)).toMatchObject({ cifrato: true, script: 0, allegati: 0 })
  const acting = await pdfDa((pdf) => {
    ;(pdf as unknown as { addNamedJavaScript(name: string, code: string): void }).addNamedJavaScript('a', 'app.beep()')
    pdf.file(Buffer.from('x'), { name: 'x.txt' })
    pdf.fillOpacity(0.5).rect(10, 10, 50, 50).fill()
  })
  expect(await fattiDi(acting)).toMatchObject({ cifrato: false, script: 1, allegati: 1, trasparenza: true })
})

test('of a file of many pages the first are looked at, and it says how many', async () => {
  expect(await fattiDi(pdfDi(120))).toMatchObject({ pagine: 120, viste: 50, tutto: true })
})

test('a page of too many objects is looked at in part', async () => {
  const many = await pdfDa((pdf) => {
    for (let i = 0; i < 6_000; i += 1) pdf.rect(i % 500, 10, 1, 1).fill()
  })
  expect(await fattiDi(many)).toMatchObject({ viste: 1, tutto: false })
})

/** A file of one reader alone: no cache keeps it, and no browser guesses what it is. */
const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

export const pdfResponse = (pdf: Uint8Array, name: string): Response =>
  new Response(new Uint8Array(pdf), {
    headers: {
      ...PRIVATE,
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': `inline; filename="${name}"`,
    },
  })

/** A file that comes as it is made. @param name without quotes */
export const streamResponse = (body: ReadableStream<Uint8Array>, type: string, name: string): Response =>
  new Response(body, {
    headers: { ...PRIVATE, 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })

/** A text to keep. @param name without quotes */
export const textResponse = (text: string, type: string, name: string): Response =>
  new Response(text, {
    headers: { ...PRIVATE, 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })

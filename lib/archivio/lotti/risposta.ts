import { mimeOf } from '@/lib/documenti/rules-file'

/** A table to download; nobody keeps a copy on the way. */
const answer = (body: BodyInit, nome: string, mime: string): Response =>
  new Response(body, {
    headers: {
      'content-type': mime,
      'content-disposition': `attachment; filename="${nome}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })

export const csvAnswer = (text: string, nome: string): Response => answer(text, nome, 'text/csv; charset=utf-8')
export const xlsxAnswer = (bytes: Buffer, nome: string): Response => answer(new Uint8Array(bytes), nome, mimeOf('xlsx'))

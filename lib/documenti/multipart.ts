import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'

export type Part =
  | { genere: 'campo'; nome: string; valore: string }
  /** Must be read, or drained with `resume()`, before the next part. */
  | { genere: 'file'; nome: string; nomeFile: string; stream: Readable }

/** The body is malformed or too rich, or whoever sent it has gone: nobody's fault here. */
export class BodyError extends Error {
  override name = 'BodyError'
}

/**
 * The parts of a multipart (or url-encoded) body, as they arrive and without keeping them in memory.
 *
 * @param limits files and fields accepted
 * @throws BodyError
 */
export async function* readParts(request: Request, limits: { files: number; fields: number }): AsyncGenerator<Part> {
  if (!request.body) return
  const queue: Part[] = []
  let wake = () => {}
  let ended = false
  let failure: Error | null = null
  const parser = parserFor(request.headers.get('content-type') ?? '', limits)
  const push = (part: Part) => {
    queue.push(part)
    wake()
  }
  const tooMany = () => parser.destroy(new Error('Too many parts'))
  parser.on('field', (nome, valore) => push({ genere: 'campo', nome, valore }))
  parser.on('file', (nome, stream, { filename }) => {
    stream.on('error', () => {}) // told to whoever reads it; here it must not end the process
    push({ genere: 'file', nome, nomeFile: filename ?? '', stream })
  })
  parser.on('filesLimit', tooMany).on('fieldsLimit', tooMany)
  pipeline(Readable.fromWeb(request.body as ReadableStream), parser)
    .catch((error: Error) => {
      failure = error
    })
    .finally(() => {
      ended = true
      wake()
    })
  try {
    for (;;) {
      const part = queue.shift()
      if (part) yield part
      else if (failure) throw new BodyError('The body could not be read', { cause: failure })
      else if (ended) return
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    if (!ended) parser.destroy()
  }
}

function parserFor(contentType: string, limits: { files: number; fields: number }) {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: { ...limits, fieldSize: 4096, fieldNameSize: 100, headerPairs: 50 },
    })
  } catch (cause) {
    throw new BodyError('Not a form', { cause }) // busboy throws on a content type it does not know
  }
}

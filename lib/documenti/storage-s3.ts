import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { isStoredId, MissingObjectError, requireId, type Storage, type StorageWriter } from './storage'

export type S3Config = {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** Smallest part of a multipart upload that is not the last (Amazon S3 limits; other services follow it). */
const MIN_PART = 5 * 1024 * 1024
const PREFIX = 'documenti/'
/** No answer in this time is a failure; a part is a few megabytes. */
const TIMEOUT_MS = 60_000

type Part = { number: number; etag: string; size: number }

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&apos;': "'",
  '&amp;': '&',
}
const text = (xml: string, tag: string): string | null => {
  const found = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1]
  return found === undefined
    ? null
    : found.replace(/&(?:lt|gt|quot|#34|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity)
}
const blocks = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1] ?? '')

/** @throws Error when the answer lacks it: the service does not speak S3 */
function requireText(xml: string, tag: string): string {
  const found = text(xml, tag)
  if (found === null) throw new Error(`S3 answered without ${tag}`)
  return found
}

/** Speaks to one bucket: path-style addresses, SHA-256 of each body in the signature, no redirects. */
class Bucket {
  #client: AwsClient
  #base: string
  constructor(config: S3Config) {
    const { accessKeyId, secretAccessKey, region } = config
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 })
    this.#base = `${config.endpoint.replace(/\/$/, '')}/${config.bucket}`
  }

  /** The deadline is for the first byte: a long download may take its time. */
  async send(
    method: string,
    key: string,
    query: Record<string, string> = {},
    body?: Uint8Array | string,
    headers = {},
  ): Promise<Response> {
    const search = new URLSearchParams(query).toString()
    const payload = typeof body === 'string' ? Buffer.from(body) : body
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(new Error(`S3 ${method}: no answer in ${TIMEOUT_MS} ms`)), TIMEOUT_MS)
    const answer = this.#client.fetch(`${this.#base}${key && `/${key}`}${search && `?${search}`}`, {
      method,
      body: payload && new Uint8Array(payload),
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(payload ?? '')
          .digest('hex'),
        ...headers,
      },
      redirect: 'error',
      signal: deadline.signal,
    })
    return answer.finally(() => clearTimeout(timer))
  }

  /** @throws Error with the code of the service; never with keys or addresses */
  async ask(
    method: string,
    key: string,
    query: Record<string, string> = {},
    body?: Uint8Array | string,
  ): Promise<Response> {
    const response = await this.send(method, key, query, body)
    if (!response.ok) throw new Error(`S3 ${method}: ${response.status} ${text(await response.text(), 'Code') ?? ''}`)
    return response
  }

  async uploads(prefix: string): Promise<{ key: string; uploadId: string; startedAt: Date }[]> {
    const found = []
    for (let marker: Record<string, string> | null = {}; marker; ) {
      const xml: string = await (await this.ask('GET', '', { uploads: '', prefix, ...marker })).text()
      for (const block of blocks(xml, 'Upload'))
        found.push({
          key: requireText(block, 'Key'),
          uploadId: requireText(block, 'UploadId'),
          startedAt: new Date(requireText(block, 'Initiated')),
        })
      const more = text(xml, 'IsTruncated') === 'true'
      marker = more
        ? { 'key-marker': text(xml, 'NextKeyMarker') ?? '', 'upload-id-marker': text(xml, 'NextUploadIdMarker') ?? '' }
        : null
    }
    return found
  }

  async abortUploads(key: string): Promise<void> {
    for (const upload of await this.uploads(key))
      if (upload.key === key) await this.ask('DELETE', key, { uploadId: upload.uploadId })
  }

  /** @returns the parts kept, from the first on without a gap */
  async parts(key: string, uploadId: string): Promise<Part[]> {
    const parts: Part[] = []
    for (let marker: string | null = '0'; marker !== null; ) {
      const xml: string = await (await this.ask('GET', key, { uploadId, 'part-number-marker': marker })).text()
      for (const block of blocks(xml, 'Part'))
        parts.push({
          number: Number(requireText(block, 'PartNumber')),
          etag: requireText(block, 'ETag'),
          size: Number(requireText(block, 'Size')),
        })
      marker = text(xml, 'IsTruncated') === 'true' ? text(xml, 'NextPartNumberMarker') : null
    }
    parts.sort((a, b) => a.number - b.number)
    return parts.filter((part, index) => part.number === index + 1)
  }
}

class S3Writer implements StorageWriter {
  readonly offset: number
  #pending: Buffer[] = []
  #held = 0
  constructor(
    private readonly bucket: Bucket,
    private readonly key: string,
    private readonly uploadId: string,
    private readonly parts: Part[],
  ) {
    this.offset = parts.reduce((sum, part) => sum + part.size, 0)
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#pending.push(Buffer.from(chunk))
    this.#held += chunk.byteLength
    if (this.#held >= MIN_PART) await this.#sendPart()
  }

  async #sendPart(): Promise<void> {
    const body = Buffer.concat(this.#pending)
    const number = this.parts.length + 1
    const query = { partNumber: String(number), uploadId: this.uploadId }
    const etag = (await this.bucket.ask('PUT', this.key, query, body)).headers.get('etag')
    if (!etag) throw new Error('S3 kept a part without naming it')
    this.parts.push({ number, etag, size: body.length })
    this.#pending = []
    this.#held = 0
  }

  /** What does not fill a part is dropped: only the last part may be small. */
  async pause(): Promise<void> {
    this.#pending = []
    this.#held = 0
  }

  async complete(): Promise<void> {
    if (this.#held > 0) await this.#sendPart()
    const list = this.parts
      .map((p) => `<Part><PartNumber>${p.number}</PartNumber><ETag>${p.etag}</ETag></Part>`)
      .join('')
    const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list}</CompleteMultipartUpload>`
    const answer = await (await this.bucket.ask('POST', this.key, { uploadId: this.uploadId }, body)).text()
    const code = answer.includes('<Error>') ? text(answer, 'Code') : null // S3 may fail after answering 200
    if (code) throw new Error(`S3 complete: ${code}`)
    await this.bucket.abortUploads(this.key) // begun twice by a retry: their parts would be kept, and paid, for ever
  }
}

/** Documents in a bucket, as `documenti/<id>`; unfinished ones are multipart uploads, kept in parts of 5 MB or more. */
export function s3Storage(config: S3Config): Storage {
  const bucket = new Bucket(config)
  const keyOf = (id: string) => PREFIX + requireId(id)

  async function unfinished(id: string, unit: number) {
    const key = keyOf(id)
    const uploads = (await bucket.uploads(key)).filter((upload) => upload.key === key)
    const [upload] = uploads.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    if (!upload) return null
    const parts = await bucket.parts(key, upload.uploadId)
    const usable = parts.findIndex((part) => part.size % unit !== 0 || part.size < MIN_PART)
    return { uploadId: upload.uploadId, parts: usable === -1 ? parts : parts.slice(0, usable) }
  }

  return {
    async resume(id, unit) {
      const key = keyOf(id)
      const found = await unfinished(id, unit)
      if (found) return new S3Writer(bucket, key, found.uploadId, found.parts)
      const xml = await (await bucket.ask('POST', key, { uploads: '' })).text()
      return new S3Writer(bucket, key, requireText(xml, 'UploadId'), [])
    },
    async partialSize(id, unit) {
      return (await unfinished(id, unit))?.parts.reduce((sum, part) => sum + part.size, 0) ?? 0
    },
    async size(id) {
      const response = await bucket.send('HEAD', keyOf(id))
      if (response.status === 404) return null
      if (!response.ok) throw new Error(`S3 HEAD: ${response.status}`)
      return Number(response.headers.get('content-length'))
    },
    async open(id, range) {
      const headers = range ? { range: `bytes=${range.start}-${range.end}` } : {}
      const response = await bucket.send('GET', keyOf(id), {}, undefined, headers)
      if (response.status === 404) throw new MissingObjectError(id)
      if (response.status !== (range ? 206 : 200) || !response.body) throw new Error(`S3 GET: ${response.status}`)
      return Readable.fromWeb(response.body as ReadableStream)
    },
    async delete(id) {
      const key = keyOf(id)
      await bucket.ask('DELETE', key)
      await bucket.abortUploads(key)
    },
    async *list() {
      for (let token: string | null = ''; token !== null; ) {
        const query = { 'list-type': '2', prefix: PREFIX, ...(token && { 'continuation-token': token }) }
        const xml: string = await (await bucket.ask('GET', '', query)).text()
        for (const block of blocks(xml, 'Contents')) {
          const id = requireText(block, 'Key').slice(PREFIX.length)
          if (isStoredId(id)) yield { id, whole: true, changedAt: new Date(requireText(block, 'LastModified')) }
        }
        token = text(xml, 'IsTruncated') === 'true' ? text(xml, 'NextContinuationToken') : null
      }
      for (const upload of await bucket.uploads(PREFIX)) {
        const id = upload.key.slice(PREFIX.length)
        if (isStoredId(id)) yield { id, whole: false, changedAt: upload.startedAt }
      }
    },
    async check() {
      await bucket.ask('GET', '', { 'list-type': '2', 'max-keys': '1' })
    },
  }
}

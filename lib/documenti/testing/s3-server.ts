/**
 * A small S3 service for tests: multipart uploads, ranges, listings in pages of two. It checks every signature with its
 * own reading of Signature Version 4 and the SHA-256 of every body, and refuses small parts as Amazon does.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const PAGE = 2
const MIN_PART = 5 * 1024 * 1024
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()
const encode = (value: string) =>
  encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

export type S3Credentials = { accessKeyId: string; secretAccessKey: string; region: string }

/** @returns why the request is refused, or null */
function signatureFault(
  req: IncomingMessage,
  url: URL,
  body: Buffer,
  { accessKeyId, secretAccessKey, region }: S3Credentials,
) {
  const fields = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    req.headers.authorization ?? '',
  )
  const date = String(req.headers['x-amz-date'])
  const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`
  if (fields?.[1] !== `${accessKeyId}/${scope}`) return 'InvalidAccessKeyId'
  const stamp = Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!(Math.abs(Date.now() - stamp) < 15 * 60_000)) return 'RequestTimeTooSkewed'
  if (req.headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const signed = (fields[2] ?? '').split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return 'AccessDenied'
  const canonical = [
    req.method,
    decodeURIComponent(url.pathname).split('/').map(encode).join('/'),
    [...url.searchParams]
      .map(([k, v]) => `${encode(k)}=${encode(v)}`)
      .sort()
      .join('&'),
    ...signed.map((name) => `${name}:${String(req.headers[name]).trim()}`),
    '',
    signed.join(';'),
    sha256(body),
  ].join('\n')
  const key = scope.split('/').reduce<string | Buffer>((k, piece) => hmac(k, piece), `AWS4${secretAccessKey}`)
  const expected = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`).toString('hex')
  return expected === fields[3] ? null : 'SignatureDoesNotMatch'
}

export async function startS3Server(credentials: S3Credentials, bucket: string) {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, { key: string; startedAt: Date; parts: Map<number, Buffer> }>()
  const etag = (data: Buffer) => `"${createHash('md5').update(data).digest('hex')}"`
  const xml = (root: string, inner: string) => `<?xml version="1.0" encoding="UTF-8"?><${root}>${inner}</${root}>`
  const page = <T>(all: T[], after: number) => ({
    rows: all.slice(after, after + PAGE),
    more: all.length > after + PAGE,
  })

  function answer(req: IncomingMessage, url: URL, body: Buffer): [number, string | Buffer, Record<string, string>?] {
    const query = url.searchParams
    const key = decodeURIComponent(url.pathname).slice(bucket.length + 2)
    const upload = uploads.get(query.get('uploadId') ?? '')
    const fault = (status: number, code: string): [number, string] => [status, xml('Error', `<Code>${code}</Code>`)]
    const refused = signatureFault(req, url, body, credentials)
    if (refused) return fault(403, refused)
    if (!url.pathname.startsWith(`/${bucket}`)) return fault(404, 'NoSuchBucket')
    if (!key && query.has('uploads')) {
      const all = [...uploads].filter(([, u]) => u.key.startsWith(query.get('prefix') ?? ''))
      const { rows, more } = page(all, all.findIndex(([id]) => id === query.get('upload-id-marker')) + 1)
      const last = rows.at(-1)
      return [
        200,
        xml(
          'ListMultipartUploadsResult',
          `<IsTruncated>${more}</IsTruncated><NextKeyMarker>${last?.[1].key ?? ''}</NextKeyMarker><NextUploadIdMarker>${last?.[0] ?? ''}</NextUploadIdMarker>${rows.map(([id, u]) => `<Upload><Key>${u.key}</Key><UploadId>${id}</UploadId><Initiated>${u.startedAt.toISOString()}</Initiated></Upload>`).join('')}`,
        ),
      ]
    }
    if (!key) {
      const all = [...objects.keys()].filter((k) => k.startsWith(query.get('prefix') ?? '')).sort()
      const { rows, more } = page(all, Number(query.get('continuation-token') ?? 0))
      const next = Number(query.get('continuation-token') ?? 0) + PAGE
      return [
        200,
        xml(
          'ListBucketResult',
          `<IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}${rows.map((k) => `<Contents><Key>${k}</Key><LastModified>${new Date().toISOString()}</LastModified></Contents>`).join('')}`,
        ),
      ]
    }
    if (req.method === 'POST' && query.has('uploads')) {
      const id = randomUUID()
      uploads.set(id, { key, startedAt: new Date(), parts: new Map() })
      return [200, xml('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`)]
    }
    if (query.has('uploadId')) {
      if (upload?.key !== key) return fault(404, 'NoSuchUpload')
      const id = query.get('uploadId') ?? ''
      if (req.method === 'PUT') {
        upload.parts.set(Number(query.get('partNumber')), body)
        return [200, '', { etag: etag(body) }]
      }
      if (req.method === 'GET') {
        const { rows, more } = page(
          [...upload.parts].sort(([a], [b]) => a - b),
          Number(query.get('part-number-marker')),
        )
        return [
          200,
          xml(
            'ListPartsResult',
            `<IsTruncated>${more}</IsTruncated><NextPartNumberMarker>${rows.at(-1)?.[0] ?? 0}</NextPartNumberMarker>${rows.map(([n, data]) => `<Part><PartNumber>${n}</PartNumber><ETag>${etag(data).replaceAll('"', '&quot;')}</ETag><Size>${data.length}</Size></Part>`).join('')}`,
          ),
        ]
      }
      if (req.method === 'POST') {
        const wanted = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)<\/ETag>/g)]
        const parts = wanted.map(([, number, tag]) => ({ data: upload.parts.get(Number(number)), tag }))
        if (parts.length === 0 || parts.some(({ data, tag }) => !data || etag(data) !== tag))
          return fault(400, 'InvalidPart')
        if (parts.slice(0, -1).some(({ data }) => (data?.length ?? 0) < MIN_PART)) return fault(400, 'EntityTooSmall')
        objects.set(key, Buffer.concat(parts.map(({ data }) => data ?? Buffer.alloc(0))))
        uploads.delete(id)
        return [200, xml('CompleteMultipartUploadResult', `<Key>${key}</Key>`)]
      }
      uploads.delete(id)
      return [204, '']
    }
    if (req.method === 'DELETE') {
      objects.delete(key)
      return [204, '']
    }
    const object = objects.get(key)
    if (!object) return fault(404, 'NoSuchKey')
    const range = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '')
    if (!range) return [200, object]
    return [206, object.subarray(Number(range[1]), Number(range[2]) + 1)]
  }

  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const url = new URL(req.url ?? '/', `http://${req.headers.host}`)
    const [status, body, headers = {}] = answer(req, url, Buffer.concat(chunks))
    res.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers })
    res.end(req.method === 'HEAD' ? undefined : body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

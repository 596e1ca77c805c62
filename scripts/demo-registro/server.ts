/**
 * Demo register of companies: a program of its own, on the loopback interface, that answers like the one the adapter of
 * `lib/imprese/registro.ts` expects (shape da confermare), for the companies of the sample world. It refuses to start for
 * a portal that is not on this machine.
 */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { impresaOf } from './imprese'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const { BASE_URL = 'http://localhost:3000', REGISTRO_IMPRESE_URL = '', REGISTRO_IMPRESE_TOKEN = '' } = process.env
for (const [name, url] of Object.entries({ BASE_URL, REGISTRO_IMPRESE_URL }))
  if (!URL.canParse(url) || !LOOPBACK.includes(new URL(url).hostname))
    throw new Error(`Il registro di prova esiste solo su questa macchina: ${name} non è localhost`)

const send = (response: ServerResponse, status: number, body: unknown) =>
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body))

function isAllowed(authorization: string | undefined): boolean {
  const expected = Buffer.from(`Bearer ${REGISTRO_IMPRESE_TOKEN}`)
  const given = Buffer.from(authorization ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const server = createServer((request, response) => {
  if (!isAllowed(request.headers.authorization)) return send(response, 401, { errore: 'chiave mancante o sbagliata' })
  const codice = /^\/imprese\/([0-9A-Z]{11,16})$/.exec(request.url ?? '')?.[1]
  const impresa = request.method === 'GET' && codice ? impresaOf(codice) : null
  return impresa ? send(response, 200, impresa) : send(response, 404, { errore: 'impresa non trovata' })
})

server.listen(Number(new URL(REGISTRO_IMPRESE_URL).port), '127.0.0.1')

const stop = () => server.close(() => process.exit(0)).closeAllConnections()
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.once('disconnect', stop)

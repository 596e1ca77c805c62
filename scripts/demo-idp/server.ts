/**
 * Demo identity provider: a program of its own, on the loopback interface, that speaks SAML through the browser like a
 * SPID provider, for sample people. The portal trusts it only while the portal's own address is loopback (spid.md §13).
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { codiceDiProva, conFattoreDiProva, PERIODO_S } from '@/lib/mondo/fattori'
import { ORGANIZZAZIONI_DEMO, PERSONE_DEMO, type PersonaDemo } from '@/lib/mondo/persone'
import { certificateBody } from '@/lib/spid/certificato'
import { ensureChiavi } from '@/lib/spid/key-files'
import { isLivello } from '@/lib/spid/rules-livelli'
import { redirectUrl } from '@/lib/spid/sign'
import { openCie } from './cie'
import { readConfig } from './config'
import { idpMetadata, logoutRequest, logoutResponse, newMessageId } from './message'
import { type Answer, type Aperta, choicePage, codesPage, homePage, logoutPage, messagePage, postPage } from './pages'
import { readPortale, readRichiesta, readUscita } from './service-provider'
import { errorResponse, GUASTI, goodResponse, isGuasto } from './variants'

const MAX_FORM_BYTES = 64 * 1024
const REMEMBERED = 20

const { port, base, portal, folder } = readConfig(process.env)
const entityId = `${base}/metadata`
const ssoUrl = `${base}/sso`
const sloUrl = `${base}/slo`
mkdirSync(folder, { recursive: true, mode: 0o700 })
const chiavi = ensureChiavi(
  path.join(folder, 'idp.pem'),
  { denominazione: 'Identità di prova', entityId, codiceIpa: 'prova', comune: 'La Spezia' },
  2048,
)
const metadata = idpMetadata(base, certificateBody(chiavi.certificate))

const cie = openCie({ base, portal, folder })

const opened: Aperta[] = []
/** The last good response, for whoever wants to see it refused the second time. */
let lastSent: { samlResponse: string; relayState: string } | null = null

function send(response: ServerResponse, { status = 200, html }: Answer): void {
  const nonce = randomBytes(16).toString('base64')
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy':
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; ` +
      `form-action 'self' ${portal}; base-uri 'none'; frame-ancestors 'none'`,
  })
  response.end(html(nonce))
}

const refused: Answer = {
  status: 400,
  html: (nonce) =>
    messagePage('Richiesta non valida', 'La richiesta di accesso non viene dal portale, o è stata alterata.', nonce),
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = ''
  for await (const chunk of request) {
    body += chunk
    if (body.length > MAX_FORM_BYTES) throw new Error('Form too long')
  }
  return new URLSearchParams(body)
}

async function choose(query: string): Promise<Answer> {
  const richiesta = await readRichiesta(query, portal, ssoUrl)
  return richiesta ? { html: (nonce) => choicePage(query, richiesta.livello, PERSONE_DEMO, nonce) } : refused
}

const impresaOf = ({ appartenenze = [] }: PersonaDemo) =>
  ORGANIZZAZIONI_DEMO.find(({ denominazione }) => denominazione === appartenenze[0]?.organizzazione) ?? null

async function reply(form: URLSearchParams): Promise<Answer> {
  const richiesta = await readRichiesta(form.get('richiesta') ?? '', portal, ssoUrl)
  if (!richiesta) return refused
  const { acsUrl, entityId: spEntityId } = await readPortale(portal)
  const variante = form.get('variante') ?? ''
  if (variante === 'ripetuta' && lastSent) {
    const { samlResponse, relayState } = lastSent
    return { html: (nonce) => postPage(acsUrl, samlResponse, relayState, nonce) }
  }
  const chosen = Number(form.get('livello'))
  const persona = PERSONE_DEMO.find(({ codiceFiscale }) => codiceFiscale === form.get('persona')) ?? PERSONE_DEMO[0]
  if (!persona || (!variante && !form.has('persona'))) return refused
  const nameId = newMessageId()
  const contenuto = {
    idp: entityId,
    spEntityId,
    acsUrl,
    inResponseTo: richiesta.id,
    persona,
    livello: isLivello(chosen) ? chosen : richiesta.livello,
    at: new Date(),
    nameId,
    impresa: form.has('professionale') ? impresaOf(persona) : null,
  }
  const errore = /^errore-(\d\d)$/.exec(variante)
  const xml = errore
    ? errorResponse(contenuto, Number(errore[1]), chiavi)
    : isGuasto(variante)
      ? GUASTI[variante].make(contenuto, chiavi)
      : goodResponse(contenuto, chiavi)
  const samlResponse = Buffer.from(xml).toString('base64')
  const { relayState } = richiesta
  if (!variante) {
    lastSent = { samlResponse, relayState }
    opened.unshift({ nameId, nome: `${persona.nome} ${persona.cognome}`, at: contenuto.at })
    opened.length = Math.min(opened.length, REMEMBERED)
  }
  return { html: (nonce) => postPage(acsUrl, samlResponse, relayState, nonce) }
}

/** Ends an access from here: the portal must close the session without the browser's cookie. */
async function endAccess(form: URLSearchParams): Promise<string | null> {
  const nameId = form.get('nameId')
  const index = opened.findIndex((one) => one.nameId === nameId)
  if (index < 0 || !nameId) return null
  opened.splice(index, 1)
  const { sloUrl: destination } = await readPortale(portal)
  const xml = logoutRequest({ idp: entityId, destination, nameId, at: new Date() })
  return redirectUrl(destination, { name: 'SAMLRequest', xml, relayState: null }, chiavi.privateKey)
}

const closed: Answer = {
  html: (nonce) =>
    messagePage('Accesso chiuso', 'Il portale ha risposto: anche la sessione sul portale è chiusa.', nonce),
}

async function chooseLogout(query: string): Promise<Answer> {
  return (await readUscita(query, portal, sloUrl)) ? { html: (nonce) => logoutPage(query, nonce) } : refused
}

/** Answers a logout that the portal began. @returns address of the portal; null when the request was not good */
async function replyLogout(form: URLSearchParams): Promise<string | null> {
  const uscita = await readUscita(form.get('richiesta') ?? '', portal, sloUrl)
  if (!uscita) return null
  const esito = form.get('esito')
  const index = opened.findIndex(({ nameId }) => nameId === uscita.nameId)
  if (index >= 0 && esito === 'chiuso') opened.splice(index, 1)
  const { sloUrl: destination } = await readPortale(portal)
  const parziale = esito === 'parziale'
  const xml = logoutResponse({ idp: entityId, destination, inResponseTo: uscita.id, at: new Date(), parziale })
  const { relayState } = uscita
  const url = redirectUrl(destination, { name: 'SAMLResponse', xml, relayState }, chiavi.privateKey)
  return esito === 'alterato' ? url.replace(/Signature=[^&]*$/, `Signature=${encodeURIComponent('AAAA')}`) : url
}

function codes(nonce: string): string {
  const now = Date.now() / 1000
  const step = Math.floor(now / PERIODO_S)
  const rows = conFattoreDiProva().map(({ nome, cognome, codiceFiscale }) => ({
    nome: `${nome} ${cognome}`,
    codice: codiceDiProva(codiceFiscale, step),
  }))
  return codesPage(rows, Math.ceil((step + 1) * PERIODO_S - now), nonce)
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', base)
  const asCie = await cie.answer(`${request.method} ${pathname}`, search.slice(1), () => readForm(request))
  if (asCie) return send(response, asCie)
  switch (`${request.method} ${pathname}`) {
    case 'GET /':
      return send(response, { html: (nonce) => homePage(opened, nonce) })
    case 'GET /codici':
      return send(response, { html: codes })
    case 'GET /metadata':
      response.writeHead(200, { 'Content-Type': 'application/samlmetadata+xml' }).end(metadata)
      return
    case 'GET /cie/metadata':
      response.writeHead(200, { 'Content-Type': 'application/samlmetadata+xml' }).end(cie.metadata)
      return
    case 'GET /sso':
      return send(response, await choose(search.slice(1)))
    case 'POST /sso/rispondi':
      return send(response, await reply(await readForm(request)))
    case 'POST /uscita': {
      const url = await endAccess(await readForm(request))
      response.writeHead(303, { Location: url ?? '/', 'Cache-Control': 'no-store' }).end()
      return
    }
    case 'GET /slo':
      return send(
        response,
        new URLSearchParams(search).has('SAMLResponse') ? closed : await chooseLogout(search.slice(1)),
      )
    case 'POST /slo/rispondi': {
      const url = await replyLogout(await readForm(request))
      if (!url) return send(response, refused)
      response.writeHead(303, { Location: url, 'Cache-Control': 'no-store' }).end()
      return
    }
    default:
      return send(response, { status: 404, html: (nonce) => messagePage('Non trovato', 'Qui non c’è nulla.', nonce) })
  }
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: Error) => {
    process.stderr.write(`${JSON.stringify({ programma: 'demo-idp', errore: error.message.slice(0, 200) })}\n`)
    if (!response.headersSent)
      send(response, {
        status: 503,
        html: (nonce) =>
          messagePage(
            'Non riesco a rispondere',
            'Il portale non è raggiungibile, o la richiesta è rovinata. Torna al portale e riprova.',
            nonce,
          ),
      })
    else response.destroy()
  })
})

/** Whole or not at all: the portal looks for it every two seconds. */
function publish(name: string, xml: string): void {
  const file = path.join(folder, name)
  writeFileSync(`${file}.nuovo`, xml)
  renameSync(`${file}.nuovo`, file)
}

server.listen(port, '127.0.0.1', () => {
  publish('metadata.xml', metadata)
  publish('metadata-cie.xml', cie.metadata)
})

const stop = () => server.close(() => process.exit(0)).closeAllConnections()
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.once('disconnect', stop)

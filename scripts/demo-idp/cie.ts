/**
 * Demo of the "Entra con CIE" provider, in the same program as the SPID one but with a name, addresses, metadata and a
 * key of its own: for the portal it is another provider, of another federation.
 */
import path from 'node:path'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { certificateBody } from '@/lib/spid/certificato'
import { ensureChiavi } from '@/lib/spid/key-files'
import { isLivello, LIVELLI, type Livello } from '@/lib/spid/rules-livelli'
import { escapeXml } from '@/lib/spid/xml'
import type { Config } from './config'
import { idpMetadata, signBoth, signResponse } from './message'
import { plainErrorCie, plainResponseCie } from './message-cie'
import { type Answer, hidden, messagePage, page, personButton, postPage, variantButton } from './pages'
import { readPortale, readRichiesta } from './service-provider'

/** CIE SAML manual: the codes that come back; 19, 20 and 24 are reserved there. */
const ANOMALIE = [
  { codice: 21, etichetta: 'Tempo scaduto' },
  { codice: 22, etichetta: 'Consenso negato' },
  { codice: 23, etichetta: 'Carta scaduta, revocata o bloccata' },
  { codice: 25, etichetta: 'Accesso annullato' },
]

/** With the card, its PIN and a reader it is level 3; the app gives 1 and 2. */
const MODI: Record<Livello, string> = { 1: 'nome utente e password', 2: 'app CieID', 3: 'carta e PIN' }

const refused: Answer = {
  status: 400,
  html: (nonce) =>
    messagePage('Richiesta non valida', 'La richiesta di accesso non viene dal portale, o è stata alterata.', nonce),
}

function choicePage(query: string, asked: Livello, nonce: string): string {
  const levels = LIVELLI.map(
    (one) =>
      `<label><input type="radio" name="livello" value="${one}"${one === asked ? ' checked' : ''}> ` +
      `${one} · ${MODI[one]}</label>`,
  ).join('')
  const groups = [...new Set(PERSONE_DEMO.map(({ gruppo }) => gruppo))].map((gruppo) => {
    const members = PERSONE_DEMO.filter((one) => one.gruppo === gruppo)
    return `<h2>${escapeXml(gruppo)}</h2><ul>${members.map(personButton).join('')}</ul>`
  })
  const errors = ANOMALIE.map(({ codice, etichetta }) => variantButton(`errore-${codice}`, `${codice} · ${etichetta}`))
  const body =
    '<h1>Di chi è la carta?</h1><p>Scegli una persona: il portale riceverà i suoi dati come da «Entra con CIE».</p>' +
    `<form method="post" action="/cie/sso/rispondi">${hidden('richiesta', query)}` +
    `<fieldset><legend>Livello dell’accesso (richiesto: ${asked})</legend>${levels}</fieldset>${groups.join('')}` +
    `<details><summary>Prova un accesso che non riesce</summary><ul>${errors.join('')}</ul></details></form>`
  return page({ title: 'Di chi è la carta?', body, nonce })
}

export function openCie({ base, portal, folder }: Pick<Config, 'base' | 'portal' | 'folder'>) {
  const entityId = `${base}/cie/metadata`
  const ssoUrl = `${base}/cie/sso`
  const soggetto = { denominazione: 'CIE di prova', entityId, codiceIpa: 'prova', comune: 'La Spezia' }
  const chiavi = ensureChiavi(path.join(folder, 'idp-cie.pem'), soggetto, 2048)

  async function choose(query: string): Promise<Answer> {
    const richiesta = await readRichiesta(query, portal, ssoUrl, 'cie')
    return richiesta ? { html: (nonce) => choicePage(query, richiesta.livello, nonce) } : refused
  }

  async function reply(form: URLSearchParams): Promise<Answer> {
    const richiesta = await readRichiesta(form.get('richiesta') ?? '', portal, ssoUrl, 'cie')
    const errore = /^errore-(\d\d)$/.exec(form.get('variante') ?? '')
    const persona = PERSONE_DEMO.find(({ codiceFiscale }) => codiceFiscale === form.get('persona'))
    if (!richiesta || (!errore && !persona)) return refused
    const { acsUrl, entityId: spEntityId } = await readPortale(portal, false, 'cie')
    const common = { idp: entityId, acsUrl, inResponseTo: richiesta.id, at: new Date() }
    const chosen = Number(form.get('livello'))
    const livello = isLivello(chosen) ? chosen : richiesta.livello
    const xml = persona
      ? signBoth(plainResponseCie({ ...common, spEntityId, persona, livello }), chiavi)
      : signResponse(plainErrorCie({ ...common, codice: Number(errore?.[1]) }), chiavi)
    const samlResponse = Buffer.from(xml).toString('base64')
    return { html: (nonce) => postPage(acsUrl, samlResponse, richiesta.relayState, nonce) }
  }

  return {
    metadata: idpMetadata(`${base}/cie`, certificateBody(chiavi.certificate), 'CIE di prova'),
    /** @returns null for what is not the CIE provider's */
    async answer(door: string, query: string, readForm: () => Promise<URLSearchParams>): Promise<Answer | null> {
      if (door === 'GET /cie/sso') return choose(query)
      if (door === 'POST /cie/sso/rispondi') return reply(await readForm())
      return null
    },
  }
}

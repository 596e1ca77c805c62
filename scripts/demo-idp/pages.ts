import type { PersonaDemo } from '@/lib/mondo/persone'
import { LIVELLI, type Livello } from '@/lib/spid/rules-livelli'
import { escapeXml } from '@/lib/spid/xml'
import { ANOMALIE, GUASTI } from './variants'

const STYLE = `
*{box-sizing:border-box}body{margin:0;color:#1a1a1a;background:#fff;font:400 1.0625rem/1.5 "Titillium Web",Arial,sans-serif}
header{background:#663d00;color:#fff}header p{margin:0 auto;max-width:46rem;padding:.9rem 1.25rem;font-weight:700}
main{margin:0 auto;max-width:46rem;padding:2rem 1.25rem 4rem}h1{margin:0 0 .5rem;font-size:2rem;line-height:1.2}h2{margin:2rem 0 .5rem;font-size:1.25rem}
ul{list-style:none;margin:0;padding:0;border-top:1px solid #1a1a1a}li{border-bottom:1px solid #c5c7c9}fieldset{margin:1.5rem 0 0;padding:0;border:0}legend{font-weight:700}
label{margin-right:1.5rem}button{font:inherit;cursor:pointer}li button{display:block;width:100%;padding:.7rem .25rem;border:0;background:none;text-align:left;color:#1a1a1a}
li button strong{color:#06c;text-decoration:underline}li button:hover{background:#f2f7fc}li button span{display:block;color:#2f475e}.nome{color:#06c}
:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px;background:#ffe9a8}summary{margin-top:2.5rem;font-weight:700;cursor:pointer}
.btn{padding:.7rem 1.5rem;border:0;border-radius:.25rem;background:#06c;color:#fff;font-weight:600}.nota{color:#2f475e}`

/** A page and how it is answered. */
export type Answer = { status?: number; html: (nonce: string) => string }

type Page = { title: string; body: string; nonce: string }

export const page = ({ title, body, nonce }: Page): string => `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)} — Identità di prova</title><style nonce="${nonce}">${STYLE}</style></head>
<body><header><p>Identità di prova · nessuna di queste persone esiste</p></header><main>${body}</main></body></html>`

export const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${escapeXml(value)}">`

export const personButton = ({ codiceFiscale, nome, cognome, descrizione }: PersonaDemo) =>
  `<li><button name="persona" value="${codiceFiscale}"><strong>${escapeXml(`${nome} ${cognome}`)}</strong> ` +
  `<span>${escapeXml(descrizione)}</span></button></li>`

export const variantButton = (value: string, label: string) =>
  `<li><button name="variante" value="${value}"><strong>${escapeXml(label)}</strong></button></li>`

/** Choice of a person and of a level; below, what may go wrong. */
export function choicePage(query: string, asked: Livello, people: readonly PersonaDemo[], nonce: string): string {
  const groups = [...new Set(people.map(({ gruppo }) => gruppo))]
  const levels = LIVELLI.map(
    (one) =>
      `<label><input type="radio" name="livello" value="${one}"${one === asked ? ' checked' : ''}> SPID ${one}</label>`,
  ).join('')
  const lists = groups.map((gruppo) => {
    const members = people.filter((one) => one.gruppo === gruppo)
    return `<h2>${escapeXml(gruppo)}</h2><ul>${members.map(personButton).join('')}</ul>`
  })
  const errors = ANOMALIE.map(({ codice, etichetta }) => variantButton(`errore-${codice}`, `${codice} · ${etichetta}`))
  const faults = Object.entries(GUASTI).map(([name, { etichetta }]) => variantButton(name, etichetta))
  const professional =
    '<p><label><input type="checkbox" name="professionale" value="1"> Con l’identità professionale: manda anche i dati ' +
    'dell’impresa, se la persona ne ha una</label></p>'
  const body =
    '<h1>Chi vuoi essere?</h1><p>Scegli una persona: il portale riceverà i suoi dati come da un gestore SPID.</p>' +
    `<form method="post" action="/sso/rispondi">${hidden('richiesta', query)}` +
    `<fieldset><legend>Livello dell’accesso (richiesto: ${asked})</legend>${levels}</fieldset>${professional}${lists.join('')}` +
    `<details><summary>Prova un accesso che non riesce</summary><h2>Il gestore rifiuta</h2><ul>${errors.join('')}</ul>` +
    `<h2>La risposta è sbagliata</h2><ul>${faults.join('')}${variantButton('ripetuta', 'Già usata: l’ultima risposta inviata')}</ul>` +
    '</details></form>'
  return page({ title: 'Chi vuoi essere?', body, nonce })
}

/** Takes the browser back to the portal: by itself with scripts, with one press without. */
export const postPage = (acsUrl: string, samlResponse: string, relayState: string, nonce: string): string =>
  page({
    title: 'Torna al portale',
    nonce,
    body:
      `<h1>Torna al portale</h1><form method="post" action="${escapeXml(acsUrl)}">${hidden('SAMLResponse', samlResponse)}` +
      `${hidden('RelayState', relayState)}<p><button class="btn">Continua</button></p></form>` +
      // hidden first: a press while the form leaves would send the answer twice
      `<script nonce="${nonce}">document.querySelector('.btn').hidden = true; document.forms[0].submit()</script>`,
  })

export type Aperta = { nameId: string; nome: string; at: Date }

/** What this provider knows of the accesses it gave; each can be ended from here, as real providers do. */
export function homePage(opened: readonly Aperta[], nonce: string): string {
  const rows = opened.map(
    ({ nameId, nome, at }) =>
      `<li><button name="nameId" value="${nameId}"><strong>Chiudi l’accesso di ${escapeXml(nome)}</strong> ` +
      `<span>aperto alle ${at.toLocaleTimeString('it-IT')}</span></button></li>`,
  )
  const body =
    '<h1>Identità di prova</h1><p>Un gestore di identità finto, che parla come uno SPID vero e funziona solo su questa macchina. ' +
    'Per entrare parti dal portale. I secondi fattori di chi lavora negli uffici sono <a href="/codici">nell’app di prova</a>.</p><h2>Accessi dati da quando è acceso</h2>' +
    (rows.length > 0
      ? `<form method="post" action="/uscita"><ul>${rows.join('')}</ul></form>`
      : '<p class="nota">Nessuno.</p>')
  return page({ title: 'Identità di prova', body, nonce })
}

/** The portal asks to close an access: what the provider answers is chosen here. */
export const logoutPage = (query: string, nonce: string): string => {
  const answer = (value: string, label: string, note: string) =>
    `<li><button name="esito" value="${value}"><strong>${label}</strong> <span>${note}</span></button></li>`
  return page({
    title: 'Chiudere l’accesso?',
    nonce,
    body:
      '<h1>Chiudere l’accesso?</h1><p>Il portale ha già chiuso la sua sessione e chiede di chiudere anche questa.</p>' +
      `<form method="post" action="/slo/rispondi">${hidden('richiesta', query)}<ul>` +
      answer('chiuso', 'Chiudi', 'il gestore risponde che è tutto chiuso') +
      answer('parziale', 'Chiudi solo in parte', 'un altro servizio non risponde al gestore (PartialLogout)') +
      answer('alterato', 'Rispondi con una firma sbagliata', 'il portale deve rifiutare la risposta') +
      '</ul></form><p class="nota">Per provare un gestore che non risponde, chiudi questa pagina: dal portale sei uscito comunque.</p>',
  })
}

/** The app of each sample officer: a code that changes every thirty seconds, as on a telephone. */
export function codesPage(rows: readonly { nome: string; codice: string }[], secondi: number, nonce: string): string {
  const body =
    '<h1>App di prova</h1><p>Il portale chiede un secondo fattore a chi lavora negli uffici. Questi sono i codici che le ' +
    `persone di esempio leggerebbero sul telefono: valgono ancora ${secondi} secondi, poi ricarica la pagina. ` +
    'Ogni codice vale una volta sola.</p>' +
    `<ul>${rows.map(({ nome, codice }) => `<li><p><strong class="nome">${escapeXml(nome)}</strong> <code>${codice}</code></p></li>`).join('')}</ul>` +
    '<form method="get" action="/codici"><p><button class="btn">Ricarica i codici</button></p></form>'
  return page({ title: 'App di prova', body, nonce })
}

export const messagePage = (title: string, text: string, nonce: string): string =>
  page({ title, nonce, body: `<h1>${escapeXml(title)}</h1><p>${escapeXml(text)}</p>` })

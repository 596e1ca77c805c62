import 'server-only'
import { randomBytes } from 'node:crypto'
import { paths } from '@/lib/core/paths'

/** What a page of refusal says. */
export type Refusal = {
  /** 4xx: never an answer that a machine could take for a success */
  status: number
  titolo: string
  testo: string
  /** the same in English and German */
  en?: string
  de?: string
  /** what to tell the help desk */
  riferimento?: string
  /** label and address of the way out; the sign-in page when left out */
  azione?: { etichetta: string; href: string }
}

const HOME = { etichetta: 'Vai alla pagina iniziale', href: paths.home }

/** Refusals that have nothing to do with an identity provider. */
const COMUNI = {
  'troppe-richieste': {
    status: 429,
    titolo: 'Troppe richieste',
    testo:
      'Da questo indirizzo sono arrivate troppe richieste in poco tempo. Aspetta un minuto e riprova: nulla è andato perso.',
    azione: HOME,
  },
  origine: {
    status: 403,
    titolo: 'Richiesta non riconosciuta',
    testo:
      'La richiesta non è partita da una pagina di questo portale, quindi non abbiamo fatto nulla. Torna alla pagina e riprova.',
    azione: HOME,
  },
  'gestore-sconosciuto': {
    status: 400,
    titolo: 'Gestore di identità non riconosciuto',
    testo: 'Il gestore scelto non è tra quelli riconosciuti dal portale. Sceglilo di nuovo dall’elenco.',
    en: 'The identity provider is not among those we know. Choose it again from the list.',
    de: 'Der Identitätsanbieter ist nicht bekannt. Wähle ihn erneut aus der Liste.',
  },
  richiesta: {
    status: 400,
    titolo: 'Richiesta non valida',
    testo: 'L’indirizzo o i dati ricevuti non hanno senso per questa pagina. Torna alla pagina iniziale e riprova.',
    azione: HOME,
  },
  livello: {
    status: 400,
    titolo: 'Livello di accesso non valido',
    testo: 'Il livello SPID richiesto non esiste: i livelli sono 1, 2 e 3. Ricomincia l’accesso.',
  },
  scopo: {
    status: 400,
    titolo: 'Tipo di identità non previsto',
    testo:
      'Questo portale non chiede quel tipo di identità professionale. Entra con la tua identità personale: dopo scegli per chi operi.',
  },
  'non-trovata': {
    status: 404,
    titolo: 'Pagina non trovata',
    testo: 'Questo indirizzo non porta a nessuna pagina.',
    azione: HOME,
  },
} satisfies Record<string, Refusal>

export type MotivoComune = keyof typeof COMUNI
export const isMotivoComune = (text: string | null): text is MotivoComune => !!text && Object.hasOwn(COMUNI, text)

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The frame of the other pages in few lines: the same colours and measures (`app/globals.css`). */
const STYLE = `
*{box-sizing:border-box}body{margin:0;color:#1a1a1a;background:#fff;font:400 1.125rem/1.5 "Titillium Web",Arial,sans-serif}
.ente{height:2.5rem;background:#17324d}header,main{margin:0 auto;max-width:76rem;padding:1rem 1.25rem}.nome{border-bottom:1px solid #1a1a1a}
header a{color:#1a1a1a;font-weight:700;font-size:1.35rem;line-height:1.3;text-decoration:none}header span{display:block;color:#2f475e;font-size:.875rem}
main{padding-top:2.5rem;padding-bottom:4rem}h1{margin:0 0 1rem;font-size:2.25rem;line-height:1.2}h1:focus{outline:0}p{margin:1rem 0;max-width:38rem}a{color:#06c}
a:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px;background:#ffe9a8;color:#1a1a1a}.btn{display:inline-block;padding:.7rem 1.4rem;border-radius:.25rem;background:#06c;color:#fff;font-weight:600;text-decoration:none}
.btn:hover{background:#004d99}.altre{margin-top:2.5rem;padding-top:.5rem;max-width:38rem;border-top:1px solid #1a1a1a;color:#2f475e;font-size:1rem}code{font-family:"Roboto Mono",ui-monospace,monospace;font-size:.95em}`

const html = ({ titolo, testo, en, de, riferimento, azione }: Refusal, nonce: string) => `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(titolo)} — Provincia della Spezia</title>
<style nonce="${nonce}">${STYLE}</style></head><body>
<div class="ente"></div><div class="nome"><header><a href="${paths.home}">Provincia della Spezia<span>Sportello telematico</span></a></header></div>
<main><h1 tabindex="-1" autofocus>${escapeHtml(titolo)}</h1><p>${escapeHtml(testo)}</p>
<p><a class="btn" href="${azione?.href ?? paths.accedi()}">${escapeHtml(azione?.etichetta ?? 'Riprova')}</a></p>
${riferimento ? `<p>Se chiedi assistenza, comunica questo riferimento: <code>${escapeHtml(riferimento)}</code></p>` : ''}
${en ? `<div class="altre"><p lang="en"><strong>English.</strong> ${escapeHtml(en)}</p>` : ''}
${de ? `<p lang="de"><strong>Deutsch.</strong> ${escapeHtml(de)}</p></div>` : ''}
</main></body></html>`

/**
 * A whole page from a route handler, where the framework can render none with a status of ours. It stands on its own:
 * no script, no file to load.
 */
export function refusalPage(refusal: Refusal | MotivoComune): Response {
  const shown = typeof refusal === 'string' ? COMUNI[refusal] : refusal
  const nonce = randomBytes(16).toString('base64')
  return new Response(html(shown, nonce), {
    status: shown.status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      ...(shown.status === 429 ? { 'Retry-After': '60' } : {}),
    },
  })
}

import 'server-only'
import { randomBytes } from 'node:crypto'
import { paths } from '@/lib/core/paths'
import { barePage, escapeHtml } from './bare-page'

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
  'uscita-non-confermata': {
    status: 403,
    titolo: 'Uscita non confermata',
    testo:
      'Dal portale sei uscito, ma la risposta del gestore di identità non è valida: non sappiamo se ti ricorda ancora. Se usi un computer condiviso, chiudi il browser.',
    en: 'You are signed out here, but the answer of your identity provider is not valid: close the browser.',
    de: 'Du bist hier abgemeldet, aber die Antwort des Identitätsanbieters ist ungültig: schließe den Browser.',
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

const main = ({ titolo, testo, en, de, riferimento, azione }: Refusal) => `
<h1 tabindex="-1" autofocus>${escapeHtml(titolo)}</h1><p>${escapeHtml(testo)}</p>
<p><a class="btn" href="${azione?.href ?? paths.accedi()}">${escapeHtml(azione?.etichetta ?? 'Riprova')}</a></p>
${riferimento ? `<p>Se chiedi assistenza, comunica questo riferimento: <code>${escapeHtml(riferimento)}</code></p>` : ''}
${en ? `<div class="altre"><p lang="en"><strong>English.</strong> ${escapeHtml(en)}</p>` : ''}
${de ? `<p lang="de"><strong>Deutsch.</strong> ${escapeHtml(de)}</p></div>` : ''}`

/**
 * A whole page from a route handler, where the framework can render none with a status of ours. It stands on its own:
 * no script, no file to load.
 */
export function refusalPage(refusal: Refusal | MotivoComune): Response {
  const shown = typeof refusal === 'string' ? COMUNI[refusal] : refusal
  const nonce = randomBytes(16).toString('base64')
  return new Response(barePage({ titolo: shown.titolo, main: main(shown), nonce }), {
    status: shown.status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      ...(shown.status === 429 ? { 'Retry-After': '60' } : {}),
    },
  })
}

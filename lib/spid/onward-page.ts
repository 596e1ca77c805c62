import 'server-only'
import { randomBytes } from 'node:crypto'
import { NextResponse } from 'next/server'
import { barePage, escapeHtml } from '@/lib/auth/bare-page'
import type { Partenza } from './partenza'

type Parole = { titolo: string; testo: string; etichetta: string }

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`

/**
 * A page that leads to a provider: by itself with scripts, with one press without. It has a policy of its own, since no
 * other page of the portal may send a form elsewhere; `https:` because a provider may pass the browser on to its own
 * sign-in host, and browsers hold that against the form too.
 */
export function onwardPage({ url, modulo }: Partenza, { titolo, testo, etichetta }: Parole): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const onward = modulo
    ? `<form method="post" action="${escapeHtml(modulo.location)}">${hidden(modulo.campo, modulo.messaggio)}` +
      `${modulo.relayState === null ? '' : hidden('RelayState', modulo.relayState)}<p><button class="btn" id="vai">${escapeHtml(etichetta)}</button></p></form>`
    : `<p><a class="btn" id="vai" href="${escapeHtml(url)}">${escapeHtml(etichetta)}</a></p>`
  const main = `<h1 tabindex="-1" autofocus>${escapeHtml(titolo)}</h1><p>${escapeHtml(testo)}</p>${onward}`
  const after = `<script nonce="${nonce}">document.getElementById('vai').click()</script>`
  const target = modulo ? `${new URL(modulo.location).origin} https:` : "'none'"
  return new NextResponse(barePage({ titolo, main, nonce, after }), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action ${target}; frame-ancestors 'none'`,
    },
  })
}

import 'server-only'
import { paths } from '@/lib/core/paths'

export const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The frame of the other pages in few lines: the same colours and measures (`app/globals.css`). */
const STYLE = `
*{box-sizing:border-box}body{margin:0;color:#1a1a1a;background:#fff;font:400 1.125rem/1.5 "Titillium Web",Arial,sans-serif}
.ente{height:2.5rem;background:#17324d}header,main{margin:0 auto;max-width:76rem;padding:1rem 1.25rem}.nome{border-bottom:1px solid #1a1a1a}
header a{color:#1a1a1a;font-weight:700;font-size:1.35rem;line-height:1.3;text-decoration:none}header span{display:block;color:#2f475e;font-size:.875rem}
main{padding-top:2.5rem;padding-bottom:4rem}h1{margin:0 0 1rem;font-size:2.25rem;line-height:1.2}h1:focus{outline:0}p{margin:1rem 0;max-width:38rem}a{color:#06c}
a:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px;background:#ffe9a8;color:#1a1a1a}.btn{display:inline-block;padding:.7rem 1.4rem;border-radius:.25rem;background:#06c;color:#fff;font-weight:600;text-decoration:none;border:0;font-size:1em;font-family:inherit;cursor:pointer}
.btn:hover{background:#004d99}.altre{margin-top:2.5rem;padding-top:.5rem;max-width:38rem;border-top:1px solid #1a1a1a;color:#2f475e;font-size:1rem}code{font-family:"Roboto Mono",ui-monospace,monospace;font-size:.95em}`

type Bare = { titolo: string; main: string; nonce: string; after?: string }

/** A whole page as text, for route handlers: no file to load. @param main HTML, already escaped @param after what follows it */
export const barePage = ({ titolo, main, nonce, after = '' }: Bare): string => `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(titolo)} — Provincia della Spezia</title>
<style nonce="${nonce}">${STYLE}</style></head><body>
<div class="ente"></div><div class="nome"><header><a href="${paths.home}">Provincia della Spezia<span>Sportello telematico</span></a></header></div>
<main>${main}
</main>${after}</body></html>`

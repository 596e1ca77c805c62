/** One filing over HTTP, as a browser without scripts does it: real forms, hidden fields and all, tried again when cut. */

export type Client = { baseUrl: string; cookie: string }
export type Draft = { id: string; allegati: string[] }
export type Filed = { draft: string; numero: string; retries: number }

const REQUEST_MS = 15_000
const WAIT_MS = 300

/** A page of a PDF, small and real, different for each draft. */
function pdf(text: string): Blob {
  const stream = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = body.length
    body += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = body.length
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`
  return new Blob([body], { type: 'application/pdf' })
}

const attributes = (tag: string): Record<string, string> =>
  Object.fromEntries(
    [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name as string, unescapeHtml(value as string)]),
  )
const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The forms of a page with their fields, as they would be posted with every box ticked. */
export function formsOf(html: string): { action: string; fields: [string, string][] }[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
    action: attributes(head).action ?? '',
    fields: [...body.matchAll(/<input\b([^>]*)>/g)]
      .map(([, tag = '']) => attributes(tag))
      .filter((field) => field.name && (field.type === 'hidden' || field.type === 'checkbox'))
      .map((field) => [field.name as string, field.value ?? ''] as [string, string]),
  }))
}

async function ask(client: Client, address: string, signal: AbortSignal, body?: FormData): Promise<Response> {
  return fetch(new URL(address, client.baseUrl), {
    method: body ? 'POST' : 'GET',
    body,
    redirect: 'manual',
    headers: { cookie: client.cookie, origin: client.baseUrl, 'sec-fetch-site': 'same-origin' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
  })
}

type Counted = { retries: number; last: string }

/** Tries again what an outage cut, with the same form: the portal must make one of many. */
async function patiently<T>(
  what: string,
  signal: AbortSignal,
  counted: Counted,
  work: () => Promise<T | null>,
): Promise<T> {
  for (;;) {
    try {
      const result = await work()
      if (result !== null) return result
    } catch (error) {
      if (signal.aborted) throw new Error(`${what}: ${(error as Error).message}, ${counted.last}`)
      // refused, reset or late while the server is down: tried again below
    }
    if (signal.aborted) throw new Error(`${what}: nessuna risposta in tempo, ${counted.last}`)
    counted.retries += 1
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
}

/** Uploads every due document, then sends the form of the check page until the receipt shows its number. */
export async function fileOne(client: Client, draft: Draft, signal: AbortSignal): Promise<Filed> {
  const counted: Counted = { retries: 0, last: '' }
  const allegati = `/area-personale/domande/${draft.id}/allegati`
  const html = await patiently('pagina dei documenti', signal, counted, async () => {
    const page = await ask(client, allegati, signal)
    return page.status === 200 ? await page.text() : null
  })
  for (const tipo of draft.allegati) {
    const form = formsOf(html).find((one) => one.fields.some(([name, value]) => name === 'allegato' && value === tipo))
    if (!form) throw new Error(`manca il modulo per ${tipo}`)
    await patiently(`documento ${tipo}`, signal, counted, async () => {
      const body = new FormData()
      for (const [name, value] of form.fields) body.append(name, value)
      body.append('file', pdf(`${tipo} ${draft.id}`), `${tipo}.pdf`)
      const answer = await ask(client, form.action, signal, body)
      counted.last = `${answer.status} ${answer.headers.get('location') ?? ''}`
      return answer.status === 303 && answer.headers.get('location')?.includes('esito=caricato') ? true : null
    })
  }
  const controlla = `/area-personale/domande/${draft.id}/controlla`
  const address = await patiently('invio', signal, counted, async () => {
    const page = await ask(client, controlla, signal)
    if (page.status >= 300 && page.status < 400 && page.headers.get('location')?.includes('/inviata'))
      return page.headers.get('location')
    if (page.status !== 200) return null
    const form = formsOf(await page.text()).find((one) => one.fields.some(([name]) => name === 'chiaveInvio'))
    if (!form) return null
    const body = new FormData()
    for (const [name, value] of form.fields) body.append(name, value)
    const answer = await ask(client, controlla, signal, body)
    counted.last = `${answer.status} ${answer.headers.get('location') ?? ''} ${
      /<div[^>]*error-summary[\s\S]*?<\/div>/
        .exec(await answer.clone().text())?.[0]
        .replace(/<[^>]+>/g, ' ')
        .slice(0, 300) ?? ''
    }`
    const location = answer.headers.get('location') ?? ''
    return answer.status === 303 && location.includes('/inviata') ? location : null
  })
  const numero = await patiently('ricevuta', signal, counted, async () => {
    const page = await ask(client, address, signal)
    return page.status === 200 ? (/\d{4}\/\d{7}/.exec(await page.text())?.[0] ?? null) : null
  })
  return { draft: draft.id, numero, retries: counted.retries }
}

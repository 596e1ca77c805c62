import { formsOf } from '../faults/http-client'

/** Cookies as a browser keeps them: by name, for the site that set them. */
class Browser {
  readonly #cookies = new Map<string, Map<string, string>>()

  async ask(address: URL, body?: Record<string, string>): Promise<{ html: string; next: URL | null; status: number }> {
    const jar = this.#cookies.get(address.port) ?? new Map<string, string>()
    this.#cookies.set(address.port, jar)
    const response = await fetch(address, {
      method: body ? 'POST' : 'GET',
      body: body ? new URLSearchParams(body) : undefined,
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const location = response.headers.get('location')
    return {
      html: await response.text(),
      next: location ? new URL(location, address) : null,
      status: response.status,
    }
  }
}

/**
 * One sign-in as a browser goes through it: the door, the provider's page, the choice, the way back with the signed
 * assertion, the first page of one's own.
 *
 * @returns milliseconds in all
 * @throws Error when it does not end on a page of the person's
 */
export async function signIn(baseUrl: string, codiceFiscale: string): Promise<number> {
  const browser = new Browser()
  const began = performance.now()
  const door = await browser.ask(new URL('/accedi', baseUrl))
  const login = /href="(\/api\/spid\/login\?[^"]*)"/.exec(door.html)?.[1]?.replaceAll('&amp;', '&')
  if (!login) throw new Error('No provider at the door')
  const { next: provider } = await browser.ask(new URL(login, baseUrl))
  if (!provider) throw new Error('The door does not lead to the provider')
  const choice = formsOf((await browser.ask(provider)).html)[0]
  if (!choice) throw new Error('The provider offers no choice')
  const chosen = { ...Object.fromEntries(choice.fields), persona: codiceFiscale }
  const back = formsOf((await browser.ask(new URL(choice.action, provider), chosen)).html)[0]
  if (!back) throw new Error('The provider does not send back')
  let here = await browser.ask(new URL(back.action), Object.fromEntries(back.fields))
  for (let hops = 0; here.next && hops < 4; hops++) here = await browser.ask(here.next)
  if (here.status !== 200 || !here.html.includes('/esci')) throw new Error(`The sign-in ends with ${here.status}`)
  return performance.now() - began
}

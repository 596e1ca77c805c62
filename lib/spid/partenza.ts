import 'server-only'
import { redirectUrl, signXml } from './sign'
import { type Sp, sp } from './sp'

type Campo = 'SAMLRequest' | 'SAMLResponse'

/** A signed message of ours on its way to a provider: an address to go to, or a form to send. `xml` as it was signed. */
export type Partenza = { xml: string } & (
  | { url: string; modulo?: undefined }
  | { url?: undefined; modulo: { location: string; campo: Campo; messaggio: string; relayState: string | null } }
)

type Messaggio = {
  binding: 'redirect' | 'post'
  /** Location of the service of that binding */
  destination: string
  xml: string
  /** local name of the root */
  element: 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse'
  relayState: string | null
}

/** Signs as the binding wants: Redirect over the address, POST inside the message, after Issuer (spid.md §4.10). */
export function signPartenza({ binding, destination, xml, element, relayState }: Messaggio, self: Sp = sp()): Partenza {
  const campo: Campo = element === 'LogoutResponse' ? 'SAMLResponse' : 'SAMLRequest'
  if (binding === 'redirect')
    return { xml, url: redirectUrl(destination, { name: campo, xml, relayState }, self.privateKey) }
  const root = `/*[local-name(.)='${element}']`
  const signed = signXml(xml, { ...self, xpath: root, after: `${root}/*[local-name(.)='Issuer']` })
  const messaggio = Buffer.from(signed).toString('base64')
  return { xml: signed, modulo: { location: destination, campo, messaggio, relayState } }
}

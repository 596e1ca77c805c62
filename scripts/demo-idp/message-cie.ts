/** What the CIE provider says otherwise than a SPID one (spid.md §11): the rest is the same text. */
import { type Contenuto, plainError, plainResponse } from './message'

/** No Format on either Issuer, and no attributes but the four of CIE. */
export const plainResponseCie = (contenuto: Contenuto): string =>
  withoutFormat(plainResponse(contenuto)).replace(/<saml:Attribute Name="(?:spidCode|email)".*?<\/saml:Attribute>/g, '')

export const plainErrorCie = (rifiuto: Parameters<typeof plainError>[0]): string => withoutFormat(plainError(rifiuto))

const withoutFormat = (xml: string) => xml.replace(/<saml:Issuer Format="[^"]*"/g, '<saml:Issuer')

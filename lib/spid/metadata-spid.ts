import 'server-only'
import { ENTE } from '@/lib/core/ente'
import type { Insieme } from './rules-insiemi'
import type { Sp } from './sp'
import { escapeXml } from './xml'

const CITTADINI = ['spidCode', 'name', 'familyName', 'fiscalNumber', 'dateOfBirth', 'email']

/** What the services need of a person, and no more. */
export const insiemiSpid = (): readonly Insieme[] => [{ index: 0, nome: 'Sportello telematico', attributi: CITTADINI }]

export const contattoSpid = ({ contatto }: Sp): string =>
  '<md:ContactPerson contactType="other"><md:Extensions xmlns:spid="https://spid.gov.it/saml-extensions">' +
  `<spid:IPACode>${ENTE}</spid:IPACode><spid:Public/></md:Extensions>` +
  `<md:EmailAddress>${escapeXml(contatto)}</md:EmailAddress></md:ContactPerson>`

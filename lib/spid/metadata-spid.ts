import 'server-only'
import { ENTE } from '@/lib/core/ente'
import { env } from '@/lib/env'
import type { Insieme, InsiemeEidas } from './rules-insiemi'
import type { Sp } from './sp'
import { escapeXml, NS_SPID } from './xml'

const CITTADINI = ['spidCode', 'name', 'familyName', 'fiscalNumber', 'dateOfBirth', 'email']

const IMPRESE = [...CITTADINI, 'companyName', 'companyFiscalNumber', 'ivaCode', 'registeredOffice', 'digitalAddress']
const EIDAS_MINIMO = ['spidCode', 'name', 'familyName', 'dateOfBirth', 'fiscalNumber']

/** Names and indexes are those of the Italian eIDAS node (spid.md §12). */
const EIDAS: Record<InsiemeEidas, Insieme> = {
  minimo: { index: 99, nome: 'eIDAS Natural Person Minimum Attribute Set', attributi: EIDAS_MINIMO },
  completo: {
    index: 100,
    nome: 'eIDAS Natural Person Full Attribute Set',
    attributi: [...EIDAS_MINIMO, 'placeOfBirth', 'address', 'gender'],
  },
}

/** What the services need of a person, and no more: the other sets are there only when they are used. */
export function insiemiSpid(): readonly Insieme[] {
  const { SPID_SCOPI, SPID_EIDAS } = env()
  return [
    { index: 0, nome: 'Sportello telematico', attributi: CITTADINI },
    ...(SPID_SCOPI.length > 0 ? [{ index: 1, nome: 'Sportello telematico per le imprese', attributi: IMPRESE }] : []),
    ...SPID_EIDAS.map((insieme) => EIDAS[insieme]),
  ]
}

export const contattoSpid = ({ contatto }: Sp): string =>
  '<md:ContactPerson contactType="other"><md:Extensions xmlns:spid="' +
  `${NS_SPID}">` +
  `<spid:IPACode>${ENTE}</spid:IPACode><spid:Public/></md:Extensions>` +
  `<md:EmailAddress>${escapeXml(contatto)}</md:EmailAddress></md:ContactPerson>`

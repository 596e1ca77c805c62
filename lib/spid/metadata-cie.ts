import 'server-only'
import { ENTE } from '@/lib/core/ente'
import { env } from '@/lib/env'
import type { Insieme } from './rules-insiemi'
import { isLoopback, type Sp } from './sp'
import { escapeXml } from './xml'

/** The only attributes CIE gives (CIE SAML manual, metadata of the service provider). */
export const INSIEMI_CIE: readonly Insieme[] = [
  { index: 0, nome: 'Sportello telematico', attributi: ['name', 'familyName', 'dateOfBirth', 'fiscalNumber'] },
]

const LA_SPEZIA = 'E463' // Belfiore code, for a portal on this machine that has been told none

/** Metadata can be asked for as soon as what they must say is known, which is before a provider is configured. */
export const offersCie = (): boolean => !!env().CIE_COMUNE_SEDE || isLoopback(env().BASE_URL)

/** Company is required there, and equal to OrganizationName; the address should not be a PEC. */
export const contattoCie = ({ denominazione, contatto }: Sp): string =>
  '<md:ContactPerson contactType="administrative">' +
  '<md:Extensions xmlns:cie="https://www.cartaidentita.interno.gov.it/saml-extensions">' +
  `<cie:Public/><cie:IPACode>${ENTE}</cie:IPACode>` +
  `<cie:Municipality>${env().CIE_COMUNE_SEDE ?? LA_SPEZIA}</cie:Municipality></md:Extensions>` +
  `<md:Company>${escapeXml(denominazione)}</md:Company>` +
  `<md:EmailAddress>${escapeXml(contatto)}</md:EmailAddress></md:ContactPerson>`

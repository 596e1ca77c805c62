import { headers } from 'next/headers'
import { NONCE_HEADER } from '@/lib/auth/headers'
import type { Servizio } from '@/lib/procedimenti/queries'

const DESTINATARI: Record<string, string> = {
  cittadini: 'Cittadini',
  imprese: 'Imprese',
  tecnici: 'Tecnici',
  enti: 'Enti pubblici',
}

/** Structured data of a service, for search engines: `GovernmentService` of schema.org. */
export async function ServizioJsonLd({
  servizio: { definizione, attivo, ufficio },
  url,
}: {
  servizio: Servizio
  url: string
}) {
  const { scheda } = definizione
  const data = {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    name: scheda.titolo,
    description: scheda.descrizioneBreve,
    serviceType: scheda.argomenti[0],
    url,
    audience: scheda.pubblico.map((one) => ({ '@type': 'Audience', audienceType: DESTINATARI[one] })),
    areaServed: { '@type': 'AdministrativeArea', name: 'Provincia della Spezia' },
    provider: { '@type': 'GovernmentOrganization', name: 'Provincia della Spezia' },
    serviceOperator: { '@type': 'GovernmentOrganization', name: ufficio.denominazione },
    availableChannel: { '@type': 'ServiceChannel', serviceUrl: url, availableLanguage: 'it' },
    hoursAvailable: attivo
      ? {
          '@type': 'OpeningHoursSpecification',
          opens: '00:00',
          closes: '23:59',
          dayOfWeek: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
        }
      : undefined,
  }
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined
  // `<` is escaped: the text cannot end the element it stands in.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, escaped above
  return <script type="application/ld+json" nonce={nonce} dangerouslySetInnerHTML={{ __html: json }} />
}

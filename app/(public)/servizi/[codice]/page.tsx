import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { PrintHeader } from '@/components/layout/print-header'
import { schedaParts } from '@/components/servizi/scheda'
import { ServizioJsonLd } from '@/components/servizi/servizio-json-ld'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { PageIndex, SheetSection } from '@/components/ui/service-sheet'
import { Tag } from '@/components/ui/tag'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { env } from '@/lib/env'
import { findServizio, listTempiMediani } from '@/lib/procedimenti/queries'

type Props = { params: Promise<{ codice: string }> }

const findOnce = cache(findServizio)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const servizio = await findOnce((await params).codice)
  if (!servizio) return {}
  const { titolo, descrizioneBreve } = servizio.definizione.scheda
  return {
    title: `${titolo} — Servizi`,
    description: descrizioneBreve,
    alternates: { canonical: paths.servizio(servizio.codice) },
  }
}

export default async function ServizioPage({ params }: Props) {
  const servizio = await findOnce((await params).codice)
  if (!servizio) notFound()
  const { codice, attivo, sospesoMotivo, definizione } = servizio
  const [tempi, oggi] = await Promise.all([listTempiMediani(), today()])
  const parts = schedaParts(servizio, tempi.get(codice) ?? null)
  const url = new URL(paths.servizio(codice), env().BASE_URL).href
  return (
    <>
      <PrintHeader printedAt={formatDay(oggi)} url={url} />
      <Breadcrumb
        crumbs={[
          { label: 'Sportello', href: paths.home },
          { label: 'Servizi', href: paths.servizi },
          { label: definizione.scheda.titolo },
        ]}
      />
      <PageHeading
        above={attivo ? <Tag tone="green">Servizio attivo</Tag> : <Tag tone="amber">Servizio sospeso</Tag>}
        title={definizione.scheda.titolo}
        lead={definizione.scheda.descrizioneBreve}
      >
        {attivo ? (
          <p className="no-print mt-6 flex flex-wrap gap-3">
            <LinkButton href={paths.personale.nuova(codice)}>Presenta la domanda</LinkButton>
            {definizione.verificaPreliminare && (
              <LinkButton href={paths.verificaPreliminare(codice)} kind="secondary">
                Verifica se ti serve
              </LinkButton>
            )}
          </p>
        ) : (
          <Alert tone="amber" title="Per ora non si possono presentare domande">
            {sospesoMotivo}
          </Alert>
        )}
      </PageHeading>
      <div className="split">
        <div>
          {parts.map(({ id, title, body }) => (
            <SheetSection key={id} id={id} title={title}>
              {body}
            </SheetSection>
          ))}
        </div>
        <div className="no-print max-lg:order-first">
          <PageIndex parts={parts} />
        </div>
      </div>
      <ServizioJsonLd servizio={servizio} url={url} />
    </>
  )
}

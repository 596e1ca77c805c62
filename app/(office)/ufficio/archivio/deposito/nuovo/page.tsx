import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ContenitoreForm } from '@/components/archivio/deposito-forms'
import { BackLink } from '@/components/layout/breadcrumb'
import { listLuoghi } from '@/lib/archivio/deposito/queries'
import { findScheda } from '@/lib/archivio/queries'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { requireArchivista } from '../../reading'

export const metadata: Metadata = { title: 'Nuovo contenitore — Archivio — Ufficio' }

export default async function NuovoContenitorePage({ searchParams }: PageProps<'/ufficio/archivio/deposito/nuovo'>) {
  const officer = await requireArchivista()
  const { unita: asked, luogo } = await searchParams
  const unita = isUuid(asked) ? await findScheda(officer, asked) : null
  if (asked !== undefined && !unita) notFound()
  const luoghi = await listLuoghi(officer)
  return (
    <div className="max-w-narrow">
      {unita ? (
        <BackLink href={paths.ufficio.collocazione(unita.id)} label={unita.segnatura} />
      ) : (
        <BackLink href={paths.ufficio.deposito} label="Deposito" />
      )}
      <h1 className="mb-6">Aggiungi un contenitore</h1>
      {unita && <p className="mb-6">Ci va dentro «{unita.titolo}».</p>}
      <ContenitoreForm
        unitaId={unita?.id ?? ''}
        luoghi={luoghi}
        luogoId={typeof luogo === 'string' ? luogo : undefined}
      />
    </div>
  )
}

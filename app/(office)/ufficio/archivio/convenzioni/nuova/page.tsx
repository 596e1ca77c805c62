import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConvenzioneForm } from '@/components/archivio/accesso/convenzione-forms'
import { BackLink } from '@/components/layout/breadcrumb'
import { listEntiConvenzionabili } from '@/lib/archivio/accesso/queries-convenzioni'
import { canCurare } from '@/lib/archivio/lettore'
import { requireFunzionario } from '@/lib/auth/viewer'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Registra una convenzione — Archivio — Ufficio' }

export default async function NuovaConvenzionePage() {
  const officer = await requireFunzionario()
  if (!(await canCurare(officer))) notFound()
  const enti = await listEntiConvenzionabili(officer)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.convenzioni} label="Convenzioni" />
      <h1 className="mb-6">Registra una convenzione</h1>
      <ConvenzioneForm enti={enti} comuni={COMUNI.map(({ istat, nome }) => ({ istat, nome }))} />
    </div>
  )
}

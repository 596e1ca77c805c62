import type { Metadata } from 'next'
import { ProduttoreForm } from '@/components/archivio/produttore-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { paths } from '@/lib/core/paths'
import { requireArchivista } from '../../reading'

export const metadata: Metadata = { title: 'Nuovo soggetto produttore — Archivio — Ufficio' }

export default async function NuovoProduttorePage() {
  await requireArchivista()
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.produttori} label="Soggetti produttori" />
      <h1 className="mb-6">Aggiungi un soggetto produttore</h1>
      <ProduttoreForm />
    </div>
  )
}

import type { Metadata } from 'next'
import { DescrizioneForm } from '@/components/archivio/descrizione-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { listProduttori } from '@/lib/archivio/dettagli/queries'
import { LIVELLI_CIMA } from '@/lib/archivio/rules'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import { requireArchivista } from '../reading'

export const metadata: Metadata = { title: 'Nuovo fondo — Archivio — Ufficio' }

export default async function NuovoFondoPage() {
  const officer = await requireArchivista()
  const produttori = await listProduttori(officer)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1 className="mb-6">Aggiungi un fondo</h1>
      <p className="mb-6">Sta in cima a un albero: poi vi aggiungerai serie e fascicoli.</p>
      <DescrizioneForm
        padreId={null}
        livelli={LIVELLI_CIMA}
        comuni={COMUNI}
        produttori={produttori.map((one) => one.denominazione)}
        valori={{ livello: 'fondo', trattamento: 'non_censito' }}
      />
    </div>
  )
}

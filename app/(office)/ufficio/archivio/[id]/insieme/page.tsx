import type { Metadata } from 'next'
import { MassaForm } from '@/components/archivio/massa-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { Alert } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { listDaCambiare } from '@/lib/archivio/massa/queries'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/insieme'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Modifica insieme, ${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function InsiemePage({ params, searchParams }: Props) {
  const { officer, scheda } = await readUnitaDaCurare((await params).id)
  const { dopo, cambiate } = await searchParams
  const from = Number([dopo].flat().at(-1) ?? -1)
  const { righe, altre } = await listDaCambiare(officer, scheda.id, Number.isInteger(from) ? from : -1)
  const done = Number(cambiate)
  return (
    <div className="max-w-narrow">
      {done > 0 && (
        <Alert tone="green" live="status" title={done === 1 ? 'È cambiata un’unità' : `Sono cambiate ${done} unità`} />
      )}
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Modifica più unità insieme</h1>
      {righe.length === 0 ? (
        <EmptyState title="Qui dentro non c’è niente">Scegli un’unità che ne contiene altre.</EmptyState>
      ) : (
        <MassaForm padreId={scheda.id} righe={righe} comuni={COMUNI} />
      )}
      {altre && (
        <p className="mt-6">
          <a href={`${paths.ufficio.insieme(scheda.id)}?dopo=${righe.at(-1)?.posizione}`}>Le unità dopo queste</a>
        </p>
      )}
    </div>
  )
}

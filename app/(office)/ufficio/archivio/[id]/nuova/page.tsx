import type { Metadata } from 'next'
import { DescrizioneForm } from '@/components/archivio/descrizione-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { canContain, LIVELLI_DESCRIZIONE } from '@/lib/archivio/rules'
import { COMUNI } from '@/lib/comuni/elenco'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/nuova'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Nuova unità in ${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function NuovaUnitaPage({ params }: Props) {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Aggiungi un’unità</h1>
      <p className="mb-6">Sta dentro «{scheda.titolo}», e si vede come quella.</p>
      <DescrizioneForm
        padreId={scheda.id}
        livelli={LIVELLI_DESCRIZIONE.filter((livello) => canContain(scheda.livello, livello))}
        comuni={COMUNI}
        valori={{
          segnatura: `${scheda.segnatura}/`,
          trattamento: 'censito',
          comuneIstat: scheda.comuneIstat,
          data: scheda.dataMostrata,
        }}
      />
    </div>
  )
}

import type { Metadata } from 'next'
import { DescrizioneForm } from '@/components/archivio/descrizione-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { COMUNI } from '@/lib/comuni/elenco'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/modifica'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Modifica ${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function ModificaUnitaPage({ params }: Props) {
  const { scheda } = await readUnitaDaCurare((await params).id)
  const { descrizione } = scheda
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Modifica la descrizione</h1>
      <DescrizioneForm
        id={scheda.id}
        versione={scheda.versioneRiga}
        comuni={COMUNI}
        valori={{
          titolo: scheda.titolo,
          titoloOriginale: scheda.titoloOriginale,
          data:
            scheda.dal && scheda.dal === scheda.al ? scheda.dal.split('-').reverse().join('/') : scheda.dataMostrata,
          tipologia: scheda.tipologia,
          trattamento: scheda.trattamento,
          numeroPratica: scheda.numeroPratica,
          annoPratica: scheda.annoPratica === null ? null : String(scheda.annoPratica),
          comuneIstat: scheda.comuneIstat,
          comuneStorico: scheda.comuneStorico,
          localita: scheda.localita,
          consistenza: scheda.consistenza,
          opera: descrizione?.opera,
          materiale: descrizione?.materiale,
          esito: descrizione?.esito,
          ambito: descrizione?.contenuto,
        }}
      />
    </div>
  )
}

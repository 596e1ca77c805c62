import type { Metadata } from 'next'
import { DescrizioneForm } from '@/components/archivio/descrizione-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { removeModelloAction } from '@/lib/archivio/modelli/actions'
import { lastSegnatura, listModelli } from '@/lib/archivio/modelli/queries'
import { segnaturaDopo } from '@/lib/archivio/modelli/rules'
import { canContain, LIVELLI_DESCRIZIONE } from '@/lib/archivio/rules'
import { COMUNI } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/nuova'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Nuova unità in ${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function NuovaUnitaPage({ params, searchParams }: Props) {
  const { officer, scheda } = await readUnitaDaCurare((await params).id)
  const { modello: asked, fatto } = await searchParams
  const [modelli, last] = await Promise.all([
    listModelli(
      officer,
      scheda.id,
      scheda.antenati.map((one) => one.id),
    ),
    lastSegnatura(officer, scheda.id),
  ])
  const modello = modelli.find((one) => one.id === asked)
  return (
    <div className="max-w-narrow">
      <Fatto fatto={fatto} parole={{ tolto: 'Il modello è tolto' }} />
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Aggiungi un’unità</h1>
      <p className="mb-6">Sta dentro «{scheda.titolo}», e si vede come quella.</p>
      {modelli.length > 0 && (
        <section className="mb-8">
          <h2>Modelli</h2>
          <ul className="rows">
            {modelli.map((one) => (
              <li key={one.id}>
                {one.id === modello?.id ? (
                  <strong className="row-link" aria-current="true">
                    {one.nome}
                  </strong>
                ) : (
                  <a className="row-link" href={`${paths.ufficio.nuovaUnita(scheda.id)}?modello=${one.id}`}>
                    {one.nome}
                  </a>
                )}
                {one.unitaId === scheda.id && (
                  <OneButtonForm action={removeModelloAction.bind(null, scheda.id, one.id)} kind="tertiary" small>
                    Togli<span className="sr-only"> il modello {one.nome}</span>
                  </OneButtonForm>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <DescrizioneForm
        padreId={scheda.id}
        livelli={LIVELLI_DESCRIZIONE.filter((livello) => canContain(scheda.livello, livello))}
        comuni={COMUNI}
        valori={{
          segnatura: last === null ? `${scheda.segnatura}/` : segnaturaDopo(last),
          trattamento: 'censito',
          comuneIstat: scheda.comuneIstat,
          data: scheda.dataMostrata,
          ...modello?.valori,
        }}
      />
    </div>
  )
}

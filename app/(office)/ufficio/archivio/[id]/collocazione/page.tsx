import type { Metadata } from 'next'
import { ContenutaForm } from '@/components/archivio/deposito-forms'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { removeContenutaAction } from '@/lib/archivio/deposito/actions'
import { NOMI_CONTENITORE, NOMI_MOTIVO } from '@/lib/archivio/deposito/rules'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/collocazione'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Collocazione di ${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function CollocazionePage({ params, searchParams }: Props) {
  const { scheda } = await readUnitaDaCurare((await params).id)
  const contenitori = scheda.contenitori ?? []
  return (
    <div className="max-w-narrow">
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          aggiunto: 'Il contenitore è aggiunto, con dentro questa unità',
          messa: 'L’unità è nel contenitore',
          tolta: 'L’unità non è più in quel contenitore',
        }}
      />
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Dove stanno le carte</h1>
      {contenitori.length === 0 ? (
        <EmptyState title="Non è in nessun contenitore">Leggi l’etichetta della busta in cui la metti.</EmptyState>
      ) : (
        <ul className="rows mb-8">
          {contenitori.map((one) => (
            <li key={one.id}>
              <a className="row-link" href={paths.ufficio.contenitore(one.id)}>
                {NOMI_CONTENITORE[one.tipo]} {one.codice}
              </a>
              <span className="row-note">
                {one.fuori ? `Fuori: ${NOMI_MOTIVO[one.fuori].toLowerCase()}` : one.luogo}
              </span>
              <OneButtonForm action={removeContenutaAction.bind(null, scheda.id, one.id)} kind="secondary" small>
                Togli da qui
              </OneButtonForm>
            </li>
          ))}
        </ul>
      )}
      <h2>Metti in un contenitore che c’è</h2>
      <ContenutaForm unitaId={scheda.id} />
      <h2 className="mt-8">Oppure</h2>
      <p>
        <LinkButton href={paths.ufficio.nuovoContenitore(scheda.id)} kind="secondary">
          Mettila in un contenitore nuovo
        </LinkButton>
      </p>
    </div>
  )
}

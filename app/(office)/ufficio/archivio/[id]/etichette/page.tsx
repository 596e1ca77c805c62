import type { Metadata } from 'next'
import { EtichettaForm } from '@/components/archivio/etichetta-form'
import { CATEGORIE } from '@/components/archivio/parole'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { removeEtichettaAction } from '@/lib/archivio/actions'
import { listEtichetteSopra } from '@/lib/archivio/queries'
import type { CategoriaEtichetta } from '@/lib/archivio/rules-consultabilita'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/etichette'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Etichette di ${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function EtichettePage({ params, searchParams }: Props) {
  const { officer, scheda } = await readUnitaDaCurare((await params).id)
  const sopra = await listEtichetteSopra(officer, scheda.antenati)
  const nomi = new Map(scheda.antenati.map((one) => [one.id, one.titolo]))
  return (
    <div className="max-w-narrow">
      <Fatto fatto={(await searchParams).fatto} parole={{ tolta: 'L’etichetta è tolta' }} />
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Che cosa chiude questa unità</h1>
      <p className="mb-6">
        Un’etichetta chiude l’unità e ciò che contiene per il tempo che dice la legge (D.Lgs. 42/2004 art. 122), oltre a
        quelle delle unità di sopra. Dopo la vedono solo le persone abilitate: se non sei tra queste, non la vedrai più
        nemmeno tu.
      </p>
      {scheda.etichette && scheda.etichette.length > 0 && (
        <ul className="rows mb-8">
          {scheda.etichette.map((one) => (
            <li key={one.id}>
              <span className="row-link">{CATEGORIE[one.categoria as CategoriaEtichetta]}</span>
              <span className="row-note">{one.il ? formatDay(one.il) : `anno ${one.anno}`}</span>
              <span className="row-text">{one.motivo}</span>
              <OneButtonForm action={removeEtichettaAction.bind(null, scheda.id, one.id)} kind="secondary" small>
                Togli l’etichetta
              </OneButtonForm>
            </li>
          ))}
        </ul>
      )}
      {sopra.length > 0 && (
        <>
          <h2>Dalle unità di sopra</h2>
          <ul className="rows mb-8">
            {sopra.map((one) => (
              <li key={`${one.unitaId} ${one.categoria} ${one.il ?? one.anno}`}>
                <span className="row-link">{CATEGORIE[one.categoria as CategoriaEtichetta]}</span>
                <span className="row-note">{one.il ? formatDay(one.il) : `anno ${one.anno}`}</span>
                <a className="row-text" href={paths.ufficio.etichetteUnita(one.unitaId)}>
                  {nomi.get(one.unitaId)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Aggiungi un’etichetta</h2>
      <EtichettaForm id={scheda.id} />
    </div>
  )
}

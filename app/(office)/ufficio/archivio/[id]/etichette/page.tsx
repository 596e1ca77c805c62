import type { Metadata } from 'next'
import { AccessoForm } from '@/components/archivio/accesso-form'
import { EtichettaForm } from '@/components/archivio/etichetta-form'
import { ACCESSO, CATEGORIE, cifra } from '@/components/archivio/parole'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { removeEtichettaAction } from '@/lib/archivio/actions'
import { listEtichetteSopra, type Scheda } from '@/lib/archivio/queries'
import { haCarte } from '@/lib/archivio/rules'
import type { CategoriaEtichetta } from '@/lib/archivio/rules-consultabilita'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/etichette'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Accesso ed etichette di ${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function EtichettePage({ params, searchParams }: Props) {
  const { officer, scheda } = await readUnitaDaCurare((await params).id)
  const { fatto, dentro } = await searchParams
  const parole = { tolta: 'L’etichetta è tolta', accesso: accessoCambiato(Number(dentro)) }
  const sopra = haCarte(scheda.livello) ? await listEtichetteSopra(officer, scheda.antenati) : []
  return (
    <div className="max-w-narrow">
      <Fatto fatto={fatto} parole={parole} />
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Chi può vedere questa unità</h1>
      <h2>Accesso</h2>
      <p className="mb-6">
        Senza etichette questa unità è: <strong>{ACCESSO[scheda.accessoBase].parola.toLowerCase()}</strong>. Se lo cambi
        cambia anche per le unità qui dentro che hanno lo stesso accesso. Ciò che le etichette chiudono resta chiuso.
        Ciò che diventa «non consultabile» lo vedono solo le persone abilitate: se non sei tra queste, non lo vedrai
        più.
      </p>
      <AccessoForm id={scheda.id} versione={scheda.versioneRiga} accesso={scheda.accessoBase} />
      {haCarte(scheda.livello) && <Etichette scheda={scheda} sopra={sopra} />}
    </div>
  )
}

const accessoCambiato = (dentro: number) =>
  dentro > 0
    ? `L’accesso è cambiato, anche per ${dentro === 1 ? 'un’unità' : `${cifra(dentro)} unità`} qui dentro`
    : 'L’accesso è cambiato'

function Etichette({ scheda, sopra }: { scheda: Scheda; sopra: Awaited<ReturnType<typeof listEtichetteSopra>> }) {
  const nomi = new Map(scheda.antenati.map((one) => [one.id, one.titolo]))
  return (
    <section className="mt-10">
      <h2>Che cosa la chiude per legge</h2>
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
          <h3>Dalle unità di sopra</h3>
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
      <h3>Aggiungi un’etichetta</h3>
      <EtichettaForm id={scheda.id} />
    </section>
  )
}

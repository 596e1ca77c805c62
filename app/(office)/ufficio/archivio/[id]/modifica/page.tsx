import type { Metadata } from 'next'
import { DescrizioneForm } from '@/components/archivio/descrizione-form'
import { nomeLivello } from '@/components/archivio/parole'
import { LivelloForm, SegnaturaForm, SpostaForm } from '@/components/archivio/posto-forms'
import { BackLink } from '@/components/layout/breadcrumb'
import { livelliInvece } from '@/lib/archivio/rules'
import { COMUNI } from '@/lib/comuni/rules-comuni'
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
  const sopra = scheda.antenati.find((one) => one.id === scheda.padreId)
  // of what is closed above nothing is known here: the command knows
  const livelli = scheda.padreId && !sopra ? [] : livelliInvece(scheda.livello, sopra?.livello ?? null)
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
      <section className="mt-10">
        <h2>Segnatura</h2>
        <SegnaturaForm id={scheda.id} versione={scheda.versioneRiga} segnatura={scheda.segnatura} />
      </section>
      {livelli.length > 0 && (
        <section className="mt-10">
          <h2>Livello</h2>
          <p className="mb-4">Ora è: {nomeLivello(scheda.livello).toLowerCase()}.</p>
          <LivelloForm id={scheda.id} versione={scheda.versioneRiga} livelli={livelli} />
        </section>
      )}
      {scheda.padreId && (
        <section className="mt-10">
          <h2>Posto nell’albero</h2>
          <p className="mb-4">
            L’unità va in fondo a quella che scrivi, con tutto ciò che contiene. Il suo accesso resta com’è, salvo ciò
            che chiudono le etichette del nuovo posto.
          </p>
          <SpostaForm id={scheda.id} versione={scheda.versioneRiga} />
        </section>
      )}
    </div>
  )
}

import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { pauseLavorazioneAction, resumeLavorazioneAction } from '@/lib/archivio/lavorazione/actions'
import type { Avanzamento } from '@/lib/archivio/lavorazione/queries-avanzamento'
import { FINESTRA_MINUTI, paroleDelTempo } from '@/lib/archivio/lavorazione/rules-avanzamento'
import { many } from '@/lib/archivio/lotti/rules'
import { formatInstant } from '@/lib/core/date'

const ritmo = (perMinuto: number): string =>
  perMinuto === 0
    ? `Nessuna pagina negli ultimi ${FINESTRA_MINUTI} minuti`
    : `${perMinuto.toLocaleString('it-IT', { maximumFractionDigits: 1 })} pagine al minuto`

function attesa({ daFare, minuti }: Avanzamento): string {
  if (daFare === 0) return 'Niente'
  const pages = many(daFare, 'pagina', 'pagine')
  return minuti === null
    ? `${pages}: quanto ci vorrà si saprà quando il lavoro va avanti`
    : `${pages}, ${paroleDelTempo(minuti)} a questo ritmo`
}

/** How the whole queue goes, and the button that stops it or lets it go on. */
export function StatoCoda({ avanzamento, values }: { avanzamento: Avanzamento; values: Record<string, string> }) {
  const { sospensione, spazio, inMano, perMinuto, morte } = avanzamento
  return (
    <>
      {sospensione && (
        <Alert tone="amber" title="Tutta la lavorazione è in pausa">
          L’ha messa in pausa {sospensione.da}, il {formatInstant(sospensione.at)}. Ciò che arriva aspetta.
        </Alert>
      )}
      {spazio && (
        <Alert tone="red" title="Un disco è pieno">
          {spazio}. Nessun file è guasto e nessun tentativo è perso.
        </Alert>
      )}
      <DefinitionList
        facts={[
          {
            label: 'In lavorazione adesso',
            value:
              inMano.pagine === 0
                ? 'Niente'
                : `${many(inMano.pagine, 'pagina o file', 'pagine o file')} su ${many(inMano.macchine, 'macchina', 'macchine')}`,
          },
          { label: 'Ritmo', value: ritmo(perMinuto) },
          { label: 'Resta da fare', value: attesa(avanzamento) },
          {
            label: 'Non riuscite',
            value: morte === 0 ? 'Nessuna' : <a href="#non-riuscite">{many(morte, 'lavorazione', 'lavorazioni')}</a>,
          },
        ]}
      />
      <div className="mt-6 mb-4">
        {sospensione ? (
          <OneButtonForm action={resumeLavorazioneAction.bind(null, null)} values={values}>
            Riprendi tutta la lavorazione
          </OneButtonForm>
        ) : (
          <OneButtonForm action={pauseLavorazioneAction.bind(null, null)} values={values} kind="secondary" small>
            Metti in pausa tutta la lavorazione
          </OneButtonForm>
        )}
      </div>
    </>
  )
}

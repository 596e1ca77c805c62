import { CopyButton } from '@/components/ui/copy-button'
import { type Citabile, citazioneInRiga, citazioneOf } from '@/lib/archivio/citazione/rules'
import { FORMATI, type NomeFormato } from '@/lib/archivio/citazione/rules-formati'
import { paths } from '@/lib/core/paths'

/** A citation as it is written: the sets in italics, the permanent address as a link. */
export const TestoCitazione = ({ citabile }: { citabile: Citabile }) =>
  citazioneOf(citabile).map(({ testo, corsivo, indirizzo }, i) =>
    indirizzo ? (
      <a key={testo} href={testo} className="citazione-indirizzo">
        {testo}
      </a>
    ) : corsivo ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one citation stand still, and two may say the same
      <cite key={i}>{testo}</cite>
    ) : (
      testo
    ),
  )

/** How a unit or a page is cited, to be copied or taken along. */
export function Citazione({ citabile, paginaId }: { citabile: Citabile; paginaId: string | null }) {
  const formats = (Object.keys(FORMATI) as NomeFormato[]).filter((one) => one !== 'testo')
  return (
    <>
      <p className="citazione">
        <TestoCitazione citabile={citabile} />
      </p>
      <div className="citazione-comandi no-print">
        <CopyButton text={citazioneInRiga(citabile)}>Copia la citazione</CopyButton>
        <p>
          Per i programmi di bibliografia:{' '}
          {formats.map((one, i) => (
            <span key={one}>
              {i > 0 && ', '}
              <a href={paths.api.citazione(citabile.unitaId, one, paginaId)} download>
                {FORMATI[one].nome}
              </a>
            </span>
          ))}
        </p>
      </div>
    </>
  )
}

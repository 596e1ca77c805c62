import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import type { ConformeVerificata } from '@/lib/archivio/conformi/verifica'
import { formatDay, formatInstant } from '@/lib/core/date'

const TONE = {
  valida: 'border-success bg-success-fill text-success-ink',
  male: 'border-danger bg-danger-fill text-danger-ink',
}

/** The answer in one word. @param impronta of the file that was brought; null: none */
export function parolaConforme(copia: ConformeVerificata, impronta: string | null): string {
  if (copia.differenze?.length !== 0) return 'Non attendibile'
  if (copia.revocataIl) return 'Revocata'
  return impronta !== null && impronta !== copia.sha256 ? 'File diverso' : 'Valida'
}

/** The answer in one word, then what is compared with the paper or the file; nothing of what is copied. */
export function EsitoConforme({ copia, impronta }: { copia: ConformeVerificata; impronta: string | null }) {
  const attendibile = copia.differenze?.length === 0
  const diverso = impronta !== null && impronta !== copia.sha256
  const valida = attendibile && !diverso && copia.revocataIl === null
  const controllata = formatInstant(copia.controllataAt)
  return (
    <>
      <header className={`border-l-[0.75rem] p-6 sm:p-8 ${valida ? TONE.valida : TONE.male}`}>
        <h1 className="text-5xl uppercase sm:text-7xl">{parolaConforme(copia, impronta)}</h1>
        <p className="mt-3 text-xl">
          {!attendibile
            ? 'I dati del registro non corrispondono a quelli sigillati quando la copia fu certificata. Non fare affidamento su questa pagina: telefona alla Provincia.'
            : copia.revocataIl
              ? `La Provincia l’ha revocata il ${formatDay(copia.revocataIl)}: non vale più.`
              : diverso
                ? 'Il file che hai scelto non è quello che la Provincia ha rilasciato con questo numero: può essere stato cambiato.'
                : `La Provincia ha certificato che è conforme ai documenti del suo archivio.${impronta === null ? '' : ' Il file che hai scelto è quello rilasciato, identico fino all’ultimo bit.'}`}
        </p>
        <p className="mt-4">
          <strong>Copia conforme n. {copia.numero}</strong> del {formatDay(copia.il)}
        </p>
        <p>
          Controllata il <time dateTime={copia.controllataAt.toISOString()}>{controllata}</time>
        </p>
      </header>
      {copia.differenze && copia.differenze.length > 0 && (
        <Callout tone="red" title="Che cosa non corrisponde">
          {copia.differenze.join(', ')}
        </Callout>
      )}
      <div className="mt-6">
        <DefinitionList
          facts={[
            { label: 'Numero', value: copia.numero },
            { label: 'Data', value: formatDay(copia.il) },
            { label: 'Pagine copiate', value: String(copia.pagine) },
            {
              label: 'Impronta del file',
              value: <span className="code wrap-anywhere">{copia.sha256}</span>,
            },
            {
              label: 'Impronta dell’attestazione',
              value: <span className="code wrap-anywhere">{copia.impronta}</span>,
            },
          ]}
        />
        <p className="hint mt-3">Le impronte sono SHA-256. Quella dell’attestazione è scritta alla fine della copia.</p>
      </div>
    </>
  )
}

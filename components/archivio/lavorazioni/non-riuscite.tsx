import { OneButtonForm } from '@/components/ui/one-button-form'
import { retryLavorazioneAction, retryLavorazioniAction } from '@/lib/archivio/lavorazione/actions'
import type { Morta } from '@/lib/archivio/lavorazione/queries-avanzamento'
import { NOMI_FASE } from '@/lib/archivio/lavorazione/rules-avanzamento'
import { many } from '@/lib/archivio/lotti/rules'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { formatMB } from '@/lib/documenti/rules-file'
import { TIPI_FILE } from './tipi-file'

/** 'PDF di 3,2 MB, 12 pagine' */
function cheCosa({ mime, byte, pagine }: Morta): string {
  return `${TIPI_FILE[mime] ?? 'File'} di ${formatMB(byte)}${pagine === null ? '' : `, ${many(pagine, 'pagina', 'pagine')}`}`
}

/** Work that could not be done: of which file, why, and what to do about it. */
export function NonRiuscite({
  morte,
  quante,
  totale,
  lottoId,
  values,
}: {
  morte: readonly Morta[]
  /** of papers this archivist may open */
  quante: number
  /** of all papers */
  totale: number
  lottoId: string | null
  /** sent with every act: the page to come back to */
  values: Record<string, string>
}) {
  const hidden = totale - quante
  return (
    <section aria-labelledby="non-riuscite">
      <h2 className="mt-10" id="non-riuscite">
        Non riuscite
      </h2>
      {totale === 0 && <p>Nessuna lavorazione è ferma per un guasto.</p>}
      {totale > 0 && (
        <>
          <p className="mb-4">
            Ognuna dice perché si è fermata e che cosa fare. Ritentare serve quando la causa è passata: una macchina
            carica, il deposito che non rispondeva. Un file danneggiato darà lo stesso esito.
          </p>
          <OneButtonForm action={retryLavorazioniAction.bind(null, lottoId)} values={values} kind="secondary" small>
            {lottoId ? 'Ritenta tutte quelle del lotto' : 'Ritenta tutte'}
          </OneButtonForm>
        </>
      )}
      {hidden > 0 && (
        <p className="mt-4">
          {many(hidden, 'altra è di carte chiuse', 'altre sono di carte chiuse')}, che vede solo chi è abilitato: si
          ritentano con «{lottoId ? 'Ritenta tutte quelle del lotto' : 'Ritenta tutte'}».
        </p>
      )}
      {morte.length > 0 && (
        <ul className="rows mt-6">
          {morte.map((one) => (
            <li key={one.id}>
              <span className="row-link wrap-anywhere">
                {one.nome}
                {one.pagina !== null && `, pagina ${one.pagina}`}
              </span>
              <span className="row-note">{formatInstant(one.quando)}</span>
              <span className="row-text">
                <strong>{one.errore ?? 'Il motivo non è stato registrato'}.</strong> {NOMI_FASE[one.fase]},{' '}
                {many(one.tentativi, 'tentativo', 'tentativi')}. {cheCosa(one)}, di{' '}
                <a href={paths.ufficio.unita(one.unitaId)}>{one.segnatura}</a>.
              </span>
              <OneButtonForm action={retryLavorazioneAction.bind(null, one.id)} values={values} kind="tertiary" small>
                <>
                  Ritenta
                  <span className="sr-only">
                    {' '}
                    {one.nome}
                    {one.pagina !== null && `, pagina ${one.pagina}`}
                  </span>
                </>
              </OneButtonForm>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

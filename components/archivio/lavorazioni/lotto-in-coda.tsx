import { type Column, DataTable } from '@/components/ui/data-table'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import {
  pauseLavorazioneAction,
  resumeLavorazioneAction,
  retryLavorazioniAction,
} from '@/lib/archivio/lavorazione/actions'
import type { AvanzamentoLotto } from '@/lib/archivio/lavorazione/queries-avanzamento'
import { type AvanzamentoFase, NOMI_FASE } from '@/lib/archivio/lavorazione/rules-avanzamento'
import { many } from '@/lib/archivio/lotti/rules'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

const numero = (n: number) => n.toLocaleString('it-IT')
const oNulla = (n: number) => (n > 0 ? numero(n) : null)

const COLONNE: readonly [Column<AvanzamentoFase>, ...Column<AvanzamentoFase>[]] = [
  { key: 'fase', header: 'Lavoro', cell: ({ fase }) => NOMI_FASE[fase] },
  {
    key: 'fatte',
    header: 'Fatti',
    numeric: true,
    cell: ({ fatte, totale }) => `${numero(fatte)} di ${numero(totale)}`,
  },
  { key: 'attesa', header: 'In attesa', numeric: true, cell: (one) => oNulla(one.attesa) },
  { key: 'corso', header: 'In corso', numeric: true, cell: (one) => oNulla(one.inCorso) },
  { key: 'pausa', header: 'In pausa', numeric: true, cell: (one) => oNulla(one.sospese) },
  { key: 'morte', header: 'Non riusciti', numeric: true, cell: (one) => oNulla(one.morte) },
]

/** A batch with work left: how far each kind of work is, and what can be done to it. */
export function LottoInCoda({ lotto, values }: { lotto: AvanzamentoLotto; values: Record<string, string> }) {
  const { lottoId, nome, fasi, quota, morte, sospensione } = lotto
  const name = nome ?? 'File aggiunti senza un lotto'
  const fieldId = `avanzamento-${lottoId ?? 'senza'}`
  return (
    <section className="mt-8" aria-label={name}>
      <h3>{lottoId ? <a href={paths.ufficio.lotto(lottoId)}>{name}</a> : name}</h3>
      {sospensione && (
        <p>
          <Tag tone="amber">In pausa</Tag> da {formatInstant(sospensione.at)}: l’ha messo in pausa {sospensione.da}.
        </p>
      )}
      {quota.tutte > 0 && (
        <p>
          <label htmlFor={fieldId}>{Math.floor((quota.fatte / quota.tutte) * 100)}% del lavoro è fatto</label>
          <progress id={fieldId} className="mt-2 block w-full max-w-narrow" value={quota.fatte} max={quota.tutte} />
        </p>
      )}
      <DataTable
        caption={`Lavoro su ${name}`}
        captionHidden
        columns={COLONNE}
        rows={fasi.filter((one) => one.totale > 0)}
        rowKey={(one) => one.fase}
      />
      <div className="mt-4 flex flex-wrap items-center gap-4">
        {lottoId &&
          (sospensione ? (
            <OneButtonForm action={resumeLavorazioneAction.bind(null, lottoId)} values={values} small>
              {`Riprendi «${name}»`}
            </OneButtonForm>
          ) : (
            <OneButtonForm action={pauseLavorazioneAction.bind(null, lottoId)} values={values} kind="secondary" small>
              {`Metti in pausa «${name}»`}
            </OneButtonForm>
          ))}
        {lottoId && morte > 0 && (
          <>
            <OneButtonForm action={retryLavorazioniAction.bind(null, lottoId)} values={values} kind="secondary" small>
              {`Ritenta ${many(morte, 'lavorazione non riuscita', 'lavorazioni non riuscite')}`}
            </OneButtonForm>
            <a href={`${paths.ufficio.lavorazioniDelLotto(lottoId)}#non-riuscite`}>Perché non sono riuscite</a>
          </>
        )}
      </div>
    </section>
  )
}

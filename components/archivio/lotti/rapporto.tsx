import { type Column, DataTable } from '@/components/ui/data-table'
import { Tabs } from '@/components/ui/tabs'
import { Tag } from '@/components/ui/tag'
import type { ContoLotto, FiltroRighe, RigaLotto } from '@/lib/archivio/lotti/queries'
import { type Esito, many, NOMI_STATO_RIGA } from '@/lib/archivio/lotti/rules'
import { paths } from '@/lib/core/paths'
import { TONO_RIGA } from './parole'

const RIGHE_A_PAGINA = 100

function EsitoRiga({ esito: { gravita, colonna, testo } }: { esito: Esito }) {
  return (
    <li className="wrap-anywhere">
      {gravita === 'avviso' && <span className="muted">Avviso. </span>}
      {colonna && <strong>{colonna}: </strong>}
      {testo}
    </li>
  )
}

const COLONNE: readonly [Column<RigaLotto>, ...Column<RigaLotto>[]] = [
  {
    key: 'unita',
    header: 'Unità',
    cell: ({ riga, segnatura, titolo, unitaId }) => (
      <>
        <span className="wrap-anywhere">
          {unitaId ? <a href={paths.ufficio.unita(unitaId)}>{segnatura}</a> : segnatura || 'senza segnatura'}
        </span>
        <small>
          riga {riga}
          {titolo && ` · ${titolo}`}
        </small>
      </>
    ),
  },
  {
    key: 'stato',
    header: 'Stato',
    cell: ({ stato }) => (
      <span className="whitespace-nowrap">
        <Tag tone={TONO_RIGA[stato]}>{NOMI_STATO_RIGA[stato]}</Tag>
      </span>
    ),
  },
  {
    key: 'esiti',
    header: 'Che cosa',
    cell: ({ esiti }) =>
      esiti.length > 0 ? (
        <ul>
          {esiti.map((esito) => (
            <EsitoRiga key={esito.testo} esito={esito} />
          ))}
        </ul>
      ) : (
        <span className="muted">Niente da dire</span>
      ),
  },
]

type Props = {
  lottoId: string
  conto: ContoLotto
  filtro: FiltroRighe | null
  righe: readonly RigaLotto[]
  nonNominati: readonly { nome: string; esiti: readonly Esito[] }[]
}

const PAROLE: [FiltroRighe, string][] = [
  ['errata', 'Da correggere'],
  ['non_riuscita', 'Non riuscite'],
  ['avvisi', 'Con qualcosa da dire'],
  ['da_caricare', 'Da caricare'],
  ['caricata', 'Caricate'],
  ['presente', 'C’erano già'],
]

/** The report, row by row: what is to mend first, by a link each. */
export function Rapporto({ lottoId, conto, filtro, righe, nonNominati }: Props) {
  const page = paths.ufficio.lotto(lottoId)
  const count = (one: FiltroRighe) => (one === 'avvisi' ? conto.avvisi : conto[one])
  const last = righe.at(-1)
  return (
    <>
      <h2 className="mt-8" id="rapporto">
        Rapporto riga per riga
      </h2>
      <Tabs
        label="Righe del rapporto"
        tabs={[
          { href: `${page}#rapporto`, label: 'Tutte', count: conto.righe, current: filtro === null },
          ...PAROLE.filter(([one]) => count(one) > 0).map(([one, parola]) => ({
            href: `${page}?righe=${one}#rapporto`,
            label: parola,
            count: count(one),
            current: filtro === one,
          })),
        ]}
      />
      <p className="mt-3 mb-2">
        <a href={paths.api.rapportoLotto(lottoId)}>Scarica il rapporto (CSV)</a>
      </p>
      {righe.length > 0 ? (
        <DataTable
          caption="Righe dell’indice"
          captionHidden
          columns={COLONNE}
          rows={righe}
          rowKey={(one) => String(one.riga)}
        />
      ) : (
        <p>Nessuna riga qui.</p>
      )}
      {last && righe.length === RIGHE_A_PAGINA && (
        <p>
          <a href={`${page}?${filtro ? `righe=${filtro}&` : ''}dopo=${last.riga}#rapporto`}>Le righe dopo queste</a>
        </p>
      )}
      {nonNominati.length > 0 && (
        <>
          <h2 className="mt-8">File che l’indice non nomina</h2>
          <p>
            Non entrano: aggiungili a una riga, o toglili.
            {conto.nonNominati > nonNominati.length &&
              ` Qui sono i primi ${nonNominati.length} di ${many(conto.nonNominati, 'file', 'file')}; gli altri nel rapporto da scaricare.`}
          </p>
          <ul className="mt-2 list-disc pl-5">
            {nonNominati.map(({ nome, esiti }) => (
              <li key={nome} className="wrap-anywhere">
                {/* what is wrong with a file names it */}
                {esiti.length > 0 ? esiti.map((esito) => esito.testo).join('. ') : nome}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

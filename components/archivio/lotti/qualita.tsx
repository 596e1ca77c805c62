import { type Column, DataTable } from '@/components/ui/data-table'
import { DefinitionList } from '@/components/ui/kv'
import type { Attestazione } from '@/lib/archivio/lotti/queries-attestazione'
import type { Differenza, Qualita } from '@/lib/archivio/lotti/queries-qualita'
import { many, NOMI_VALORE_COPIA } from '@/lib/archivio/lotti/rules'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

const COLONNE: readonly [Column<Differenza>, ...Column<Differenza>[]] = [
  {
    key: 'unita',
    header: 'Unità',
    cell: ({ riga, segnatura, unitaId }) => (
      <>
        <a className="wrap-anywhere" href={paths.ufficio.unita(unitaId)}>
          {segnatura}
        </a>
        <small>riga {riga}</small>
      </>
    ),
  },
  { key: 'attese', header: 'Pagine attese', numeric: true, cell: (one) => one.attese },
  { key: 'trovate', header: 'Pagine contate', numeric: true, cell: (one) => one.trovate },
  {
    key: 'guasti',
    header: 'File che non si aprono',
    numeric: true,
    cell: ({ guasti }) => (guasti > 0 ? guasti : null),
  },
]

/** Pages counted against the index, once the files are opened. */
export function QualitaLotto({ lottoId, qualita }: { lottoId: string; qualita: Qualita }) {
  const { file, pronti, guasti, attese, trovate, differenze } = qualita
  if (file === 0) return null
  const waiting = file - pronti - guasti
  return (
    <>
      <h2 className="mt-8">Controllo delle pagine</h2>
      <DefinitionList
        facts={[
          { label: 'File aperti', value: `${pronti} di ${file}` },
          ...(guasti > 0 ? [{ label: 'Non si aprono', value: many(guasti, 'file', 'file') }] : []),
          { label: 'Pagine contate', value: trovate.toLocaleString('it-IT') },
          { label: 'Pagine attese dall’indice', value: attese > 0 ? attese.toLocaleString('it-IT') : 'Non dette' },
        ]}
      />
      {waiting > 0 && <p>Le pagine si aprono da sole: {many(waiting, 'file è', 'file sono')} ancora in attesa.</p>}
      {waiting + guasti > 0 && (
        <p>
          <a href={paths.ufficio.lavorazioniDelLotto(lottoId)}>
            A che punto è la lavorazione, e che cosa non è riuscito
          </a>
        </p>
      )}
      {differenze.length > 0 ? (
        <DataTable
          caption="Unità le cui pagine non sono quelle dell’indice"
          columns={COLONNE}
          rows={differenze}
          rowKey={(one) => String(one.riga)}
        />
      ) : (
        waiting === 0 && guasti === 0 && attese > 0 && <p>Le pagine sono quelle dell’indice.</p>
      )}
    </>
  )
}

/** The attestation of a batch, and what goes with it. */
export function AttestazioneLotto({ attestazione }: { attestazione: Attestazione }) {
  const { lottoId, valore, attestante, attestataIl, processo, note, quanti, improntaElenco } = attestazione
  return (
    <>
      <DefinitionList
        facts={[
          { label: 'Valore delle copie', value: NOMI_VALORE_COPIA[valore] },
          { label: 'Attestate da', value: attestante },
          { label: 'Il giorno', value: formatDay(attestataIl) },
          { label: 'Copie', value: many(quanti, 'file', 'file') },
          ...(processo ? [{ label: 'Processo', value: processo }] : []),
          ...(note ? [{ label: 'Note', value: note }] : []),
          { label: 'Impronta dell’elenco', value: <code className="wrap-anywhere">{improntaElenco}</code> },
        ]}
      />
      <p>
        <a href={paths.api.attestazioneLotto(lottoId)}>Attestazione (PDF)</a> ·{' '}
        <a href={paths.api.elencoLotto(lottoId)}>Elenco con le impronte (CSV)</a>
      </p>
    </>
  )
}

import { Button } from '@/components/ui/button'
import { type Column, DataTable, Missing } from '@/components/ui/data-table'
import { Pagination } from '@/components/ui/pagination'
import { PrintButton } from '@/components/ui/print-button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { Inventario, RigaInventario } from '@/lib/archivio/deposito/queries-inventario'
import { NOMI_MOTIVO } from '@/lib/archivio/deposito/rules'
import {
  type FiltroInventario,
  filtroToQuery,
  NOMI_NON_LETTO,
  NOMI_VISTA,
  RIGHE_INVENTARIO,
  RIGHE_MAX,
} from '@/lib/archivio/deposito/rules-inventario'
import type { MotivoMovimento } from '@/lib/archivio/rules'
import { paths } from '@/lib/core/paths'
import { cifra, optionsOf } from './parole'

type Props = { inventario: Inventario; filtro: FiltroInventario; righe: RigaInventario[]; totale: number }

const CODICE: Column<RigaInventario> = {
  key: 'codice',
  header: 'Codice',
  cell: (one) =>
    one.contenitoreId ? <a href={paths.ufficio.contenitore(one.contenitoreId)}>{one.codice}</a> : one.codice,
}
const LUOGO: Column<RigaInventario> = { key: 'luogo', header: 'Il suo posto', cell: (one) => one.luogo ?? <Missing /> }
const PERCHE: Column<RigaInventario> = {
  key: 'perche',
  header: 'Perché non è letto',
  cell: (one) =>
    one.fuori ? `Risulta fuori: ${NOMI_MOTIVO[one.fuori as MotivoMovimento].toLowerCase()}` : 'Dovrebbe essere qui',
}

/** One list of a count: narrowed, paged, to be taken along or printed whole. */
export function ElencoInventario({ inventario, filtro, righe, totale }: Props) {
  const { vista, pagina } = filtro
  const base = paths.ufficio.inventario(inventario.id)
  const nothing = { ...filtro, stato: null, luogoId: null, q: '', pagina: 1 }
  // of one place alone, and of a code that nobody knows, a column of places would say nothing
  const places = vista === 'fuori_posto' || (vista !== 'sconosciuto' && inventario.luoghi.length > 1)
  const columns: [Column<RigaInventario>, ...Column<RigaInventario>[]] = [
    CODICE,
    ...(places ? [LUOGO] : []),
    ...(vista === 'non_letti' ? [PERCHE] : []),
  ]
  const narrowed = filtro.stato !== null || filtro.luogoId !== null || filtro.q !== ''
  return (
    <section className="mt-8" id="elenco" aria-labelledby="elenco-titolo">
      <h2 id="elenco-titolo">
        {NOMI_VISTA[vista]} <span className="muted">({cifra(totale)})</span>
      </h2>
      <Filtri inventario={inventario} filtro={filtro} />
      {narrowed && (
        <p className="no-print">
          <a href={`${base}${filtroToQuery(nothing)}#elenco`}>Togli i filtri</a>
        </p>
      )}
      {righe.length === 0 ? (
        <p>{narrowed ? 'Nessun contenitore con questi filtri.' : 'Nessun contenitore.'}</p>
      ) : (
        <>
          <DataTable
            caption={`${NOMI_VISTA[vista]}, per luogo e codice`}
            captionHidden
            columns={columns}
            rows={righe}
            rowKey={(one) => one.codice}
          />
          {pagina !== null && (
            <Pagination
              label="Pagine dell’elenco"
              page={pagina}
              pages={Math.ceil(totale / RIGHE_INVENTARIO)}
              href={(page) => `${base}${filtroToQuery({ ...filtro, pagina: page })}#elenco`}
            />
          )}
          {pagina === null && totale > RIGHE_MAX && <p>Ci sono solo i primi {cifra(RIGHE_MAX)}: restringi l’elenco.</p>}
          <div className="chips no-print">
            <a href={paths.api.inventario(inventario.id, filtroToQuery({ ...filtro, pagina: 1 }))}>
              Scarica questo elenco (CSV)
            </a>
            {pagina !== null && totale > RIGHE_INVENTARIO ? (
              <a href={`${base}${filtroToQuery({ ...filtro, pagina: null })}#elenco`}>Mostralo intero, da stampare</a>
            ) : (
              <PrintButton>Stampa</PrintButton>
            )}
          </div>
        </>
      )}
    </section>
  )
}

function Filtri({ inventario, filtro: { vista, stato, luogoId, q } }: Pick<Props, 'inventario' | 'filtro'>) {
  const here = vista !== 'fuori_posto' && vista !== 'sconosciuto' && inventario.luoghi.length > 1
  return (
    <form action={`${paths.ufficio.inventario(inventario.id)}#elenco`} method="get" className="queue-filters no-print">
      {vista !== 'non_letti' && <input type="hidden" name="mostra" value={vista} />}
      {vista === 'non_letti' && (
        <Select
          name="stato"
          label="Quali"
          defaultValue={stato ?? ''}
          emptyLabel="Tutti"
          options={optionsOf(NOMI_NON_LETTO)}
        />
      )}
      {here && (
        <Select
          name="luogo"
          label="Luogo"
          defaultValue={luogoId ?? ''}
          emptyLabel="Tutti i luoghi"
          options={inventario.luoghi.map((one) => ({ value: one.id, label: one.nome }))}
        />
      )}
      <TextField name="q" label="Parte del codice" width="m" defaultValue={q} />
      <Button kind="secondary">Filtra</Button>
    </form>
  )
}

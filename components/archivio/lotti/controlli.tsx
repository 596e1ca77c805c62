import { type Column, DataTable } from '@/components/ui/data-table'
import { Pagination } from '@/components/ui/pagination'
import { Tabs } from '@/components/ui/tabs'
import {
  countControlli,
  listControllate,
  PAGINE_A_PAGINA,
  type PaginaControllata,
} from '@/lib/archivio/lotti/queries-controlli'
import { many } from '@/lib/archivio/lotti/rules'
import { CONTROLLI, type Controllo, nomeControllo } from '@/lib/archivio/lotti/rules-controlli'
import type { Funzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

const COLONNE: readonly [Column<PaginaControllata>, ...Column<PaginaControllata>[]] = [
  {
    key: 'pagina',
    header: 'Pagina',
    cell: ({ unitaId, segnatura, numero }) => (
      <a className="wrap-anywhere" href={paths.archivio.carte(unitaId, numero)}>
        {segnatura}, pagina {numero}
      </a>
    ),
  },
  { key: 'dpi', header: 'Punti per pollice', numeric: true, cell: ({ dpi }) => dpi },
  {
    key: 'confidenza',
    header: 'Sicurezza della lettura',
    numeric: true,
    cell: ({ confidenza }) => (confidenza === null ? null : `${Math.round(confidenza * 100)}%`),
  },
]

type Props = {
  officer: Funzionario
  lottoId: string
  /** which pages are listed; null: the first that there are */
  controllo: Controllo | null
  /** from 1 */
  volta: number
}

/** Pages of a batch that ask to be looked at: drawn with few points, read badly, blank. */
export async function ControlliLotto({ officer, lottoId, controllo, volta }: Props) {
  const conto = await countControlli(officer, lottoId)
  if (conto.pagine === 0) return null
  const { soglie } = conto
  const there = CONTROLLI.filter((one) => conto[one] > 0)
  const open = controllo ?? there[0]
  const page = paths.ufficio.lotto(lottoId)
  return (
    <>
      <h2 className="mt-8" id="controlli">
        Pagine da guardare
      </h2>
      <p>
        Di {many(conto.pagine, 'pagina già aperta', 'pagine già aperte')} si guardano la risoluzione (almeno{' '}
        {soglie.dpi} punti per pollice, da confermare), la sicurezza con cui il testo è stato letto (almeno{' '}
        {soglie.sicurezza}%, da confermare: sotto stanno anche le carte scritte a mano) e se sono bianche.
      </p>
      {!open ? (
        <p>Nessuna pagina è da guardare.</p>
      ) : (
        <>
          <Tabs
            label="Pagine da guardare"
            tabs={CONTROLLI.filter((one) => conto[one] > 0 || one === open).map((one) => ({
              href: `${page}?controllo=${one}#controlli`,
              label: nomeControllo(one, soglie),
              count: conto[one],
              current: open === one,
            }))}
          />
          <DataTable
            caption={`${nomeControllo(open, soglie)}: ${many(conto[open], 'pagina', 'pagine')}`}
            columns={COLONNE}
            rows={await listControllate(officer, lottoId, open, volta)}
            rowKey={(one) => one.id}
          />
          <Pagination
            label="Altre pagine da guardare"
            page={volta}
            pages={Math.ceil(conto[open] / PAGINE_A_PAGINA)}
            href={(n) => `${page}?controllo=${open}&pagina=${n}#controlli`}
          />
        </>
      )}
    </>
  )
}

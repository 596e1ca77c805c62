import type { Metadata } from 'next'
import { CodaFiltri } from '@/components/ufficio/coda-filtri'
import { CodaTable } from '@/components/ufficio/coda-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { Tabs } from '@/components/ui/tabs'
import { requireFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { countCollegamentiInAttesa } from '@/lib/imprese/queries'
import { CONTO_MASSIMO, countViste, listAssegnatari, listCoda } from '@/lib/pratiche/queries-coda'
import { filtroToQuery, MAX_PAGINA, NOMI_VISTE, parseFiltro, VISTE } from '@/lib/pratiche/rules-coda'

export const metadata: Metadata = { title: 'Pratiche — Ufficio' }

const many = new Intl.NumberFormat('it-IT')
/** «oltre 1.000» when the count stopped there. */
const howMany = (n: number) =>
  n > CONTO_MASSIMO
    ? `oltre ${many.format(CONTO_MASSIMO)} pratiche`
    : n === 1
      ? '1 pratica'
      : `${many.format(n)} pratiche`
const ORDINE_IN_PAROLE = {
  scadenza: 'giorni rimasti',
  numero: 'numero',
  richiedente: 'richiedente',
  massa: 'massa',
} as const

export default async function CodaPage({ searchParams }: PageProps<'/ufficio'>) {
  const officer = await requireFunzionario()
  const params = await searchParams
  const filtro = parseFiltro(params)
  const ufficio = officer.funzionario.find((one) => one.ufficioId === params.ufficio) ?? officer.funzionario[0]
  if (!ufficio) return null
  const oggi = await today()
  const [lista, conti, assegnatari, collegamenti] = await Promise.all([
    listCoda(officer, ufficio.ufficioId, filtro, oggi),
    countViste(officer, ufficio.ufficioId, oggi),
    listAssegnatari(officer, ufficio.ufficioId),
    countCollegamentiInAttesa(officer),
  ])
  const { righe } = lista
  // Only a closed view is never whole: it always brings its own total.
  const totale = lista.totale ?? (filtro.vista === 'concluse' ? 0 : conti[filtro.vista])
  const href = (change: Partial<typeof filtro>) => `${paths.ufficio.home}${filtroToQuery(filtro, change)}`
  const pages = Math.min(MAX_PAGINA, Math.max(1, Math.ceil(Math.min(totale, CONTO_MASSIMO) / filtro.perPagina)))
  return (
    <>
      <p className="muted">{ufficio.ufficio}</p>
      <h1>Pratiche</h1>
      <p>
        <a href={paths.ufficio.archivio}>Archivio</a>
      </p>
      {collegamenti > 0 && (
        <p>
          <a href={paths.ufficio.collegamenti}>
            {collegamenti === 1 ? '1 impresa da collegare' : `${collegamenti} imprese da collegare`}
          </a>
        </p>
      )}
      <Tabs
        label="Viste della coda"
        tabs={VISTE.map((vista) => ({
          href: `${paths.ufficio.home}${filtroToQuery({ ...filtro, vista, stato: null, assegnatarioId: null })}`,
          label: NOMI_VISTE[vista],
          count: vista === 'concluse' ? null : conti[vista],
          current: vista === filtro.vista,
        }))}
      />
      <CodaFiltri
        filtro={filtro}
        assegnatari={assegnatari}
        href={href}
        totale={`${howMany(totale)} · per ${ORDINE_IN_PAROLE[filtro.ordina]}`}
      />
      {righe.length === 0 ? (
        <EmptyState
          title="Nessuna pratica in questa vista"
          action={<a href={`${paths.ufficio.home}?vista=aperte`}>Vedi tutte le pratiche aperte</a>}
        >
          {filtro.q
            ? `Nessun risultato per «${filtro.q}»: prova con meno parole, o togli un filtro.`
            : 'Quando arriva una pratica la trovi qui.'}
        </EmptyState>
      ) : (
        <CodaTable
          righe={righe}
          filtro={filtro}
          oggi={oggi}
          caption={`${howMany(totale)}, in ordine di ${ORDINE_IN_PAROLE[filtro.ordina]}`}
        />
      )}
      <Pagination
        label="Pagine delle pratiche"
        page={filtro.pagina}
        pages={pages}
        href={(pagina) => href({ pagina })}
      />
    </>
  )
}

import type { Metadata } from 'next'
import { CartaTag } from '@/components/flotta/carta-tag'
import { ImpresaHead } from '@/components/imprese/impresa-head'
import { LinkButton } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { canKeep, listVeicoli, type VeicoloConCarte } from '@/lib/flotta/queries'
import { CARTE } from '@/lib/flotta/rules'
import { NOMI_CLASSE } from '@/lib/procedimenti/rules-convoglio'
import { requireImpresa } from '../../reading'

type Props = PageProps<'/area-personale/imprese/[id]/flotta'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { impresa } = await requireImpresa((await params).id)
  return { title: `Veicoli — ${impresa.denominazione}` }
}

const tonnes = (kg: number) => (kg / 1000).toLocaleString('it-IT', { maximumFractionDigits: 2 })

export default async function FlottaPage({ params }: Props) {
  const { viewer, impresa } = await requireImpresa((await params).id)
  const veicoli = await listVeicoli(viewer, impresa.id)
  const keeps = canKeep(viewer, impresa.id)
  const columns: [Column<VeicoloConCarte>, ...Column<VeicoloConCarte>[]] = [
    {
      key: 'targa',
      header: 'Veicolo',
      cell: (one) => (
        <>
          <a href={paths.personale.veicolo(impresa.id, one.id)}>{one.targa}</a>
          <small>
            {NOMI_CLASSE[one.classe]} · {one.marca}
          </small>
        </>
      ),
    },
    { key: 'tara', header: 'Tara (t)', numeric: true, cell: (one) => tonnes(one.taraKg) },
    { key: 'massa', header: 'Massa massima (t)', numeric: true, cell: (one) => tonnes(one.massaMaxKg) },
    { key: 'assi', header: 'Assi', numeric: true, cell: (one) => one.numeroAssi },
    {
      key: 'carte',
      header: 'Documenti',
      cell: (one) =>
        one.dismessoIl ? (
          <Tag>Dismesso il {formatDay(one.dismessoIl)}</Tag>
        ) : one.carte.length === 0 ? null : (
          <ul>
            {one.carte.map((carta) => (
              <li key={carta.id}>
                {CARTE[carta.tipo].nome} <CartaTag stato={carta.stato} scadeIl={carta.scadeIl} />
              </li>
            ))}
          </ul>
        ),
    },
  ]
  return (
    <>
      <ImpresaHead impresa={impresa} parte="flotta" title={`Veicoli di ${impresa.denominazione}`} />
      {keeps && (
        <div className="mb-6 flex flex-wrap gap-4">
          <LinkButton href={paths.personale.nuovoVeicolo(impresa.id)}>Aggiungi un veicolo</LinkButton>
          <LinkButton kind="secondary" href={paths.personale.importaFlotta(impresa.id)}>
            Importa da una tabella
          </LinkButton>
        </div>
      )}
      {veicoli.length === 0 ? (
        <EmptyState title="Nessun veicolo">
          I veicoli che aggiungi qui li scegli da un elenco quando compili una domanda, senza riscriverli.
        </EmptyState>
      ) : (
        <DataTable
          caption={`Veicoli di ${impresa.denominazione}, per targa`}
          captionHidden
          columns={columns}
          rows={veicoli}
          rowKey={(one) => one.id}
        />
      )}
    </>
  )
}

import type { Metadata } from 'next'
import { AmministrazioneNav } from '@/components/amministrazione/amministrazione-nav'
import { Modulo } from '@/components/amministrazione/modulo'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchForm } from '@/components/ui/search-form'
import { requireAmministratore } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { registerEnteAction } from '@/lib/ruoli/actions'
import { listOrganizzazioni } from '@/lib/ruoli/queries'
import { NOMI_TIPI_ENTE, TIPI_ENTE_CONSULTATO, type TipoEnteConsultato } from '@/lib/ruoli/rules'

export const metadata: Metadata = { title: 'Enti e organizzazioni — Amministrazione' }

type Riga = Awaited<ReturnType<typeof listOrganizzazioni>>[number]
const ALTRI = { impresa: 'Impresa', agenzia: 'Agenzia' } as const
const nomeTipo = (tipo: Riga['tipo']) =>
  NOMI_TIPI_ENTE[tipo as TipoEnteConsultato] ?? ALTRI[tipo as keyof typeof ALTRI] ?? tipo

const COLONNE: readonly [Column<Riga>, ...Column<Riga>[]] = [
  {
    key: 'nome',
    header: 'Denominazione',
    cell: (riga) => <a href={paths.amministrazione.organizzazione(riga.id)}>{riga.denominazione}</a>,
  },
  { key: 'tipo', header: 'Tipo', cell: (riga) => nomeTipo(riga.tipo) },
  { key: 'cf', header: 'Codice fiscale', cell: (riga) => <span className="code">{riga.codiceFiscale}</span> },
  { key: 'persone', header: 'Persone con un ruolo', numeric: true, cell: (riga) => riga.persone },
]

export default async function EntiPage({ searchParams }: PageProps<'/amministrazione/enti'>) {
  const viewer = await requireAmministratore()
  const { q: given } = await searchParams
  const q = typeof given === 'string' ? given : ''
  const righe = await listOrganizzazioni(viewer, q)
  return (
    <>
      <h1>Enti e organizzazioni</h1>
      <AmministrazioneNav current={paths.amministrazione.enti} amministratore />
      <SearchForm
        action={paths.amministrazione.enti}
        label="Cerca un ente o un’impresa, per nome o codice fiscale"
        labelVisible
        defaultValue={q}
      />
      {righe.length === 0 ? (
        <EmptyState
          title={q ? `Nessun risultato per «${q}»` : 'Nessun ente'}
          action={q && <a href={paths.amministrazione.enti}>Vedi tutti gli enti</a>}
        >
          Registra qui sotto l’ente da consultare, poi nomina le sue persone.
        </EmptyState>
      ) : (
        <DataTable
          caption={righe.length === 1 ? 'Un’organizzazione' : `${righe.length} organizzazioni`}
          columns={COLONNE}
          rows={righe}
          rowKey={(riga) => riga.id}
        />
      )}
      <div className="max-w-narrow">
        <Disclosure summary="Registra un ente da consultare">
          <Modulo
            id="ente"
            action={registerEnteAction}
            submit="Registra l’ente"
            campi={[
              {
                tipo: 'scelta',
                name: 'tipo',
                label: 'Che cos’è',
                options: TIPI_ENTE_CONSULTATO.map((value) => ({ value, label: NOMI_TIPI_ENTE[value] })),
              },
              { tipo: 'testo', name: 'denominazione', label: 'Denominazione', width: 'xl' },
              { tipo: 'testo', name: 'codiceFiscale', label: 'Codice fiscale dell’ente', hint: '11 cifre', width: 'm' },
              { tipo: 'testo', name: 'sede', label: 'Sede', width: 'xl' },
              { tipo: 'testo', name: 'pec', label: 'PEC (facoltativa)', width: 'xl' },
            ]}
          />
        </Disclosure>
      </div>
    </>
  )
}

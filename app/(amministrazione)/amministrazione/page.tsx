import type { Metadata } from 'next'
import { AmministrazioneNav } from '@/components/amministrazione/amministrazione-nav'
import { LinkButton } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { requireGestore } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { type Diritto, listDiritti } from '@/lib/ruoli/queries'
import { isAmministratore, NOMI_RUOLI } from '@/lib/ruoli/rules'

export const metadata: Metadata = { title: 'Ruoli — Amministrazione' }

const columns = (amministratore: boolean): readonly [Column<Diritto>, ...Column<Diritto>[]] => [
  {
    key: 'persona',
    header: 'Persona',
    cell: (riga) =>
      amministratore ? <a href={paths.amministrazione.persona(riga.personaId)}>{riga.persona}</a> : riga.persona,
  },
  { key: 'ruolo', header: 'Ruolo', cell: (riga) => NOMI_RUOLI[riga.ruolo] },
  { key: 'sede', header: 'Ufficio o ente', cell: (riga) => riga.sede ?? 'Tutto il portale' },
  { key: 'dal', header: 'Dal', cell: (riga) => <span className="nowrap">{formatDay(riga.validoDal)}</span> },
  {
    key: 'al',
    header: 'Fino al',
    cell: (riga) => (riga.validoAl ? <span className="nowrap">{formatDay(riga.validoAl)}</span> : 'senza fine'),
  },
]

export default async function RuoliPage() {
  const viewer = await requireGestore()
  const diritti = await listDiritti(viewer)
  const amministratore = isAmministratore(viewer)
  return (
    <>
      <h1>Ruoli</h1>
      <AmministrazioneNav current={paths.amministrazione.home} amministratore={amministratore} />
      {amministratore && (
        <p className="actions">
          <LinkButton href={paths.amministrazione.nuovaPersona}>Cerca o registra una persona</LinkButton>
        </p>
      )}
      {diritti.length === 0 ? (
        <EmptyState title="Nessun ruolo">Qui trovi chi può lavorare le pratiche, e da quando.</EmptyState>
      ) : (
        <DataTable
          caption={`${diritti.length === 1 ? 'Un ruolo' : `${diritti.length} ruoli`}, oggi o nei prossimi giorni`}
          columns={columns(amministratore)}
          rows={diritti}
          rowKey={(riga) => riga.id}
        />
      )}
    </>
  )
}

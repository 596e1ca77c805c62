import type { Metadata } from 'next'
import { AmministrazioneNav } from '@/components/amministrazione/amministrazione-nav'
import { Fatto } from '@/components/amministrazione/fatto'
import { RevisioneForm } from '@/components/amministrazione/revisione-form'
import { Alert } from '@/components/ui/callout'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag, type Tone } from '@/components/ui/tag'
import { requireGestore } from '@/lib/auth/viewer'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { type DirittoRivisto, listRevisione } from '@/lib/ruoli/queries'
import { isAmministratore, NOMI_RUOLI } from '@/lib/ruoli/rules'
import { nomeTrimestre, type StatoRevisione, scadenzaRevisione, trimestreOf } from '@/lib/ruoli/rules-revisione'

export const metadata: Metadata = { title: 'Revisione dei ruoli — Amministrazione' }

const STATI: Record<StatoRevisione, { nome: string; tone: Tone }> = {
  confermato: { nome: 'Confermato', tone: 'green' },
  da_togliere: { nome: 'Da togliere', tone: 'red' },
  da_rivedere: { nome: 'Da rivedere', tone: 'amber' },
  in_ritardo: { nome: 'In ritardo', tone: 'red' },
}

const cheRuolo = ({ ruolo, sede }: DirittoRivisto) => `${NOMI_RUOLI[ruolo]}, ${sede ?? 'tutto il portale'}`

const COLONNE: readonly [Column<DirittoRivisto>, ...Column<DirittoRivisto>[]] = [
  { key: 'persona', header: 'Persona', cell: (riga) => riga.persona },
  { key: 'ruolo', header: 'Ruolo', cell: cheRuolo },
  { key: 'stato', header: 'Esito', cell: (riga) => <Tag tone={STATI[riga.stato].tone}>{STATI[riga.stato].nome}</Tag> },
  {
    key: 'chi',
    header: 'Rivisto da',
    cell: (riga) =>
      riga.revisione ? (
        <>
          {riga.revisione.revisore}
          <small>
            {formatInstant(riga.revisione.at)}
            {riga.revisione.motivo && ` · ${riga.revisione.motivo}`}
          </small>
        </>
      ) : riga.mio ? (
        'è tuo: lo rivede un’altra persona'
      ) : null,
  },
]

export default async function RevisionePage({ searchParams }: PageProps<'/amministrazione/revisione'>) {
  const viewer = await requireGestore()
  const oggi = await today()
  const trimestre = trimestreOf(oggi)
  const diritti = await listRevisione(viewer, trimestre)
  const daRivedere = diritti.filter(({ rivedibile }) => rivedibile)
  const entro = scadenzaRevisione(trimestre)
  const mancano = diritti.filter(({ revisione }) => revisione === null).length
  return (
    <>
      <h1>Revisione dei ruoli, {nomeTrimestre(trimestre)}</h1>
      <AmministrazioneNav current={paths.amministrazione.revisione} amministratore={isAmministratore(viewer)} />
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{ rivisti: 'Revisione registrata. I ruoli da togliere aspettano la conferma di un’altra persona.' }}
      />
      <p className="lead max-w-prose">
        Ogni tre mesi si guarda se ogni ruolo serve ancora. Entro il {formatDay(entro)}; chi ne ha uno non rivede il
        proprio.
      </p>
      {mancano > 0 && oggi > entro && (
        <Alert tone="red" title={mancano === 1 ? 'Un ruolo è in ritardo' : `${mancano} ruoli sono in ritardo`}>
          La revisione doveva finire il {formatDay(entro)}.
        </Alert>
      )}
      {daRivedere.length > 0 && (
        <div className="max-w-narrow">
          <h2>Da rivedere</h2>
          <RevisioneForm
            diritti={daRivedere.map((one) => ({
              id: one.id,
              chi: one.persona,
              che: `${cheRuolo(one)}, dal ${formatDay(one.validoDal)}`,
            }))}
          />
        </div>
      )}
      <h2 className="mt-8">Tutti i ruoli del trimestre</h2>
      {diritti.length === 0 ? (
        <EmptyState title="Nessun ruolo da rivedere">
          In questo trimestre si rivedono i ruoli dati prima del suo inizio.
        </EmptyState>
      ) : (
        <DataTable
          caption={mancano === 0 ? 'Tutti rivisti' : `Ne mancano ${mancano} su ${diritti.length}`}
          columns={COLONNE}
          rows={diritti}
          rowKey={(riga) => riga.id}
        />
      )}
    </>
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RuoloForm } from '@/components/imprese/invito-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { ConfirmPanel } from '@/components/ui/confirm-panel'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { paths } from '@/lib/core/paths'
import { changeRuoloAction, endAppartenenzaAction } from '@/lib/imprese/actions'
import { listMembri } from '@/lib/imprese/queries'
import { NOMI_RUOLO, whyNotEnd } from '@/lib/imprese/rules'
import { requireImpresa } from '../../../reading'

type Props = PageProps<'/area-personale/imprese/[id]/persone/[appartenenzaId]'>

/** Somebody of the company, for whoever looks after it; for the others only themselves. */
async function requireMembro({ id, appartenenzaId }: Awaited<Props['params']>) {
  const { viewer, impresa } = await requireImpresa(id)
  const membri = await listMembri(impresa)
  const membro = membri.find((one) => one.appartenenzaId === appartenenzaId)
  if (!membro || !(impresa.amministra || membro.personaId === viewer.personaId)) notFound()
  return { viewer, impresa, membri, membro }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { impresa, membro } = await requireMembro(await params)
  return { title: `${membro.nome} ${membro.cognome} — ${impresa.denominazione}` }
}

export default async function MembroPage({ params }: Props) {
  const { viewer, impresa, membri, membro } = await requireMembro(await params)
  const nome = `${membro.nome} ${membro.cognome}`
  const propria = membro.personaId === viewer.personaId
  const perche = whyNotEnd(membri, membro.appartenenzaId, viewer.personaId)
  const torna = paths.personale.persone(impresa.id)
  return (
    <div className="max-w-narrow">
      <BackLink href={torna} label={`Persone di ${impresa.denominazione}`} />
      <PageHeading title={nome} lead={`${NOMI_RUOLO[membro.ruolo]} di ${impresa.denominazione}`} />
      {impresa.amministra && membro.ruolo !== 'legale_rappresentante' && (
        <section className="mb-10">
          <h2>Ruolo</h2>
          <RuoloForm action={changeRuoloAction.bind(null, impresa.id, membro.appartenenzaId)} attuale={membro.ruolo} />
        </section>
      )}
      {perche ? (
        <Alert tone="amber" title="Non si può togliere dall’impresa">
          {perche}
        </Alert>
      ) : (
        <ConfirmPanel
          title={propria ? `Lascia ${impresa.denominazione}` : `Togli ${nome} dall’impresa`}
          effects={[
            propria
              ? 'Da subito non vedi più le pratiche e i veicoli dell’impresa.'
              : 'Da subito non vede più le pratiche e i veicoli dell’impresa.',
            'Quello che ha già presentato resta valido e resta all’impresa.',
            'Per tornare serve un nuovo invito.',
          ]}
        >
          <OneButtonForm
            action={endAppartenenzaAction.bind(null, impresa.id, membro.appartenenzaId)}
            kind="danger"
            values={{ propria: propria ? 'si' : 'no' }}
            beside={
              <LinkButton kind="tertiary" href={torna}>
                Torna alle persone
              </LinkButton>
            }
          >
            {propria ? 'Lascia l’impresa' : 'Togli dall’impresa'}
          </OneButtonForm>
        </ConfirmPanel>
      )}
    </div>
  )
}

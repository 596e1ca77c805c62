import type { Metadata } from 'next'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { MandatoForm } from '@/components/mandati/mandato-form'
import { RUOLI_CHE_AMMINISTRANO } from '@/lib/auth/rules'
import { requireViewer } from '@/lib/auth/viewer'
import { addDays, addMonths } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { listServizi } from '@/lib/procedimenti/queries'

export const metadata: Metadata = { title: 'Un nuovo mandato — Area personale' }

export default async function NuovoMandatoPage() {
  const viewer = await requireViewer()
  const [servizi, oggi] = await Promise.all([listServizi(), today()])
  const imprese = viewer.organizzazioni.filter(
    (one) => RUOLI_CHE_AMMINISTRANO.includes(one.ruolo) && (one.tipo === 'impresa' || one.tipo === 'agenzia'),
  )
  const mia = imprese.find((one) => one.id === viewer.agiscePer?.id) ?? null
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.imprese} label="Imprese e mandati" />
      <PageHeading
        title="Dai o chiedi un mandato"
        lead="Chi ha il mandato presenta domande e segue le pratiche in nome di chi lo dà. Ogni atto dice chi l’ha fatto e per chi."
      />
      <MandatoForm
        parti={[
          { value: 'me', label: `Per me, ${viewer.nome} ${viewer.cognome}` },
          ...imprese.map((one) => ({ value: one.id, label: `Per ${one.denominazione}` })),
        ]}
        procedure={servizi.map((one) => ({ value: one.codice, label: one.definizione.scheda.titolo }))}
        iniziali={{
          verso: mia?.tipo === 'agenzia' ? 'chiedo' : null,
          parte: mia?.id ?? null,
          dal: oggi,
          al: addDays(addMonths(oggi, 12), -1),
        }}
      />
    </div>
  )
}

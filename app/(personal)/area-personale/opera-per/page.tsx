import type { Metadata } from 'next'
import { OperaPerForm } from '@/components/auth/opera-per-form'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import type { Choice } from '@/components/ui/choices'
import { RUOLI_CHE_PRESENTANO, type RuoloAppartenenza } from '@/lib/auth/rules'
import { ownPath } from '@/lib/auth/rules-ritorno'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { distinct } from '@/lib/mandati/rules'

export const metadata: Metadata = { title: 'Per chi operi — Area personale' }

const hintOf = (ruolo: RuoloAppartenenza) =>
  RUOLI_CHE_PRESENTANO.includes(ruolo) ? 'Prepari e presenti domande, segui le pratiche' : 'Puoi solo consultare'

export default async function OperaPerPage({ searchParams }: PageProps<'/area-personale/opera-per'>) {
  const viewer = await requireViewer()
  const { ritorno: given } = await searchParams
  const ritorno = ownPath(typeof given === 'string' ? given : null)
  const crumbs = (
    <Breadcrumb crumbs={[{ label: 'Area personale', href: paths.personale.home }, { label: 'Per chi operi' }]} />
  )
  if (viewer.organizzazioni.length + viewer.mandati.length === 0)
    return (
      <>
        {crumbs}
        <PageHeading
          title="Operi solo per te"
          lead="Nessuna impresa, agenzia o persona ti ha indicato come chi può operare per lei su questo portale."
        />
        <p>
          <LinkButton href={ritorno ?? paths.personale.home}>Continua</LinkButton>
        </p>
        <p>
          <a href={paths.personale.imprese}>Collega un’impresa o chiedi un mandato</a>
        </p>
      </>
    )
  const options: Choice[] = [
    { value: 'me', label: `Per me, ${viewer.nome} ${viewer.cognome}` },
    ...viewer.organizzazioni.map(({ id, denominazione, ruolo }) => ({
      value: id,
      label: `Per ${denominazione}`,
      hint: hintOf(ruolo),
    })),
    ...distinct(viewer.mandati).map(({ id, per, agenzia, al }) => ({
      value: id,
      label: `Per ${per.denominazione}`,
      hint: `Con il mandato dato a ${agenzia?.denominazione ?? 'te'}, fino al ${formatDay(al)}`,
    })),
  ]
  return (
    <>
      {crumbs}
      <PageHeading
        title="Per chi operi oggi?"
        lead="Le domande, i messaggi e le pratiche che vedi dipendono da questa scelta. Puoi cambiarla in ogni momento; ogni cambio resta registrato."
      />
      <OperaPerForm options={options} current={viewer.agiscePer?.id ?? viewer.mandato?.id ?? 'me'} ritorno={ritorno} />
    </>
  )
}

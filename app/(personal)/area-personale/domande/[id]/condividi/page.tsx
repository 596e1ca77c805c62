import type { Metadata } from 'next'
import { PersonaForm } from '@/components/bozze/persona-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { revokeCondivisioneAction, shareBozzaAction } from '@/lib/bozze/actions'
import { listCondivisioni } from '@/lib/bozze/commands-condivisione'
import { LIVELLI_CONDIVISIONE, NOMI_LIVELLO } from '@/lib/bozze/rules'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { requireDomandaPropria } from '../reading'

type Props = PageProps<'/area-personale/domande/[id]/condividi'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { def } = await requireDomandaPropria((await params).id)
  return { title: `Compila insieme ad altri — ${def.titolo}` }
}

export default async function CondividiPage({ params, searchParams }: Props) {
  const { viewer, bozza, def } = await requireDomandaPropria((await params).id)
  const [condivisioni, { fatto }] = await Promise.all([listCondivisioni(viewer, bozza), searchParams])
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.domanda(bozza.id)} label={def.titolo} />
      <PageHeading
        title="Compila insieme ad altri"
        lead="Ogni persona entra con la propria identità. Se due scrivono nella stessa pagina, la seconda viene avvisata e nulla va perso."
      />
      <Fatto fatto={fatto} parole={{ condivisa: 'Bozza condivisa', tolta: 'La persona non vede più la bozza' }} />
      {condivisioni.length > 0 && (
        <section className="mb-8">
          <h2>Chi può lavorarci</h2>
          <ul className="rows">
            {condivisioni.map((one) => (
              <li key={one.id}>
                <span className="code">{one.codiceFiscale}</span>
                <span className="row-note">
                  {NOMI_LIVELLO[one.livello]} · dal {formatDay(romeDay(one.createdAt))}
                </span>
                <OneButtonForm action={revokeCondivisioneAction.bind(null, bozza.id, one.id)} kind="tertiary" small>
                  Togli<span className="sr-only"> {one.codiceFiscale}</span>
                </OneButtonForm>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h2>Aggiungi una persona</h2>
      <PersonaForm
        action={shareBozzaAction.bind(null, bozza.id)}
        button="Condividi la bozza"
        livelli={LIVELLI_CONDIVISIONE.map((livello) => ({ value: livello, label: NOMI_LIVELLO[livello] }))}
      />
    </div>
  )
}

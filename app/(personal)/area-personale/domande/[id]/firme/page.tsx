import type { Metadata } from 'next'
import { PersonaForm } from '@/components/bozze/persona-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { addFirmatarioAction, removeFirmatarioAction } from '@/lib/bozze/actions'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { readFirme } from '@/lib/pratiche/firme'
import { requireDomandaPropria } from '../reading'

type Props = PageProps<'/area-personale/domande/[id]/firme'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { def } = await requireDomandaPropria((await params).id)
  return { title: `Firme di altre persone — ${def.titolo}` }
}

export default async function FirmePage({ params, searchParams }: Props) {
  const { viewer, bozza, def } = await requireDomandaPropria((await params).id)
  const [{ firme, impronta }, { fatto }] = await Promise.all([readFirme(viewer, bozza, def), searchParams])
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.domanda(bozza.id)} label={def.titolo} />
      <PageHeading
        title="Firme di altre persone"
        lead="Chi invia la domanda la firma inviandola. Qui indichi chi deve firmarla oltre a lui, ognuno con la propria identità."
      />
      <Fatto
        fatto={fatto}
        parole={{
          chiesta: 'La persona trova la domanda da firmare nella sua area personale',
          tolta: 'Firmatario tolto',
        }}
      />
      {def.firmatari && (
        <Callout title={def.firmatari.minimo === 1 ? 'Serve una firma' : `Servono ${def.firmatari.minimo} firme`}>
          <p>Firma anche {def.firmatari.chi}.</p>
        </Callout>
      )}
      {firme.length > 0 && (
        <section className="mb-8">
          <h2>Firmatari</h2>
          <ul className="rows">
            {firme.map((one) => (
              <li key={one.id}>
                {one.nome ? `${one.nome} ${one.cognome} ` : ''}
                <span className="code">{one.codiceFiscale}</span>{' '}
                {one.firmatoAt === null ? (
                  <Tag tone="amber">Da firmare</Tag>
                ) : one.impronta === impronta ? (
                  <Tag tone="green">Firmata</Tag>
                ) : (
                  <Tag tone="red">Da firmare di nuovo: la domanda è cambiata</Tag>
                )}
                {one.firmatoAt && <span className="row-note">il {formatInstant(one.firmatoAt)}</span>}
                <OneButtonForm action={removeFirmatarioAction.bind(null, bozza.id, one.id)} kind="tertiary" small>
                  Togli<span className="sr-only"> {one.codiceFiscale}</span>
                </OneButtonForm>
              </li>
            ))}
          </ul>
          {impronta === null && <p>Si firma quando la domanda è completa.</p>}
        </section>
      )}
      <h2>Aggiungi un firmatario</h2>
      <PersonaForm action={addFirmatarioAction.bind(null, bozza.id)} button="Chiedi la firma" />
      <p className="mt-8">
        <LinkButton kind="secondary" href={paths.personale.controlla(bozza.id)}>
          Controlla e invia
        </LinkButton>
      </p>
    </div>
  )
}

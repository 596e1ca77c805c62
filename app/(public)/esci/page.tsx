import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Button, LinkButton } from '@/components/ui/button'
import { formToken } from '@/lib/auth/token'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Esci', robots: { index: false } }

const CRUMBS = [{ label: 'Sportello', href: paths.home }, { label: 'Esci' }]

export default async function EsciPage() {
  const viewer = await findViewer()
  if (!viewer)
    return (
      <>
        <Breadcrumb crumbs={CRUMBS} />
        <PageHeading
          title="Sei uscito dal portale"
          lead="La sessione su questo sito è chiusa. Se usi un computer condiviso, chiudi anche il browser: il tuo gestore di identità può ricordarti ancora."
        />
        <p className="actions">
          <LinkButton href={paths.home}>Torna alla pagina iniziale</LinkButton>
          <LinkButton kind="secondary" href={paths.accedi()}>
            Accedi di nuovo
          </LinkButton>
        </p>
      </>
    )
  return (
    <>
      <Breadcrumb crumbs={CRUMBS} />
      <PageHeading
        title="Vuoi uscire?"
        lead={`Sei entrato come ${viewer.nome} ${viewer.cognome}. Le bozze restano salvate.`}
      />
      <form method="post" action={`${paths.esci}/conferma`}>
        <input type="hidden" name="modulo" value={formToken(viewer.sessioneHash)} />
        <p className="actions">
          <Button>Esci dal portale</Button>
          <LinkButton kind="secondary" href={paths.personale.home}>
            Resta
          </LinkButton>
        </p>
      </form>
    </>
  )
}

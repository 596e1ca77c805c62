import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Button, LinkButton } from '@/components/ui/button'
import { formToken } from '@/lib/auth/token'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { type EsitoUscita, findUscita } from '@/lib/spid/uscita'

export const metadata: Metadata = { title: 'Esci', robots: { index: false } }

const CRUMBS = [{ label: 'Sportello', href: paths.home }, { label: 'Esci' }]

const COMPUTER_CONDIVISO =
  'La sessione su questo sito è chiusa. Se usi un computer condiviso, chiudi anche il browser: il tuo gestore di identità può ricordarti ancora.'
/** What the provider has answered, when one signed out there too. */
const PER_ESITO: Record<EsitoUscita, string> = {
  chiuso: 'La sessione su questo sito è chiusa, e anche quella del tuo gestore di identità.',
  aperto:
    'La sessione su questo sito è chiusa. Il tuo gestore di identità dice che la sua è ancora aperta, almeno in parte: se usi un computer condiviso, chiudi anche il browser.',
}

export default async function EsciPage({ searchParams }: PageProps<'/esci'>) {
  const viewer = await findViewer()
  const { gestore } = await searchParams
  if (!viewer)
    return (
      <>
        <Breadcrumb crumbs={CRUMBS} />
        <PageHeading
          title="Sei uscito dal portale"
          lead={gestore === 'chiuso' || gestore === 'aperto' ? PER_ESITO[gestore] : COMPUTER_CONDIVISO}
        />
        <p className="actions">
          <LinkButton href={paths.home}>Torna alla pagina iniziale</LinkButton>
          <LinkButton kind="secondary" href={paths.accedi()}>
            Accedi di nuovo
          </LinkButton>
        </p>
      </>
    )
  const uscita = await findUscita(viewer.sessioneHash)
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
          {uscita && (
            <Button kind="secondary" formAction={paths.api.uscitaGestore}>
              Esci anche da {uscita.idp.nome}
            </Button>
          )}
          <LinkButton kind="secondary" href={paths.personale.home}>
            Resta
          </LinkButton>
        </p>
      </form>
    </>
  )
}

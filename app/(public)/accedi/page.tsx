import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CieButton } from '@/components/auth/cie-button'
import { IdentitaProfessionale } from '@/components/auth/identita-professionale'
import { IdpList } from '@/components/auth/idp-list'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { ownPath } from '@/lib/auth/rules-ritorno'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { LIVELLI_SERVIZIO, LIVELLO_ABITUALE } from '@/lib/procedimenti/rules-livello'
import { listIdpChoices, scopoProfessionale } from '@/lib/spid/choices'

export const metadata: Metadata = { title: 'Accedi', robots: { index: false } }

export default async function AccediPage({ searchParams }: PageProps<'/accedi'>) {
  const { ritorno: given, livello: asked, uso } = await searchParams
  const ritorno = ownPath(typeof given === 'string' ? given : null)
  const livello = LIVELLI_SERVIZIO.find((one) => String(one) === asked) ?? LIVELLO_ABITUALE
  const viewer = await findViewer()
  const low = viewer !== null && asked !== undefined && viewer.livello < livello
  if (viewer && !low) redirect(ritorno ?? paths.personale.home)
  const professionale = scopoProfessionale()
  const scopo = uso === 'professionale' ? professionale : null
  const [spid, cie] = await Promise.all([
    listIdpChoices('spid', ritorno, livello, scopo),
    scopo ? [] : listIdpChoices('cie', ritorno, livello), // a card says nothing of a company
  ])
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Sportello', href: paths.home }, { label: 'Accedi' }]} />
      <PageHeading
        title={
          low
            ? `Accedi di nuovo, con il livello ${livello}`
            : scopo
              ? 'Accedi con la tua identità professionale'
              : 'Accedi con la tua identità digitale'
        }
        lead={
          low
            ? `Sei entrato con il livello ${viewer.livello} e per questa domanda serve il ${livello}. Dopo il nuovo accesso torni qui da solo: quello che hai salvato resta.`
            : ritorno
              ? 'Per questa pagina serve sapere chi sei. Dopo l’accesso ci torni da solo: le bozze salvate sono dove le hai lasciate.'
              : 'Per presentare una richiesta, seguire le tue pratiche e scaricare gli atti.'
        }
      />
      {spid.length + cie.length > 0 ? (
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-[auto_1fr] items-start">
          {spid.length > 0 && <IdpList idps={spid} />}
          {cie.length > 0 && (
            <div>
              {cie.map((idp) => (
                <CieButton key={idp.entityId} idp={idp} isOnly={cie.length === 1} />
              ))}
            </div>
          )}
        </div>
      ) : (
        <Alert tone="amber" title="L’accesso non è disponibile ora">
          Nessun gestore di identità è raggiungibile in questo momento. Riprova tra qualche minuto.
        </Alert>
      )}
      <div className="prose mt-10">
        <h2>Quale livello serve</h2>
        {livello === 3 && (
          <p>
            SPID di livello 3: oltre alla password, un dispositivo fisico come una smart card o una chiave. Non tutti i
            gestori lo danno: se il tuo non lo prevede, chiedigli come ottenerlo.
          </p>
        )}
        <p>
          {livello === 3 ? 'Di solito basta il livello 2' : 'SPID di livello 2'}: nome utente, password e un secondo
          codice, di solito sull’app del tuo gestore. Oppure la carta d’identità elettronica, con l’app CieID o, per il
          livello 3, con la carta e il suo PIN. Non conserviamo né vediamo la tua password o il tuo PIN.
        </p>
        <h2>Che cosa riceviamo</h2>
        <p>
          Nome, cognome, codice fiscale, data di nascita e, solo da SPID, indirizzo e-mail. Servono a riconoscerti e a
          scriverti; non li usiamo per altro. <a href={paths.privacy}>Leggi come trattiamo i dati</a>.
        </p>
        <h2>Operi per un’impresa o un’agenzia?</h2>
        <p>Entra con la tua identità personale: subito dopo scegli se operare per te o per l’impresa.</p>
        {professionale && <IdentitaProfessionale isOn={scopo !== null} ritorno={ritorno} />}
        <h2>Uffici della Provincia, polizia, Comuni</h2>
        <p>Si entra allo stesso modo: il tuo ruolo lo conosce il portale.</p>
      </div>
    </>
  )
}

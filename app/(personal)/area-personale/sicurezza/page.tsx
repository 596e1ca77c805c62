import type { Metadata } from 'next'
import { FattoriList } from '@/components/auth/fattori-list'
import { NuovaAppForm, NuovaChiaveForm } from '@/components/auth/nuovo-fattore'
import { SessioniList } from '@/components/auth/sessioni-list'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { Disclosure } from '@/components/ui/disclosure'
import { countCodiciRecupero, findInvito, listFattori } from '@/lib/auth/queries-fattori'
import { listSessioni } from '@/lib/auth/queries-sessioni'
import { needsSecondoFattore, QUANTI_CODICI } from '@/lib/auth/rules-fattore'
import { requireViewer, type Viewer } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Sicurezza — Area personale' }

const FATTO = {
  sessione: 'Sessione chiusa: su quel dispositivo bisogna accedere di nuovo.',
  sessioni: 'Tutte le altre sessioni sono chiuse.',
  fattore: 'Dispositivo tolto: non serve più a entrare.',
} as const

export default async function SicurezzaPage({ searchParams }: PageProps<'/area-personale/sicurezza'>) {
  const viewer = await requireViewer()
  const { fatto } = await searchParams
  const sessioni = await listSessioni(viewer)
  return (
    <div className="max-w-narrow">
      <Breadcrumb
        crumbs={[
          { label: 'Area personale', href: paths.personale.home },
          { label: 'Profilo', href: paths.personale.profilo },
          { label: 'Sicurezza' },
        ]}
      />
      <PageHeading title="Sicurezza" lead="Dove sei entrato con la tua identità digitale, e come chiudere." />
      {typeof fatto === 'string' && Object.hasOwn(FATTO, fatto) && (
        <Alert tone="green" live="status" title={FATTO[fatto as keyof typeof FATTO]} />
      )}
      <h2>Sessioni aperte</h2>
      <p className="mb-3">
        Se non riconosci un dispositivo chiudi la sessione, poi cambia la password del tuo gestore di identità.
      </p>
      <SessioniList
        sessioni={sessioni.map(({ id, dispositivo, indirizzo, apertaAt, usataAt, questa }) => ({
          id,
          dispositivo,
          questa,
          nota: `${indirizzo ? `da ${indirizzo} · ` : ''}aperta il ${formatInstant(apertaAt)} · usata l’ultima volta il ${formatInstant(usataAt)}`,
        }))}
      />
      {needsSecondoFattore(viewer.ruoli) && <Fattori viewer={viewer} />}
    </div>
  )
}

async function Fattori({ viewer }: { viewer: Viewer }) {
  const [fattori, codici] = await Promise.all([listFattori(viewer.personaId), countCodiciRecupero(viewer.personaId)])
  if (!viewer.secondoFattoreAt)
    return (
      <>
        <h2 className="mt-8">Secondo fattore</h2>
        <p>Per vedere e cambiare i tuoi dispositivi scrivi prima il codice.</p>
        <p>
          <LinkButton kind="secondary" href={paths.secondoFattore(paths.personale.sicurezza)}>
            {fattori.length > 0 ? 'Scrivi il codice' : 'Attiva il secondo fattore'}
          </LinkButton>
        </p>
      </>
    )
  const invito = await findInvito(viewer)
  return (
    <>
      <h2 className="mt-8">Secondo fattore</h2>
      <FattoriList
        fattori={fattori.map(({ id, tipo, nome, createdAt, usatoAt }) => ({
          id,
          nome,
          nota: `${tipo === 'totp' ? 'App' : 'Chiave di sicurezza'} · aggiunta il ${formatInstant(createdAt)}${usatoAt ? ` · usata il ${formatInstant(usatoAt)}` : ''}`,
        }))}
      />
      <p className="mt-3">
        Codici di recupero da usare: {codici} su {QUANTI_CODICI}.{' '}
        <a href={paths.codiciRecupero(paths.personale.sicurezza)}>Crea nuovi codici</a>
      </p>
      <Disclosure summary="Aggiungi un’app">
        <NuovaAppForm ritorno={paths.personale.sicurezza} {...invito} />
      </Disclosure>
      <Disclosure summary="Aggiungi una chiave di sicurezza">
        <NuovaChiaveForm ritorno={paths.personale.sicurezza} />
      </Disclosure>
    </>
  )
}

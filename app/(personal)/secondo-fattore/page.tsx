import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FattoreForm } from '@/components/auth/fattore-form'
import { NuovaAppForm, NuovaChiaveForm } from '@/components/auth/nuovo-fattore'
import { PageHeading } from '@/components/layout/page-heading'
import { Callout } from '@/components/ui/callout'
import { Disclosure } from '@/components/ui/disclosure'
import { codiciDiProva } from '@/lib/auth/demo-codici'
import { findInvito, listFattori } from '@/lib/auth/queries-fattori'
import { ownPath } from '@/lib/auth/rules-ritorno'
import { requireConFattore } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Secondo fattore', robots: { index: false } }

export default async function SecondoFattorePage({ searchParams }: PageProps<'/secondo-fattore'>) {
  const viewer = await requireConFattore()
  const { ritorno: given } = await searchParams
  const ritorno = ownPath(typeof given === 'string' ? given : null)
  if (viewer.secondoFattoreAt) redirect(ritorno ?? paths.personale.sicurezza)
  const fattori = await listFattori(viewer.personaId)
  if (fattori.length === 0) {
    const invito = await findInvito(viewer)
    return (
      <div className="max-w-narrow">
        <PageHeading
          title="Attiva il secondo fattore"
          lead="Nell’ufficio lavori sui dati di altre persone: oltre all’identità digitale serve qualcosa che hai solo tu. Si attiva una volta."
        />
        <h2>Con un’app sul telefono</h2>
        <NuovaAppForm ritorno={ritorno} {...invito} />
        <h2 className="mt-8">Con una chiave di sicurezza</h2>
        <p>Una chiave USB o NFC, oppure l’impronta o il volto su questo computer.</p>
        <NuovaChiaveForm ritorno={ritorno} />
      </div>
    )
  }
  const prova = codiciDiProva()
  return (
    <>
      <PageHeading
        title="Scrivi il codice del secondo fattore"
        lead={`Sei entrato come ${viewer.nome} ${viewer.cognome}. Per aprire l’ufficio serve anche il codice del tuo dispositivo.`}
      />
      <FattoreForm ritorno={ritorno} chiavi={fattori.some(({ tipo }) => tipo === 'webauthn')} />
      {prova && (
        <Callout title="Portale di prova">
          I codici delle persone di esempio sono <a href={prova}>nell’app di prova</a>.
        </Callout>
      )}
      <Disclosure summary="Non hai più il telefono o la chiave?">
        <p>
          Scrivi uno dei codici di recupero che hai salvato. Se non li hai, chiama l’amministratore di sistema: annulla
          i tuoi dispositivi dopo averti riconosciuto, e al prossimo accesso ne attivi uno nuovo.
        </p>
      </Disclosure>
      <p className="mt-6">
        <a href={paths.personale.home}>Vai alla tua area personale</a>
      </p>
    </>
  )
}

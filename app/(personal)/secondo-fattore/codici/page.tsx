import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CodiciRecupero } from '@/components/auth/codici-recupero'
import { PageHeading } from '@/components/layout/page-heading'
import { countCodiciRecupero } from '@/lib/auth/queries-fattori'
import { ownPath } from '@/lib/auth/rules-ritorno'
import { requireConFattore } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Codici di recupero', robots: { index: false } }

export default async function CodiciRecuperoPage({ searchParams }: PageProps<'/secondo-fattore/codici'>) {
  const viewer = await requireConFattore()
  const { ritorno: given } = await searchParams
  const ritorno = ownPath(typeof given === 'string' ? given : null)
  if (!viewer.secondoFattoreAt) redirect(paths.secondoFattore(paths.codiciRecupero(ritorno ?? undefined)))
  return (
    <div className="max-w-narrow">
      <PageHeading
        title="Codici di recupero"
        lead="Dieci codici per entrare il giorno in cui il telefono è perso, rotto o scarico. Senza, devi chiamare l’amministratore di sistema."
      />
      <CodiciRecupero
        rimasti={await countCodiciRecupero(viewer.personaId)}
        ritorno={ritorno ?? paths.personale.sicurezza}
        di={`${viewer.nome} ${viewer.cognome}`}
      />
    </div>
  )
}

import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { MotivoForm } from '@/components/ufficio/motivo-form'
import { ownPath } from '@/lib/auth/rules-ritorno'
import { requireFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { findDaAprire } from '@/lib/letture/queries'

const readDaAprire = cache(async (id: string) => findDaAprire(await requireFunzionario(), id))

export async function generateMetadata({ params }: PageProps<'/ufficio/motivo/[id]'>): Promise<Metadata> {
  const pratica = await readDaAprire((await params).id)
  return { title: pratica ? `Perché apri ${pratica.codice} — Ufficio` : 'Pratica non trovata' }
}

export default async function MotivoPage({ params, searchParams }: PageProps<'/ufficio/motivo/[id]'>) {
  await requireFunzionario()
  const { id } = await params
  const pratica = await readDaAprire(id)
  if (!pratica) notFound()
  const { ritorno: given } = await searchParams
  const page = ownPath(typeof given === 'string' ? given : null)
  const ritorno = page?.startsWith(paths.ufficio.pratica(id)) ? page : null
  if (pratica.aperta) redirect(ritorno ?? paths.ufficio.pratica(id))
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Pratiche', href: paths.ufficio.home }, { label: pratica.codice }]} />
      <PageHeading
        title={`Perché apri la pratica ${pratica.codice}?`}
        lead={
          pratica.assegnatario
            ? `È in carico a ${pratica.assegnatario}. Il motivo resta registrato, vale fino a mezzanotte, e lo legge il richiedente.`
            : 'Nessuno l’ha in carico. Se non la prendi tu, scrivi perché la apri: lo legge il richiedente.'
        }
      />
      <MotivoForm id={id} versione={pratica.versioneRiga} ritorno={ritorno} subito={pratica.subito} />
    </>
  )
}

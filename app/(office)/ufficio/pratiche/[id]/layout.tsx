import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { IdentityBar } from '@/components/ufficio/identity-bar'
import { PraticaNav } from '@/components/ufficio/pratica-nav'
import { paths } from '@/lib/core/paths'
import { readPraticaUfficio } from '../reading'

export default async function PraticaLayout({ children, params }: LayoutProps<'/ufficio/pratiche/[id]'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { officer, pratica } = found
  return (
    <>
      <Breadcrumb crumbs={[{ label: pratica.ufficio, href: paths.ufficio.home }, { label: pratica.codice }]} />
      <IdentityBar pratica={pratica} officer={officer} />
      <PraticaNav id={id} />
      {children as ReactNode}
    </>
  )
}

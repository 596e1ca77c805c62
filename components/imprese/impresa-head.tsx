import type { ReactNode } from 'react'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { Tabs } from '@/components/ui/tabs'
import { paths } from '@/lib/core/paths'

type Props = {
  impresa: { id: string; denominazione: string }
  parte: 'riepilogo' | 'persone' | 'flotta'
  title: ReactNode
  children?: ReactNode
}

/** Where one is inside a company: its name, and its parts as tabs. */
export function ImpresaHead({ impresa, parte, title, children }: Props) {
  const tabs = [
    { key: 'riepilogo', label: 'Riepilogo', href: paths.personale.impresa(impresa.id) },
    { key: 'persone', label: 'Persone', href: paths.personale.persone(impresa.id) },
    { key: 'flotta', label: 'Veicoli', href: paths.personale.flotta(impresa.id) },
  ]
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Imprese e mandati', href: paths.personale.imprese }, { label: impresa.denominazione }]}
      />
      <h1>{title}</h1>
      {children}
      <Tabs
        label={`Parti di ${impresa.denominazione}`}
        tabs={tabs.map(({ key, ...tab }) => ({ ...tab, current: key === parte }))}
      />
    </>
  )
}

'use client'
import { usePathname } from 'next/navigation'
import { Tabs } from '@/components/ui/tabs'
import { paths, SEZIONI_UFFICIO } from '@/lib/core/paths'

const NOMI = {
  documenti: 'Documenti',
  istruttoria: 'Istruttoria',
  messaggi: 'Messaggi',
  atti: 'Atti',
  cronologia: 'Cronologia',
} as const

/** Sub-navigation of a practice; the open page is known from the address, also without scripts. */
export function PraticaNav({ id }: { id: string }) {
  const here = usePathname()
  return (
    <Tabs
      label="Sezioni della pratica"
      tabs={[
        { href: paths.ufficio.pratica(id), label: 'Riepilogo', current: here === paths.ufficio.pratica(id) },
        ...SEZIONI_UFFICIO.map((sezione) => ({
          href: paths.ufficio.sezione(id, sezione),
          label: NOMI[sezione],
          current: here === paths.ufficio.sezione(id, sezione),
        })),
      ]}
    />
  )
}

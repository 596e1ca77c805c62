import { Tabs } from '@/components/ui/tabs'
import { paths } from '@/lib/core/paths'

const TABS = [
  { href: paths.personale.home, label: 'In evidenza' },
  { href: paths.personale.pratiche, label: 'Pratiche' },
  { href: paths.personale.messaggi, label: 'Messaggi' },
  { href: paths.personale.documenti, label: 'Documenti' },
  { href: paths.personale.imprese, label: 'Imprese e mandati' },
  { href: paths.personale.profilo, label: 'Profilo' },
] as const

/** First level of the personal area. */
export function AreaTabs({ current }: { current: (typeof TABS)[number]['href'] }) {
  return <Tabs label="Area personale" tabs={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
}

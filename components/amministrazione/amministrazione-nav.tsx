import { Tabs } from '@/components/ui/tabs'
import { paths } from '@/lib/core/paths'

const { amministrazione } = paths
const TABS = [
  { href: amministrazione.home, label: 'Ruoli', soloAmministratore: false },
  { href: amministrazione.richieste, label: 'Richieste', soloAmministratore: false },
  { href: amministrazione.revisione, label: 'Revisione', soloAmministratore: false },
  { href: amministrazione.enti, label: 'Enti e organizzazioni', soloAmministratore: true },
  { href: amministrazione.sospensioni, label: 'Sospensioni', soloAmministratore: true },
  { href: paths.registroAccessi, label: 'Registro degli accessi', soloAmministratore: true },
] as const

type Props = { current: (typeof TABS)[number]['href']; amministratore: boolean }

/** First level of the administration; a dirigente sees what is theirs to confirm and review. */
export function AmministrazioneNav({ current, amministratore }: Props) {
  return (
    <Tabs
      label="Amministrazione"
      tabs={TABS.filter((tab) => amministratore || !tab.soloAmministratore).map(({ href, label }) => ({
        href,
        label,
        current: href === current,
      }))}
    />
  )
}

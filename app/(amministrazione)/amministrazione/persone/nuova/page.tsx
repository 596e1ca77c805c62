import type { Metadata } from 'next'
import { Modulo } from '@/components/amministrazione/modulo'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { requireAmministratore } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { registerPersonaAction } from '@/lib/ruoli/actions'

export const metadata: Metadata = { title: 'Cerca o registra una persona — Amministrazione' }

export default async function NuovaPersonaPage() {
  await requireAmministratore()
  return (
    <div className="max-w-narrow">
      <Breadcrumb
        crumbs={[
          { label: 'Amministrazione', href: paths.amministrazione.home },
          { label: 'Cerca o registra una persona' },
        ]}
      />
      <PageHeading
        title="Cerca o registra una persona"
        lead="Se il portale la conosce già, la trova dal codice fiscale. Se no la registra: al primo accesso con SPID o CIE trova il ruolo che le hai dato."
      />
      <Modulo
        id="persona"
        action={registerPersonaAction}
        submit="Continua"
        campi={[
          { tipo: 'testo', name: 'codiceFiscale', label: 'Codice fiscale', width: 'l' },
          { tipo: 'testo', name: 'nome', label: 'Nome', hint: 'Vale finché la persona non entra con la sua identità' },
          { tipo: 'testo', name: 'cognome', label: 'Cognome' },
        ]}
      />
    </div>
  )
}

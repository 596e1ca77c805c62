import type { Metadata } from 'next'
import { AreaTabs } from '@/components/personale/area-tabs'
import { LinkButton } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/kv'
import { needsSecondoFattore } from '@/lib/auth/rules-fattore'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { NOMI_RUOLO } from '@/lib/imprese/rules'

export const metadata: Metadata = { title: 'Profilo — Area personale' }

export default async function ProfiloPage() {
  const viewer = await requireViewer()
  return (
    <>
      <h1>Profilo</h1>
      <AreaTabs current={paths.personale.profilo} />
      <div className="max-w-narrow">
        <h2>Chi sei</h2>
        <DefinitionList
          facts={[
            { label: 'Nome', value: `${viewer.nome} ${viewer.cognome}` },
            { label: 'Codice fiscale', value: <span className="code">{viewer.codiceFiscale}</span> },
            { label: 'Accesso', value: `SPID di livello ${viewer.livello}` },
          ]}
        />
        <p className="muted mt-3">Questi dati arrivano dal tuo gestore di identità: per cambiarli rivolgiti a lui.</p>
        {viewer.organizzazioni.length + viewer.mandati.length > 0 && (
          <>
            <h2 className="mt-7">Per chi puoi operare</h2>
            <DefinitionList
              facts={[
                ...viewer.organizzazioni.map((one) => ({ label: one.denominazione, value: NOMI_RUOLO[one.ruolo] })),
                ...viewer.mandati.map((one) => ({
                  label: one.per.denominazione,
                  value: (
                    <>
                      con un <a href={paths.personale.mandato(one.id)}>mandato</a> fino al {formatDay(one.al)}
                    </>
                  ),
                })),
              ]}
            />
            <p className="mt-4">
              <LinkButton kind="secondary" href={paths.personale.operaPer}>
                Cambia per chi operi
              </LinkButton>
            </p>
          </>
        )}
        <h2 className="mt-7">Sicurezza e riservatezza</h2>
        <ul className="rows">
          <li>
            <a className="row-link" href={paths.personale.sicurezza}>
              {needsSecondoFattore(viewer.ruoli) ? 'Sessioni aperte e secondo fattore' : 'Sessioni aperte'}
            </a>
            <span className="row-note">Dove sei entrato con la tua identità, e come chiudere</span>
          </li>
          <li>
            <a className="row-link" href={paths.personale.chiHaVisto}>
              Chi ha visto i miei dati
            </a>
            <span className="row-note">Quale ufficio ha aperto le tue pratiche, quando e perché</span>
          </li>
        </ul>
        <p className="mt-7">
          <a href={paths.esci}>Esci dal portale</a>
        </p>
      </div>
    </>
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fatto } from '@/components/amministrazione/fatto'
import { Sospendi } from '@/components/amministrazione/sospendi'
import { SospensioniList } from '@/components/amministrazione/sospensioni-list'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/kv'
import { requireAmministratore } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { findOrganizzazione, listDiritti } from '@/lib/ruoli/queries'
import { NOMI_RUOLI, NOMI_TIPI_ENTE, type TipoEnteConsultato } from '@/lib/ruoli/rules'
import { listSospensioni } from '@/lib/sospensioni/queries'

export const metadata: Metadata = { title: 'Organizzazione — Amministrazione' }

const FATTO = { registrato: 'Ente registrato: ora puoi nominare le sue persone.', sospeso: 'Sospensione registrata.' }

export default async function OrganizzazionePage({ params, searchParams }: PageProps<'/amministrazione/enti/[id]'>) {
  const viewer = await requireAmministratore()
  const { id } = await params
  const organizzazione = await findOrganizzazione(viewer, id)
  if (!organizzazione) notFound()
  const [oggi, diritti, sospensioni] = await Promise.all([
    today(),
    listDiritti(viewer, id),
    listSospensioni(viewer, { organizzazioneId: id }),
  ])
  const consultato = organizzazione.tipo in NOMI_TIPI_ENTE
  return (
    <div className="max-w-narrow">
      <Breadcrumb
        crumbs={[
          { label: 'Amministrazione', href: paths.amministrazione.home },
          { label: 'Enti e organizzazioni', href: paths.amministrazione.enti },
          { label: organizzazione.denominazione },
        ]}
      />
      <PageHeading title={organizzazione.denominazione} />
      <Fatto fatto={(await searchParams).fatto} parole={FATTO} />
      <DefinitionList
        facts={[
          ...(consultato ? [{ label: 'Tipo', value: NOMI_TIPI_ENTE[organizzazione.tipo as TipoEnteConsultato] }] : []),
          { label: 'Codice fiscale', value: <span className="code">{organizzazione.codiceFiscale}</span> },
          { label: 'Sede', value: organizzazione.sede },
          { label: 'PEC', value: organizzazione.pec },
        ]}
      />
      {consultato && (
        <>
          <h2 className="mt-7">Persone nominate</h2>
          {diritti.length === 0 ? (
            <p>Nessuna. Cerca o registra la persona, poi chiedi per lei un ruolo in questo ente.</p>
          ) : (
            <ul className="rows" aria-label="Persone nominate">
              {diritti.map((one) => (
                <li key={one.id}>
                  <a className="row-link" href={paths.amministrazione.persona(one.personaId)}>
                    {one.persona}
                  </a>
                  <span className="row-note">
                    {NOMI_RUOLI[one.ruolo]} · dal {formatDay(one.validoDal)}
                    {one.validoAl && ` al ${formatDay(one.validoAl)}`}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <p>
            <LinkButton kind="secondary" href={paths.amministrazione.nuovaPersona}>
              Nomina una persona
            </LinkButton>
          </p>
        </>
      )}
      <h2 className="mt-7">Sospensioni</h2>
      {sospensioni.length === 0 ? <p>Nessuna.</p> : <SospensioniList sospensioni={sospensioni} oggi={oggi} />}
      <Sospendi chi="organizzazione" id={id} oggi={oggi} />
    </div>
  )
}

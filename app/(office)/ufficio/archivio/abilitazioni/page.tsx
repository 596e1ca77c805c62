import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AbilitazioneForm } from '@/components/archivio/abilitazione-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { revokeAbilitazioneAction } from '@/lib/archivio/abilitazioni/actions'
import { canDirigere, listAbilitazioni, listFunzionari } from '@/lib/archivio/abilitazioni/queries'
import { needsStepUp } from '@/lib/auth/step-up'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'

export const metadata: Metadata = { title: 'Persone abilitate — Archivio — Ufficio' }

export default async function AbilitazioniPage({ searchParams }: PageProps<'/ufficio/archivio/abilitazioni'>) {
  const officer = await requireFunzionario()
  if (!(await canDirigere(officer))) notFound()
  const [abilitazioni, funzionari, oggi, fattore] = await Promise.all([
    listAbilitazioni(officer),
    listFunzionari(officer),
    today(),
    needsStepUp(officer),
  ])
  return (
    <>
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{ data: 'La persona è abilitata', revocata: 'L’abilitazione è revocata' }}
      />
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Persone abilitate</h1>
      <p>
        Le carte chiuse dalla legge (D.Lgs. 42/2004 art. 122) le vede solo chi è abilitato per quel fondo o quell’unità,
        nei giorni indicati.
      </p>
      {abilitazioni.length === 0 ? (
        <EmptyState title="Nessuno è abilitato">Le carte chiuse ora non le vede nessuno.</EmptyState>
      ) : (
        <ul className="rows mb-8">
          {abilitazioni.map((one) => (
            <li key={one.id}>
              <span className="row-link">
                {one.chi}, {one.segnatura}
              </span>
              {one.revocataAt ? (
                <Tag tone="grey">Revocata il {formatInstant(one.revocataAt)}</Tag>
              ) : one.al < oggi ? (
                <Tag tone="grey">Finita</Tag>
              ) : null}
              <span className="row-note">
                dal {formatDay(one.dal)} al {formatDay(one.al)}
              </span>
              <span className="row-text">{one.motivo}</span>
              {!one.revocataAt && one.al >= oggi && (
                <OneButtonForm action={revokeAbilitazioneAction.bind(null, one.id)} kind="secondary" small>
                  Revoca<span className="sr-only"> l’abilitazione di {one.chi}</span>
                </OneButtonForm>
              )}
            </li>
          ))}
        </ul>
      )}
      <section className="max-w-narrow">
        <h2>Abilita una persona</h2>
        <AbilitazioneForm funzionari={funzionari.filter((one) => one.id !== officer.personaId)} fattore={fattore} />
      </section>
    </>
  )
}

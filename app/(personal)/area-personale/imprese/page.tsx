import type { Metadata } from 'next'
import { Fatto } from '@/components/imprese/fatto'
import { MandatiList } from '@/components/mandati/mandati-list'
import { AreaTabs } from '@/components/personale/area-tabs'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listCollegamenti, listInvitiPer } from '@/lib/imprese/queries'
import { NOMI_RUOLO, SPIEGAZIONI_RUOLO } from '@/lib/imprese/rules'
import { listMandati } from '@/lib/mandati/queries'

export const metadata: Metadata = { title: 'Imprese e mandati — Area personale' }

const STATI = {
  da_inviare: { parola: 'Da inviare', tono: 'amber' },
  in_attesa: { parola: 'La controlla l’ufficio', tono: 'blue' },
  accolta: { parola: 'Accolta', tono: 'green' },
  respinta: { parola: 'Non accolta', tono: 'red' },
  ritirata: { parola: 'Ritirata', tono: 'grey' },
} as const

export default async function ImpresePage({ searchParams }: PageProps<'/area-personale/imprese'>) {
  const viewer = await requireViewer()
  const [collegamenti, inviti, mandati, { fatto }] = await Promise.all([
    listCollegamenti(viewer),
    listInvitiPer(viewer),
    listMandati(viewer),
    searchParams,
  ])
  return (
    <>
      <h1>Imprese e mandati</h1>
      <AreaTabs current={paths.personale.imprese} />
      <Fatto fatto={fatto} parole={{ tolto: 'Non fai più parte dell’impresa' }} />
      {inviti.length > 0 && (
        <section className="mb-8">
          <h2>Inviti per te</h2>
          <ul className="rows">
            {inviti.map((invito) => (
              <li key={invito.id}>
                <a className="row-link" href={paths.personale.invito(invito.id)}>
                  {invito.organizzazione} ti invita
                </a>
                <span className="row-note">
                  {NOMI_RUOLO[invito.ruolo]} · rispondi entro il {formatDay(romeDay(invito.scadeAt))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h2>Le tue imprese</h2>
      {viewer.organizzazioni.length === 0 ? (
        <EmptyState title="Non operi per nessuna impresa">
          Se rappresenti un’impresa collegala qui. Se ci lavori, chiedi a chi la amministra di invitarti con il tuo
          codice fiscale.
        </EmptyState>
      ) : (
        <ul className="rows">
          {viewer.organizzazioni.map((one) => (
            <li key={one.id}>
              <a className="row-link" href={paths.personale.impresa(one.id)}>
                {one.denominazione}
              </a>
              <span className="row-note">
                {NOMI_RUOLO[one.ruolo]} · {SPIEGAZIONI_RUOLO[one.ruolo].toLowerCase()}
              </span>
            </li>
          ))}
        </ul>
      )}
      {viewer.guida.length > 0 && (
        <p>
          <a href={paths.personale.guida}>Le autorizzazioni dei veicoli che guidi</a>
        </p>
      )}
      <p className="mt-5">
        <LinkButton kind="secondary" href={paths.personale.collegamenti}>
          Collega un’impresa che rappresenti
        </LinkButton>
      </p>
      {collegamenti.length > 0 && (
        <section className="mt-8">
          <h2>Richieste di collegamento</h2>
          <ul className="rows">
            {collegamenti.map((one) => (
              <li key={one.id}>
                <a className="row-link" href={paths.personale.collegamento(one.id)}>
                  {one.denominazione}
                </a>
                <Tag tone={STATI[one.stato].tono}>{STATI[one.stato].parola}</Tag>
                <span className="row-note">{formatDay(romeDay(one.inviataAt ?? one.createdAt))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="mt-8">
        <h2>Mandati</h2>
        <p className="max-w-prose">
          Con un mandato una persona o un’agenzia presenta domande in nome di un’altra. Chi lo dà può revocarlo in ogni
          momento, con effetto immediato.
        </p>
        <MandatiList mandati={mandati} />
        <p className="mt-5">
          <LinkButton kind="secondary" href={paths.personale.nuovoMandato}>
            Dai o chiedi un mandato
          </LinkButton>
        </p>
      </section>
    </>
  )
}

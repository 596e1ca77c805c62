import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DaiRuolo } from '@/components/amministrazione/dai-ruolo'
import { Fatto } from '@/components/amministrazione/fatto'
import { Modulo } from '@/components/amministrazione/modulo'
import { RichiesteList } from '@/components/amministrazione/richieste-list'
import { Sospendi } from '@/components/amministrazione/sospendi'
import { SospensioniList } from '@/components/amministrazione/sospensioni-list'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Callout } from '@/components/ui/callout'
import { Disclosure } from '@/components/ui/disclosure'
import { Tag } from '@/components/ui/tag'
import { listFattori } from '@/lib/auth/queries-fattori'
import { needsSecondoFattore } from '@/lib/auth/rules-fattore'
import { requireAmministratore } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { askFineRuoloAction, resetFattoriAction } from '@/lib/ruoli/actions'
import { findPersona, listRichieste, listSedi } from '@/lib/ruoli/queries'
import { NOMI_RUOLI } from '@/lib/ruoli/rules'
import { listSospensioni } from '@/lib/sospensioni/queries'

export const metadata: Metadata = { title: 'Persona — Amministrazione' }

const FATTO = {
  chiesto: 'Richiesta registrata: vale quando la conferma una seconda persona.',
  sospeso: 'Sospensione registrata.',
  annullati: 'Dispositivi annullati e sessioni chiuse: al prossimo accesso la persona ne attiva uno nuovo.',
}

export default async function PersonaPage({ params, searchParams }: PageProps<'/amministrazione/persone/[id]'>) {
  const viewer = await requireAmministratore()
  const { id } = await params
  const persona = await findPersona(viewer, id)
  if (!persona) notFound()
  const [oggi, sedi, richieste, sospensioni, fattori] = await Promise.all([
    today(),
    listSedi(viewer),
    listRichieste(viewer, id),
    listSospensioni(viewer, { personaId: id }),
    listFattori(id),
  ])
  const nome = `${persona.nome} ${persona.cognome}`
  const io = id === viewer.personaId
  const attivi = persona.diritti.filter(({ validoAl }) => validoAl === null || validoAl >= oggi)
  const finiti = persona.diritti.filter(({ validoAl }) => validoAl !== null && validoAl < oggi)
  return (
    <div className="max-w-narrow">
      <Breadcrumb crumbs={[{ label: 'Amministrazione', href: paths.amministrazione.home }, { label: nome }]} />
      <PageHeading title={nome} lead={<span className="code">{persona.codiceFiscale}</span>} />
      <Fatto fatto={(await searchParams).fatto} parole={FATTO} />
      {io && <Callout title="Sei tu">I tuoi ruoli e i tuoi dispositivi li cambia un altro amministratore.</Callout>}
      <h2>Ruoli</h2>
      {attivi.length === 0 && <p>Nessun ruolo: sul portale è un cittadino.</p>}
      <ul className="rows" aria-label="Ruoli">
        {attivi.map((one) => (
          <li key={one.id}>
            <strong>{NOMI_RUOLI[one.ruolo]}</strong>
            <span className="row-note">
              {one.sede ?? 'Tutto il portale'} · dal {formatDay(one.validoDal)}
              {one.validoAl && ` al ${formatDay(one.validoAl)}`}
            </span>
            {!io && (
              <div className="basis-full">
                <Disclosure summary={`Chiedi la fine: ${NOMI_RUOLI[one.ruolo]}${one.sede ? `, ${one.sede}` : ''}`}>
                  <Modulo
                    id={`fine-${one.id}`}
                    action={askFineRuoloAction.bind(null, id, one.id)}
                    submit="Chiedi la fine del ruolo"
                    kind="danger"
                    campi={[
                      {
                        tipo: 'giorno',
                        name: 'validoAl',
                        label: 'Ultimo giorno',
                        hint: 'Vuoto: appena una seconda persona conferma',
                        optional: true,
                      },
                      { tipo: 'area', name: 'motivo', label: 'Motivo', hint: 'Lo legge chi deve confermare' },
                    ]}
                  />
                </Disclosure>
              </div>
            )}
          </li>
        ))}
      </ul>
      {!io && <DaiRuolo personaId={id} oggi={oggi} {...sedi} />}
      {finiti.length > 0 && (
        <Disclosure summary="Ruoli finiti">
          <ul>
            {finiti.map((one) => (
              <li key={one.id}>
                {NOMI_RUOLI[one.ruolo]}
                {one.sede && `, ${one.sede}`}, dal {formatDay(one.validoDal)} al{' '}
                {one.validoAl && formatDay(one.validoAl)}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {richieste.length > 0 && (
        <>
          <h2 className="mt-7">Richieste</h2>
          <RichiesteList richieste={richieste} label="Richieste per questa persona" />
        </>
      )}
      {needsSecondoFattore(attivi) && (
        <>
          <h2 className="mt-7">Secondo fattore</h2>
          <p>
            {fattori.length === 0 ? (
              <Tag tone="amber">Da attivare al prossimo accesso</Tag>
            ) : (
              `${fattori.length === 1 ? 'Un dispositivo attivo' : `${fattori.length} dispositivi attivi`}.`
            )}
          </p>
          {!io && fattori.length > 0 && (
            <Disclosure summary="Ha perso i dispositivi e i codici di recupero">
              <p>Riconosci la persona prima di annullare: chi entra dopo potrà attivare un dispositivo a nome suo.</p>
              <Modulo
                id="annulla"
                action={resetFattoriAction.bind(null, id)}
                submit="Annulla i dispositivi"
                kind="danger"
                campi={[{ tipo: 'area', name: 'motivo', label: 'Motivo, e come l’hai riconosciuta' }]}
              />
            </Disclosure>
          )}
        </>
      )}
      <h2 className="mt-7">Sospensioni</h2>
      {sospensioni.length === 0 ? <p>Nessuna.</p> : <SospensioniList sospensioni={sospensioni} oggi={oggi} />}
      {!io && <Sospendi chi="persona" id={id} oggi={oggi} />}
    </div>
  )
}

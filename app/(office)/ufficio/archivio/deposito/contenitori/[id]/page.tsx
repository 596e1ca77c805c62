import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ContenitoreForm, PrelievoForm } from '@/components/archivio/deposito-forms'
import { Movimenti } from '@/components/archivio/movimenti'
import { Storia } from '@/components/archivio/storia'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { bringBackAction } from '@/lib/archivio/deposito/actions'
import { findContenitore, listLuoghi } from '@/lib/archivio/deposito/queries'
import { isTrasferimento, NOMI_CONTENITORE } from '@/lib/archivio/deposito/rules'
import { canCurare } from '@/lib/archivio/lettore'
import { requireFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { today } from '@/lib/db/clock'

export const metadata: Metadata = { title: 'Contenitore — Deposito — Archivio — Ufficio' }

export default async function ContenitorePage({
  params,
  searchParams,
}: PageProps<'/ufficio/archivio/deposito/contenitori/[id]'>) {
  const officer = await requireFunzionario()
  const { id } = await params
  const one = isUuid(id) ? await findContenitore(officer, id) : null
  if (!one) notFound()
  const [luoghi, cura, oggi] = await Promise.all([listLuoghi(officer), canCurare(officer), today()])
  const open = one.movimenti.find((movimento) => !movimento.rientroAt)
  return (
    <>
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          aggiunto: 'Il contenitore è aggiunto',
          modificato: 'Le modifiche sono salvate',
          fuori: 'Il prelievo è registrato',
          rientrato: 'Il rientro è registrato',
        }}
      />
      <BackLink href={paths.ufficio.luogo(one.luogoId)} label={luoghi.find((l) => l.id === one.luogoId)?.nome ?? ''} />
      <h1>
        {NOMI_CONTENITORE[one.tipo]} <span className="code">{one.codice}</span>
      </h1>
      <DefinitionList
        facts={[
          { label: 'Il suo posto', value: luoghi.find((luogo) => luogo.id === one.luogoId)?.percorso ?? null },
          { label: 'Posizione', value: one.posizione },
          { label: 'Adesso', value: open ? 'Fuori' : 'Al suo posto' },
        ]}
      />
      <p className="mt-4">
        <LinkButton href={paths.api.etichettaContenitore(one.id)} kind="secondary">
          Etichetta da stampare
        </LinkButton>
      </p>
      {cura && (
        <section className="mt-8 max-w-narrow">
          {open ? (
            <>
              <h2>{isTrasferimento(open.motivo) ? 'È arrivato?' : 'È tornato?'}</h2>
              <OneButtonForm action={bringBackAction.bind(null, one.id)}>
                {isTrasferimento(open.motivo) ? 'Registra l’arrivo' : 'Registra il rientro'}
              </OneButtonForm>
            </>
          ) : (
            <>
              <h2>Preleva</h2>
              <PrelievoForm id={one.id} luoghi={luoghi} />
            </>
          )}
        </section>
      )}
      <section className="mt-8">
        <h2>Che cosa contiene</h2>
        {one.dentro.length === 0 && <p>Nessuna unità che puoi vedere.</p>}
        <ul className="rows">
          {one.dentro.map((unita) => (
            <li key={unita.id}>
              <a className="row-link" href={paths.ufficio.unita(unita.id)}>
                {unita.titolo}
              </a>
              <span className="row-note">{unita.segnatura}</span>
            </li>
          ))}
        </ul>
        {one.unita > one.dentro.length && <p className="muted">Qui le prime {one.dentro.length}.</p>}
      </section>
      {one.movimenti.length > 0 && (
        <section className="mt-8">
          <h2>Movimenti</h2>
          <Movimenti movimenti={one.movimenti} oggi={oggi} codice={false} />
        </section>
      )}
      {cura && (
        <section className="mt-8 max-w-narrow">
          <h2>Modifica</h2>
          <ContenitoreForm id={one.id} versione={one.versioneRiga} luoghi={luoghi} valori={one} />
        </section>
      )}
      {one.storia.length > 0 && (
        <section className="mt-8">
          <h2>Storia</h2>
          <Storia storia={one.storia} />
        </section>
      )}
    </>
  )
}

import type { Metadata } from 'next'
import { TermineForm } from '@/components/archivio/scarto-forms'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { canDirigere } from '@/lib/archivio/abilitazioni/queries'
import { canCurare } from '@/lib/archivio/lettore'
import { listProposte, listTermini } from '@/lib/archivio/scarto/queries'
import { inAnni, NOMI_SCARTO } from '@/lib/archivio/scarto/rules'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Scarto — Archivio — Ufficio' }

export default async function ScartiPage({ searchParams }: PageProps<'/ufficio/archivio/scarti'>) {
  const officer = await requireFunzionario()
  const [proposte, termini, cura, dirige] = await Promise.all([
    listProposte(officer),
    listTermini(officer),
    canCurare(officer),
    canDirigere(officer),
  ])
  return (
    <>
      <Fatto fatto={(await searchParams).fatto} parole={{ termine: 'Il termine è scritto' }} />
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Scarto</h1>
      <p>
        Le carte si distruggono solo con il nulla osta della Soprintendenza (D.Lgs. 42/2004 art. 21). Il portale non
        cancella niente: descrizioni ed elenchi restano.
      </p>
      <h2 className="mt-8">Proposte</h2>
      {proposte.length === 0 ? (
        <EmptyState title="Nessuna proposta">Si comincia da una serie con un termine confermato.</EmptyState>
      ) : (
        <ul className="rows">
          {proposte.map((one) => (
            <li key={one.id}>
              <a className="row-link" href={paths.ufficio.scarto(one.id)}>
                {one.oggetto}
              </a>
              <span className="row-note">
                {one.unita === 1 ? '1 unità' : `${one.unita} unità`}, {formatDay(romeDay(one.createdAt))}
              </span>
              <span className="row-text">{NOMI_SCARTO[one.stato]}</span>
            </li>
          ))}
        </ul>
      )}
      <h2 className="mt-8">Termini di conservazione</h2>
      <p>Una serie che non è in questo elenco si conserva per sempre.</p>
      <ul className="rows">
        {termini.map((one) => (
          <li key={one.id}>
            <a className="row-link" href={paths.ufficio.unita(one.serieId)}>
              {one.titolo}
            </a>
            {one.daConfermare && <Tag tone="amber">Da confermare</Tag>}
            <span className="row-note">
              {inAnni(one.anni)}, dal {formatDay(one.validoDal)}
            </span>
            <span className="row-text">{one.fonte}</span>
            {cura && one.anni !== null && !one.daConfermare && (
              <a href={paths.ufficio.nuovoScarto(one.serieId)}>
                Carte oltre il termine<span className="sr-only"> di {one.titolo}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      {dirige && (
        <section className="mt-8 max-w-narrow">
          <h2>Scrivi un termine</h2>
          <TermineForm />
        </section>
      )}
    </>
  )
}

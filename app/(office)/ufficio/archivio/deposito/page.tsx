import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LuogoForm } from '@/components/archivio/deposito-forms'
import { Movimenti } from '@/components/archivio/movimenti'
import { BackLink } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchForm } from '@/components/ui/search-form'
import { findCodice, listFuori, listLuoghi } from '@/lib/archivio/deposito/queries'
import { codiciOf, giorniRitardo, NOMI_LUOGO } from '@/lib/archivio/deposito/rules'
import { canCurare } from '@/lib/archivio/lettore'
import { requireFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'

export const metadata: Metadata = { title: 'Deposito — Archivio — Ufficio' }

export default async function DepositoPage({ searchParams }: PageProps<'/ufficio/archivio/deposito'>) {
  const officer = await requireFunzionario()
  const asked = [(await searchParams).q].flat().at(-1) ?? ''
  const [codice = ''] = codiciOf(asked)
  const found = codice ? await findCodice(officer, codice) : null
  if (found) redirect(paths.ufficio.contenitore(found))
  const [luoghi, fuori, cura, oggi] = await Promise.all([
    listLuoghi(officer),
    listFuori(officer),
    canCurare(officer),
    today(),
  ])
  const late = fuori.filter((one) => giorniRitardo(one.rientroPrevistoIl, oggi) > 0)
  return (
    <>
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Deposito</h1>
      {codice && <Alert tone="amber" live="status" title={`Nessun contenitore ha il codice ${codice}`} />}
      <SearchForm action={paths.ufficio.deposito} label="Codice di un contenitore" labelVisible defaultValue={codice} />
      {cura && (
        <p className="mt-6">
          <LinkButton href={paths.ufficio.nuovoContenitore()} kind="secondary">
            Aggiungi un contenitore
          </LinkButton>
        </p>
      )}
      <h2 className="mt-8">Fuori posto</h2>
      {fuori.length === 0 ? (
        <EmptyState title="Tutto è al suo posto">Qui trovi i contenitori prelevati.</EmptyState>
      ) : (
        <>
          <p>
            {fuori.length === 1 ? 'Un contenitore è fuori' : `${fuori.length} contenitori sono fuori`}
            {late.length > 0 && `, ${late.length} in ritardo`}.
          </p>
          <Movimenti movimenti={fuori} oggi={oggi} codice />
        </>
      )}
      <h2 className="mt-8">Luoghi</h2>
      <ul className="rows">
        {luoghi.map((one) => (
          <li key={one.id}>
            <a className="row-link" href={paths.ufficio.luogo(one.id)}>
              {one.percorso}
            </a>
            <span className="row-note">
              {NOMI_LUOGO[one.tipo]}
              {one.contenitori > 0 && `, ${one.contenitori === 1 ? '1 contenitore' : `${one.contenitori} contenitori`}`}
            </span>
          </li>
        ))}
      </ul>
      {cura && (
        <section className="mt-8 max-w-narrow">
          <h2>Aggiungi un luogo</h2>
          <LuogoForm luoghi={luoghi} />
        </section>
      )}
    </>
  )
}

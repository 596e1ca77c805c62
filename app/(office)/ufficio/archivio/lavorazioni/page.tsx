import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LottoInCoda } from '@/components/archivio/lavorazioni/lotto-in-coda'
import { NonRiuscite } from '@/components/archivio/lavorazioni/non-riuscite'
import { StatoCoda } from '@/components/archivio/lavorazioni/stato-coda'
import { Aggiorna } from '@/components/archivio/lotti/aggiorna'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { findAvanzamento, listMorte, MORTE_A_PAGINA } from '@/lib/archivio/lavorazione/queries-avanzamento'
import { findLotto } from '@/lib/archivio/lotti/queries'
import { paths } from '@/lib/core/paths'
import { requireArchivista, voltaOf } from '../reading'

export const metadata: Metadata = { title: 'Lavorazione delle carte — Archivio — Ufficio' }

const FATTO = {
  pausa: 'In pausa. Le pagine già in mano finiscono, poi niente va avanti finché non riprendi',
  ripresa: 'La lavorazione riprende da dov’era',
  ritentata: 'La lavorazione è di nuovo in coda',
  ritentate: 'Le lavorazioni non riuscite sono di nuovo in coda',
}

export default async function LavorazioniPage({ searchParams }: PageProps<'/ufficio/archivio/lavorazioni'>) {
  const officer = await requireArchivista()
  const { lotto: asked, p, fatto } = await searchParams
  const lotto = typeof asked === 'string' ? await findLotto(officer, asked) : null
  if (asked && !lotto) notFound()
  const volta = voltaOf(p)
  const lottoId = lotto?.id ?? null
  const [avanzamento, { morte, quante }] = await Promise.all([
    findAvanzamento(officer),
    listMorte(officer, lottoId, volta),
  ])
  const values: Record<string, string> = lottoId ? { lotto: lottoId } : {}
  const shown = lottoId ? avanzamento.lotti.filter((one) => one.lottoId === lottoId) : avanzamento.lotti
  const address = lottoId ? paths.ufficio.lavorazioniDelLotto(lottoId) : paths.ufficio.lavorazioni
  return (
    <>
      <BackLink
        href={lotto ? paths.ufficio.lotto(lotto.id) : paths.ufficio.archivio}
        label={lotto ? lotto.nome : 'Archivio'}
      />
      <PageHeading
        title="Lavorazione delle carte"
        lead="I file caricati si aprono, se ne fanno le immagini delle pagine e se ne legge il testo. Va avanti da sé: qui vedi a che punto è, la metti in pausa e ritenti ciò che non è riuscito."
      />
      <Fatto fatto={fatto} parole={FATTO} />
      <StatoCoda avanzamento={avanzamento} values={values} />
      <Aggiorna href={address} everyMs={10_000} />
      <h2 className="mt-10">{lotto ? 'Il lotto' : 'Lotto per lotto'}</h2>
      {lotto && (
        <p>
          Da qui in giù c’è solo il lotto «{lotto.nome}». <a href={paths.ufficio.lavorazioni}>Tutti i lotti</a>
        </p>
      )}
      {shown.length === 0 ? (
        <EmptyState title="Non c’è niente in lavorazione">
          Ciò che si carica con un lotto compare qui finché non è pronto.
        </EmptyState>
      ) : (
        shown.map((one) => <LottoInCoda key={one.lottoId ?? 'senza'} lotto={one} values={values} />)
      )}
      <NonRiuscite
        morte={morte}
        quante={quante}
        totale={lottoId ? shown.reduce((sum, one) => sum + one.morte, 0) : avanzamento.morte}
        lottoId={lottoId}
        values={values}
      />
      <Pagination
        label="Altre lavorazioni non riuscite"
        page={volta}
        pages={Math.ceil(quante / MORTE_A_PAGINA)}
        href={(n) => `${address}${lottoId ? '&' : '?'}p=${n}#non-riuscite`}
      />
    </>
  )
}

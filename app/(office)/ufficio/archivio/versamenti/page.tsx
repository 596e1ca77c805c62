import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { canCurare } from '@/lib/archivio/lettore'
import { NOMI_TRATTAMENTO } from '@/lib/archivio/rules'
import { listVersamenti } from '@/lib/archivio/versamento/queries'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Pratiche versate — Archivio — Ufficio' }

export default async function VersamentiPage() {
  const officer = await requireFunzionario()
  if (!(await canCurare(officer))) notFound()
  const versamenti = await listVersamenti(officer)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <PageHeading
        title="Pratiche versate"
        lead="Arrivano dagli uffici quando sono concluse, già descritte da ciò che si sa: controlla titolo, luoghi e collocazione."
      />
      {versamenti.length === 0 ? (
        <EmptyState title="Nessuna pratica versata">
          Gli uffici versano una pratica conclusa dalla sua pagina dei documenti.
        </EmptyState>
      ) : (
        <ul className="rows">
          {versamenti.map((one) => (
            <li key={one.unitaId}>
              <a className="row-link" href={paths.ufficio.unita(one.unitaId)}>
                {one.titolo}
              </a>
              <span className="row-note">
                <Tag tone={one.trattamento === 'validato' || one.trattamento === 'pubblicato' ? 'green' : 'grey'}>
                  {NOMI_TRATTAMENTO[one.trattamento]}
                </Tag>
              </span>
              <span className="row-text">
                {one.segnatura} · pratica {one.codice}, {one.file === 1 ? 'un documento' : `${one.file} documenti`} ·{' '}
                {one.nome}, {formatInstant(one.quando)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

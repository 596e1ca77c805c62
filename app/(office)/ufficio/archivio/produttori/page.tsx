import type { Metadata } from 'next'
import { BackLink } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { listProduttori } from '@/lib/archivio/dettagli/queries'
import { canCurare } from '@/lib/archivio/lettore'
import { requireFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Soggetti produttori — Archivio — Ufficio' }

export default async function ProduttoriPage() {
  const officer = await requireFunzionario()
  const [produttori, cura] = await Promise.all([listProduttori(officer), canCurare(officer)])
  return (
    <>
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Soggetti produttori</h1>
      <p>Gli enti, le persone e le famiglie che hanno prodotto le carte.</p>
      {cura && (
        <p className="mb-6">
          <LinkButton href={paths.ufficio.nuovoProduttore}>Aggiungi un soggetto</LinkButton>
        </p>
      )}
      {produttori.length === 0 ? (
        <EmptyState title="Non c’è ancora nessun soggetto">Aggiungi il primo.</EmptyState>
      ) : (
        <ul className="rows">
          {produttori.map((one) => (
            <li key={one.id}>
              <a className="row-link" href={paths.ufficio.produttore(one.id)}>
                {one.denominazione}
              </a>
              <span className="row-note">{one.esistenza ?? one.tipo}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

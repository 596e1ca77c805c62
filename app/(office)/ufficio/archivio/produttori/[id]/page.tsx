import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ProduttoreForm } from '@/components/archivio/produttore-form'
import { Storia } from '@/components/archivio/storia'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { DefinitionList } from '@/components/ui/kv'
import { findProduttore } from '@/lib/archivio/dettagli/queries'
import { canCurare } from '@/lib/archivio/lettore'
import { NOMI_PRODUTTORE } from '@/lib/archivio/rules'
import { requireFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'

export const metadata: Metadata = { title: 'Soggetto produttore — Archivio — Ufficio' }

export default async function ProduttorePage({ params, searchParams }: PageProps<'/ufficio/archivio/produttori/[id]'>) {
  const officer = await requireFunzionario()
  const { id } = await params
  const produttore = isUuid(id) ? await findProduttore(officer, id) : null
  if (!produttore) notFound()
  const cura = await canCurare(officer)
  return (
    <>
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{ descritto: 'Il soggetto è aggiunto', modificato: 'Le modifiche sono salvate' }}
      />
      <BackLink href={paths.ufficio.produttori} label="Soggetti produttori" />
      <h1>{produttore.denominazione}</h1>
      <DefinitionList
        facts={[
          { label: 'Tipo', value: NOMI_PRODUTTORE[produttore.tipo] },
          { label: 'Altre denominazioni', value: produttore.altreDenominazioni.join('; ') || null },
          { label: 'Esistenza', value: produttore.esistenza },
          { label: 'Storia', value: produttore.storia },
        ]}
      />
      <p className="mt-4">
        <a href={paths.api.eac(produttore.id)}>Scarica la scheda (EAC-CPF)</a>
      </p>
      <h2 className="mt-10">Carte che ha prodotto: {produttore.unita}</h2>
      <ul className="rows">
        {produttore.prime.map((one) => (
          <li key={one.id}>
            <a className="row-link" href={paths.ufficio.unita(one.id)}>
              {one.titolo}
            </a>
            <span className="row-note">{one.data}</span>
          </li>
        ))}
      </ul>
      {produttore.unita > produttore.prime.length && (
        <p className="muted">Qui le prime {produttore.prime.length}, dall’alto dell’albero.</p>
      )}
      {cura && (
        <section className="mt-10 max-w-narrow">
          <h2>Modifica</h2>
          <ProduttoreForm
            id={produttore.id}
            versione={produttore.versioneRiga}
            valori={{ ...produttore, altreDenominazioni: produttore.altreDenominazioni.join('\n') }}
          />
        </section>
      )}
      {produttore.modifiche.length > 0 && (
        <section className="mt-10">
          <h2>Storia delle modifiche</h2>
          <Storia storia={produttore.modifiche} />
        </section>
      )}
    </>
  )
}

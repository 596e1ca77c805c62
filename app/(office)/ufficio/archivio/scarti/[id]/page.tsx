import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NullaOstaForm, VerbaleForm } from '@/components/archivio/scarto-forms'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { DataTable } from '@/components/ui/data-table'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { canDirigere } from '@/lib/archivio/abilitazioni/queries'
import { canCurare } from '@/lib/archivio/lettore'
import { withdrawScartoAction } from '@/lib/archivio/scarto/actions'
import { findProposta } from '@/lib/archivio/scarto/queries'
import { canScarto, inAnni, NOMI_SCARTO } from '@/lib/archivio/scarto/rules'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'

export const metadata: Metadata = { title: 'Proposta di scarto — Archivio — Ufficio' }

const atto = (numero: string | null, il: Parameters<typeof formatDay>[0] | null) =>
  numero && il ? `${numero} del ${formatDay(il)}` : null

export default async function ScartoPage({ params, searchParams }: PageProps<'/ufficio/archivio/scarti/[id]'>) {
  const officer = await requireFunzionario()
  const { id } = await params
  const proposta = isUuid(id) ? await findProposta(officer, id) : null
  if (!proposta) notFound()
  const [cura, dirige] = await Promise.all([canCurare(officer), canDirigere(officer)])
  return (
    <>
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          proposta: 'La proposta è scritta: ora si manda alla Soprintendenza',
          autorizzata: 'Il nulla osta è registrato',
          negata: 'Il diniego è registrato: le carte restano',
          distrutta: 'Il verbale è registrato. Descrizioni ed elenco restano',
          ritirata: 'La proposta è ritirata: le carte restano',
        }}
      />
      <BackLink href={paths.ufficio.scarti} label="Scarto" />
      <h1>{proposta.oggetto}</h1>
      <DefinitionList
        facts={[
          { label: 'Stato', value: NOMI_SCARTO[proposta.stato] },
          { label: 'Proposta il', value: formatDay(romeDay(proposta.createdAt)) },
          { label: 'Motivazione', value: proposta.motivazione },
          { label: 'Atto della Soprintendenza', value: atto(proposta.nullaOsta, proposta.nullaOstaIl) },
          { label: 'Verbale di distruzione', value: atto(proposta.verbale, proposta.verbaleIl) },
        ]}
      />
      <div className="mt-8">
        <DataTable
          caption={`Elenco: ${proposta.elenco.length === 1 ? '1 unità' : `${proposta.elenco.length} unità`}`}
          rows={proposta.elenco}
          rowKey={(row) => row.unitaId}
          columns={[
            {
              key: 'segnatura',
              header: 'Segnatura',
              cell: (row) => <a href={paths.ufficio.unita(row.unitaId)}>{row.segnatura}</a>,
            },
            { key: 'titolo', header: 'Titolo', cell: (row) => row.titolo },
            { key: 'data', header: 'Data', cell: (row) => row.dataMostrata },
            { key: 'consistenza', header: 'Consistenza', cell: (row) => row.consistenza },
            { key: 'contenitori', header: 'Contenitori', cell: (row) => row.contenitori || null },
            { key: 'termine', header: 'Termine', cell: (row) => `${inAnni(row.anni)}, ${row.fonte}` },
          ]}
        />
      </div>
      {dirige && canScarto('authorise', proposta.stato) && (
        <section className="mt-8 max-w-narrow">
          <h2>Decisione della Soprintendenza</h2>
          <NullaOstaForm id={proposta.id} />
        </section>
      )}
      {dirige && canScarto('destroy', proposta.stato) && (
        <section className="mt-8 max-w-narrow">
          <h2>Distruzione</h2>
          <VerbaleForm id={proposta.id} />
        </section>
      )}
      {cura && canScarto('withdraw', proposta.stato) && (
        <section className="mt-8">
          <h2>Ritira la proposta</h2>
          <OneButtonForm action={withdrawScartoAction.bind(null, proposta.id)} kind="secondary">
            Ritira
          </OneButtonForm>
        </section>
      )}
    </>
  )
}

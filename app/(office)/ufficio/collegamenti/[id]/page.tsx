import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DecisioneCollegamentoForm } from '@/components/imprese/decisione-collegamento-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { DocumentList } from '@/components/ui/document-list'
import { DefinitionList } from '@/components/ui/kv'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { findCollegamentoUfficio } from '@/lib/imprese/queries'

export const metadata: Metadata = { title: 'Richiesta di collegamento — Ufficio' }

export default async function CollegamentoUfficioPage({ params }: PageProps<'/ufficio/collegamenti/[id]'>) {
  const officer = await requireFunzionario()
  const richiesta = await findCollegamentoUfficio(officer, (await params).id)
  if (!richiesta) notFound()
  const documenti = await listDocumenti(officer, { soggetto: 'collegamento', soggettoId: richiesta.id })
  const { registro } = richiesta
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.collegamenti} label="Imprese da collegare" />
      <PageHeading title={richiesta.denominazione} lead={`${richiesta.persona} dichiara di rappresentarla`} />
      <DefinitionList
        facts={[
          { label: 'Codice fiscale', value: <span className="code">{richiesta.codiceFiscale}</span> },
          { label: 'Sede', value: richiesta.sede },
          { label: 'PEC', value: richiesta.pec },
          { label: 'Tipo', value: richiesta.tipo === 'agenzia' ? 'agenzia o studio' : 'impresa' },
          {
            label: 'Dichiarante',
            value: (
              <>
                {richiesta.persona}, <span className="code">{richiesta.personaCodiceFiscale}</span>
              </>
            ),
          },
          { label: 'Carica dichiarata', value: richiesta.carica },
          { label: 'Inviata', value: richiesta.inviataAt && formatInstant(richiesta.inviataAt) },
          {
            label: 'Già sul portale',
            value:
              richiesta.rappresentanti.length > 0
                ? `la rappresenta ${richiesta.rappresentanti.join(', ')}`
                : 'nessuno la rappresenta',
          },
        ]}
      />
      <h2 className="mt-8">Registro imprese</h2>
      {registro ? (
        <>
          <p>
            {registro.denominazione}, {registro.stato}. Il dichiarante non risulta tra chi la rappresenta oggi.
          </p>
          <ul className="list-disc pl-5">
            {registro.cariche
              .filter((one) => one.rappresentante)
              .map((one) => (
                <li key={`${one.codiceFiscale} ${one.carica}`}>
                  <span className="code">{one.codiceFiscale}</span>, {one.carica}
                  {one.fino ? `, fino al ${one.fino}` : ''}
                </li>
              ))}
          </ul>
        </>
      ) : (
        <p>Non ha risposto, o non conosce l’impresa: decidi dai documenti.</p>
      )}
      <h2 className="mt-8">Documenti</h2>
      <DocumentList
        label="Documenti della richiesta"
        documents={documenti
          .filter((one) => one.stato === 'pronto')
          .map((one) => ({ id: one.id, nome: one.nome, href: paths.api.documento(one.id), bytes: one.byte }))}
      />
      <h2 className="mt-8">Decisione</h2>
      {richiesta.stato === 'in_attesa' ? (
        <DecisioneCollegamentoForm id={richiesta.id} impresa={richiesta.denominazione} persona={richiesta.persona} />
      ) : (
        <Alert
          title={richiesta.stato === 'accolta' ? 'Accolta' : richiesta.stato === 'respinta' ? 'Respinta' : 'Ritirata'}
        >
          {richiesta.motivo}
        </Alert>
      )}
    </div>
  )
}

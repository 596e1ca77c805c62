import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConformeForm } from '@/components/archivio/conformi/conforme-form'
import { STATO_CONFORME } from '@/components/archivio/conformi/parole'
import { MotivoForm } from '@/components/archivio/motivo-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { Alert } from '@/components/ui/callout'
import { Disclosure } from '@/components/ui/disclosure'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { makeConformeAction, revokeConformeAction } from '@/lib/archivio/conformi/actions'
import { type Conforme, findProposta, listConformiUfficio } from '@/lib/archivio/conformi/queries-ufficio'
import { formatPagine } from '@/lib/archivio/conformi/rules'
import { MAX_MOTIVO } from '@/lib/archivio/forms-motivo'
import { needsStepUp } from '@/lib/auth/step-up'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Copia conforme — Archivio — Ufficio' }

const FATTO = {
  rilasciata: 'La copia conforme è rilasciata: chi l’ha chiesta è avvisato e la scarica',
  certificata: 'La copia è certificata, ma il file non è ancora pronto: preparalo da qui',
  revocata: 'La copia è revocata: chi la controlla legge che non vale',
}

export default async function ConformePage({
  params,
  searchParams,
}: PageProps<'/ufficio/archivio/visioni/[id]/conforme'>) {
  const officer = await requireFunzionario()
  const { id } = await params
  const proposta = await findProposta(officer, id)
  if (!proposta) notFound()
  const [copie, fattore] = await Promise.all([listConformiUfficio(officer, id), needsStepUp(officer)])
  return (
    <div className="max-w-narrow">
      <Fatto fatto={(await searchParams).fatto} parole={FATTO} />
      <BackLink href={paths.ufficio.visione(id)} label="La visione" />
      <p className="code mt-4">{proposta.segnatura}</p>
      <h1>Copia conforme</h1>
      <p className="mb-6">
        {proposta.titolo}, per {proposta.lettore}.
      </p>
      {copie.map((one) => (
        <Copia key={one.id} copia={one} dirige={proposta.dirige} />
      ))}
      {proposta.perche ? (
        <Alert tone="blue" title="Ora non si può rilasciare">
          {proposta.perche}
        </Alert>
      ) : (
        <section className="mt-8">
          <h2>{copie.length > 0 ? 'Rilascia un’altra copia' : 'Rilascia la copia'}</h2>
          <ConformeForm
            visioneId={id}
            chiave={randomUUID()}
            tutte={formatPagine(proposta.dabili)}
            attestate={proposta.attestate}
            fattore={fattore}
          />
        </section>
      )}
    </div>
  )
}

function Copia({ copia, dirige }: { copia: Conforme; dirige: boolean }) {
  const { parola, tono } = STATO_CONFORME[copia.stato]
  const { contenuto } = copia
  return (
    <section className="mb-8">
      <h2>
        N. {copia.codice} <Tag tone={tono}>{parola}</Tag>
      </h2>
      <DefinitionList
        facts={[
          { label: 'Certificata', value: `${formatInstant(copia.rilasciataAt)}, da ${contenuto.certificatore}` },
          { label: 'Pagine', value: formatPagine(contenuto.pagine.map((one) => one.numero)) },
          {
            label: 'Conformità',
            value: copia.base === 'raffronto' ? 'Confrontata con gli originali' : 'Scansioni già attestate',
          },
          { label: 'Verifica', value: <a href={paths.verifica(copia.codiceVerifica)}>La pagina pubblica</a> },
          { label: 'File', value: copia.stato === 'rilasciata' && <a href={paths.api.conforme(copia.id)}>Scarica</a> },
          ...(copia.revocataIl
            ? [
                { label: 'Revocata il', value: formatDay(copia.revocataIl) },
                { label: 'Motivo della revoca', value: copia.revocataMotivo },
              ]
            : []),
        ]}
      />
      {copia.stato === 'in_preparazione' && dirige && (
        <div className="mt-4">
          <OneButtonForm action={makeConformeAction.bind(null, copia.id, copia.visioneId)} kind="secondary">
            Prepara il file
          </OneButtonForm>
        </div>
      )}
      {copia.stato !== 'revocata' && dirige && (
        <Disclosure summary={`Revoca la copia n. ${copia.codice}`}>
          <MotivoForm
            action={revokeConformeAction.bind(null, copia.id, copia.visioneId)}
            id={`motivo-${copia.id}`}
            label="Motivo della revoca"
            hint="Lo legge anche chi ha la copia. Chi la controlla legge solo che non vale"
            max={MAX_MOTIVO}
            kind="danger"
          >
            Revoca la copia n. {copia.codice}
          </MotivoForm>
        </Disclosure>
      )}
    </section>
  )
}

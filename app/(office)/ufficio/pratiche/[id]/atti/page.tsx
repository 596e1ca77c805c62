import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StatoAttoTag } from '@/components/pratica/stato-tag'
import { StatoAttoForm } from '@/components/ufficio/stato-atto-form'
import { EmptyState } from '@/components/ui/empty-state'
import { DefinitionList } from '@/components/ui/kv'
import type { ContenutoAtto } from '@/lib/atti/rules'
import { needsStepUp } from '@/lib/auth/step-up'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listAtti } from '@/lib/pratiche/queries'
import { formatNumero } from '@/lib/pratiche/rules'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Atti — Ufficio' }

export default async function AttiPage({ params }: PageProps<'/ufficio/pratiche/[id]/atti'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { officer, pratica } = found
  const atti = await listAtti(pratica, 'ufficio')
  const fattore = await needsStepUp(officer)
  const dirigente = officer.funzionario.some((one) => one.ruolo === 'dirigente')
  if (atti.length === 0)
    return (
      <EmptyState title="Nessun atto">Qui trovi richieste, preavvisi e provvedimenti, con il loro stato.</EmptyState>
    )
  return (
    <div className="max-w-narrow">
      {atti.map((atto) => {
        const contenuto = atto.contenuto as unknown as ContenutoAtto
        return (
          <section key={atto.id} className="mb-8">
            <h2>
              {contenuto.titolo} <StatoAttoTag stato={atto.stato} />
            </h2>
            <DefinitionList
              facts={[
                {
                  label: 'Numero',
                  value:
                    atto.anno && atto.numero
                      ? formatNumero(atto.anno, atto.numero)
                      : (contenuto.firmato?.numero ?? null),
                },
                {
                  label: 'Adottato',
                  value: atto.firmatoAt ? `${formatInstant(atto.firmatoAt)}, ${contenuto.firmato?.nome ?? ''}` : null,
                },
                {
                  label: 'Validità',
                  value:
                    atto.validoDal && atto.validoAl
                      ? `dal ${formatDay(atto.validoDal)} al ${formatDay(atto.validoAl)}`
                      : null,
                },
                ...(atto.statoMotivo ? [{ label: 'Motivo dello stato', value: atto.statoMotivo }] : []),
                {
                  label: 'Documento',
                  value: atto.documentoId ? (
                    <a href={paths.api.documento(atto.documentoId)}>Scarica il PDF</a>
                  ) : (
                    <a href={paths.api.anteprimaAtto(atto.id)}>Anteprima del PDF</a>
                  ),
                },
                ...(atto.codiceVerifica
                  ? [
                      {
                        label: 'Verifica pubblica',
                        value: <a href={paths.verifica(atto.codiceVerifica)}>{atto.codiceVerifica}</a>,
                      },
                    ]
                  : []),
              ]}
            />
            {dirigente && atto.codiceVerifica && (atto.stato === 'firmato' || atto.stato === 'sospeso') && (
              <StatoAttoForm id={id} attoId={atto.id} sospeso={atto.stato === 'sospeso'} fattore={fattore} />
            )}
          </section>
        )
      })}
    </div>
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CessazioneForm, LettoreForm } from '@/components/archivio/accesso/convenzione-forms'
import { STATO_CONVENZIONE } from '@/components/archivio/accesso/parole'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { removeLettoreAction } from '@/lib/archivio/accesso/actions-diretto'
import { findConvenzione } from '@/lib/archivio/accesso/queries-convenzioni'
import { requireFunzionario } from '@/lib/auth/viewer'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Convenzione — Archivio — Ufficio' }

export default async function ConvenzionePage({
  params,
  searchParams,
}: PageProps<'/ufficio/archivio/convenzioni/[id]'>) {
  const officer = await requireFunzionario()
  const convenzione = await findConvenzione(officer, (await params).id)
  if (!convenzione) notFound()
  const { parola, tono } = STATO_CONVENZIONE[convenzione.stato]
  const viva = convenzione.stato === 'in_vigore' || convenzione.stato === 'futura'
  return (
    <div className="max-w-narrow">
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          registrata: 'La convenzione è registrata. Ora indica chi legge',
          aggiunto: 'La persona può leggere',
          tolto: 'La persona non legge più',
          cessata: 'La convenzione è cessata: nessuno legge più con questa',
        }}
      />
      <BackLink href={paths.ufficio.convenzioni} label="Convenzioni" />
      <h1 className="mb-2">{convenzione.organizzazione}</h1>
      <p className="mb-6">
        <Tag tone={tono}>{parola}</Tag>
      </p>
      <DefinitionList
        facts={[
          { label: 'Atto', value: convenzione.atto },
          { label: 'Dal', value: formatDay(convenzione.dal) },
          { label: 'Fino al', value: `${formatDay(convenzione.al)} compreso` },
          { label: 'Comuni', value: convenzione.comuni.map((istat) => nomeComune(istat) ?? istat).join(', ') },
          { label: 'Perché è cessata', value: convenzione.cessataMotivo },
        ]}
      />
      <h2 className="mt-8">Chi legge</h2>
      {convenzione.lettori.length === 0 ? (
        <p>Nessuno, per ora.</p>
      ) : (
        <ul className="rows mb-6">
          {convenzione.lettori.map((one) => (
            <li key={one.id}>
              <strong>{one.nome}</strong>
              <span className="row-note code">{one.codiceFiscale}</span>
              {viva && (
                <OneButtonForm
                  action={removeLettoreAction.bind(null, convenzione.id, one.id)}
                  kind="secondary"
                  small
                >{`Togli ${one.nome}`}</OneButtonForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {viva && (
        <>
          <LettoreForm id={convenzione.id} />
          <section className="mt-10">
            <h2>Fai cessare la convenzione</h2>
            <p className="mb-4">
              Da quel momento nessuno legge più con questa: anche le carte aperte oggi si chiudono.
            </p>
            <CessazioneForm id={convenzione.id} />
          </section>
        </>
      )}
    </div>
  )
}

import type { Metadata } from 'next'
import { Fatto } from '@/components/imprese/fatto'
import { ImpresaHead } from '@/components/imprese/impresa-head'
import { LinkButton } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { revokeInvitoAction } from '@/lib/imprese/actions'
import { listInviti, listMembri, type Membro } from '@/lib/imprese/queries'
import { NOMI_RUOLO, type StatoInvito } from '@/lib/imprese/rules'
import { requireImpresa } from '../../reading'

type Props = PageProps<'/area-personale/imprese/[id]/persone'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { impresa } = await requireImpresa((await params).id)
  return { title: `Persone — ${impresa.denominazione}` }
}

const STATI: Record<StatoInvito, { parola: string; tono: 'amber' | 'green' | 'grey' | 'red' }> = {
  aperto: { parola: 'In attesa', tono: 'amber' },
  accettato: { parola: 'Accettato', tono: 'green' },
  rifiutato: { parola: 'Rifiutato', tono: 'red' },
  revocato: { parola: 'Revocato', tono: 'grey' },
  scaduto: { parola: 'Scaduto', tono: 'grey' },
}

export default async function PersonePage({ params, searchParams }: Props) {
  const { viewer, impresa } = await requireImpresa((await params).id)
  const [membri, inviti, { fatto }] = await Promise.all([listMembri(impresa), listInviti(impresa), searchParams])
  const columns: [Column<Membro>, ...Column<Membro>[]] = [
    {
      key: 'nome',
      header: 'Persona',
      cell: (one) => (
        <>
          {impresa.amministra || one.personaId === viewer.personaId ? (
            <a href={paths.personale.finePersona(impresa.id, one.appartenenzaId)}>
              {one.nome} {one.cognome}
            </a>
          ) : (
            `${one.nome} ${one.cognome}`
          )}
          {one.codiceFiscale && <small className="code">{one.codiceFiscale}</small>}
        </>
      ),
    },
    { key: 'ruolo', header: 'Ruolo', cell: (one) => NOMI_RUOLO[one.ruolo] },
    { key: 'dal', header: 'Dal', cell: (one) => formatDay(one.validoDal) },
  ]
  return (
    <>
      <ImpresaHead impresa={impresa} parte="persone" title={`Persone di ${impresa.denominazione}`}>
        <Fatto
          fatto={fatto}
          parole={{
            invitato: 'Invito creato: la persona lo trova quando entra sul portale',
            revocato: 'Invito revocato',
            tolto: 'La persona non opera più per l’impresa',
            cambiato: 'Ruolo cambiato',
          }}
        />
      </ImpresaHead>
      <DataTable
        caption={`Chi opera oggi per ${impresa.denominazione}`}
        captionHidden
        columns={columns}
        rows={membri}
        rowKey={(one) => one.appartenenzaId}
      />
      {impresa.amministra && (
        <>
          <p className="mt-6">
            <LinkButton href={paths.personale.nuovoInvito(impresa.id)}>Invita una persona</LinkButton>
          </p>
          {inviti.length > 0 && (
            <section className="mt-8">
              <h2>Inviti</h2>
              <ul className="rows">
                {inviti.map((one) => (
                  <li key={one.id}>
                    <span className="code">{one.codiceFiscale}</span>{' '}
                    <Tag tone={STATI[one.stato].tono}>{STATI[one.stato].parola}</Tag>
                    <span className="row-note">
                      {NOMI_RUOLO[one.ruolo]} · invito di {one.invitatoDa} · vale fino al{' '}
                      {formatDay(romeDay(one.scadeAt))}
                    </span>
                    {one.stato === 'aperto' && (
                      <OneButtonForm action={revokeInvitoAction.bind(null, impresa.id, one.id)} kind="tertiary" small>
                        Revoca<span className="sr-only"> l’invito a {one.codiceFiscale}</span>
                      </OneButtonForm>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </>
  )
}

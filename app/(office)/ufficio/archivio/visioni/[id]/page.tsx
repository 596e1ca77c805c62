import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PAGAMENTO, STATO_VISIONE } from '@/components/archivio/accesso/parole'
import { ProrogaForm } from '@/components/archivio/accesso/visione-forms'
import { MotivoForm } from '@/components/archivio/motivo-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { readmitVisioneAction, revokeVisioneAction } from '@/lib/archivio/accesso/actions'
import { confirmPagamentoAction } from '@/lib/archivio/accesso/actions-copie'
import { findVisione } from '@/lib/archivio/accesso/queries'
import { findOrdine } from '@/lib/archivio/accesso/queries-copie'
import { isRevocabile } from '@/lib/archivio/accesso/rules-concessione'
import { MAX_MOTIVO } from '@/lib/archivio/forms-motivo'
import { requireFunzionario } from '@/lib/auth/viewer'
import { addDays, formatDay, formatInstant } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Visione — Archivio — Ufficio' }

export default async function VisionePage({ params, searchParams }: PageProps<'/ufficio/archivio/visioni/[id]'>) {
  const officer = await requireFunzionario()
  const visione = await findVisione(officer, (await params).id)
  if (!visione) notFound()
  const { parola, tono } = STATO_VISIONE[visione.stato]
  const ordine = visione.copie ? await findOrdine(officer, visione.id) : null
  const finita = visione.stato === 'scaduta'
  const dirigente = officer.funzionario.some((one) => one.ruolo === 'dirigente')
  return (
    <div className="max-w-narrow">
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          revocata: 'La visione è revocata',
          riammesso: 'Chi leggeva può di nuovo aprire queste carte da sé',
          prolungata: 'La visione dura di più',
          pagata: 'Il pagamento è confermato: le copie si possono scaricare',
        }}
      />
      <BackLink href={paths.ufficio.visioni} label="Visioni concesse" />
      <h1 className="mb-2">{visione.titolo}</h1>
      <p className="mb-6">
        <Tag tone={tono}>{parola}</Tag>
      </p>
      <DefinitionList
        facts={[
          { label: 'Unità', value: <a href={paths.ufficio.unita(visione.unitaId)}>{visione.segnatura}</a> },
          { label: 'Chi la vede', value: visione.lettore },
          { label: 'Scopo dichiarato', value: visione.scopo },
          { label: 'Dal', value: formatInstant(visione.dal) },
          { label: 'Fino al', value: `${formatDay(visione.fino)} compreso` },
          {
            label: 'Copie',
            value: !visione.copie ? 'Solo visione' : ordine ? PAGAMENTO[ordine.stato] : 'Le scarica dal portale',
          },
          ...(ordine?.conforme
            ? [
                {
                  label: 'Copia conforme',
                  value: <a href={paths.ufficio.conforme(visione.id)}>Chiesta: le copie rilasciate</a>,
                },
              ]
            : []),
          {
            label: 'Pagamento',
            value:
              ordine?.pagamento &&
              `${formatCents(ordine.importoCents)}, codice ${ordine.pagamento}${ordine.pagatoIl ? `, il ${formatDay(ordine.pagatoIl)}` : ''}`,
          },
          {
            label: 'Richiesta',
            value: visione.praticaId && <a href={paths.ufficio.pratica(visione.praticaId)}>{visione.codice}</a>,
          },
          {
            label: 'Convenzione',
            value: visione.convenzioneId && (
              <a href={paths.ufficio.convenzione(visione.convenzioneId)}>{visione.convenzione}</a>
            ),
          },
          { label: 'Perché', value: visione.proprio ? 'È nominato nel fascicolo: l’ha aperto da sé' : null },
          { label: 'Motivo della revoca', value: visione.revocataMotivo },
          ...(visione.riammessoAt
            ? [
                { label: 'Riammesso il', value: formatInstant(visione.riammessoAt) },
                { label: 'Perché è riammesso', value: visione.riammessoMotivo },
              ]
            : []),
        ]}
      />
      {visione.stato === 'in_corso' && dirigente && !visione.convenzioneId && !visione.proprio && (
        <section className="mt-8">
          <h2>Fai durare di più</h2>
          <ProrogaForm id={visione.id} proposta={addDays(visione.fino, 15)} />
        </section>
      )}
      {ordine?.stato === 'dichiarato' && (
        <section className="mt-8">
          <h2>Pagamento delle copie</h2>
          <p className="mb-4">Controlla che sia arrivato: dopo la conferma le copie si scaricano.</p>
          <OneButtonForm action={confirmPagamentoAction.bind(null, visione.id)} kind="secondary">
            Conferma il pagamento
          </OneButtonForm>
        </section>
      )}
      {isRevocabile(visione.stato, visione) && (
        <section className="mt-8">
          <h2>{finita ? 'Non farla riaprire' : 'Revoca'}</h2>
          <p className="mb-4">
            {finita
              ? `La visione è finita, ma ${visione.lettore} può riaprire queste carte da sé. Dopo la revoca può solo chiederle. Riceve un avviso con il motivo.`
              : 'Le carte si chiudono subito, anche se le ha aperte da sé, e da sé non le riapre. Chi le vedeva riceve un avviso con il motivo.'}
          </p>
          <MotivoForm
            action={revokeVisioneAction.bind(null, visione.id)}
            label="Motivo della revoca"
            hint="Lo legge anche chi aveva la visione"
            max={MAX_MOTIVO}
            kind="danger"
          >
            Revoca la visione
          </MotivoForm>
        </section>
      )}
      {visione.preclusa && !visione.riammessoAt && (
        <section className="mt-8">
          <h2>Dopo la revoca</h2>
          <p className="mb-4">
            {visione.lettore} può chiedere queste carte con una richiesta. Da sé non le riapre, nemmeno se il suo nome è
            nel fascicolo o legge per un ente{dirigente ? '.' : ': può riammetterlo il dirigente.'}
          </p>
          {dirigente && (
            <MotivoForm
              action={readmitVisioneAction.bind(null, visione.id)}
              label="Perché si riammette"
              hint="Lo legge anche chi aveva la visione"
              max={MAX_MOTIVO}
            >
              Riammetti
            </MotivoForm>
          )}
        </section>
      )}
    </div>
  )
}

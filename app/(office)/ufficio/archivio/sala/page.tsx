import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EsitoSalaForm } from '@/components/archivio/accesso/sala-forms'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PrintHeader } from '@/components/layout/print-header'
import { EmptyState } from '@/components/ui/empty-state'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { NOMI_CONTENITORE } from '@/lib/archivio/deposito/rules'
import type { TipoContenitore } from '@/lib/archivio/rules'
import { closeAppuntamentoAction, fetchForSalaAction, returnFromSalaAction } from '@/lib/archivio/sala/actions'
import { findGiornoSala, type Prelievo } from '@/lib/archivio/sala/queries-ufficio'
import { requireFunzionario } from '@/lib/auth/viewer'
import { addDays, formatDay, formatWeekday, type IsoDate, isIsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Sala di studio — Archivio — Ufficio' }

const FATTO = {
  segnato: 'È segnato',
  prelevato: 'Il contenitore è fuori: torna oggi',
  rientrato: 'Il contenitore è al suo posto',
}

export default async function SalaUfficioPage({ searchParams }: PageProps<'/ufficio/archivio/sala'>) {
  const officer = await requireFunzionario()
  const asked = await searchParams
  const sala = await findGiornoSala(officer, isIsoDate(asked.giorno) ? asked.giorno : null)
  if (!sala) notFound()
  const { giorni, giorno, oggi } = sala
  return (
    <>
      <PrintHeader printedAt={formatDay(oggi)} url="Sala di studio" />
      <Fatto fatto={asked.fatto} parole={FATTO} />
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Sala di studio: {formatWeekday(giorno)}</h1>
      <p className="no-print mb-6">
        <a href={paths.ufficio.sala(addDays(giorno, -1))}>Giorno prima</a> ·{' '}
        <a href={paths.ufficio.sala(addDays(giorno, 1))}>Giorno dopo</a>
        {giorni.map((one) => (
          <span key={one.giorno}>
            {' '}
            · <a href={paths.ufficio.sala(one.giorno)}>{`${formatWeekday(one.giorno)} (${one.n})`}</a>
          </span>
        ))}
      </p>
      {sala.appuntamenti.length === 0 ? (
        <EmptyState title="Nessuno ha prenotato">
          Quando qualcuno prenota, qui vedi chi viene e che cosa prendere.
        </EmptyState>
      ) : (
        <>
          <section>
            <h2>Chi viene</h2>
            <ul className="rows">
              {sala.appuntamenti.map((one) => (
                <li key={one.id}>
                  <span className="row-link">
                    {one.inizio}–{one.fine}, {one.nome}
                  </span>
                  {one.stato !== 'prenotato' && (
                    <span className="row-note">
                      <Tag tone={one.stato === 'venuto' ? 'green' : 'grey'}>
                        {one.stato === 'venuto' ? 'È venuto' : 'Non è venuto'}
                      </Tag>
                    </span>
                  )}
                  <span className="row-text">
                    Posto {one.posto}. {one.unita.map((unita) => unita.segnatura).join(', ')}. Per: {one.scopo}.
                    {one.accompagnatore && ` Con: ${one.accompagnatore}.`}{' '}
                    <a className="no-print" href={paths.ufficio.accessoSala(one.accessoId)}>
                      L’accesso
                    </a>
                  </span>
                  {one.stato === 'prenotato' && giorno <= oggi && (
                    <EsitoSalaForm action={closeAppuntamentoAction.bind(null, one.id, giorno)} />
                  )}
                </li>
              ))}
            </ul>
          </section>
          <section className="mt-8">
            <h2>Che cosa prendere</h2>
            {sala.prelievi.length > 0 && (
              <ul className="rows">
                {sala.prelievi.map((one) => (
                  <Contenitore key={one.id} one={one} giorno={giorno} />
                ))}
              </ul>
            )}
            {sala.senzaPosto.length > 0 && (
              <p className="mt-4">
                Non si sa dove sono: {sala.senzaPosto.map((one) => one.segnatura).join(', ')}. Scrivi la collocazione
                nella scheda.
              </p>
            )}
          </section>
        </>
      )}
    </>
  )
}

function Contenitore({ one, giorno }: { one: Prelievo; giorno: IsoDate }) {
  return (
    <li>
      <a className="row-link" href={paths.ufficio.contenitore(one.id)}>
        {NOMI_CONTENITORE[one.tipo as TipoContenitore]} {one.codice}
      </a>
      {one.fuori && (
        <span className="row-note">
          <Tag tone="amber">Fuori</Tag>
        </span>
      )}
      <span className="row-text">
        {one.percorso}
        {one.posizione && `, ${one.posizione}`}. {one.segnature.join(', ')}
      </span>
      <div className="no-print">
        {one.fuori ? (
          <OneButtonForm action={returnFromSalaAction.bind(null, one.id, giorno)} kind="secondary" small>
            Rientrato
          </OneButtonForm>
        ) : (
          <OneButtonForm action={fetchForSalaAction.bind(null, one.id, giorno)} kind="secondary" small>
            Prelevato
          </OneButtonForm>
        )}
      </div>
    </li>
  )
}

import type { Metadata } from 'next'
import { STATO_VISIONE } from '@/components/archivio/accesso/parole'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { listMieVisioni, type MiaVisione } from '@/lib/archivio/accesso/queries'
import { listAccessiSala } from '@/lib/archivio/sala/queries'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay, formatWeekday, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Le mie visioni — Area personale' }

function Riga({ visione }: { visione: MiaVisione }) {
  const { parola, tono } = STATO_VISIONE[visione.stato]
  return (
    <li>
      <a
        className="row-link"
        href={
          visione.stato === 'in_corso' && visione.sfogliabile
            ? paths.archivio.carte(visione.unitaId)
            : paths.archivio.unita(visione.unitaId)
        }
      >
        {visione.titolo}
      </a>
      <span className="row-note">
        <Tag tone={tono}>{parola}</Tag>
      </span>
      <span className="row-text">
        <span className="code">{visione.segnatura}</span>{' '}
        {visione.stato === 'futura' ? (
          <>
            Dal <strong>{formatDay(romeDay(visione.dal))}</strong>, fino al {formatDay(visione.fino)} compreso.
          </>
        ) : visione.stato === 'in_corso' ? (
          <>
            Fino al <strong>{formatDay(visione.fino)}</strong> compreso.{' '}
            {visione.copie ? <a href={paths.personale.copie(visione.id)}>Scarica le copie</a> : 'Solo visione.'}
          </>
        ) : visione.stato === 'revocata' ? (
          <>La Provincia l’ha chiusa. Motivo: {visione.revocataMotivo}</>
        ) : (
          <>Finita il {formatDay(visione.fino)}.</>
        )}
        <br />
        Scopo dichiarato: {visione.scopo}. <a href={paths.archivio.unita(visione.unitaId)}>La scheda</a>
        {visione.praticaId && (
          <>
            {' · '}
            <a href={paths.personale.pratica(visione.praticaId)}>La richiesta</a>
          </>
        )}
      </span>
    </li>
  )
}

export default async function VisioniPage() {
  const viewer = await requireViewer()
  const [{ inCorso, finite }, inSala] = await Promise.all([listMieVisioni(viewer), listAccessiSala(viewer)])
  const sala = inSala.filter((one) => one.stato !== 'finito')
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Area personale', href: paths.personale.home }, { label: 'Le mie visioni' }]} />
      <PageHeading
        title="Le mie visioni"
        lead="Le carte dell’archivio che puoi vedere, e fino a quando. Ogni pagina porta il tuo nome, il giorno e lo scopo che hai dichiarato."
      />
      {inCorso.length === 0 ? (
        <EmptyState title="Ora non puoi vedere nessuna carta riservata">
          <a href={paths.archivio.home}>Cerca nell’archivio</a> e chiedi di vedere quello che ti serve.
        </EmptyState>
      ) : (
        <ul className="rows">
          {inCorso.map((one) => (
            <Riga key={one.id} visione={one} />
          ))}
        </ul>
      )}
      {sala.length > 0 && (
        <section className="mt-10">
          <h2>In sala</h2>
          <ul className="rows">
            {sala.map((one) => (
              <li key={one.id}>
                <a className="row-link" href={paths.personale.sala(one.id)}>
                  {one.stato === 'revocato'
                    ? 'Non puoi più venire'
                    : one.giorno
                      ? `${formatWeekday(one.giorno)}, ore ${one.inizio}`
                      : 'Scegli quando venire'}
                </a>
                {one.stato === 'revocato' && (
                  <span className="row-note">
                    <Tag tone="red">Revocato</Tag>
                  </span>
                )}
                <span className="row-text">
                  {one.unitaIds.length === 1 ? 'Un’unità' : `${one.unitaIds.length} unità`}, fino al {formatDay(one.al)}
                  . Scopo dichiarato: {one.scopo}.{one.revocatoMotivo && ` Motivo della revoca: ${one.revocatoMotivo}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {finite.length > 0 && (
        <section className="mt-10">
          <h2>Finite</h2>
          <ul className="rows">
            {finite.map((one) => (
              <Riga key={one.id} visione={one} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

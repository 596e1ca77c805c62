import type { Metadata } from 'next'
import { AreaTabs } from '@/components/personale/area-tabs'
import { PraticheList } from '@/components/personale/pratiche-list'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { requireViewer } from '@/lib/auth/viewer'
import { type Bozza, listBozze } from '@/lib/bozze/queries'
import { formatDay, formatInstant, type IsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listAvvisi, listDaFare, listPraticheOf } from '@/lib/pratiche/queries'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { regoleOf } from '@/lib/procedimenti/rules-registro'
import { listAltroDaFare } from './altro'

export const metadata: Metadata = { title: 'Area personale' }

const whatToDo = (row: Awaited<ReturnType<typeof listDaFare>>[number]): { testo: string; href: string } => {
  const entro = row.entroIl ? ` entro il ${formatDay(row.entroIl as IsoDate)}` : ''
  if (row.stato === 'sospesa') return { testo: `Devi rispondere${entro}`, href: paths.personale.integrazione(row.id) }
  if (row.stato === 'preavviso_diniego')
    return { testo: `Puoi presentare osservazioni${entro}`, href: paths.personale.osservazioni(row.id) }
  return {
    testo: row.nonLetti === 1 ? 'L’ufficio ti ha scritto' : `L’ufficio ti ha scritto ${row.nonLetti} messaggi`,
    href: paths.personale.messaggiPratica(row.id),
  }
}

/** Drafts shown at once; older ones a press away. */
const BOZZE_IN_VISTA = 3

async function toRiga(bozza: Bozza, personaId: string) {
  const { id, procedimento, versione, dati, organizzazione, updatedAt } = bozza
  const def = await findDefinizione(procedimento, versione)
  // Of a draft hardly begun there is no object to tell.
  const oggetto = def && Object.keys(dati).length > 1 ? regoleOf(def).oggetto(dati, def) : ''
  const di = bozza.personaId === personaId ? '' : bozza.scrittaDa
  return { id, titolo: def?.titolo ?? procedimento, oggetto, organizzazione, di, updatedAt }
}

function BozzaRiga({ id, titolo, oggetto, organizzazione, di, updatedAt }: Awaited<ReturnType<typeof toRiga>>) {
  const per = organizzazione && `per ${organizzazione}`
  const parts = [oggetto, per, di && `di ${di}`, `salvata il ${formatInstant(updatedAt)}`]
  return (
    <li>
      <a className="row-link" href={paths.personale.domanda(id)}>
        Continua la bozza: {titolo}
      </a>
      <span className="row-note">
        <Tag>Bozza</Tag> {parts.filter(Boolean).join(' · ')}
      </span>
    </li>
  )
}

export default async function InEvidenzaPage({ searchParams }: PageProps<'/area-personale'>) {
  const viewer = await requireViewer()
  const [daFare, bozze, recenti, avvisi, altro] = await Promise.all([
    listDaFare(viewer),
    listBozze(viewer),
    listPraticheOf(viewer, { perPagina: 5 }),
    listAvvisi(viewer, 5),
    listAltroDaFare(viewer),
  ])
  const inviata = (await searchParams).domanda === 'inviata'
  const righe = await Promise.all(bozze.map((bozza) => toRiga(bozza, viewer.personaId)))
  return (
    <>
      <h1>Ciao {viewer.nome}</h1>
      <AreaTabs current={paths.personale.home} />
      {inviata && (
        <Alert title="La domanda che era condivisa con te è stata inviata">
          La segue chi l’ha presentata: se ti serve sapere a che punto è, chiedi a quella persona.
        </Alert>
      )}
      <div className="two-columns">
        <div>
          <h2>Aspetta te</h2>
          {daFare.length + bozze.length + altro.length === 0 ? (
            <p className="lead">Ora non devi fare nulla.</p>
          ) : (
            <ul className="rows">
              {daFare.map((row) => {
                const todo = whatToDo(row)
                return (
                  <li key={row.id}>
                    <a className="row-link" href={todo.href}>
                      {todo.testo}
                    </a>
                    <span className="row-note">
                      {row.oggetto} · {row.codice}
                    </span>
                  </li>
                )
              })}
              {altro.map((one) => (
                <li key={one.href}>
                  <a className="row-link" href={one.href}>
                    {one.testo}
                  </a>
                  <span className="row-note">{one.nota}</span>
                </li>
              ))}
              {righe.slice(0, BOZZE_IN_VISTA).map((riga) => (
                <BozzaRiga key={riga.id} {...riga} />
              ))}
            </ul>
          )}
          {righe.length > BOZZE_IN_VISTA && (
            <Disclosure summary={`Altre bozze (${righe.length - BOZZE_IN_VISTA})`}>
              <ul className="rows">
                {righe.slice(BOZZE_IN_VISTA).map((riga) => (
                  <BozzaRiga key={riga.id} {...riga} />
                ))}
              </ul>
            </Disclosure>
          )}
          <h2 className="mt-8">Le tue pratiche</h2>
          {recenti.righe.length === 0 ? (
            <EmptyState
              title="Non hai ancora pratiche"
              action={<LinkButton href={paths.servizi}>Scegli un servizio</LinkButton>}
            >
              Quando presenti una domanda la segui da qui, giorno per giorno.
            </EmptyState>
          ) : (
            <>
              <PraticheList righe={recenti.righe} />
              {recenti.totale > recenti.righe.length && (
                <p>
                  <a href={paths.personale.pratiche}>Tutte le pratiche ({recenti.totale})</a>
                </p>
              )}
            </>
          )}
        </div>
        <aside>
          <h2>Novità</h2>
          {avvisi.length === 0 ? (
            <p className="muted">Nessun avviso.</p>
          ) : (
            <ul className="rows">
              {avvisi.map((avviso) => (
                <li key={avviso.id}>
                  {(avviso.percorso ?? avviso.praticaId) ? (
                    <a className="row-link" href={avviso.percorso ?? paths.personale.pratica(avviso.praticaId ?? '')}>
                      {avviso.oggetto}
                    </a>
                  ) : (
                    <strong>{avviso.oggetto}</strong>
                  )}
                  <span className="row-note">{formatInstant(avviso.at)}</span>
                </li>
              ))}
            </ul>
          )}
          <p className="mt-6">
            <a href={paths.personale.visioni}>Le mie visioni nell’archivio</a>
          </p>
          <p>
            <a href={paths.personale.ricerche}>Le ricerche salvate nell’archivio</a>
          </p>
          <p>
            <a href={paths.archivio.raccolta}>Le carte che ho messo da parte</a>
          </p>
          <p className="mt-6">
            <LinkButton kind="secondary" href={paths.servizi}>
              Presenta una domanda
            </LinkButton>
          </p>
        </aside>
      </div>
    </>
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { Precedenti } from '@/components/archivio/precedenti'
import { CostiTable } from '@/components/procedimenti/costi-table'
import { NotaForm } from '@/components/ufficio/nota-form'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { vuoleAvviso } from '@/lib/archivio/accesso/rules-controinteressati'
import { listDelRichiedente } from '@/lib/archivio/precedenti'
import { listPrecedenti, seRisponde } from '@/lib/archivio/ricerca'
import { ricercheOf, testoDelNome } from '@/lib/archivio/rules-precedenti'
import { formatInstant, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listEventi } from '@/lib/pratiche/queries'
import { canPratica } from '@/lib/pratiche/rules'
import { loadContesto } from '@/lib/procedimenti/contesto'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { regoleOf } from '@/lib/procedimenti/rules-registro'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Istruttoria — Ufficio' }

const TONI = { errore: 'red', avviso: 'amber', motivo: 'blue' } as const
const TITOLI = { errore: 'Da verificare', avviso: 'Attenzione', motivo: 'Perché serve l’autorizzazione' } as const

export default async function IstruttoriaPage({ params }: PageProps<'/ufficio/pratiche/[id]/istruttoria'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { pratica } = found
  const [def, contesto, eventi] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    loadContesto(romeDay(pratica.presentataAt)),
    listEventi(pratica, 'ufficio'),
  ])
  if (!def) notFound()
  const regole = regoleOf(def)
  const rilievi = regole.check(pratica.dati, contesto)
  const competenza = regole.competenza?.(pratica.dati)
  const note = eventi.filter((evento) => evento.tipo === 'nota_interna' || evento.tipo === 'proposta_restituita')
  return (
    <div className="two-columns">
      <div>
        <h2>Che cosa dicono le regole</h2>
        {rilievi.length === 0 && <p>Nessun rilievo: le regole automatiche non trovano nulla da segnalare.</p>}
        {(['errore', 'avviso', 'motivo'] as const).map((livello) => {
          const list = rilievi.filter((one) => one.livello === livello)
          return list.length === 0 ? null : (
            <section key={livello} className="mt-5">
              <h3>{TITOLI[livello]}</h3>
              {list.map((one) => (
                <Callout key={`${one.codice}-${one.campo}`} tone={TONI[livello]} norm={one.norma}>
                  {one.messaggio}
                </Callout>
              ))}
            </section>
          )
        })}
        {competenza && (
          <section className="mt-7">
            <h2>Competenza</h2>
            <p>{competenza.spiegazione}</p>
            {competenza.nullaOsta.length > 0 && (
              <DefinitionList
                facts={competenza.nullaOsta.map((one) => ({
                  label: `Nulla osta: ${one.nome}`,
                  value: one.tratti.join(', '),
                }))}
              />
            )}
          </section>
        )}
        <section className="mt-7">
          <h2>Costi</h2>
          <CostiTable voci={regole.costi(pratica.dati, contesto, def)} />
        </section>
      </div>
      <aside>
        <h2>Che cosa puoi fare</h2>
        <ul className="rows">
          {canPratica('askIntegrazione', pratica.stato) && (
            <li>
              <a className="row-link" href={paths.ufficio.sezione(id, 'integrazione')}>
                Chiedi un’integrazione
              </a>
            </li>
          )}
          {canPratica('noticeRefusal', pratica.stato) && (
            <li>
              <a className="row-link" href={paths.ufficio.sezione(id, 'preavviso')}>
                Invia il preavviso di diniego
              </a>
            </li>
          )}
          {def.concede && vuoleAvviso(pratica.dati) && (
            <li>
              <a className="row-link" href={paths.ufficio.sezione(id, 'controinteressati')}>
                Avvisa i controinteressati
              </a>
            </li>
          )}
          {canPratica('propose', pratica.stato) && (
            <li>
              <a className="row-link" href={paths.ufficio.sezione(id, 'proposta')}>
                Proponi la decisione
              </a>
            </li>
          )}
          {canPratica('decide', pratica.stato) && (
            <li>
              <a className="row-link" href={paths.ufficio.sezione(id, 'decisione')}>
                Vedi la proposta da decidere
              </a>
            </li>
          )}
        </ul>
        {pratica.stato === 'ricevuta' && (
          <p className="muted">Prendi in carico la pratica per cominciare l’istruttoria.</p>
        )}
        {pratica.stato === 'sospesa' && (
          <p className="muted">La pratica aspetta il richiedente: il termine riparte da solo.</p>
        )}
        {pratica.stato === 'conclusa' && (
          <LinkButton kind="secondary" href={paths.ufficio.sezione(id, 'atti')}>
            Vedi gli atti
          </LinkButton>
        )}
        <Suspense>
          <Precedenti
            luoghi={seRisponde(listPrecedenti(found.officer, pratica.dati))}
            richiedente={seRisponde(listDelRichiedente(found.officer, pratica.richiedente))}
            ricerche={ricercheOf(pratica.dati)}
            nome={testoDelNome(pratica.richiedente)}
          />
        </Suspense>
        <h2 className="mt-7">Note interne</h2>
        {note.length === 0 ? (
          <p className="muted">Nessuna nota. Il richiedente non le vede.</p>
        ) : (
          <ul className="rows">
            {note.map((nota) => (
              <li key={nota.seq}>
                <p className="pre-line">{nota.testo}</p>
                <p className="muted">
                  {nota.attoreNome}, {formatInstant(nota.at)}
                </p>
              </li>
            ))}
          </ul>
        )}
        <NotaForm id={id} />
      </aside>
    </div>
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { fraseOf } from '@/components/personale/stato-frase'
import { documentRows } from '@/components/pratica/document-rows'
import { GiorniRibbon } from '@/components/pratica/giorni-ribbon'
import { StatoTag } from '@/components/pratica/stato-tag'
import { Thread, type ThreadEntry } from '@/components/pratica/thread'
import { threadOf } from '@/components/pratica/thread-of'
import { CostiTable } from '@/components/procedimenti/costi-table'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { Disclosure } from '@/components/ui/disclosure'
import { DocumentList } from '@/components/ui/document-list'
import { DefinitionList } from '@/components/ui/kv'
import { SummaryList } from '@/components/ui/summary-list'
import { findVersamento } from '@/lib/archivio/versamento/queries'
import { formatDayShort, type IsoDate, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listAtti, listDocumentiOf, listEventi } from '@/lib/pratiche/queries'
import { canPratica } from '@/lib/pratiche/rules'
import { hasOpenIntegrazione } from '@/lib/pratiche/rules-eventi'
import { canAskSostituto } from '@/lib/pratiche/rules-ritardo'
import { loadContesto } from '@/lib/procedimenti/contesto'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { regoleOf, silenzioOf } from '@/lib/procedimenti/rules-registro'
import { riepilogo } from '@/lib/procedimenti/rules-risposte'
import { readPratica } from '../reading'
import { canCedere } from './cedere'

export async function generateMetadata({ params }: PageProps<'/area-personale/pratiche/[id]'>): Promise<Metadata> {
  const found = await readPratica((await params).id)
  return { title: found ? `Pratica ${found.pratica.codice} — Area personale` : 'Pratica non trovata' }
}

export default async function PraticaPage({ params }: PageProps<'/area-personale/pratiche/[id]'>) {
  const { id } = await params
  const found = await readPratica(id)
  if (!found) notFound()
  const { pratica } = found
  const [def, eventi, documents, atti, contesto, versamento] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    listEventi(pratica, 'richiedente'),
    listDocumentiOf(pratica, 'richiedente'),
    listAtti(pratica, 'richiedente'),
    loadContesto(romeDay(pratica.presentataAt)),
    findVersamento(found.viewer, id),
  ])
  if (!def) notFound()
  const regole = regoleOf(def)
  const asked = eventi.find((evento) => evento.tipo === 'integrazione_chiesta' || evento.tipo === 'preavviso_inviato')
  const entroIl = typeof asked?.dati.entroIl === 'string' ? (asked.dati.entroIl as IsoDate) : null
  const frase = fraseOf(pratica, entroIl)
  const open = pratica.stato !== 'conclusa'
  const integrazioneAperta = open && hasOpenIntegrazione([...eventi].reverse().map((evento) => evento.tipo))
  const provvedimento = atti.find((atto) => atto.numero !== null)
  const costi = regole.costi(pratica.dati, contesto, def)
  const next: ThreadEntry[] = open
    ? [{ id: 'next', kind: 'next', quando: `entro il ${formatDayShort(pratica.termine.scadeIl)}`, titolo: 'Decisione' }]
    : []
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Le mie pratiche', href: paths.personale.pratiche }, { label: pratica.codice }]} />
      <div className="two-columns">
        <div>
          <p>
            <StatoTag stato={pratica.stato} esito={pratica.esito} />{' '}
            {(pratica.organizzazione ?? pratica.titolareId) && <span className="muted">per {pratica.richiedente}</span>}
          </p>
          <h1 className="mt-2 mb-3">
            {def.titolo}: {pratica.oggetto}
          </h1>
          <p className="lead">
            {frase.testo} {frase.azione}
          </p>
          {integrazioneAperta && (
            <p className="mt-5">
              <LinkButton href={paths.personale.integrazione(id)}>Rispondi alla richiesta</LinkButton>
            </p>
          )}
          {pratica.stato === 'preavviso_diniego' && (
            <p className="mt-5">
              <LinkButton href={paths.personale.osservazioni(id)}>Presenta osservazioni</LinkButton>
            </p>
          )}
          {canPratica('askSostituto', pratica.stato) &&
            canAskSostituto(pratica.termine, silenzioOf(def, pratica.dati)) &&
            !eventi.some((evento) => evento.tipo === 'sostituto_chiesto') && (
              <p className="mt-5">
                <LinkButton kind="secondary" href={paths.personale.sostituto(id)}>
                  Chiedi l’intervento del sostituto
                </LinkButton>
              </p>
            )}
          {provvedimento?.documentoId && (
            <p className="mt-5">
              <LinkButton href={paths.api.documento(provvedimento.documentoId)}>Scarica l’atto (PDF)</LinkButton>
            </p>
          )}
          {provvedimento && provvedimento.stato !== 'firmato' && (
            <Alert
              tone="red"
              title={
                provvedimento.stato === 'sospeso'
                  ? 'L’atto è sospeso'
                  : provvedimento.stato === 'revocato'
                    ? 'L’atto è revocato'
                    : 'L’atto è stato sostituito'
              }
            >
              {provvedimento.statoMotivo}
            </Alert>
          )}
          {open && (
            <GiorniRibbon giorni={pratica.termine.giorni} oggi={pratica.oggi} scadeIl={pratica.termine.scadeIl} />
          )}
          {open && (
            <Disclosure summary="Perché la risposta arriva entro quel giorno">
              <ul>
                {pratica.termine.spiegazione.map((riga) => (
                  <li key={riga}>{riga}</li>
                ))}
              </ul>
            </Disclosure>
          )}
          <h2 className="mt-8">Che cosa è successo</h2>
          <Thread entries={[...next, ...threadOf(eventi, 'richiedente')]} label="Cronologia della pratica" />
          <h2 className="mt-8">Documenti</h2>
          <DocumentList
            label="Documenti della pratica"
            documents={[
              { id: 'ricevuta', nome: 'Ricevuta dell’istanza (PDF)', href: paths.api.ricevuta(id), tipo: 'Ricevuta' },
              ...documentRows(
                documents.filter((one) => one.tipo !== 'ricevuta'),
                def,
              ),
            ]}
          />
          <Disclosure summary="Che cosa hai chiesto">
            {riepilogo(def, pratica.dati).map((sezione) => (
              <section key={sezione.passoId} className="mt-4">
                <h3>{sezione.titolo}</h3>
                <SummaryList rows={sezione.righe.map((riga) => ({ label: riga.etichetta, value: riga.valore }))} />
              </section>
            ))}
          </Disclosure>
          {costi.length > 0 && (
            <Disclosure summary="Quanto costa, riga per riga">
              <CostiTable voci={costi} />
            </Disclosure>
          )}
        </div>
        <aside>
          <h2>In breve</h2>
          <DefinitionList
            facts={[
              { label: 'Numero', value: <span className="tabular-nums">{pratica.codice}</span> },
              { label: 'Presentata da', value: pratica.presentataDa },
              { label: 'Ufficio', value: pratica.ufficio },
              { label: 'Responsabile', value: pratica.assegnatario ?? 'non ancora assegnato' },
              ...regole
                .riassunto(pratica.dati, contesto)
                .map(({ etichetta, valore }) => ({ label: etichetta, value: valore })),
              ...(versamento
                ? [
                    {
                      label: 'In archivio',
                      value: <a href={paths.archivio.unita(versamento.unitaId)}>{versamento.segnatura}</a>,
                    },
                  ]
                : []),
              ...(provvedimento?.codiceVerifica
                ? [
                    {
                      label: 'Verifica',
                      value: <a href={paths.verifica(provvedimento.codiceVerifica)}>controlla la validità</a>,
                    },
                  ]
                : []),
            ]}
          />
          <p className="mt-5">
            <LinkButton href={paths.personale.messaggiPratica(id)}>Scrivi all’ufficio</LinkButton>
          </p>
          {canPratica('withdraw', pratica.stato) && (
            <p className="mt-3">
              <a href={paths.personale.ritira(id)}>Ritira l’istanza</a>
            </p>
          )}
          {canPratica('transfer', pratica.stato) && canCedere(found.viewer, pratica) && (
            <p className="mt-3">
              <a href={paths.personale.cedi(id)}>Trasferisci la pratica</a>
            </p>
          )}
          <h2 className="mt-7">Contatti</h2>
          <DefinitionList
            facts={[
              { label: 'Orari', value: pratica.ufficioOrari },
              { label: 'Telefono', value: pratica.ufficioTelefono },
              { label: 'E-mail', value: pratica.ufficioEmail },
            ]}
          />
        </aside>
      </div>
    </>
  )
}

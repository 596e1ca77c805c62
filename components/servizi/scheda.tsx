import type { ReactNode } from 'react'
import { Thread, type ThreadEntry } from '@/components/pratica/thread'
import { LinkButton } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { DefinitionList, type Fact } from '@/components/ui/kv'
import type { SheetPart } from '@/components/ui/service-sheet'
import { formatDay, isIsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import type { Servizio } from '@/lib/procedimenti/queries'
import { saySilenzio, sayTermine } from '@/lib/procedimenti/rules-tempi'

export type Part = SheetPart & { body: ReactNode }

/** A contact that may not be known yet: an address only when it is one. */
const Email = ({ address }: { address: string }) =>
  address.includes('@') ? <a href={`mailto:${address}`}>{address}</a> : address

/** The parts of a service sheet, in the order every sheet has. @see ux.md 4.2; art. 35 D.Lgs. 33/2013 */
export function schedaParts({ codice, attivo, ufficio, definizione }: Servizio, mediana: number | null): Part[] {
  const { scheda, trattamento } = definizione
  const text = (id: string, title: string, body: string | undefined): Part[] =>
    body ? [{ id, title, body: <p>{body}</p> }] : []
  return [
    ...text('destinatari', 'A chi è rivolto', scheda.destinatari),
    ...text('descrizione', 'Descrizione', scheda.descrizione),
    ...text('come-fare', 'Come fare', scheda.comeFare),
    {
      id: 'cosa-serve',
      title: 'Cosa serve',
      body: (
        <>
          <p>Prepara prima di iniziare. Per compilare servono circa {scheda.tempoCompilazioneMinuti} minuti.</p>
          <ul>
            {scheda.cosaServe.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </>
      ),
    },
    ...text('cosa-si-ottiene', 'Cosa si ottiene', scheda.cosaSiOttiene),
    {
      id: 'tempi',
      title: 'Tempi e scadenze',
      body: (
        <>
          <p>{scheda.tempi}</p>
          <div className="my-6 [&>ol]:list-none">
            <Thread label="Che cosa succede dopo l’invio" entries={afterFiling(definizione.termine, mediana)} />
          </div>
          <DefinitionList facts={tempiFacts(definizione.termine, mediana)} />
        </>
      ),
    },
    ...text('costi', 'Costi', scheda.costi),
    {
      id: 'accedi',
      title: 'Accedi al servizio',
      body: (
        <>
          <p>Online, con la tua identità digitale: l’accesso serve solo quando inizi la domanda.</p>
          {attivo && (
            <p className="no-print">
              <LinkButton href={paths.personale.nuova(codice)}>Presenta la domanda</LinkButton>
            </p>
          )}
          <p>
            Di persona: {ufficio.denominazione}, {ufficio.indirizzo}. Orari: {ufficio.orari}.
          </p>
        </>
      ),
    },
    { id: 'condizioni', title: 'Condizioni di servizio', body: <p>{scheda.condizioni}</p> },
    {
      id: 'contatti',
      title: 'Contatti',
      body: (
        <DefinitionList
          facts={[
            { label: 'Ufficio', value: ufficio.denominazione },
            { label: 'Indirizzo', value: ufficio.indirizzo },
            { label: 'Orari', value: ufficio.orari },
            { label: 'Telefono', value: ufficio.telefono },
            { label: 'Email', value: <Email address={ufficio.email} /> },
          ]}
        />
      ),
    },
    {
      id: 'argomenti',
      title: 'Argomenti',
      body: (
        <ul>
          {scheda.argomenti.map((argomento) => (
            <li key={argomento}>
              <a href={`${paths.servizi}?argomento=${encodeURIComponent(argomento)}`}>{argomento}</a>
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: 'norme',
      title: 'Documenti e norme',
      body: (
        <ul>
          {scheda.norme.map(({ testo, url }) => (
            <li key={testo}>{url ? <a href={url}>{testo}</a> : testo}</li>
          ))}
        </ul>
      ),
    },
    ...text('rimedi', 'Se qualcosa non va', scheda.rimedi),
    {
      id: 'dati',
      title: 'Come usiamo i tuoi dati',
      body: (
        <DefinitionList
          facts={[
            { label: 'Perché', value: trattamento.finalita },
            { label: 'In base a', value: trattamento.base },
            { label: 'Per quanto tempo', value: trattamento.conservazione },
          ]}
        />
      ),
    },
    ...(scheda.domandeFrequenti.length > 0
      ? [
          {
            id: 'domande',
            title: 'Domande frequenti',
            body: scheda.domandeFrequenti.map(({ domanda, risposta }) => (
              <Disclosure key={domanda} summary={domanda}>
                <p>{risposta}</p>
              </Disclosure>
            )),
          },
        ]
      : []),
    {
      id: 'aggiornata',
      title: 'Pagina aggiornata il',
      body: <p>{isIsoDate(scheda.aggiornataIl) ? formatDay(scheda.aggiornataIl) : scheda.aggiornataIl}</p>,
    },
  ]
}

/** From the filing to the last day, with the usual day between when it is known. */
function afterFiling(termine: Servizio['definizione']['termine'], mediana: number | null): ThreadEntry[] {
  return [
    { id: 'invio', quando: 'Appena invii', titolo: 'Ricevi il numero di protocollo e la ricevuta' },
    ...(mediana === null
      ? []
      : [
          {
            id: 'solito',
            quando: `Di solito dopo ${mediana === 1 ? '1 giorno' : `${mediana} giorni`}`,
            titolo: 'Arriva la decisione',
            kind: 'next' as const,
          },
        ]),
    { id: 'termine', quando: `Entro ${sayTermine(termine)}`, titolo: 'La Provincia deve decidere', kind: 'next' },
  ]
}

function tempiFacts(termine: Servizio['definizione']['termine'], mediana: number | null): Fact[] {
  return [
    {
      label: 'Termine di legge',
      value: `${sayTermine(termine)} (${termine.norma})${termine.daConfermare ? ', da confermare' : ''}`,
    },
    ...termine.ridotto.map((one) => ({ label: 'Termine ridotto', value: `${sayTermine(one)} (${one.norma})` })),
    {
      label: 'Di solito',
      value:
        mediana === null
          ? 'non ancora disponibile'
          : `${mediana === 1 ? '1 giorno' : `${mediana} giorni`}: mediana delle decisioni degli ultimi 12 mesi, senza i giorni di sospensione`,
    },
    {
      label: 'Se manca un documento',
      value: `Il termine si ferma una volta sola, per non più di ${termine.sospensioneMaxGiorni} giorni`,
    },
    { label: 'Se la Provincia non risponde', value: saySilenzio(termine.silenzio) },
  ]
}

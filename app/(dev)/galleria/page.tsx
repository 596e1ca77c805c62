import { BackLink, Breadcrumb } from '@/components/layout/breadcrumb'
import { PrintHeader } from '@/components/layout/print-header'
import { Button, LinkButton } from '@/components/ui/button'
import { Alert, Callout } from '@/components/ui/callout'
import { ConfirmPanel } from '@/components/ui/confirm-panel'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { DefinitionList } from '@/components/ui/kv'
import { Tabs } from '@/components/ui/tabs'
import { Tag } from '@/components/ui/tag'
import { GallerySheet, Specimen } from './esempi/sheet'

const LONG =
  'Autorizzazione alla circolazione di veicoli eccezionali e di trasporti in condizioni di eccezionalità sovracomunali'

export default function PartiPage() {
  return (
    <GallerySheet
      title="Le parti"
      lead="Ogni parte con tutti i suoi stati, anche con parole italiane lunghe."
      here="/galleria"
    >
      <PrintHeader printedAt="13 dicembre 2026" url="https://sportello.esempio/galleria" />
      <Specimen title="Pulsanti">
        <div className="actions">
          <Button type="button">Invia l’istanza</Button>
          <Button type="button" kind="secondary">
            Salva ed esci
          </Button>
          <Button type="button" kind="danger">
            Ritira l’istanza
          </Button>
          <Button type="button" kind="tertiary">
            Togli il veicolo
          </Button>
          <Button type="button" pending>
            Invia l’istanza
          </Button>
          <LinkButton href="/galleria" small kind="secondary">
            Scrivi all’ufficio
          </LinkButton>
        </div>
      </Specimen>
      <Specimen title="Stati, in una parola">
        <p className="chips">
          <Tag tone="blue">In istruttoria</Tag>
          <Tag tone="green">Da prendere in carico</Tag>
          <Tag tone="amber">Preavviso di diniego</Tag>
          <Tag tone="red">Revocato</Tag>
          <Tag>Attende nulla osta (2 di 3)</Tag>
        </p>
      </Specimen>
      <Specimen title="Richiami">
        <Callout norm="art. 62 c. 6 CdS">
          Gli assi 2 e 3 distano 1,25 m e portano 20 t: il limite è 16 t. È uno dei motivi per cui serve
          l’autorizzazione.
        </Callout>
        <Callout tone="amber" title="Da confermare">
          L’importo dei diritti di istruttoria non è ancora stato fissato.
        </Callout>
        <Callout tone="red" title="Il percorso si interrompe">
          Tra la SP 21 e la SP 23 manca un tratto: aggiungilo.
        </Callout>
        <Alert live="status" tone="green" title="Abbiamo ricevuto il tuo documento">
          <p>Il termine è ripartito oggi.</p>
        </Alert>
        <Alert title="Il servizio è sospeso fino al 15 dicembre">
          Puoi <a href="/galleria">preparare la domanda</a>: la bozza resta salvata.
        </Alert>
        <Alert tone="amber" title="Devi rispondere entro il 30 dicembre">
          Manca lo <a href="/galleria">schema di carico</a>.
        </Alert>
        <Alert tone="red" title="Non siamo riusciti a inviare l’istanza">
          Le risposte sono salvate: riprova tra qualche minuto.
        </Alert>
      </Specimen>
      <Specimen title="In breve">
        <div className="split">
          <DefinitionList
            facts={[
              { label: 'Numero', value: '2026/0001234' },
              { label: 'Ufficio', value: 'Trasporti eccezionali' },
              { label: 'Oggetto', value: LONG },
              { label: 'Indennizzo', value: null },
            ]}
          />
          <Disclosure summary="Perché questo importo">
            <p>Due marche da bollo da 16,00 €: una per l’istanza, una per l’atto.</p>
          </Disclosure>
        </div>
      </Specimen>
      <Specimen title="Schede e percorso">
        <Breadcrumb crumbs={[{ label: 'Le mie pratiche', href: '/galleria' }, { label: '2026/0001234' }]} />
        <BackLink href="/galleria" />
        <Tabs
          label="Viste"
          tabs={[
            { href: '#da-prendere', label: 'Da prendere', count: 7, current: true },
            { href: '#mie', label: 'Mie', count: 23 },
            { href: '#tutte', label: 'Tutte', count: 1204 },
          ]}
        />
      </Specimen>
      <Specimen title="Vuoto">
        <EmptyState
          title="Non hai ancora pratiche"
          action={<LinkButton href="/servizi">Scegli un servizio</LinkButton>}
        >
          Qui trovi le domande che hai presentato, con il termine di ciascuna.
        </EmptyState>
      </Specimen>
      <Specimen title="Conferma di un atto">
        <ConfirmPanel
          title="Chiedi un’integrazione?"
          effects={['Il termine si ferma, una sola volta, per al più 30 giorni', 'Riparte da solo il 12 gennaio 2027']}
          recipients={['LUNI TRASPORTI S.R.L.', 'Agenzia Pratiche Levante']}
        >
          <Button type="button">Chiedi l’integrazione</Button>
          <a href="/galleria">Torna alla pratica</a>
        </ConfirmPanel>
      </Specimen>
    </GallerySheet>
  )
}

import type { Metadata } from 'next'
import { GiorniRibbon, type GiornoTermine } from '@/components/pratica/giorni-ribbon'
import { StatoTag } from '@/components/pratica/stato-tag'
import { Thread } from '@/components/pratica/thread'
import { LinkButton } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/kv'
import { MessageThread } from '@/components/ui/message-thread'
import { addDays, type IsoDate } from '@/lib/core/date'
import { CITTADINA, GallerySheet, Specimen } from '../esempi/sheet'

export const metadata: Metadata = { title: 'Pratica' }

const clock = (from: IsoDate, total: number, suspended: readonly [number, number], passed: number): GiornoTermine[] =>
  Array.from({ length: total }, (_, i) => {
    const il = addDays(from, i)
    const [start, end] = suspended
    if (i >= start && i < end)
      return { il, tipo: 'sospeso', n: null, nota: 'aspettavamo lo schema di carico (art. 2 c. 7 L. 241/1990)' }
    return {
      il,
      tipo: i === total - 1 ? 'ultimo' : i < passed ? 'trascorso' : 'futuro',
      n: i < start ? i + 1 : i + 1 - (end - start),
      nota: null,
    }
  })
const FROM: IsoDate = '2026-11-25'

export default function PraticaPage() {
  return (
    <GallerySheet
      title="La pratica"
      lead="Il filo, il nastro dei giorni, i messaggi."
      here="/galleria/pratica"
      viewer={CITTADINA}
    >
      <div className="split mt-8">
        <div>
          <p>
            <StatoTag stato="in_istruttoria" /> <StatoTag stato="sospesa" /> <StatoTag stato="ricevuta" per="ufficio" />{' '}
            <StatoTag stato="conclusa" esito="accolta_prescrizioni" /> <StatoTag stato="conclusa" esito="respinta" />
          </p>
          <h2 className="mt-3">Trasporto eccezionale, blocchi di marmo, Luni – La Spezia</h2>
          <p className="lead">
            L’ufficio sta verificando il percorso. Risponde entro <strong>venerdì 18 dicembre</strong>: mancano 6
            giorni. Non devi fare nulla.
          </p>
          <GiorniRibbon giorni={clock(FROM, 24, [5, 14], 18)} oggi="2026-12-12" scadeIl="2026-12-18" id="uno" />
          <h2 className="mt-10">Che cosa è successo</h2>
          <Thread
            entries={[
              {
                id: '1',
                quando: '25 novembre, 09:03',
                quandoIso: '2026-11-25T09:03+01:00',
                titolo: 'Abbiamo ricevuto la tua istanza',
                testo: (
                  <>
                    Protocollo <span className="code">0012345/2026</span> · <a href="/galleria">Ricevuta (PDF)</a>
                  </>
                ),
              },
              {
                id: '2',
                quando: '30 novembre, 16:40',
                quandoIso: '2026-11-30T16:40+01:00',
                titolo: 'L’ufficio ti ha chiesto un documento',
                testo: 'Mancavano gli interassi del semirimorchio. Il termine si è fermato.',
                kind: 'halt',
              },
              {
                id: '3',
                quando: '9 dicembre, 10:12',
                quandoIso: '2026-12-09T10:12+01:00',
                titolo: 'Hai mandato lo schema di carico',
                testo: (
                  <>
                    Il termine è ripartito. <a href="/galleria">schema-carico.pdf</a>
                  </>
                ),
              },
              { id: '4', quando: 'entro il 18 dicembre', titolo: 'Decisione', kind: 'next' },
            ]}
          />
        </div>
        <aside>
          <h2>In breve</h2>
          <DefinitionList
            facts={[
              { label: 'Numero', value: '2026/0001234' },
              { label: 'Ufficio', value: 'Trasporti eccezionali' },
              { label: 'Responsabile', value: 'M. Finto' },
              { label: 'Massa', value: '72,0 t su 8 assi' },
              { label: 'Percorso', value: 'SP 21, SP 23, via Aurelia' },
              {
                label: 'Costi',
                value: (
                  <>
                    152,26 € · <a href="/galleria">perché</a>
                  </>
                ),
              },
            ]}
          />
          <div className="actions mt-5">
            <LinkButton href="/galleria">Scrivi all’ufficio</LinkButton>
          </div>
          <p className="mt-4">
            <a href="/galleria">Ritira l’istanza</a> · <a href="/galleria">Chi ha visto i miei dati</a>
          </p>
        </aside>
      </div>
      <Specimen title="Ultimo giorno">
        <GiorniRibbon
          giorni={clock(FROM, 15, [99, 99], 14)}
          oggi="2026-12-09"
          scadeIl="2026-12-09"
          id="due"
          titolo="Ultimo giorno"
        />
      </Specimen>
      <Specimen title="Novanta giorni, trenta sospesi">
        <GiorniRibbon
          giorni={clock(FROM, 120, [20, 50], 62)}
          oggi="2027-01-25"
          scadeIl="2027-03-24"
          id="tre"
          titolo="Novanta giorni"
        />
      </Specimen>
      <Specimen title="Messaggi">
        <MessageThread
          messages={[
            {
              id: '1',
              da: 'Ufficio trasporti eccezionali',
              parte: 'ufficio',
              quando: '30 novembre 2026, 16:40',
              quandoIso: '2026-11-30T16:40+01:00',
              testo: 'Buongiorno,\nci serve lo schema di carico con gli interassi del semirimorchio.',
            },
            {
              id: '2',
              da: 'Anna Esempio',
              parte: 'richiedente',
              quando: '9 dicembre 2026, 10:12',
              quandoIso: '2026-12-09T10:12+01:00',
              testo: 'Lo allego. Grazie.',
              allegati: <a href="/galleria">schema-carico.pdf</a>,
            },
            {
              id: '3',
              da: 'M. Finto',
              parte: 'interno',
              quando: '9 dicembre 2026, 11:00',
              quandoIso: '2026-12-09T11:00+01:00',
              testo: 'Sentire il Comune di Sarzana per il ponte.',
            },
          ]}
        />
      </Specimen>
    </GallerySheet>
  )
}

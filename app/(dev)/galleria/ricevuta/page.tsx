import type { Metadata } from 'next'
import { Frame } from '@/components/layout/frame'
import { PrintHeader } from '@/components/layout/print-header'
import { Thread } from '@/components/pratica/thread'
import { DocumentList } from '@/components/ui/document-list'
import { Receipt } from '@/components/ui/receipt'
import { CITTADINA } from '../esempi/sheet'

export const metadata: Metadata = { title: 'Ricevuta' }

export default function RicevutaPage() {
  return (
    <Frame viewer={CITTADINA} section="personale">
      <div className="pt-8 lg:pt-12">
        <PrintHeader printedAt="25 novembre 2026" url="https://sportello.esempio/galleria/ricevuta" />
        <div className="split">
          <div>
            <Receipt
              title="Abbiamo ricevuto la tua istanza"
              numberLabel="Il numero della pratica è"
              number="2026/0001234"
              when="25 novembre 2026, 09:03"
              whenIso="2026-11-25T09:03:00+01:00"
            >
              <p>
                Protocollo <span className="font-mono">0012345/2026</span>. L’ufficio risponde entro venerdì 18
                dicembre.
              </p>
            </Receipt>
            <h2 className="mt-10">Che cosa succede adesso</h2>
            <Thread
              entries={[
                { id: '1', quando: 'oggi', titolo: 'Hai presentato l’istanza' },
                {
                  id: '2',
                  quando: 'entro il 30 novembre',
                  titolo: 'L’ufficio controlla che ci sia tutto',
                  kind: 'next',
                },
                { id: '3', quando: 'entro il 18 dicembre', titolo: 'Decisione', kind: 'next' },
              ]}
            />
          </div>
          <aside>
            <h2>I tuoi documenti</h2>
            <DocumentList
              label="Documenti"
              documents={[
                { id: '1', nome: 'Ricevuta 2026-0001234.pdf', href: '#', bytes: 84_120, tipo: 'Ricevuta' },
                {
                  id: '2',
                  nome: 'schema-carico.pdf',
                  href: '#',
                  bytes: 1_340_000,
                  tipo: 'Schema di carico',
                  impronta: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
                },
              ]}
            />
          </aside>
        </div>
      </div>
    </Frame>
  )
}

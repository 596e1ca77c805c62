import type { Metadata } from 'next'
import { DaysBar } from '@/components/pratica/days-bar'
import { StatoTag } from '@/components/pratica/stato-tag'
import { Radios } from '@/components/ui/choices'
import { type Column, DataTable } from '@/components/ui/data-table'
import { ActiveFilters, FilterPanel } from '@/components/ui/filters'
import { Pagination } from '@/components/ui/pagination'
import { SearchForm } from '@/components/ui/search-form'
import { PageIndex, SheetSection } from '@/components/ui/service-sheet'
import { SummaryList } from '@/components/ui/summary-list'
import { TaskList } from '@/components/ui/task-list'
import type { StatoPratica } from '@/lib/pratiche/rules'
import { GallerySheet, ISTRUTTORE, Specimen } from '../esempi/sheet'

export const metadata: Metadata = { title: 'Elenchi e tabelle' }

type Riga = {
  numero: string
  chi: string
  come: string
  oggetto: string
  stato: StatoPratica
  rimasti: number
  sospesa?: boolean
}
const RIGHE: Riga[] = [
  {
    numero: '2026/0001102',
    chi: 'TIRRENO SOLLEVAMENTI E TRASPORTI ECCEZIONALI S.R.L. UNIPERSONALE',
    come: 'in proprio',
    oggetto: 'Singola, 96 t, Sarzana – porto',
    stato: 'in_decisione',
    rimasti: -2,
  },
  {
    numero: '2026/0001198',
    chi: 'APUANA CARRI S.P.A.',
    come: 'agenzia Pratiche Levante',
    oggetto: 'Singola, 108 t, Luni – porto',
    stato: 'preavviso_diniego',
    rimasti: 1,
  },
  {
    numero: '2026/0001234',
    chi: 'LUNI TRASPORTI S.R.L.',
    come: 'in proprio',
    oggetto: 'Singola, 72 t, Luni – La Spezia',
    stato: 'in_istruttoria',
    rimasti: 6,
  },
  {
    numero: '2026/0001240',
    chi: 'LUNI TRASPORTI S.R.L.',
    come: 'in proprio',
    oggetto: 'Periodica, blocchi, classe B-e',
    stato: 'sospesa',
    rimasti: 7,
    sospesa: true,
  },
  {
    numero: '2026/0001251',
    chi: 'VARA GRU S.N.C.',
    come: 'in proprio',
    oggetto: 'Autogru, 48 t, rete provinciale',
    stato: 'ricevuta',
    rimasti: 12,
  },
]
const COLONNE: [Column<Riga>, ...Column<Riga>[]] = [
  {
    key: 'numero',
    header: 'Numero',
    cell: (r) => <a href="/galleria/elenchi">{r.numero}</a>,
    sort: { href: '#numero', direction: null },
  },
  {
    key: 'chi',
    header: 'Richiedente',
    cell: (r) => (
      <>
        {r.chi} <small>{r.come}</small>
      </>
    ),
  },
  { key: 'oggetto', header: 'Oggetto', cell: (r) => r.oggetto },
  { key: 'stato', header: 'Stato', cell: (r) => <StatoTag stato={r.stato} per="ufficio" /> },
  { key: 'assegnata', header: 'Assegnata a', cell: (r) => (r.stato === 'ricevuta' ? null : 'M. Finto') },
  {
    key: 'giorni',
    header: 'Giorni rimasti',
    numeric: true,
    cell: (r) => <DaysBar rimasti={r.rimasti} totale={15} sospeso={r.sospesa} />,
    sort: { href: '#giorni', direction: 'ascending' },
  },
]

export default function ElenchiPage() {
  return (
    <GallerySheet
      title="Elenchi e tabelle"
      lead="Più fitti, la stessa mano."
      here="/galleria/elenchi"
      viewer={ISTRUTTORE}
      dense
    >
      <Specimen title="Pratiche">
        <div className="mb-4">
          <ActiveFilters
            filters={[
              { label: 'Massa oltre 56 t', removeHref: '?strada=SP21' },
              { label: 'SP 21', removeHref: '?massa=56' },
            ]}
          >
            <a href="?">Togli tutti i filtri</a>
          </ActiveFilters>
        </div>
        <DataTable
          caption="5 pratiche, ordinate per giorni rimasti"
          columns={COLONNE}
          rows={RIGHE}
          rowKey={(r) => r.numero}
          selectedKey="2026/0001234"
          sticky
        />
        <Pagination label="Pagine delle pratiche" page={6} pages={40} href={(p) => `?pagina=${p}`} />
      </Specimen>
      <Specimen title="Filtri">
        <div className="max-w-narrow">
          <FilterPanel action="/galleria/elenchi" hidden={{ ordine: 'giorni' }} resetHref="/galleria/elenchi">
            <Radios
              name="massa"
              label="Massa"
              options={[
                { value: '44', label: 'Oltre 44 t' },
                { value: '56', label: 'Oltre 56 t' },
              ]}
            />
          </FilterPanel>
        </div>
      </Specimen>
      <Specimen title="Cerca">
        <SearchForm action="/servizi" label="Cerca un servizio" labelVisible />
      </Specimen>
      <Specimen title="Che cosa resta da fare">
        <TaskList
          tasks={[
            { label: 'Di’ per chi presenti la domanda', href: '#', stato: 'Completata' },
            { label: 'Descrivi il convoglio', href: '#', stato: 'In corso' },
            { label: 'Indica il percorso', href: '#', stato: 'Da fare' },
            {
              label: 'Controlla e invia',
              stato: 'Non ancora disponibile',
              note: 'Si apre quando le parti sopra sono complete.',
            },
          ]}
        />
      </Specimen>
      <Specimen title="Controlla le risposte">
        <SummaryList
          rows={[
            { label: 'Tipo di domanda', value: 'Un solo viaggio', href: '#' },
            { label: 'Massa complessiva a pieno carico', value: '72,0 t su 8 assi', href: '#' },
            { label: 'Telefono', value: '', href: '#' },
            {
              label: 'Percorso',
              value: 'SP 21 da Luni a Sarzana\nSP 23 da Sarzana ad Arcola',
              href: '#',
              error: 'Manca il tratto fino alla Spezia',
            },
          ]}
        />
      </Specimen>
      <Specimen title="Scheda di un servizio">
        <div className="split">
          <div>
            <SheetSection id="cosa-serve" title="Cosa serve">
              <p>Prepara questi documenti prima di cominciare:</p>
              <ul>
                <li>la carta di circolazione di ogni veicolo</li>
                <li>lo schema di carico, con masse e interassi</li>
              </ul>
            </SheetSection>
          </div>
          <PageIndex
            parts={[
              { id: 'cosa-serve', title: 'Cosa serve' },
              { id: 'tempi', title: 'Tempi e scadenze' },
            ]}
          />
        </div>
        <p id="tempi">Entro 15 giorni; di solito 9.</p>
      </Specimen>
    </GallerySheet>
  )
}

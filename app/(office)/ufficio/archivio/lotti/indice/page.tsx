import type { Metadata } from 'next'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { type Column, DataTable } from '@/components/ui/data-table'
import { MAPPA_ESEMPIO } from '@/lib/archivio/conversione/rules'
import { COLONNE, type Colonna, NOMI_COLONNA } from '@/lib/archivio/lotti/rules-colonne'
import { paths } from '@/lib/core/paths'
import { requireArchivista } from '../reading'

export const metadata: Metadata = { title: 'Come si scrive l’indice — Archivio — Ufficio' }

const columns: readonly [Column<Colonna>, ...Column<Colonna>[]] = [
  { key: 'colonna', header: 'Colonna', cell: (one) => COLONNE[one].titolo },
  { key: 'spiegazione', header: 'Che cosa si scrive', cell: (one) => COLONNE[one].spiegazione },
  {
    key: 'esempio',
    header: 'Esempio',
    cell: (one) => (COLONNE[one].esempio ? <span className="wrap-anywhere">{COLONNE[one].esempio}</span> : null),
  },
]

export default async function IndicePage() {
  await requireArchivista()
  return (
    <>
      <BackLink href={paths.ufficio.lotti} label="Lotti" />
      <PageHeading
        title="Come si scrive l’indice"
        lead="Una riga per unità, una colonna per dato. Servono solo Segnatura e Titolo: il resto aiuta a trovare."
      />
      <p>
        <a href={paths.api.modelloIndiceXlsx}>Scarica il modello da riempire (XLSX)</a>, con le istruzioni e gli elenchi
        dei valori, oppure <a href={paths.api.modelloIndice}>in CSV</a>
      </p>
      <ul className="prose list-disc pl-5">
        <li>
          Le colonne possono stare in qualunque ordine; maiuscole, accenti e nomi comuni si riconoscono. Di quelle che
          non conosciamo te lo diciamo.
        </li>
        <li>Il CSV può essere UTF-8, UTF-16 o Windows-1252, con punto e virgola, virgola, tabulazione o barra.</li>
        <li>
          L’unità che ne contiene un’altra può stare anche più sotto nello stesso indice, o essere già nell’archivio.
        </li>
        <li>Il titolo lo leggono tutti: i nomi delle persone vanno in Titolo originale.</li>
        <li>Un giorno che non esiste, come 31/02/1974, fa aspettare la sua riga; le altre vanno avanti.</li>
      </ul>
      <h2 className="mt-8">Le colonne</h2>
      <DataTable
        caption="Colonne dell’indice"
        captionHidden
        columns={columns}
        rows={NOMI_COLONNA}
        rowKey={(one) => one}
      />
      <h2 id="da-altri-archivi" className="mt-8">
        Da altri archivi
      </h2>
      <ul className="prose list-disc pl-5">
        <li>
          <strong>Un inventario in EAD</strong> (2002 o 3): carica il file XML al posto dell’indice. La segnatura di
          qui, l’accesso e ciò che il file non dice si scrivono nel modulo del lotto, o in <code>mappa.yaml</code>:{' '}
          <code>segnatura</code>, <code>padre</code>, <code>accesso</code>, <code>produttore</code>. Un fondo che non
          dice come si consulta entra Su richiesta.
        </li>
        <li>
          <strong>Una tabella o la copia SQL di una banca dati</strong> (istruzioni INSERT o COPY): carica anche{' '}
          <code>mappa.yaml</code>, che dice da dove viene ogni colonna. Se la copia non dice quale programma l’ha fatta,
          aggiungi <code>dialetto: mysql</code>, <code>postgresql</code>, <code>sqlserver</code> o <code>standard</code>
          .
        </li>
        <li>I valori che la mappa non ha, le colonne non usate e i nomi senza ruolo sono detti e non indovinati.</li>
        <li>
          Poi il lotto va avanti come gli altri: il rapporto dice riga per riga che cosa correggere, nei dati o nella
          mappa.
        </li>
      </ul>
      <h3 className="mt-6">Una mappa</h3>
      <pre className="code my-3 whitespace-pre-wrap wrap-anywhere">{MAPPA_ESEMPIO}</pre>
      <p>
        A sinistra il nome che la colonna dell’indice ha nella mappa:{' '}
        <span className="wrap-anywhere">{NOMI_COLONNA.join(', ')}</span>.
      </p>
    </>
  )
}

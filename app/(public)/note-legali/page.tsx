import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { MAPPA_FONTE } from '@/lib/comuni/geometria'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Note legali' }

export default function NoteLegaliPage() {
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Sportello', href: paths.home }, { label: 'Note legali' }]} />
      <PageHeading title="Note legali" lead="Chi risponde di questo sito e che cosa puoi fare con ciò che pubblica." />
      <div className="prose">
        <h2>Chi risponde del sito</h2>
        <p>
          Il titolare è la Provincia della Spezia, via Vittorio Veneto 2, La Spezia. Il nome del responsabile della
          pubblicazione è da confermare.
        </p>
        <h2>Licenza dei contenuti</h2>
        <p>
          Testi, dati e disegni pubblicati qui si possono riusare con la licenza Creative Commons Attribuzione 4.0 (CC
          BY 4.0), salvo dove è scritto altro (art. 52 del Codice dell’amministrazione digitale). Le pratiche e i
          documenti delle persone non sono pubblicati e non hanno licenza.
        </p>
        <h2>Materiali di altri</h2>
        <ul>
          <li>{MAPPA_FONTE}.</li>
          <li>Caratteri Titillium Web e Roboto Mono: licenza SIL Open Font 1.1.</li>
        </ul>
        <h2>Che valore hanno le pagine</h2>
        <p>
          Le pagine spiegano le regole con parole semplici. Valgono le norme citate e gli atti dell’ufficio. I calcoli
          mostrati mentre si compila una domanda sono un aiuto: decide l’ufficio. Gli importi segnati «da confermare»
          non sono ancora stati fissati dalla Provincia.
        </p>
      </div>
    </>
  )
}

import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Callout } from '@/components/ui/callout'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Accessibilità' }

export default function AccessibilitaPage() {
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Sportello', href: paths.home }, { label: 'Accessibilità' }]} />
      <PageHeading
        title="Accessibilità"
        lead="Questo sportello deve poter essere usato da tutti: con la tastiera, con un lettore di schermo, senza script, su un telefono piccolo."
      />
      <div className="prose">
        <h2>A che punto siamo</h2>
        <p>
          Il sito è fatto per rispettare le WCAG 2.2 di livello AA e la norma EN 301 549 (legge 9 gennaio 2004, n. 4). A
          ogni modifica si controllano in automatico i modelli di pagina, a tre larghezze, e i percorsi con la sola
          tastiera e senza script.
        </p>
        <Callout tone="amber" title="Dichiarazione da confermare">
          La dichiarazione di accessibilità sul modello dell’Agenzia per l’Italia digitale non è ancora stata
          depositata. Quando lo sarà, il collegamento sarà qui.
        </Callout>
        <h2>Che cosa facciamo</h2>
        <ul>
          <li>Ogni disegno ha accanto le stesse informazioni a parole o in tabella.</li>
          <li>Nessun colore parla da solo: ogni stato ha la sua parola.</li>
          <li>Tutto si può fare senza script, compreso inviare una domanda con gli allegati.</li>
          <li>I documenti PDF prodotti dal portale hanno titolo, lingua e struttura.</li>
        </ul>
        <h2>Se qualcosa non va</h2>
        <p>
          Segnalalo alla Provincia della Spezia, via Vittorio Veneto 2, La Spezia: l’indirizzo di posta per le
          segnalazioni è da confermare. Se la risposta manca o non basta, puoi rivolgerti al Difensore civico per il
          digitale presso l’Agenzia per l’Italia digitale (art. 3-quinquies della legge n. 4 del 2004).
        </p>
      </div>
    </>
  )
}

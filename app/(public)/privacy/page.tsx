import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Callout } from '@/components/ui/callout'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Privacy' }

export default function PrivacyPage() {
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Sportello', href: paths.home }, { label: 'Privacy' }]} />
      <PageHeading
        title="Come usiamo i tuoi dati"
        lead="Solo per trattare la pratica che ci presenti, e per il tempo che la legge chiede."
      />
      <div className="prose">
        <h2>Titolare e contatti</h2>
        <p>
          Il titolare del trattamento è la Provincia della Spezia, via Vittorio Veneto 2, La Spezia. I contatti del
          responsabile della protezione dei dati sono da confermare.
        </p>
        <h2>Perché li chiediamo</h2>
        <p>
          Per compiti di interesse pubblico: ricevere e decidere le domande, rilasciare e far verificare gli atti (art.
          6, paragrafo 1, lettera e, del Regolamento UE 2016/679). La scheda di ogni servizio dice quali dati servono e
          per quanto tempo si conservano.
        </p>
        <h2>Che cosa registriamo</h2>
        <p>
          Quando entri con l’identità digitale riceviamo nome, cognome, codice fiscale e gli altri dati che il gestore
          ti mostra. Teniamo un registro di chi apre, cambia o scarica una pratica e quando. Il registro non si può
          modificare.
        </p>
        <h2>Chi li vede</h2>
        <p>
          L’ufficio che tratta la pratica e, se la legge lo chiede, gli altri enti che devono esprimersi. Chi verifica
          un’autorizzazione su strada vede solo i dati necessari al controllo. I documenti restano sui sistemi della
          Provincia, cifrati. Nella tua area personale trovi{' '}
          <a href={paths.personale.chiHaVisto}>chi ha visto i tuoi dati</a>, quando e perché.
        </p>
        <h2>Cookie</h2>
        <p>
          Solo cookie tecnici: uno serve a riconoscerti mentre sei collegato, uno ricorda per 30 giorni che cosa hai
          messo da parte nell’archivio, se non sei collegato. Nessun cookie di altri, nessuna statistica che ti segue.
        </p>
        <h2>I tuoi diritti</h2>
        <p>
          Puoi chiedere di vedere, correggere o limitare i tuoi dati e opporti al loro uso (articoli da 15 a 22 del
          Regolamento). Puoi fare reclamo al{' '}
          <a href="https://www.garanteprivacy.it/">Garante per la protezione dei dati personali</a>.
        </p>
        <Callout tone="amber" title="Da confermare">
          I tempi di conservazione che non sono scritti nella scheda del servizio e i contatti del responsabile della
          protezione dei dati saranno indicati dalla Provincia.
        </Callout>
      </div>
    </>
  )
}

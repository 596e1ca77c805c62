import { ConvoglioDrawing } from '@/components/trasporti/convoglio-drawing'
import { LinkButton } from '@/components/ui/button'
import { Alert, Callout } from '@/components/ui/callout'
import { paths } from '@/lib/core/paths'
import { classify } from '@/lib/trasporti/rules-limiti'
import { serveAutorizzazione, type VerificaPreliminare } from '@/lib/trasporti/rules-serve'

/** The answer first, then each reason with its article, then what would make it certain. */
export function VerificaEsito({
  codice,
  domanda,
  figure,
}: {
  codice: string
  domanda: VerificaPreliminare
  figure: string
}) {
  const { serve, motivi, nonServe, mancano } = serveAutorizzazione(domanda)
  const coppie = classify(domanda.convoglio).coppie.map(({ primo }) => [primo, primo + 1] as const)
  return (
    <section aria-labelledby="esito" className="mb-10">
      <h2 id="esito">
        {serve
          ? 'Sì, l’autorizzazione serve'
          : mancano.length > 0
            ? 'Non lo sappiamo ancora'
            : 'No, l’autorizzazione non serve'}
      </h2>
      {serve ? (
        <p className="lead mb-4">
          Il convoglio supera {motivi.length === 1 ? 'un limite' : `${motivi.length} limiti`} del Codice della strada.
        </p>
      ) : (
        <p className="lead mb-4">
          {mancano.length > 0
            ? 'Con quello che hai scritto non superi limiti, ma mancano dei dati.'
            : 'Con queste misure e queste masse resti nei limiti del Codice della strada.'}
        </p>
      )}
      {motivi.map((motivo) => (
        <Callout key={motivo.campo + motivo.codice} norm={motivo.norma}>
          {motivo.messaggio}
        </Callout>
      ))}
      <ConvoglioDrawing convoglio={domanda.convoglio} evidenziati={coppie} />
      <List title="Nei limiti" items={nonServe} />
      <List title={serve ? 'Non li hai indicati' : 'Per esserne certi servono'} items={mancano} />
      {serve ? (
        <p className="mt-6">
          <LinkButton href={`${paths.personale.nuova(codice)}?${figure}`}>
            Presenta la domanda con questi dati
          </LinkButton>
        </p>
      ) : (
        <Alert tone="amber" title="Attenzione ai limiti della singola strada">
          Un ponte o una strada possono avere limiti più bassi, segnalati sul posto. La risposta vale per i dati che hai
          scritto.
        </Alert>
      )}
    </section>
  )
}

function List({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null
  return (
    <div className="prose mt-6">
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  )
}

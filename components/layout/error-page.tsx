import { Button } from '@/components/ui/button'
import { paths } from '@/lib/core/paths'

/** The reference that the log has too; nothing else of the error is shown. */
const digestOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'digest' in error && typeof error.digest === 'string'
    ? error.digest
    : null

/** Runs in the browser too, where it must be light: no menu, a way to try again and a way home. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error)
  return (
    <>
      <header className="site-main">
        <div className="wrap">
          <a href={paths.home} className="brand">
            Provincia della Spezia
            <small>Sportello telematico</small>
          </a>
        </div>
      </header>
      <main id="contenuto" className="page wrap pt-10 lg:pt-14">
        <h1>Il servizio ha un problema</h1>
        <p className="lead mt-3">
          Non dipende da te. Riprova tra qualche minuto: se stavi scrivendo una domanda, la ritrovi nell’area personale
          all’ultimo salvataggio riuscito.
        </p>
        <div className="actions">
          <Button type="button" onClick={retry}>
            Riprova
          </Button>
          <a href={paths.personale.home}>Vai all’area personale</a>
        </div>
        {digest && (
          <p className="mt-8 muted">
            Se continua, scrivi o telefona all’ufficio e dai questo codice: <span className="code">{digest}</span>
          </p>
        )}
      </main>
    </>
  )
}

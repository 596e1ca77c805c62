import { notFound } from 'next/navigation'
import { isGalleriaAperta } from '../aperta'

/** Shows the error page as people meet it. */
export default async function ErrorePage({ searchParams }: { searchParams: Promise<{ calmo?: string }> }) {
  if ((await searchParams).calmo !== undefined) return <p>Nessun errore.</p>
  if (!isGalleriaAperta()) notFound() // drawn beside the layout, not after it: strangers would fill the log with errors
  throw new Error('Errore di prova')
}

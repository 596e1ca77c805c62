/** Shows the error page as people meet it. */
export default async function ErrorePage({ searchParams }: { searchParams: Promise<{ calmo?: string }> }) {
  if ((await searchParams).calmo !== undefined) return <p>Nessun errore.</p>
  throw new Error('Errore di prova')
}

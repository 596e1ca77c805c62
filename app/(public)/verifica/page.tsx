import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CodiceForm } from '@/components/atti/codice-form'
import { RicercaAttoForm } from '@/components/atti/ricerca-atto-form'
import { PageHeading } from '@/components/layout/page-heading'
import { ErrorSummary } from '@/components/ui/error-summary'
import { parseCodice } from '@/lib/atti/rules-verifica'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export async function generateMetadata({ searchParams }: PageProps<'/verifica'>): Promise<Metadata> {
  const given = (await searchParams).codice !== undefined
  return { title: `${given ? 'Errore: ' : ''}Verifica un’autorizzazione`, robots: given ? { index: false } : undefined }
}

/** The check of an act by hand; with number and plate for whoever is signed in as police (art. 12 CdS). */
export default async function VerificaPage({ searchParams }: PageProps<'/verifica'>) {
  const [viewer, { codice }] = await Promise.all([findViewer(), searchParams])
  const typed = Array.isArray(codice) ? codice.at(-1) : codice
  const read = typed === undefined ? null : parseCodice(typed)
  if (read) redirect(paths.verifica(read))
  const errore =
    typed === undefined
      ? null
      : typed.trim() === ''
        ? 'Scrivi il codice di verifica'
        : 'Il codice ha 16 lettere e cifre, senza O e I, senza 0 e 1: ricontrollalo'
  const polizia = viewer?.ruoli.some(({ ruolo }) => ruolo === 'polizia') ?? false
  return (
    <div className="max-w-narrow pt-10 lg:pt-14">
      {errore && <ErrorSummary errors={{ codice: errore }} />}
      <PageHeading
        title="Verifica un’autorizzazione"
        lead="Inquadra il codice QR dell’atto, oppure scrivi qui il codice che c’è sotto: ti diciamo se oggi vale e che cosa autorizza. Non serve accedere."
      />
      <CodiceForm valore={typed} errore={errore} />
      {polizia ? (
        <section className="mt-12">
          <h2>Cerca per numero e targa</h2>
          <p className="mb-4 text-ink-soft">
            Per gli organi di polizia stradale. Ogni ricerca resta registrata con il tuo nome.
          </p>
          <RicercaAttoForm />
        </section>
      ) : (
        <p className="mt-10 muted">
          {viewer ? (
            'La ricerca per numero e targa è riservata agli organi di polizia stradale.'
          ) : (
            <>
              Sei di un organo di polizia stradale? <a href={paths.accedi(paths.verificaRicerca)}>Accedi</a> per cercare
              anche per numero e targa.
            </>
          )}
        </p>
      )}
    </div>
  )
}

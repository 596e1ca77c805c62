import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { ConfrontaFile } from '@/components/archivio/conformi/confronta-file'
import { CodiceForm } from '@/components/atti/codice-form'
import { RicercaAttoForm } from '@/components/atti/ricerca-atto-form'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { ErrorSummary } from '@/components/ui/error-summary'
import { findConforme, parseImpronta } from '@/lib/archivio/conformi/verifica'
import { parseCodice } from '@/lib/atti/rules-verifica'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export async function generateMetadata({ searchParams }: PageProps<'/verifica'>): Promise<Metadata> {
  const { codice, impronta } = await searchParams
  const given = codice !== undefined || impronta !== undefined
  return {
    title: `${given ? 'Errore: ' : ''}Verifica un atto o una copia`,
    robots: given ? { index: false } : undefined,
  }
}

/** Goes to the copy whose file has this hash; what is not one of ours counts as a wrong code (S35). */
async function openByImpronta(impronta: string): Promise<void> {
  const ip = clientIp(await headers())
  const troppe = `${paths.accessoNonRiuscito}?motivo=troppe-richieste`
  if (!(await withinAddressLimit('porta', ip))) redirect(troppe)
  const copia = await findConforme(impronta)
  if (copia) redirect(`${paths.verifica(copia.codice)}?impronta=${impronta}`)
  if (!(await withinAddressLimit('codice', ip))) redirect(troppe)
}

/** The check of an act by hand; with number and plate for whoever is signed in as police (art. 12 CdS). */
export default async function VerificaPage({ searchParams }: PageProps<'/verifica'>) {
  const [viewer, { codice, impronta: hash }] = await Promise.all([findViewer(), searchParams])
  const typed = Array.isArray(codice) ? codice.at(-1) : codice
  const read = typed === undefined ? null : parseCodice(typed)
  if (read) redirect(paths.verifica(read))
  const errore =
    typed === undefined
      ? null
      : typed.trim() === ''
        ? 'Scrivi il codice di verifica'
        : 'Il codice ha 16 lettere e cifre, senza O e I, senza 0 e 1: ricontrollalo'
  const impronta = parseImpronta([hash].flat().at(-1) ?? '')
  if (impronta) await openByImpronta(impronta)
  const polizia = viewer?.ruoli.some(({ ruolo }) => ruolo === 'polizia') ?? false
  return (
    <div className="max-w-narrow pt-10 lg:pt-14">
      {errore && <ErrorSummary errors={{ codice: errore }} />}
      {impronta && (
        <Alert tone="red" title="La Provincia non ha rilasciato questo file">
          Può essere stato cambiato, o non è una copia conforme. Scrivi il codice che è nelle ultime pagine: ti diciamo
          che cosa abbiamo rilasciato con quel codice.
        </Alert>
      )}
      <PageHeading
        title="Verifica un atto o una copia"
        lead="Inquadra il codice QR, oppure scrivi qui il codice che c’è sotto: ti diciamo se l’autorizzazione o la copia conforme oggi vale. Non serve accedere."
      />
      <CodiceForm valore={typed} errore={errore} />
      <section className="mt-12">
        <h2>Hai il file di una copia conforme?</h2>
        <ConfrontaFile action={paths.verificaRicerca} />
      </section>
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

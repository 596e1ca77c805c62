import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { DatiVerifica } from '@/components/atti/dati-verifica'
import { EsitoVerifica } from '@/components/atti/esito-verifica'
import { SigilloCheck } from '@/components/atti/sigillo-check'
import { BackLink } from '@/components/layout/breadcrumb'
import { PrintHeader } from '@/components/layout/print-header'
import { Callout } from '@/components/ui/callout'
import { verificaUrl } from '@/lib/atti/print/qr'
import { findAttoByCodice } from '@/lib/atti/queries'
import { parolaOf } from '@/lib/atti/rules-verifica'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

type Props = PageProps<'/verifica/[codice]'>

/** One reading a request. A wrong code counts more than a right one: nobody tries codes here for long (S35). */
const readAtto = cache(async (codice: string) => {
  const ip = clientIp(await headers())
  if (!(await withinAddressLimit('porta', ip))) return 'troppe'
  const atto = await findAttoByCodice(codice)
  if (!atto && !(await withinAddressLimit('codice', ip))) return 'troppe'
  return atto
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readAtto((await params).codice)
  const robots = { index: false, follow: false }
  if (!found || found === 'troppe') return { title: 'Codice non trovato — Verifica', robots }
  const { vista, differenze } = found
  const parola = differenze?.length === 0 ? parolaOf(vista.stato, vista.tipo) : 'non attendibile'
  return { title: `${parola.toUpperCase()}: atto n. ${vista.numero} — Verifica`, robots }
}

/** The roadside check: no sign-in, the answer first, then what is compared with the vehicle. @see art. 10 cc. 18–25 CdS */
export default async function VerificaAttoPage({ params }: Props) {
  const { codice } = await params
  const found = await readAtto(codice)
  if (found === 'troppe') redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  if (!found) notFound()
  const { vista, sigillo, differenze, controllatoAt } = found
  const controllato = formatInstant(controllatoAt)
  return (
    <article className="max-w-narrow pt-6 lg:pt-10">
      <PrintHeader printedAt={controllato} url={verificaUrl(codice)} />
      <EsitoVerifica
        vista={vista}
        conforme={differenze?.length === 0}
        controllato={controllato}
        controllatoIso={controllatoAt.toISOString()}
      />
      <SigilloCheck sigillo={sigillo} />
      {differenze !== null && differenze.length > 0 && (
        <Callout tone="red" title="Che cosa non corrisponde">
          {differenze.join(', ')}
        </Callout>
      )}
      <div className="mt-6">
        <DatiVerifica vista={vista} />
      </div>
      <p className="mt-10 muted">
        {vista.ufficio}, Provincia della Spezia. Questa pagina dice la situazione del momento indicato: per un nuovo
        controllo ricaricala. <a href={paths.verificaChiave}>Come si controlla il sigillo senza questa pagina</a>
      </p>
      <div className="no-print">
        <BackLink href={paths.verificaRicerca} label="Verifica un altro atto" />
      </div>
    </article>
  )
}

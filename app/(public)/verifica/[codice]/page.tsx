import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { ConfrontaFile } from '@/components/archivio/conformi/confronta-file'
import { EsitoConforme, parolaConforme } from '@/components/archivio/conformi/esito-conforme'
import { DatiVerifica } from '@/components/atti/dati-verifica'
import { EsitoVerifica } from '@/components/atti/esito-verifica'
import { SigilloCheck } from '@/components/atti/sigillo-check'
import { BackLink } from '@/components/layout/breadcrumb'
import { PrintHeader } from '@/components/layout/print-header'
import { Callout } from '@/components/ui/callout'
import { type ConformeVerificata, findConforme, parseImpronta } from '@/lib/archivio/conformi/verifica'
import { verificaUrl } from '@/lib/atti/print/qr'
import { findAttoByCodice } from '@/lib/atti/queries'
import { parolaOf, parseCodice } from '@/lib/atti/rules-verifica'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

type Props = PageProps<'/verifica/[codice]'>

/** One reading a request. A wrong code counts more than a right one: nobody tries codes here for long (S35). */
const readCodice = cache(async (text: string) => {
  const ip = clientIp(await headers())
  if (!(await withinAddressLimit('porta', ip))) return 'troppe'
  const codice = parseCodice(text)
  const atto = await findAttoByCodice(text)
  const copia = !atto && codice ? await findConforme(codice) : null
  if (!atto && !copia && !(await withinAddressLimit('codice', ip))) return 'troppe'
  return { atto, copia }
})

const improntaOf = ({ impronta }: Awaited<Props['searchParams']>) => parseImpronta([impronta].flat().at(-1) ?? '')

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const found = await readCodice((await params).codice)
  const robots = { index: false, follow: false }
  const { atto, copia } = found === 'troppe' ? { atto: null, copia: null } : found
  if (copia) {
    const parola = parolaConforme(copia, improntaOf(await searchParams)).toUpperCase()
    return { title: `${parola}: copia conforme n. ${copia.numero} — Verifica`, robots }
  }
  if (!atto) return { title: 'Codice non trovato — Verifica', robots }
  const { vista, differenze } = atto
  const parola = differenze?.length === 0 ? parolaOf(vista.stato, vista.tipo) : 'non attendibile'
  return { title: `${parola.toUpperCase()}: atto n. ${vista.numero} — Verifica`, robots }
}

/** The roadside check: no sign-in, the answer first, then what is compared with the vehicle. @see art. 10 cc. 18–25 CdS */
export default async function VerificaAttoPage({ params, searchParams }: Props) {
  const { codice } = await params
  const found = await readCodice(codice)
  if (found === 'troppe') redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  if (found.copia) {
    return <VerificaConforme copia={found.copia} impronta={improntaOf(await searchParams)} />
  }
  if (!found.atto) notFound()
  const { vista, sigillo, differenze, controllatoAt } = found.atto
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

/** The check of a certified copy: by its code, and of the file itself. @see D.P.R. 445/2000 art. 18 */
function VerificaConforme({ copia, impronta }: { copia: ConformeVerificata; impronta: string | null }) {
  return (
    <article className="max-w-narrow pt-6 lg:pt-10">
      <PrintHeader printedAt={formatInstant(copia.controllataAt)} url={verificaUrl(copia.codice)} />
      <EsitoConforme copia={copia} impronta={impronta} />
      <SigilloCheck sigillo={copia.sigillo} di="questa copia" />
      <section className="no-print mt-8">
        <h2>Hai il file?</h2>
        <ConfrontaFile action={paths.verifica(copia.codice)} />
      </section>
      <p className="mt-10 muted">
        Archivio della Provincia della Spezia. Questa pagina dice la situazione del momento indicato, e nulla di ciò che
        è copiato. <a href={paths.verificaChiave}>Come si controlla il sigillo senza questa pagina</a>
      </p>
      <div className="no-print">
        <BackLink href={paths.verificaRicerca} label="Verifica un altro atto" />
      </div>
    </article>
  )
}

import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { listRegistro } from '@/lib/archivio/accesso/registro'
import {
  nomeDiritto,
  nomeEsito,
  PRIMO_ANNO_REGISTRO,
  parseAnno,
  type RichiestaRegistrata,
} from '@/lib/archivio/accesso/rules-registro-accessi'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'

export const metadata: Metadata = {
  title: 'Registro degli accessi',
  description: 'Le richieste di accesso agli atti ricevute dalla Provincia, con l’esito e le date.',
}

type Numerata = RichiestaRegistrata & { n: number }
const COLONNE: readonly [Column<Numerata>, ...Column<Numerata>[]] = [
  { key: 'il', header: 'Ricevuta', cell: (one) => <span className="nowrap">{formatDay(one.presentataIl)}</span> },
  { key: 'diritto', header: 'Accesso', cell: (one) => nomeDiritto(one.diritto) },
  { key: 'esito', header: 'Esito', cell: (one) => nomeEsito(one.esito) },
  {
    key: 'conclusa',
    header: 'Decisa',
    cell: (one) => (
      <>
        {one.conclusaIl ? <span className="nowrap">{formatDay(one.conclusaIl)}</span> : '—'}
        {one.oltreTermine && <small>oltre il termine</small>}
      </>
    ),
  },
]

export default async function RegistroPage({ searchParams }: PageProps<'/accesso-agli-atti/registro'>) {
  if (!(await withinAddressLimit('porta', clientIp(await headers()))))
    redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  const oggi = await today()
  const anno = parseAnno((await searchParams).anno, oggi)
  if (anno === null) notFound()
  const righe = (await listRegistro(anno)).map((one, n) => ({ ...one, n }))
  const anni = Array.from(
    { length: Number(oggi.slice(0, 4)) - PRIMO_ANNO_REGISTRO + 1 },
    (_, i) => PRIMO_ANNO_REGISTRO + i,
  )
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Accesso agli atti', href: paths.servizio('accesso-agli-atti') },
          { label: 'Registro degli accessi' },
        ]}
      />
      <PageHeading
        title="Registro degli accessi"
        lead={`Le richieste di accesso ricevute nel ${anno}, con l’esito e le date. Senza nomi e senza ciò che è stato chiesto: chi chiede non si vede.`}
      />
      {anni.length > 1 && (
        <p className="mb-4">
          Anno:{' '}
          {anni.map((one) => (
            <a
              key={one}
              className="mr-3"
              href={paths.registroRichieste(one)}
              aria-current={one === anno ? 'page' : undefined}
            >
              {one}
            </a>
          ))}
        </p>
      )}
      {righe.length === 0 ? (
        <EmptyState title={`Nel ${anno} non c’è nessuna richiesta`}>
          Qui compare appena la Provincia la riceve.
        </EmptyState>
      ) : (
        <>
          <p className="mb-6">
            <LinkButton kind="secondary" href={`${paths.api.registroRichieste}?anno=${anno}`}>
              Scarica il registro (CSV)
            </LinkButton>
          </p>
          <DataTable
            caption={righe.length === 1 ? 'Una richiesta' : `${righe.length} richieste`}
            columns={COLONNE}
            rows={righe}
            rowKey={(one) => String(one.n)}
          />
        </>
      )}
      <p className="muted mt-6">
        Art. 5 D.Lgs. 33/2013; circolare 2/2017 del Ministro per la pubblica amministrazione. Si aggiorna da sé.
      </p>
    </>
  )
}

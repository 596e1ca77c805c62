import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PagamentoForm } from '@/components/archivio/accesso/pagamento-form'
import { Fatto } from '@/components/imprese/fatto'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { CostiTable } from '@/components/procedimenti/costi-table'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { Tag } from '@/components/ui/tag'
import { declarePagamentoAction } from '@/lib/archivio/accesso/actions-copie'
import { type CopieMie, findCopie } from '@/lib/archivio/accesso/queries-copie'
import { isConsegnabile } from '@/lib/archivio/accesso/rules-copie'
import { type Conforme, listMieConformi } from '@/lib/archivio/conformi/queries'
import { requireViewer } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { formatCents } from '@/lib/core/money'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Copie — Area personale' }

/** What is not in the copy, and is not paid for. */
function nonComprese({ pagineUnita, comprese }: CopieMie): string | null {
  const altre = pagineUnita - comprese
  if (altre === 0) return null
  return altre === 1
    ? 'Un’altra pagina non è compresa, perché è chiusa o non ha ancora un’immagine: non si paga.'
    : `Altre ${altre} pagine non sono comprese, perché sono chiuse o non hanno ancora un’immagine: non si pagano.`
}

function MiaConforme({ copia }: { copia: Conforme }) {
  const pagine = copia.pagine === 1 ? 'Una pagina' : `${copia.pagine} pagine`
  return (
    <li>
      <span className="row-link">
        {copia.stato === 'rilasciata' ? (
          <a href={paths.api.conforme(copia.id)}>Scarica la copia conforme n. {copia.codice} (PDF)</a>
        ) : (
          `Copia conforme n. ${copia.codice}`
        )}
      </span>
      {copia.stato === 'revocata' && (
        <span className="row-note">
          <Tag tone="red">Revocata</Tag>
        </span>
      )}
      <span className="row-text">
        {pagine}, certificata il {formatDay(copia.rilasciataIl)}.{' '}
        {copia.stato === 'rilasciata' ? (
          <>
            Conserva il file così com’è.{' '}
            <a href={paths.verifica(copia.codiceVerifica)}>Come la controlla chi la riceve</a>
          </>
        ) : copia.stato === 'revocata' ? (
          `Non vale più. Motivo: ${copia.revocataMotivo}`
        ) : (
          'Il file sarà pronto tra poco: ti avvisiamo.'
        )}
      </span>
    </li>
  )
}

export default async function CopiePage({ params, searchParams }: PageProps<'/area-personale/copie/[id]'>) {
  const viewer = await requireViewer()
  const { id } = await params
  const copie = await findCopie(viewer, id)
  if (!copie) notFound()
  const conformi = copie.conforme ? await listMieConformi(viewer, id) : []
  const { stato } = copie
  return (
    <div className="max-w-narrow">
      <Breadcrumb
        crumbs={[
          { label: 'Area personale', href: paths.personale.home },
          { label: 'Le mie visioni', href: paths.personale.visioni },
          { label: 'Copie' },
        ]}
      />
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{ dichiarato: 'Controlliamo il pagamento: ti avvisiamo quando le copie si possono scaricare' }}
      />
      <PageHeading above={<span className="code">{copie.segnatura}</span>} title={`Copie: ${copie.titolo}`} />
      {!copie.inCorso ? (
        <Alert tone="amber" title="La visione non è in corso">
          Le copie si scaricano finché dura. Se ti servono ancora, fai una richiesta nuova.
        </Alert>
      ) : !copie.scaricabile ? (
        <Alert tone="blue" title="Le carte non sono ancora digitalizzate">
          Le copie te le consegna l’ufficio: cita la segnatura.
        </Alert>
      ) : isConsegnabile(stato) ? (
        <>
          <p className="mb-4">
            {copie.comprese === 1 ? 'Una pagina' : `${copie.comprese} pagine`} in un solo file. {nonComprese(copie)}{' '}
            Puoi scaricarle fino al <strong>{formatDay(copie.fino)}</strong> compreso. In fondo a ogni pagina c’è una
            riga con il tuo nome, il giorno e lo scopo.
          </p>
          <p className="mb-6">
            <LinkButton href={paths.api.copia(id)}>Scarica le copie (PDF)</LinkButton>
          </p>
        </>
      ) : (
        <p className="mb-4">
          Le copie si scaricano dopo il pagamento: <strong>{formatCents(copie.importoCents)}</strong>, una volta per
          tutta la richiesta.
        </p>
      )}
      {copie.conforme && (
        <section className="mt-8">
          <h2>Copia conforme</h2>
          {conformi.length === 0 ? (
            <p>
              {isConsegnabile(stato)
                ? 'La sta preparando l’archivio: ti avvisiamo quando è pronta. Quella che scarichi qui sopra è una copia semplice.'
                : 'L’archivio la certifica dopo il pagamento, e ti avvisa quando è pronta.'}
            </p>
          ) : (
            <ul className="rows">
              {conformi.map((one) => (
                <MiaConforme key={one.id} copia={one} />
              ))}
            </ul>
          )}
        </section>
      )}
      <h2 className="mt-8">Costi</h2>
      <CostiTable voci={copie.voci} />
      {copie.inCorso && stato === 'dichiarato' && (
        <p className="mt-6">
          Hai scritto di aver pagato{copie.pagatoIl && ` il ${formatDay(copie.pagatoIl)}`}: l’ufficio sta controllando.
          Se hai sbagliato il codice, riscrivilo.
        </p>
      )}
      {copie.inCorso && (stato === 'da_pagare' || stato === 'dichiarato') && (
        <section className="mt-6">
          <h2>Come pagare</h2>
          <p className="mb-4">
            Paga con pagoPA sul sito della Provincia, poi scrivi qui il codice della ricevuta. Il bollo si paga anche
            con una marca: scrivi il suo numero.
          </p>
          <PagamentoForm action={declarePagamentoAction.bind(null, id)} oggi={copie.oggi} />
        </section>
      )}
    </div>
  )
}

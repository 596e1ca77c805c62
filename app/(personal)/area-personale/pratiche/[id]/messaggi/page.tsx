import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { messageRows } from '@/components/pratica/message-rows'
import { MessaggioForm } from '@/components/pratica/messaggio-form'
import { MessageThread } from '@/components/ui/message-thread'
import { paths } from '@/lib/core/paths'
import { writeMessaggioAction } from '@/lib/pratiche/actions-richiedente'
import { markMessaggiRead } from '@/lib/pratiche/commands-messaggi'
import { listMessaggi } from '@/lib/pratiche/queries'
import { readPratica } from '../../reading'

export const metadata: Metadata = { title: 'Messaggi della pratica — Area personale' }

export default async function MessaggiPraticaPage({ params }: PageProps<'/area-personale/pratiche/[id]/messaggi'>) {
  const { id } = await params
  const found = await readPratica(id)
  if (!found) notFound()
  const messages = await listMessaggi(found.pratica)
  await markMessaggiRead(found.viewer, id, true)
  return (
    <div className="max-w-narrow">
      <Breadcrumb
        crumbs={[
          { label: 'Le mie pratiche', href: paths.personale.pratiche },
          { label: found.pratica.codice, href: paths.personale.pratica(id) },
          { label: 'Messaggi' },
        ]}
      />
      <h1>Messaggi con l’ufficio</h1>
      {messages.length > 0 && <MessageThread messages={messageRows(messages)} />}
      <MessaggioForm
        action={writeMessaggioAction.bind(null, id)}
        chiave={randomUUID()}
        label="Scrivi all’ufficio"
        hint="Risponde in questa pagina; ricevi un avviso quando lo fa"
        button="Invia il messaggio"
      />
    </div>
  )
}

import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { messageRows } from '@/components/pratica/message-rows'
import { MessaggioForm } from '@/components/pratica/messaggio-form'
import { EmptyState } from '@/components/ui/empty-state'
import { MessageThread } from '@/components/ui/message-thread'
import { writeMessaggioUfficioAction } from '@/lib/pratiche/actions-ufficio'
import { markMessaggiRead } from '@/lib/pratiche/commands-messaggi'
import { listMessaggi } from '@/lib/pratiche/queries'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Messaggi — Ufficio' }

export default async function MessaggiPage({ params }: PageProps<'/ufficio/pratiche/[id]/messaggi'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const messages = await listMessaggi(found.pratica)
  await markMessaggiRead(found.officer, found.pratica.id, false)
  return (
    <div className="max-w-narrow">
      <h2>Messaggi con {found.pratica.richiedente}</h2>
      {messages.length === 0 ? (
        <EmptyState title="Nessun messaggio">
          Scrivi qui: il richiedente lo legge nella sua area e riceve un avviso.
        </EmptyState>
      ) : (
        <MessageThread messages={messageRows(messages)} />
      )}
      <MessaggioForm
        action={writeMessaggioUfficioAction.bind(null, id)}
        chiave={randomUUID()}
        label="Scrivi al richiedente"
        hint="Lo legge nella sua area personale"
        button="Invia il messaggio"
      />
    </div>
  )
}

import type { Message } from '@/components/ui/message-thread'
import { formatInstant } from '@/lib/core/date'
import type { listMessaggi } from '@/lib/pratiche/queries'

/** Messages as the thread shows them. */
export const messageRows = (messages: Awaited<ReturnType<typeof listMessaggi>>): Message[] =>
  messages.map((one) => ({
    id: one.id,
    da: one.daUfficio ? `${one.autoreNome}, ufficio` : one.autoreNome,
    parte: one.daUfficio ? 'ufficio' : 'richiedente',
    quando: formatInstant(one.at),
    quandoIso: one.at.toISOString(),
    testo: one.testo,
  }))

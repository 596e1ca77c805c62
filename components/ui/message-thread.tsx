import type { ReactNode } from 'react'
import { Tag } from './tag'

export type Message = {
  id: string
  da: string
  /** 'ufficio' on the blue line, 'richiedente' plain, 'interno' never seen by the applicant. */
  parte: 'ufficio' | 'richiedente' | 'interno'
  /** '9 dicembre 2026, 10:12' */
  quando: string
  quandoIso: string
  testo: string
  allegati?: ReactNode
}

/** The exchange, oldest first. Internal notes are visibly apart. */
export function MessageThread({ messages, label = 'Messaggi' }: { messages: readonly Message[]; label?: string }) {
  return (
    <ol aria-label={label}>
      {messages.map((message) => (
        <li
          key={message.id}
          className={`message message-${message.parte === 'ufficio' ? 'office' : message.parte === 'interno' ? 'internal' : 'applicant'}`}
        >
          <p className="mb-1">
            <strong>{message.da}</strong>{' '}
            <time dateTime={message.quandoIso} className="muted">
              {message.quando}
            </time>{' '}
            {message.parte === 'interno' && <Tag tone="amber">Nota interna: il richiedente non la vede</Tag>}
          </p>
          <div className="message-body">{message.testo}</div>
          {message.allegati && <div className="mt-2">{message.allegati}</div>}
        </li>
      ))}
    </ol>
  )
}

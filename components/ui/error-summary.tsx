'use client'
import { useEffect, useRef } from 'react'
import { fieldId } from './field'

/** Id of the summary: one form at a time shows one. */
export const ERROR_SUMMARY = 'error-summary'

type Props = {
  /** What went wrong as a whole: 'Controlla le risposte: ne mancano due' */
  message?: string | null
  /** By field name, in form order: each links to its field and repeats the words beside it. */
  errors?: Partial<Record<string, string>>
  /** ids of fields that are not called by their name: there are others of that name on the page */
  ids?: Partial<Record<string, string>>
}

/** Above the h1. Takes the focus when it appears, with or without script; nothing when there is nothing to say. */
export function ErrorSummary({ message, errors = {}, ids = {} }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const entries = Object.entries(errors).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const shown = Boolean(message) || entries.length > 0
  const signature = JSON.stringify([message, entries])
  // The signature stands for the content: a second refusal with other words takes the focus again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown, signature])

  if (!shown) return null
  return (
    <div
      ref={box}
      id={ERROR_SUMMARY}
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without script the reloaded page must start from its errors
      autoFocus
      aria-labelledby="error-summary-title"
      className="error-summary"
    >
      <h2 id="error-summary-title">C’è un problema</h2>
      {message && <p className={entries.length > 0 ? 'mb-3' : undefined}>{message}</p>}
      {entries.length > 0 && (
        <ul>
          {entries.map(([name, text]) => (
            <li key={name}>
              <a href={`#${ids[name] ?? fieldId(name)}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

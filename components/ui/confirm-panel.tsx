import type { ReactNode } from 'react'

type Props = {
  title: ReactNode
  /** What will happen, one effect a line: 'Il termine si ferma fino al 30 dicembre' */
  effects: readonly ReactNode[]
  /** Who will be told. */
  recipients?: readonly string[]
  /** The buttons that do it or go back. */
  children: ReactNode
}

/** Before an act that changes the state: its effects and its recipients, then the button that names it. */
export function ConfirmPanel({ title, effects, recipients = [], children }: Props) {
  return (
    <section className="confirm" aria-labelledby="confirm-title">
      <h2 id="confirm-title">{title}</h2>
      <p>Che cosa succede:</p>
      <ul>
        {effects.map((effect, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
          <li key={i}>{effect}</li>
        ))}
      </ul>
      {recipients.length > 0 && (
        <p>
          Riceve un messaggio: <strong>{recipients.join(', ')}</strong>
        </p>
      )}
      <div className="actions mt-5">{children}</div>
    </section>
  )
}

import type { ReactNode } from 'react'

type Props = {
  /** 'Abbiamo ricevuto la tua istanza' */
  title: ReactNode
  numberLabel: string
  number: string
  /** '25 novembre 2026, 09:03' */
  when: string
  whenIso: string
  children?: ReactNode
}

/** It is done: what was received, its number in large type, when. The page's h1 is inside. */
export function Receipt({ title, numberLabel, number, when, whenIso, children }: Props) {
  return (
    <section className="panel">
      <h1>{title}</h1>
      <p className="mt-5">
        {numberLabel} <span className="panel-number">{number}</span>
      </p>
      <p className="mt-2">
        <time dateTime={whenIso}>{when}</time>
      </p>
      {children && <div className="mt-3">{children}</div>}
    </section>
  )
}

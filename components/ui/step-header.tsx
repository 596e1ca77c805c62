import type { ReactNode } from 'react'

type Props = {
  /** 'Trasporto eccezionale · Il convoglio' */
  context: ReactNode
  title: ReactNode
  lead?: ReactNode
  /** Only when the number of steps is certain. */
  step?: { number: number; total: number }
}

/** Heading of a question page: where one is, then the question as a sentence. */
export function StepHeader({ context, title, lead, step }: Props) {
  return (
    <header className="page-heading">
      <p className="muted">
        {context}
        {step && (
          <>
            {' '}
            · Passo {step.number} di {step.total}
          </>
        )}
      </p>
      <h1>{title}</h1>
      {lead && <div className="lead">{lead}</div>}
    </header>
  )
}

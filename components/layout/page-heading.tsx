import type { ReactNode } from 'react'

type Props = {
  title: ReactNode
  /** Says the next thing first: who acts, by when, whether one must do anything. */
  lead?: ReactNode
  /** A line above the title: state, number. */
  above?: ReactNode
  children?: ReactNode
}

/** The only h1 of the page, a sentence. */
export function PageHeading({ title, lead, above, children }: Props) {
  return (
    <header className="page-heading">
      {above && <div className="mb-2">{above}</div>}
      <h1>{title}</h1>
      {lead && <Lead>{lead}</Lead>}
      {children}
    </header>
  )
}

export function Lead({ children }: { children: ReactNode }) {
  return <div className="lead">{children}</div>
}

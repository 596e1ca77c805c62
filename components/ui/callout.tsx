import type { ReactNode } from 'react'

export type CalloutTone = 'blue' | 'amber' | 'red' | 'green'
const toneClass = (tone: CalloutTone) => (tone === 'blue' ? '' : `callout-${tone}`)

type CalloutProps = {
  /** Blue: a reason (a limit that is passed is not an error). Amber: mind. Red: must be mended. */
  tone?: CalloutTone
  title?: ReactNode
  /** 'art. 62 c. 6 CdS' */
  norm?: string
  children: ReactNode
}

/** One remark beside what it concerns: a line on the left, no box. */
export function Callout({ tone = 'blue', title, norm, children }: CalloutProps) {
  return (
    <div className={`callout ${toneClass(tone)}`}>
      {title && <p className="callout-title">{title}</p>}
      <div>{children}</div>
      {norm && <p className="norm">{norm}</p>}
    </div>
  )
}

type AlertProps = {
  tone?: CalloutTone
  title?: ReactNode
  /** `status` for what has just happened, `alert` for what cannot wait; nothing for what was there already. */
  live?: 'status' | 'alert'
  children?: ReactNode
}

/** A message for the whole page: on a tint, under the heading. */
export function Alert({ tone = 'blue', title, live, children }: AlertProps) {
  return (
    <div role={live} className={`callout alert ${toneClass(tone)}`}>
      {title && <p className="callout-title">{title}</p>}
      {children && <div>{children}</div>}
    </div>
  )
}

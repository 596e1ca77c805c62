import type { ReactNode } from 'react'

/** Fills mean something: blue = being worked on, green = yours to use, amber = waits for someone, red = stopped, grey = closed. */
export type Tone = 'blue' | 'green' | 'amber' | 'red' | 'grey'

/** A state in a word: the word says it, the colour only repeats it. */
export function Tag({ tone = 'grey', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === 'grey' ? 'tag' : `tag tag-${tone}`}>{children}</span>
}

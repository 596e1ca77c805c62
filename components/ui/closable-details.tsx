'use client'
import type { ComponentProps, KeyboardEvent } from 'react'

function closeOnEsc(event: KeyboardEvent<HTMLDetailsElement>) {
  const details = event.currentTarget
  if (event.key !== 'Escape' || !details.open) return
  details.open = false
  details.querySelector('summary')?.focus()
}

/** A `details` that Esc closes, with the focus back on its name; without scripts it opens and closes all the same. */
export const ClosableDetails = (props: ComponentProps<'details'>) => <details {...props} onKeyDown={closeOnEsc} />

import { type ChangeEvent, useEffect, useEffectEvent, useRef } from 'react'

/**
 * For a file field that acts as soon as something is chosen: it hears also of what was chosen while the page was waking up.
 * @returns what the field is given
 */
export function useFileField(take: (field: HTMLInputElement) => void) {
  const ref = useRef<HTMLInputElement>(null)
  const wake = useEffectEvent(() => {
    if (ref.current?.files?.length) take(ref.current)
  })
  useEffect(() => wake(), [])
  return { ref, onChange: (event: ChangeEvent<HTMLInputElement>) => take(event.currentTarget) }
}

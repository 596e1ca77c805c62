'use client'
import { useEffect, useState } from 'react'
import { Button } from './button'

/** Opens the browser's own printing. Without scripts it is not there: the menu of the browser prints the same page. */
export function PrintButton({ children }: { children: string }) {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  return ready ? (
    <Button type="button" kind="secondary" small onClick={() => window.print()}>
      {children}
    </Button>
  ) : null
}

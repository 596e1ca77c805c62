'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MS = 3_000

/** While a batch is worked on the page reads itself again; without scripts the link does. */
export function Aggiorna({ href, everyMs = EVERY_MS }: { href: string; everyMs?: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && navigator.onLine) router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [router, everyMs])
  return (
    <p>
      <a href={href}>Aggiorna i numeri</a>
    </p>
  )
}

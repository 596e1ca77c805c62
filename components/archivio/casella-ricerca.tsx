'use client'
import { useEffect, useRef, useState } from 'react'
import { paths } from '@/lib/core/paths'

const ATTESA_MS = 150
const LETTERE = 3

/** The box of the search. With scripts it offers how the word may go on; without, it is a field like any other. */
export function CasellaRicerca({ testo }: { testo?: string }) {
  const [scritto, setScritto] = useState<string | null>(null)
  const [proposte, setProposte] = useState<readonly string[]>([])
  const last = useRef('')

  useEffect(() => {
    // what was chosen from the list is not asked about again
    if (scritto === null || scritto === last.current) return
    const word = /[\p{L}\p{N}]+$/u.exec(scritto)?.[0] ?? ''
    if (word.length < LETTERE) {
      setProposte([])
      return
    }
    const leave = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`${paths.archivio.suggerimenti}?q=${encodeURIComponent(scritto)}`, {
          signal: leave.signal,
        })
        const found: unknown = answer.ok ? await answer.json() : []
        setProposte(Array.isArray(found) ? found.map(String) : [])
      } catch {
        // no suggestion is worth a message: the search itself is still there
      }
    }, ATTESA_MS)
    return () => {
      clearTimeout(timer)
      leave.abort()
    }
  }, [scritto])

  return (
    <>
      <input
        id="q"
        name="q"
        type="search"
        defaultValue={testo}
        autoComplete="off"
        maxLength={300}
        aria-describedby="q-hint"
        list="q-proposte"
        onInput={(event) => {
          const value = event.currentTarget.value
          last.current = proposte.includes(value) ? value : ''
          setScritto(value)
        }}
      />
      <datalist id="q-proposte">
        {proposte.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}

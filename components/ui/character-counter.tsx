'use client'
import { useEffect, useState } from 'react'

const number = new Intl.NumberFormat('it-IT', { useGrouping: 'always' })

/** 'Massimo 2.000 caratteri' without script; then how many are left, announced when one stops typing. */
export function CharacterCounter({ forId, max }: { forId: string; max: number }) {
  const [used, setUsed] = useState<number | null>(null)
  const [announced, setAnnounced] = useState('')
  useEffect(() => {
    const box = document.getElementById(forId)
    if (!(box instanceof HTMLTextAreaElement)) return
    const count = () => setUsed(box.value.length)
    count()
    box.addEventListener('input', count)
    return () => box.removeEventListener('input', count)
  }, [forId])

  const left = used === null ? max : max - used
  const text =
    used === null || used === 0
      ? `Massimo ${number.format(max)} caratteri`
      : left >= 0
        ? `${left === 1 ? 'Resta' : 'Restano'} ${number.format(left)} ${left === 1 ? 'carattere' : 'caratteri'} su ${number.format(max)}`
        : `${number.format(-left)} ${left === -1 ? 'carattere' : 'caratteri'} di troppo: il massimo è ${number.format(max)}`
  useEffect(() => {
    if (used === null) return
    const timer = setTimeout(() => setAnnounced(text), 1000)
    return () => clearTimeout(timer)
  }, [text, used])

  return (
    <>
      <p id={`${forId}-count`} className={`mt-1 text-sm ${left < 0 ? 'font-semibold text-danger-ink' : 'muted'}`}>
        {text}
      </p>
      <span role="status" className="sr-only">
        {announced}
      </span>
    </>
  )
}

'use client'
import { useEffect, useRef, useState } from 'react'
import { Button } from './button'

type Stato = 'pronto' | 'copiato' | 'a_mano'

/**
 * Copies a text. Where the browser does not let pages copy, the text is shown selected, to be copied by hand. Without
 * scripts it is not there: what it copies is on the page.
 */
export function CopyButton({ text, fatto = 'Copiata.', children }: { text: string; fatto?: string; children: string }) {
  const [ready, setReady] = useState(false)
  const [stato, setStato] = useState<Stato>('pronto')
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => setReady(true), [])
  useEffect(() => {
    if (stato === 'a_mano') box.current?.select()
  }, [stato])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setStato('copiato')
    } catch {
      setStato('a_mano') // not allowed, or not over https: by hand
      box.current?.select()
    }
  }
  if (!ready) return null
  return (
    <div>
      <Button type="button" kind="secondary" small onClick={copy}>
        {children}
      </Button>
      <p role="status" className={stato === 'pronto' ? 'sr-only' : 'hint mt-2'}>
        {stato === 'copiato' && fatto}
        {stato === 'a_mano' && 'Il browser non permette di copiare da qui: il testo è selezionato, premi Ctrl+C.'}
      </p>
      {stato === 'a_mano' && (
        <textarea
          ref={box}
          readOnly
          rows={3}
          className="input w-xl"
          aria-label="Testo da copiare"
          defaultValue={text}
        />
      )}
    </div>
  )
}

'use client'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useFileField } from '@/components/ui/use-file-field'

const toHex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, '0')).join('')

/** Compares a file with the one that was given: it stays in the browser, only its hash goes. @param action page that answers */
export function ConfrontaFile({ action }: { action: string }) {
  const [stato, setStato] = useState<'fermo' | 'legge' | 'guasto'>('fermo')
  const [impronta, setImpronta] = useState('')

  async function read(file: File | undefined) {
    if (!file) return
    setStato('legge')
    try {
      setImpronta(toHex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())))
      setStato('fermo')
    } catch {
      setStato('guasto')
    }
  }
  const field = useFileField(({ files }) => void read(files?.[0]))
  const wait = (event: SyntheticEvent) => {
    if (impronta === '') event.preventDefault()
  }
  return (
    <form action={action} method="get" onSubmit={wait}>
      <input type="hidden" name="impronta" value={impronta} />
      <Field
        id="file-conforme"
        label="File della copia (PDF)"
        hint="Sceglilo o trascinalo qui. Non esce dal tuo computer: si manda solo la sua impronta"
      >
        <input
          id="file-conforme"
          type="file"
          className="input"
          accept="application/pdf,.pdf"
          aria-describedby="file-conforme-hint"
          {...field}
        />
      </Field>
      <p role="status">
        {stato === 'legge' && 'Calcolo l’impronta…'}
        {stato === 'guasto' && 'Questo browser non riesce a leggere il file: usa il codice.'}
      </p>
      <Button kind="secondary" disabled={impronta === ''}>
        Confronta il file
      </Button>
      <noscript>
        <p className="hint">
          Senza script confronta tu l’impronta SHA-256 del file con quella che leggi dopo aver scritto il codice.
        </p>
      </noscript>
    </form>
  )
}

'use client'
import { useEffect, useRef, useState } from 'react'
import { Button, type ButtonKind } from '@/components/ui/button'
import { beginChiaveAction } from '@/lib/auth/actions-fattori'
import { FATTORE_CHIAVE } from '@/lib/auth/rules-step-up'

type Props = { per: 'registrare' | 'verificare'; kind?: ButtonKind; children: string }

const SENZA_RISPOSTA = 'La chiave di sicurezza non ha risposto, o hai annullato. Riprova, oppure usa un codice.'

/**
 * Asks the browser for a passkey and sends the form it stands in with the answer. It needs scripts: without them it is
 * not there, and codes are the way.
 */
export function ChiaveButton({ per, kind = 'secondary', children }: Props) {
  const [able, setAble] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => setAble(typeof window.PublicKeyCredential === 'function'), [])

  const ask = async () => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      const begun = await beginChiaveAction(per)
      if (!begun.ok) {
        setProblem(begun.message)
        return
      }
      const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
      const answer =
        per === 'registrare'
          ? await startRegistration({
              optionsJSON: begun.value as Parameters<typeof startRegistration>[0]['optionsJSON'],
            })
          : await startAuthentication({
              optionsJSON: begun.value as Parameters<typeof startAuthentication>[0]['optionsJSON'],
            })
      if (!field.current) return
      field.current.value = JSON.stringify(answer)
      field.current.form?.requestSubmit()
    } catch {
      setProblem(SENZA_RISPOSTA) // the browser tells no more than that, on purpose
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <input ref={field} type="hidden" name={FATTORE_CHIAVE} defaultValue="" />
      {able && (
        <Button type="button" kind={kind} pending={busy} onClick={ask}>
          {children}
        </Button>
      )}
      <p role="status" className={problem ? 'error-text mt-2' : undefined}>
        {problem}
      </p>
    </>
  )
}

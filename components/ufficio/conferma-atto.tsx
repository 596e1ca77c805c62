'use client'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmPanel } from '@/components/ui/confirm-panel'

type Props = {
  title: string
  effects: readonly ReactNode[]
  recipients: readonly string[]
  button: string
  danger?: boolean
  pending: boolean
  /** What will be written, as the recipient reads it. */
  children?: ReactNode
}

/**
 * The second press of an act that changes the state: its text, its effects, its recipients. What was typed stays in the
 * form around it, hidden, so that `Torna a modificare` and a refusal find it again.
 */
export function ConfermaAtto({ title, effects, recipients, button, danger = false, pending, children }: Props) {
  return (
    <>
      {children && (
        <section className="preview" aria-label="Anteprima">
          {children}
        </section>
      )}
      <ConfirmPanel title={title} effects={effects} recipients={recipients}>
        <Button name="_azione" value="esegui" kind={danger ? 'danger' : 'primary'} pending={pending}>
          {button}
        </Button>
        <Button name="_azione" value="modifica" kind="tertiary">
          Torna a modificare
        </Button>
      </ConfirmPanel>
    </>
  )
}

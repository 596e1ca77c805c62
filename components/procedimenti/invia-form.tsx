'use client'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type FormAction, useServerForm } from '@/components/ui/use-server-form'

type Props = {
  action: FormAction
  /** Born with the draft: sent twice, it files once. */
  chiaveInvio: string
  dichiarazioni: { id: string; testo: string; norma: string | null }[]
  /** Declarations given before the page came back. */
  confermate: readonly string[]
  /** The page came back because some are missing. */
  mancano: boolean
  titolo: string
}
const MANCA = 'Conferma questa dichiarazione'

/** Declarations, then the act that files. */
export function InviaForm({ action, chiaveInvio, dichiarazioni, confermate, mancano, titolo }: Props) {
  const missing = (given: readonly unknown[]): Record<string, string> =>
    Object.fromEntries(
      dichiarazioni.filter((one) => !given.includes(one.id)).map((one) => [`dichiarazioni.${one.id}`, MANCA]),
    )
  const { errors, form, formProps, message, pending, typed } = useServerForm(
    (data) => missing(data.getAll('dichiarazioni')),
    action,
    {
      initialErrors: mancano ? missing(confermate) : {},
      onRefused: () => {
        document.title = `Errore: ${titolo}`
      },
    },
  )
  const ticked = typed('dichiarazioni')?.split(' ') ?? confermate
  const { onChange, onBlur, ref } = form.register('dichiarazioni')
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="chiaveInvio" value={chiaveInvio} />
      {dichiarazioni.map((one) => (
        <Checkbox
          key={one.id}
          id={`dichiarazioni.${one.id}`}
          name="dichiarazioni"
          value={one.id}
          label={one.testo}
          hint={one.norma}
          error={errors[`dichiarazioni.${one.id}`]}
          defaultChecked={ticked.includes(one.id)}
          onChange={onChange}
          onBlur={onBlur}
          ref={ref}
        />
      ))}
      <p>
        Con l’invio la domanda è protocollata e il procedimento comincia. Ricevi subito la ricevuta con il numero e la
        data entro cui rispondiamo.
      </p>
      <div className="actions">
        <Button pending={pending} pendingText="Invio in corso…">
          Invia l’istanza
        </Button>
      </div>
    </form>
  )
}

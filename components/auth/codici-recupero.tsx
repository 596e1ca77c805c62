'use client'
import { Button, LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import { makeCodiciAction } from '@/lib/auth/actions-fattori'
import { formatCodiceRecupero } from '@/lib/auth/rules-fattore'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'
import { SecondoFattore } from './secondo-fattore'

type Props = { rimasti: number; ritorno: string; di: string }

/** The codes are in the answer to this form and nowhere else: to be printed or kept before going on. */
export function CodiciRecupero({ rimasti, ritorno, di }: Props) {
  const { errors, formProps, list, message, pending, stepUp } = useActionForm(makeCodiciAction)
  const codici = list('codici').map(formatCodiceRecupero)
  if (codici.length > 0) {
    const testo = `Provincia della Spezia – Sportello telematico\nCodici di recupero di ${di}\nOgni codice vale una volta sola.\n\n${codici.join('\n')}\n`
    return (
      <>
        <Alert tone="amber" live="status" title="Salvali adesso: non li mostreremo più">
          Stampali o scaricali, e conservali lontano dal telefono. Ogni codice vale una volta sola.
        </Alert>
        <ul className="rows max-w-narrow" aria-label="Codici di recupero">
          {codici.map((codice) => (
            <li key={codice}>
              <span className="code">{codice}</span>
            </li>
          ))}
        </ul>
        <p className="actions">
          <LinkButton
            kind="secondary"
            download="codici-di-recupero.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(testo)}`}
          >
            Scarica i codici
          </LinkButton>
          <LinkButton href={ritorno}>Li ho salvati: continua</LinkButton>
        </p>
      </>
    )
  }
  return (
    <form {...formProps}>
      <ErrorSummary message={Object.keys(errors).length > 0 ? null : message} errors={errors} />
      {rimasti > 0 && (
        <p>
          Hai ancora {rimasti === 1 ? 'un codice' : `${rimasti} codici`} da usare. Se ne crei di nuovi, quelli vecchi
          non valgono più.
        </p>
      )}
      {stepUp && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <p className="actions">
        <Button pending={pending}>{rimasti > 0 ? 'Crea nuovi codici' : 'Crea i codici di recupero'}</Button>
        <LinkButton kind="secondary" href={ritorno}>
          Non ora
        </LinkButton>
      </p>
    </form>
  )
}

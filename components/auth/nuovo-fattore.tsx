'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { addChiaveAction, addTotpAction } from '@/lib/auth/actions-fattori'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'
import { ChiaveButton } from './chiave-button'
import { SecondoFattore } from './secondo-fattore'

type Props = { ritorno: string | null; qr: string; segreto: string; uri: string }

/** An app: the key by QR or by hand, then its first code. */
export function NuovaAppForm({ ritorno, qr, segreto, uri }: Props) {
  const { errors, formProps, message, pending, stepUp, value } = useActionForm(addTotpAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={Object.keys(errors).length > 0 ? null : message} errors={errors} />
      {ritorno && <input type="hidden" name="ritorno" value={ritorno} />}
      <ol className="list-decimal pl-6 mb-5">
        <li>
          Apri un’app di autenticazione sul telefono (per esempio FreeOTP, Aegis, Google o Microsoft Authenticator) e
          aggiungi un account.
        </li>
        <li>
          Inquadra questo codice:
          {/* biome-ignore lint/performance/noImgElement: an image of a few bytes inside the page */}
          <img
            src={qr}
            alt="Codice QR con la chiave dell’app: la stessa chiave è scritta qui sotto"
            className="my-4"
            width={225}
            height={225}
          />
          Se stai usando il telefono <a href={uri}>apri l’app da qui</a>; se non puoi inquadrare, scrivi la chiave:{' '}
          <span className="code wrap-anywhere">{segreto}</span>
        </li>
        <li>Scrivi qui il codice di 6 cifre che l’app mostra adesso.</li>
      </ol>
      <TextField
        name="codice"
        label="Codice dell’app"
        error={errors.codice}
        width="s"
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
      />
      <TextField
        name="nome"
        label="Come vuoi chiamare questo dispositivo"
        hint="Per riconoscerlo se ne avrai più di uno: «Telefono di servizio»"
        error={errors.nome}
        defaultValue={value('nome', 'Telefono')}
        width="l"
        autoComplete="off"
      />
      {stepUp && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <Button pending={pending}>Attiva l’app</Button>
    </form>
  )
}

/** A passkey or a key on a cable: it needs scripts. */
export function NuovaChiaveForm({ ritorno }: { ritorno: string | null }) {
  const { errors, formProps, message, value } = useActionForm(addChiaveAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={Object.keys(errors).length > 0 ? null : message} errors={errors} />
      {ritorno && <input type="hidden" name="ritorno" value={ritorno} />}
      <TextField
        name="nome"
        id="nome-chiave"
        label="Come vuoi chiamare questa chiave"
        error={errors.nome}
        defaultValue={value('nome', 'Chiave di sicurezza')}
        width="l"
        autoComplete="off"
      />
      <ChiaveButton per="registrare">Registra la chiave</ChiaveButton>
      <noscript>
        <p>Per le chiavi di sicurezza serve JavaScript: senza, usa un’app.</p>
      </noscript>
    </form>
  )
}

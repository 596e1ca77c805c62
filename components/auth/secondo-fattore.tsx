import { TextField } from '@/components/ui/text-field'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'
import { ChiaveButton } from './chiave-button'

/** The second factor asked again inside a form that signs, changes rights or takes much out: what was typed stays. */
export function SecondoFattore({ error }: { error?: string }) {
  return (
    <section className="w-full mb-4" aria-label="Conferma con il secondo fattore">
      <TextField
        name={FATTORE_CODICE}
        label="Codice del secondo fattore"
        hint="Le 6 cifre che vedi nell’app, o un codice di recupero"
        error={error}
        width="m"
        autoComplete="one-time-code"
        spellCheck={false}
      />
      <ChiaveButton per="verificare" kind="tertiary">
        Conferma con la chiave di sicurezza
      </ChiaveButton>
    </section>
  )
}

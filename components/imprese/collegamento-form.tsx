'use client'
import { Button } from '@/components/ui/button'
import { Checkbox, Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'
import { beginCollegamentoAction } from '@/lib/imprese/actions'

type Props = { iniziali: { denominazione: string; codiceFiscale: string; sede: string } }

/** What the person says of the company they represent. */
export function CollegamentoForm({ iniziali }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(beginCollegamentoAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="tipo"
        label="Che cosa rappresenti?"
        options={[
          { value: 'impresa', label: 'Un’impresa', hint: 'Presenta domande per sé' },
          {
            value: 'agenzia',
            label: 'Un’agenzia o uno studio',
            hint: 'Presenta domande per altri, con il loro mandato (L. 264/1991)',
          },
        ]}
        error={errors.tipo}
        defaultValue={value('tipo') || null}
      />
      <TextField
        name="codiceFiscale"
        label="Codice fiscale dell’impresa"
        hint="Di solito è uguale alla partita IVA: 11 cifre"
        error={errors.codiceFiscale}
        defaultValue={value('codiceFiscale', iniziali.codiceFiscale)}
        autoComplete="off"
        spellCheck={false}
        width="m"
      />
      <TextField
        name="denominazione"
        label="Nome dell’impresa"
        error={errors.denominazione}
        defaultValue={value('denominazione', iniziali.denominazione)}
        autoComplete="organization"
        width="xl"
      />
      <TextField
        name="sede"
        label="Sede"
        hint="Via, numero e Comune"
        error={errors.sede}
        defaultValue={value('sede', iniziali.sede)}
        width="xl"
      />
      <TextField name="pec" label="PEC" optional error={errors.pec} defaultValue={value('pec')} type="email" />
      <TextField
        name="alboAutotrasporto"
        label="Numero di iscrizione all’Albo o licenza in conto proprio"
        optional
        error={errors.alboAutotrasporto}
        defaultValue={value('alboAutotrasporto')}
        width="m"
      />
      <TextField
        name="carica"
        label="La tua carica"
        hint="Per esempio amministratore unico, titolare, procuratore"
        error={errors.carica}
        defaultValue={value('carica')}
      />
      <Button pending={pending}>Continua</Button>
    </form>
  )
}

type InviaProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  impresa: string
  carica: string
}

/** The declaration, with what it costs to say what is not true. */
export function InviaCollegamentoForm({ action, impresa, carica }: InviaProps) {
  const { errors, formProps, message, pending } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Checkbox
        name="dichiara"
        value="si"
        label={`Dichiaro di rappresentare legalmente ${impresa} come ${carica}`}
        hint="Chi dichiara il falso risponde penalmente: artt. 46 e 76 D.P.R. 445/2000"
        error={errors.dichiara}
      />
      <Button pending={pending} pendingText="Controlliamo il registro…">
        Invia la richiesta
      </Button>
    </form>
  )
}

'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { motivateLetturaAction, openSubitoAction } from '@/lib/letture/actions'
import { MAX_TESTO_MOTIVO, MOTIVI_A_SCELTA, NOMI_MOTIVI } from '@/lib/letture/rules'

type Props = { id: string; versione: number; ritorno: string | null; subito: 'decisione' | 'presa_in_carico' | null }

const SUBITO = { decisione: 'Apri per decidere', presa_in_carico: 'Prendi in carico e apri' } as const

/** Why a practice that is not one's own is opened: one press where the reason is plain, else a choice and a few words. */
export function MotivoForm({ id, versione, ritorno, subito }: Props) {
  const press = useActionForm(bound(openSubitoAction, id, versione))
  const reason = useActionForm(bound(motivateLetturaAction, id))
  const back = ritorno && <input type="hidden" name="ritorno" value={ritorno} />
  return (
    <div className="max-w-narrow">
      <ErrorSummary message={press.message ?? reason.message} errors={{ ...press.errors, ...reason.errors }} />
      {subito && (
        <form {...press.formProps} className="mb-8">
          {back}
          <input type="hidden" name="subito" value={subito} />
          <Button pending={press.pending}>{SUBITO[subito]}</Button>
        </form>
      )}
      <form {...reason.formProps}>
        {back}
        <Radios
          name="motivo"
          label={subito ? 'Oppure: perché la apri?' : 'Perché la apri?'}
          options={MOTIVI_A_SCELTA.map((value) => ({ value, label: NOMI_MOTIVI[value] }))}
          defaultValue={reason.value('motivo') || undefined}
          error={reason.errors.motivo}
        />
        <TextArea
          name="testo"
          label="Spiega in poche parole"
          hint="Lo legge anche il richiedente, nella sua area personale. Non scrivere dati di altre persone."
          rows={3}
          max={MAX_TESTO_MOTIVO}
          defaultValue={reason.value('testo')}
          error={reason.errors.testo}
        />
        <Button kind={subito ? 'secondary' : 'primary'} pending={reason.pending}>
          Apri la pratica
        </Button>
      </form>
    </div>
  )
}

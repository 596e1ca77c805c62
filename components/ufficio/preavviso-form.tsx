'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { noticeRefusalAction } from '@/lib/pratiche/actions-ufficio'
import { ConfermaAtto } from './conferma-atto'
import { Kept } from './kept'

/** The notice that comes before a refusal (art. 10-bis L. 241/1990). */
export function PreavvisoForm({
  id,
  versione,
  richiedente,
  entro,
}: {
  id: string
  versione: number
  richiedente: string
  entro: string
}) {
  const { errors, formProps, message, pending, preview, value } = useActionForm(bound(noticeRefusalAction, id))
  if (preview) {
    return (
      <form {...formProps}>
        <Kept values={{ versione: value('versione'), motivi: value('motivi') }} />
        <ConfermaAtto
          title="Invia il preavviso di diniego"
          button="Invia il preavviso"
          danger
          pending={pending}
          recipients={[richiedente]}
          effects={[
            `Il richiedente può presentare osservazioni entro il ${entro}.`,
            'Il termine si ferma (art. 10-bis L. 241/1990) e riparte dieci giorni dopo le osservazioni o, senza, alla fine dei dieci giorni.',
            'Il diniego si potrà proporre solo dopo, e dovrà rispondere alle osservazioni.',
          ]}
        >
          <p className="pre-line">{value('motivi')}</p>
        </ConfermaAtto>
      </form>
    )
  }
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="versione" value={versione} />
      <TextArea
        name="motivi"
        label="Perché la domanda non si può accogliere"
        hint="Fatti e norme: il diniego non potrà aggiungere motivi nuovi"
        rows={8}
        error={errors.motivi}
        defaultValue={value('motivi')}
        max={8000}
      />
      <Button pending={pending} name="_azione" value="anteprima">
        Vedi l’anteprima
      </Button>
    </form>
  )
}

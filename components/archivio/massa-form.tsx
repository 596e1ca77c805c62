'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkboxes } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { changeMassaAction } from '@/lib/archivio/massa/actions'
import type { RigaMassa } from '@/lib/archivio/massa/queries'
import { CAMPI_MASSA, type CampoMassa } from '@/lib/archivio/massa/rules'
import { NOMI_TIPOLOGIA, NOMI_TRATTAMENTO } from '@/lib/archivio/rules'
import { optionsOf } from './parole'

type Props = {
  padreId: string
  righe: readonly RigaMassa[]
  comuni: readonly { istat: string; nome: string }[]
}
const CAMPI = Object.keys(CAMPI_MASSA) as CampoMassa[]
const keyOf = (riga: RigaMassa) => `${riga.id}:${riga.versione}`

/** One value for many units: chosen, shown as it would be, then done. */
export function MassaForm({ padreId, righe, comuni }: Props) {
  const { errors, formProps, list, message, pending, preview, typed, value } = useActionForm(
    bound(changeMassaAction, padreId),
  )
  const LISTE: Partial<Record<CampoMassa, Record<string, string>>> = {
    trattamento: NOMI_TRATTAMENTO,
    tipologia: NOMI_TIPOLOGIA,
    comuneIstat: Object.fromEntries(comuni.map(({ istat, nome }) => [istat, nome])),
  }
  const campo = value('campo') as CampoMassa
  const shown = (of: CampoMassa, text: string | null) => (text ? (LISTE[of]?.[text] ?? text) : 'vuoto')
  const chosen = list('unita')
  if (preview) {
    const dopo = value(`valore.${campo}`)
    const changes = righe.filter((riga) => chosen.includes(keyOf(riga)) && (riga[campo] ?? '') !== dopo)
    return (
      <form {...formProps}>
        <h2>
          {CAMPI_MASSA[campo]}: {changes.length === 1 ? 'cambia un’unità' : `cambiano ${changes.length} unità`}
        </h2>
        <ul className="rows mb-6">
          {changes.map((riga) => (
            <li key={riga.id}>
              <span className="row-link">{riga.segnatura}</span>
              <span className="row-text">
                da «{shown(campo, riga[campo])}» a «{shown(campo, dopo)}»
              </span>
            </li>
          ))}
        </ul>
        {chosen.length > changes.length && (
          <p className="muted">Le altre {chosen.length - changes.length} hanno già questo valore.</p>
        )}
        <input type="hidden" name="campo" value={campo} />
        <input type="hidden" name={`valore.${campo}`} value={dopo} />
        {chosen.map((one) => (
          <input key={one} type="hidden" name="unita" value={one} />
        ))}
        <div className="flex flex-wrap gap-4">
          {changes.length > 0 && (
            <Button name="_azione" value="esegui" pending={pending}>
              Cambia
            </Button>
          )}
          <Button name="_azione" value="indietro" kind="secondary">
            Torna alla scelta
          </Button>
        </div>
      </form>
    )
  }
  const turn = JSON.stringify(typed)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select
        key={`campo ${turn}`}
        name="campo"
        label="Che cosa cambia"
        error={errors.campo}
        defaultValue={value('campo')}
        options={optionsOf(CAMPI_MASSA)}
      />
      <p className="hint">Scrivi il valore nuovo nella casella di ciò che cambia. Vuota: il valore si toglie.</p>
      {CAMPI.map((one) => {
        const name = `valore.${one}`
        const names = LISTE[one]
        const common = { name, error: errors[name], label: CAMPI_MASSA[one], defaultValue: value(name), optional: true }
        return names ? (
          <Select key={`${name} ${turn}`} {...common} emptyLabel="Nessuno" options={optionsOf(names)} />
        ) : (
          <TextField key={name} {...common} />
        )
      })}
      <Checkboxes
        key={`unita ${turn}`}
        name="unita"
        label="Unità"
        error={errors.unita}
        defaultValue={chosen}
        options={righe.map((riga) => ({ value: keyOf(riga), label: `${riga.segnatura}, ${riga.titolo}` }))}
      />
      <Button pending={pending}>Mostra che cosa cambia</Button>
    </form>
  )
}

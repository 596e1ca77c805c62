import { Checkbox, Checkboxes, Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import type { FieldWidth } from '@/components/ui/field'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { isIsoDate } from '@/lib/core/date'
import type { Foglia } from '@/lib/procedimenti/rules-campi'
import { NOMI_COMUNI } from '@/lib/procedimenti/rules-comuni'
import { holds, valueAt } from '@/lib/procedimenti/rules-condizioni'
import { typedValore } from '@/lib/procedimenti/rules-valori'
import type { FormContext } from './form-context'

const COMUNI = Object.entries(NOMI_COMUNI)
  .map(([value, label]) => ({ value, label }))
  .sort((a, b) => a.label.localeCompare(b.label, 'it'))
const SI_NO = [
  { value: 'si', label: 'Sì' },
  { value: 'no', label: 'No' },
]
const UNITS: Record<string, string> = {
  t: 'tonnellate',
  m: 'metri',
  km: 'chilometri',
  kg: 'chilogrammi',
  cm: 'centimetri',
  '€': 'euro',
}

/** The width of a box hints at the length of the answer. */
const textWidth = (max: number): FieldWidth => (max <= 8 ? 's' : max <= 20 ? 'm' : max <= 90 ? 'l' : 'xl')

function dateDefault(ctx: FormContext, path: string) {
  const testo = ctx.testi[path]
  if (testo !== undefined) {
    const [giorno, mese, anno] = testo.split('|')
    return { giorno, mese, anno }
  }
  const value = valueAt(ctx.iniziali, path)
  return isIsoDate(value) ? value : null
}

type Props = {
  foglia: Foglia
  path: string
  ctx: FormContext /** In place of the definition's words, where a block says it shorter. */
  label?: string
}

/** One question, drawn by its kind. Uncontrolled: it starts from the draft and is read from the form. */
export function FogliaView({ foglia, path, ctx, label = foglia.etichetta }: Props) {
  const common = {
    name: path,
    label,
    hint: foglia.aiuto,
    error: ctx.errori[path],
    optional: foglia.facoltativo === true,
  }
  const typed = ctx.testi[path] ?? typedValore(foglia, valueAt(ctx.iniziali, path))
  const control = { ...ctx.register(path), defaultValue: typed }
  switch (foglia.genere) {
    case 'derivato':
      return null
    case 'testo':
      return (
        <TextField {...common} {...control} width={textWidth(foglia.max)} autoComplete={foglia.autocomplete ?? 'off'} />
      )
    case 'testo_lungo':
      return <TextArea {...common} {...control} max={foglia.max} />
    case 'numero':
      return (
        <NumberField
          {...common}
          {...control}
          unit={foglia.unita}
          unitName={foglia.unita && UNITS[foglia.unita]}
          inputMode={foglia.decimali > 0 ? 'decimal' : 'numeric'}
        />
      )
    case 'data': {
      const part = (name: string) => ctx.register(`${path}.${name}`)
      return (
        <DateField
          {...common}
          defaultValue={dateDefault(ctx, path)}
          parts={{ giorno: part('giorno'), mese: part('mese'), anno: part('anno') }}
        />
      )
    }
    case 'scelta': {
      const opzioni = foglia.opzioni.filter((one) => !one.quando || holds(one.quando, ctx.asked, ctx.predicati))
      return foglia.forma === 'tendina' ? (
        <Select
          {...common}
          {...control}
          options={opzioni.map((one) => ({ value: one.valore, label: one.etichetta }))}
        />
      ) : (
        <Radios
          {...common}
          {...ctx.register(path)}
          defaultValue={typed}
          options={opzioni.map((one) => ({ value: one.valore, label: one.etichetta, hint: one.aiuto }))}
        />
      )
    }
    case 'scelte': {
      const value = valueAt(ctx.iniziali, path)
      const opzioni = foglia.opzioni.filter((one) => !one.quando || holds(one.quando, ctx.asked, ctx.predicati))
      return (
        <>
          <input type="hidden" name={path} value="" />
          <Checkboxes
            {...common}
            {...ctx.register(path)}
            defaultValue={Array.isArray(value) ? value.map(String) : []}
            options={opzioni.map((one) => ({ value: one.valore, label: one.etichetta, hint: one.aiuto }))}
          />
        </>
      )
    }
    case 'si_no':
      return <Radios {...common} {...ctx.register(path)} defaultValue={typed} options={SI_NO} inline />
    case 'spunta':
      return (
        <>
          <input type="hidden" name={path} value="" />
          <Checkbox
            label={label}
            hint={foglia.aiuto}
            error={ctx.errori[path]}
            {...ctx.register(path)}
            value="si"
            defaultChecked={valueAt(ctx.iniziali, path) === true}
          />
        </>
      )
    case 'comune':
      return <Select {...common} {...control} options={COMUNI} />
    case 'partita_iva':
      return <TextField {...common} {...control} width="m" inputMode="numeric" autoComplete="off" />
    case 'codice_fiscale':
    case 'targa':
      return (
        <TextField
          {...common}
          {...control}
          width="m"
          autoCapitalize="characters"
          spellCheck={false}
          autoComplete="off"
        />
      )
    case 'email':
      return <TextField {...common} {...control} type="email" width="l" autoComplete="email" spellCheck={false} />
    case 'telefono':
      return <TextField {...common} {...control} type="tel" width="m" autoComplete="tel" />
  }
}

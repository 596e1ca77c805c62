import type { ComponentProps } from 'react'
import type { IsoDate } from '@/lib/core/date'
import { type FieldProps, Fieldset } from './field'

type PartProps = Omit<ComponentProps<'input'>, 'id' | 'name' | 'type' | 'defaultValue'>

type Props = FieldProps & {
  /** An answer already given: a day, or the three texts as they were typed. */
  defaultValue?: IsoDate | { giorno?: string; mese?: string; anno?: string } | null
  /** Birth dates: 'bday'. */
  autoComplete?: 'bday'
  /** For react-hook-form: what `register` gives for each part. */
  parts?: { giorno?: PartProps; mese?: PartProps; anno?: PartProps }
  /** Which box is wrong; all of them when it is not said. */
  invalid?: readonly ('giorno' | 'mese' | 'anno')[]
}

const PARTS = [
  { key: 'giorno', label: 'Giorno', width: 'w-xs', bday: 'bday-day', length: 2 },
  { key: 'mese', label: 'Mese', width: 'w-xs', bday: 'bday-month', length: 2 },
  { key: 'anno', label: 'Anno', width: 'w-s', bday: 'bday-year', length: 4 },
] as const

function split(value: Props['defaultValue']): { giorno?: string; mese?: string; anno?: string } {
  if (typeof value !== 'string') return value ?? {}
  const [anno, mese, giorno] = value.split('-')
  return { giorno: giorno?.replace(/^0/, ''), mese: mese?.replace(/^0/, ''), anno }
}

/** A day in three boxes: sends `name.giorno`, `name.mese`, `name.anno`. No calendar to operate, nothing to guess. */
export function DateField({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  defaultValue,
  autoComplete,
  parts,
  invalid,
}: Props) {
  const values = split(defaultValue)
  return (
    <Fieldset id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className="date-parts">
        {PARTS.map((part) => {
          const partId = part.key === 'giorno' ? id : `${id}.${part.key}`
          return (
            <div key={part.key} className={part.width}>
              <label htmlFor={partId}>{part.label}</label>
              <input
                defaultValue={values[part.key]}
                {...parts?.[part.key]}
                id={partId}
                name={`${name}.${part.key}`}
                type="text"
                inputMode="numeric"
                maxLength={part.length}
                autoComplete={autoComplete ? part.bday : 'off'}
                aria-invalid={error && (!invalid || invalid.includes(part.key)) ? true : undefined}
                className="input"
              />
            </div>
          )
        })}
      </div>
    </Fieldset>
  )
}

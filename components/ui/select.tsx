import type { ComponentProps } from 'react'
import { describedBy, Field, type FieldProps, type FieldWidth, widthClass } from './field'

export type Option = { value: string; label: string; disabled?: boolean }

type Props = FieldProps &
  Omit<ComponentProps<'select'>, keyof FieldProps> & {
    options: readonly Option[]
    width?: FieldWidth
    /** First, empty choice. `null` when there must always be one. */
    emptyLabel?: string | null
  }

/** A choice from a long list; up to seven, use `Radios`. */
export function Select({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  options,
  width = 'l',
  emptyLabel = 'Scegli',
  className = '',
  ...rest
}: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      {/* the reset that follows an answer goes back to what was chosen when the field was made: it is made again */}
      <select
        key={String(rest.defaultValue)}
        {...rest}
        id={id}
        name={name}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        className={`input ${widthClass(width)} ${className}`}
      >
        {emptyLabel !== null && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

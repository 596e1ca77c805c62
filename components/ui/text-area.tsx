import type { ComponentProps } from 'react'
import { CharacterCounter } from './character-counter'
import { describedBy, Field, type FieldProps } from './field'

type Props = FieldProps &
  Omit<ComponentProps<'textarea'>, keyof FieldProps> & {
    /** Characters allowed: said beside the box, counted while one types, decided by the server (never cut). */
    max?: number
  }

/** Several lines of text. */
export function TextArea({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  max,
  rows = 5,
  className = '',
  ...rest
}: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        {...rest}
        id={id}
        name={name}
        rows={rows}
        aria-describedby={describedBy(id, hint, error, max ? `${id}-count` : undefined)}
        aria-invalid={error ? true : undefined}
        className={`input w-xl ${className}`}
      />
      {max !== undefined && <CharacterCounter forId={id} max={max} />}
    </Field>
  )
}

import type { ComponentProps } from 'react'
import { describedBy, Field, type FieldProps, type FieldWidth, widthClass } from './field'

type Props = FieldProps & Omit<ComponentProps<'input'>, keyof FieldProps | 'width'> & { width?: FieldWidth }

/** One line of text. Uncontrolled: takes `defaultValue`, or what `register(name)` gives. */
export function TextField({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  width = 'l',
  type = 'text',
  className = '',
  ...rest
}: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <input
        {...rest}
        id={id}
        name={name}
        type={type}
        aria-describedby={describedBy(id, hint, error, rest['aria-describedby'])}
        aria-invalid={error ? true : undefined}
        className={`input ${widthClass(width)} ${className}`}
      />
    </Field>
  )
}

import type { ComponentProps } from 'react'
import { describedBy, Field, type FieldProps, type FieldWidth, widthClass } from './field'

type Props = FieldProps &
  Omit<ComponentProps<'input'>, keyof FieldProps | 'width' | 'type'> & {
    width?: FieldWidth
    /** Shown after the box and read with it: 't', 'm', 'km'. */
    unit?: string
    /** The unit in words, for whoever listens: 'tonnellate'. */
    unitName?: string
  }

/** A number typed as text with the comma, as people write it: no spinner, numeric keyboard. The form parses it. */
export function NumberField({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  width = 's',
  unit,
  unitName,
  inputMode = 'decimal',
  className = '',
  ...rest
}: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className="unit">
        <input
          {...rest}
          id={id}
          name={name}
          type="text"
          inputMode={inputMode}
          autoComplete={rest.autoComplete ?? 'off'}
          aria-describedby={describedBy(id, hint, error, unit && `${id}-unit`)}
          aria-invalid={error ? true : undefined}
          className={`input ${widthClass(width)} ${className}`}
        />
        {unit && (
          <span id={`${id}-unit`}>
            {unitName ? (
              <>
                <span aria-hidden="true">{unit}</span>
                <span className="sr-only">{unitName}</span>
              </>
            ) : (
              unit
            )}
          </span>
        )}
      </div>
    </Field>
  )
}

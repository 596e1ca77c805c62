import type { ComponentProps, ReactNode } from 'react'
import { FieldError, type FieldProps, Fieldset } from './field'

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }

type InputProps = Omit<ComponentProps<'input'>, keyof FieldProps | 'defaultValue' | 'type' | 'value'>

/** The first control of a group has the id the error summary links to. */
const choiceId = (id: string, index: number) => (index === 0 ? id : `${id}-${index + 1}`)

type RadiosProps = FieldProps &
  InputProps & { options: readonly Choice[]; defaultValue?: string | null; inline?: boolean }

/** One of a few. Never pre-selected by us: `defaultValue` is an answer already given. */
export function Radios({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  options,
  defaultValue,
  inline,
  ...rest
}: RadiosProps) {
  return (
    <Fieldset id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className={inline ? 'choices-inline' : undefined}>
        {options.map((option, i) => (
          <ChoiceRow key={option.value} id={choiceId(id, i)} label={option.label} hint={option.hint}>
            <input
              {...rest}
              type="radio"
              id={choiceId(id, i)}
              name={name}
              value={option.value}
              disabled={option.disabled}
              defaultChecked={defaultValue === undefined ? undefined : defaultValue === option.value}
              aria-describedby={option.hint ? `${choiceId(id, i)}-hint` : undefined}
            />
          </ChoiceRow>
        ))}
      </div>
    </Fieldset>
  )
}

type CheckboxesProps = FieldProps &
  InputProps & { options: readonly Choice[]; defaultValue?: readonly string[]; inline?: boolean }

/** Any of a few: every checked box sends `name`. */
export function Checkboxes({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  options,
  defaultValue,
  inline,
  ...rest
}: CheckboxesProps) {
  return (
    <Fieldset id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className={inline ? 'choices-inline' : undefined}>
        {options.map((option, i) => (
          <ChoiceRow key={option.value} id={choiceId(id, i)} label={option.label} hint={option.hint}>
            <input
              {...rest}
              type="checkbox"
              id={choiceId(id, i)}
              name={name}
              value={option.value}
              disabled={option.disabled}
              defaultChecked={defaultValue === undefined ? undefined : defaultValue.includes(option.value)}
              aria-describedby={option.hint ? `${choiceId(id, i)}-hint` : undefined}
            />
          </ChoiceRow>
        ))}
      </div>
    </Fieldset>
  )
}

type CheckboxProps = Omit<FieldProps, 'optional'> & Omit<ComponentProps<'input'>, keyof FieldProps | 'type'>

/** One box on its own: a declaration, a switch that needs no question. */
export function Checkbox({ name, id = name, label, hint, error, ...rest }: CheckboxProps) {
  return (
    <div className={`mb-4 ${error ? 'field-error' : ''}`}>
      <FieldError id={id}>{error}</FieldError>
      <ChoiceRow id={id} label={label} hint={hint}>
        <input
          {...rest}
          type="checkbox"
          id={id}
          name={name}
          aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
          aria-invalid={error ? true : undefined}
        />
      </ChoiceRow>
    </div>
  )
}

function ChoiceRow({
  id,
  label,
  hint,
  children,
}: {
  id: string
  label: ReactNode
  hint?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="choice">
      {children}
      <label htmlFor={id}>{label}</label>
      {hint && (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      )}
    </div>
  )
}

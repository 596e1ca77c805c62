import type { ReactNode } from 'react'

/** What every control shares. `name` is the path in the answers ('convoglio.assi.0.massaKg') and, unless given, the id. */
export type FieldProps = {
  name: string
  id?: string
  label: ReactNode
  hint?: ReactNode
  error?: string | null
  /** Optional fields are marked; the others are not. */
  optional?: boolean
}

export type FieldWidth = 'xs' | 's' | 'm' | 'l' | 'xl'
const WIDTHS: Record<FieldWidth, string> = { xs: 'w-xs', s: 'w-s', m: 'w-m', l: 'w-l', xl: 'w-xl' }
export const widthClass = (width: FieldWidth) => WIDTHS[width]

/** The id that the error summary links to: dates are one question, their first box takes the focus. */
export const fieldId = (name: string) => name.replace(/\.giorno$/, '')

/** Attributes that tie a control to its hint and its error. */
export const describedBy = (id: string, hint: ReactNode, error: string | null | undefined, more?: string) =>
  [hint && `${id}-hint`, error && `${id}-error`, more].filter(Boolean).join(' ') || undefined

export const Optional = () => <span className="optional"> (facoltativo)</span>

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <div id={`${id}-hint`} className="hint">
      {children}
    </div>
  ) : null
}

export function FieldError({ id, children }: { id: string; children: string | null | undefined }) {
  return children ? (
    <p id={`${id}-error`} className="error-text">
      <span className="sr-only">Errore: </span>
      {children}
    </p>
  ) : null
}

type Props = Omit<FieldProps, 'name'> & { id: string; children: ReactNode; className?: string }

/** Label above, hint, error, control: for one control. Groups of controls use `Fieldset`. */
export function Field({ id, label, hint, error, optional = false, className = '', children }: Props) {
  return (
    <div className={`field ${error ? 'field-error' : ''} ${className}`}>
      <label htmlFor={id} className="label">
        {label}
        {optional && <Optional />}
      </label>
      <FieldHint id={id}>{hint}</FieldHint>
      <FieldError id={id}>{error}</FieldError>
      {children}
    </div>
  )
}

/** One question with several controls: radios, checkboxes, the three boxes of a date. */
export function Fieldset({ id, label, hint, error, optional = false, className = '', children }: Props) {
  return (
    <fieldset
      aria-describedby={describedBy(id, hint, error)}
      className={`field ${error ? 'field-error' : ''} ${className}`}
    >
      <legend className="label">
        {label}
        {optional && <Optional />}
      </legend>
      <div>
        <FieldHint id={id}>{hint}</FieldHint>
        <FieldError id={id}>{error}</FieldError>
        {children}
      </div>
    </fieldset>
  )
}

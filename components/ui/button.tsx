import type { ComponentProps } from 'react'

export type ButtonKind = 'primary' | 'secondary' | 'tertiary' | 'danger'

const classes = (kind: ButtonKind, small: boolean, extra = '') =>
  ['btn', kind !== 'primary' && `btn-${kind}`, small && 'btn-small', extra].filter(Boolean).join(' ')

type ButtonProps = ComponentProps<'button'> & {
  kind?: ButtonKind
  small?: boolean
  /** While the act is being done: the button stays focusable, says so, and must be ignored by its handler. */
  pending?: boolean
  pendingText?: string
}

/** Says the act: `Invia l'istanza`, never `OK`. */
export function Button({
  kind = 'primary',
  small = false,
  pending = false,
  pendingText = 'Attendi…',
  type = 'submit',
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} aria-disabled={pending || undefined} className={classes(kind, small, className)}>
      {pending ? pendingText : children}
    </button>
  )
}

type LinkButtonProps = ComponentProps<'a'> & { href: string; kind?: ButtonKind; small?: boolean }

/** Looks like a button, goes somewhere: a real link. */
export function LinkButton({ kind = 'primary', small = false, className, ...rest }: LinkButtonProps) {
  return <a {...rest} className={classes(kind, small, className)} />
}

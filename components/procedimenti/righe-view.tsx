import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import type { Elenco } from '@/lib/procedimenti/rules-campi'
import { righeAt } from '@/lib/procedimenti/rules-campi'
import type { FormContext } from './form-context'

type Props = {
  elenco: Elenco
  path: string
  ctx: FormContext
  /** 'Aggiungi un veicolo' */
  addLabel: string
  /** Blocks may change place. */
  ordered?: boolean
  /** False when how many there are is decided elsewhere. */
  resizable?: boolean
  /** Blocks to show while none was written. */
  atLeast?: number
  titleOf?: (indice: number) => ReactNode
  children: (indice: number, path: string, quante: number) => ReactNode
}

/**
 * Blocks that repeat. The buttons send the form: without scripts the server adds or takes out the block and draws the page
 * again; with scripts the form does the same on the spot.
 */
export function RigheView({
  elenco,
  path,
  ctx,
  addLabel,
  ordered = false,
  resizable = true,
  atLeast = elenco.min,
  titleOf,
  children,
}: Props) {
  const quante = Math.max(righeAt(ctx.iniziali, path).length, atLeast)
  const name = elenco.singolare
  const act = (azione: string, i: number, label: string) => (
    <Button kind="tertiary" small name={azione} value={`${path}.${i}`} formNoValidate>
      {label}
      <span className="sr-only">
        {' '}
        {name} {i + 1}
      </span>
    </Button>
  )
  return (
    <div className="mb-8" id={path} tabIndex={-1}>
      <input type="hidden" name={path} value="" />
      <FieldError id={path}>{ctx.errori[path]}</FieldError>
      {Array.from({ length: quante }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the form is drawn anew when blocks move
        <fieldset key={i} className="repeat-item" id={`${path}.${i}`} tabIndex={-1}>
          <legend className="first-letter:uppercase">{titleOf?.(i) ?? `${name} ${i + 1}`}</legend>
          <div>
            <FieldError id={`${path}.${i}`}>{ctx.errori[`${path}.${i}`]}</FieldError>
            {children(i, `${path}.${i}.`, quante)}
          </div>
          {(resizable || ordered) && quante > 1 && (
            <p className="mb-4 flex flex-wrap gap-x-5">
              {ordered && i > 0 && act('su', i, 'Sposta su')}
              {ordered && i < quante - 1 && act('giu', i, 'Sposta giù')}
              {resizable && act('togli', i, 'Togli')}
            </p>
          )}
        </fieldset>
      ))}
      {resizable && quante < elenco.max && (
        <Button kind="secondary" small name="aggiungi" value={path} formNoValidate className="mt-2">
          {addLabel}
        </Button>
      )}
    </div>
  )
}

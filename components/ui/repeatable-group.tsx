import type { ReactNode } from 'react'
import { Button } from './button'

type Props = {
  /** 'Veicolo', shown as 'Veicolo 1' */
  itemLabel: string
  items: readonly { key: string; content: ReactNode }[]
  /** Without script the buttons send the form with these names: `aggiungi=veicoli`, `togli=veicoli.2`. */
  name: string
  /** 'Aggiungi un veicolo'; none when the maximum is reached. */
  addLabel?: string | null
  /** False when the minimum is reached. */
  removable?: boolean
  onAdd?: () => void
  onRemove?: (index: number) => void
}

/** Blocks that repeat: each in its own group, added and removed by buttons that also work by sending the form. */
export function RepeatableGroup({ itemLabel, items, name, addLabel, removable = true, onAdd, onRemove }: Props) {
  return (
    <div className="mb-8">
      {items.map((item, i) => (
        <fieldset key={item.key} className="repeat-item">
          <legend>
            {itemLabel} {i + 1}
          </legend>
          <div>{item.content}</div>
          {removable && (
            <Button
              kind="tertiary"
              small
              type={onRemove ? 'button' : 'submit'}
              name="togli"
              value={`${name}.${i}`}
              formNoValidate
              onClick={onRemove && (() => onRemove(i))}
            >
              Togli
              <span className="sr-only">
                {' '}
                {itemLabel.toLowerCase()} {i + 1}
              </span>
            </Button>
          )}
        </fieldset>
      ))}
      {addLabel && (
        <Button
          kind="secondary"
          small
          type={onAdd ? 'button' : 'submit'}
          name="aggiungi"
          value={name}
          formNoValidate
          onClick={onAdd}
          className="mt-2"
        >
          {addLabel}
        </Button>
      )}
    </div>
  )
}

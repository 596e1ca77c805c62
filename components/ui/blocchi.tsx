'use client'
import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { RepeatableGroup } from './repeatable-group'

const never = () => () => {}
/** False in the page as it comes and while it wakes up, true from then on. */
const useScripts = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

type Props = {
  /** 'agenti': fields are 'agenti.0.nome' */
  gruppo: string
  itemLabel: string
  addLabel: string
  /** The blocks there are: as typed before a refusal, else as the page gives them. */
  blocchi: readonly Record<string, string>[]
  /** Fields of a block; `block` is what they hold, `name` makes their names. */
  children: (block: Record<string, string>, name: (field: string) => string) => ReactNode
}

/** Blocks of a form that are added and taken away: at once with scripts, by sending the form without. */
export function Blocchi({ gruppo, itemLabel, addLabel, blocchi, children }: Props) {
  const [shown, setShown] = useState(() => blocchi.map((block, key) => ({ key, block })))
  const scripts = useScripts()
  const add = () => setShown([...shown, { key: Math.max(-1, ...shown.map((one) => one.key)) + 1, block: {} }])
  return (
    <RepeatableGroup
      name={gruppo}
      itemLabel={itemLabel}
      addLabel={addLabel}
      items={shown.map(({ key, block }, i) => ({
        key: String(key),
        content: children(block, (field) => `${gruppo}.${i}.${field}`),
      }))}
      onAdd={scripts ? add : undefined}
      onRemove={scripts ? (index) => setShown(shown.filter((_, i) => i !== index)) : undefined}
    />
  )
}

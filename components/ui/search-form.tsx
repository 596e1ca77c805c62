import { Button } from './button'

type Props = {
  action: string
  /** 'Cerca un servizio' — heard, and shown above when `labelVisible`. */
  label: string
  labelVisible?: boolean
  name?: string
  defaultValue?: string
  id?: string
}

/** One box and one button: a GET form, so that the result has an address. */
export function SearchForm({ action, label, labelVisible = false, name = 'q', defaultValue, id = 'cerca' }: Props) {
  return (
    <search>
      <form action={action} method="get">
        <label htmlFor={id} className={labelVisible ? 'label' : 'sr-only'}>
          {label}
        </label>
        <div className="search">
          <input id={id} name={name} type="search" defaultValue={defaultValue} autoComplete="off" maxLength={200} />
          <Button>Cerca</Button>
        </div>
      </form>
    </search>
  )
}

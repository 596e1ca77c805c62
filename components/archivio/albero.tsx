import type { Nodo } from '@/lib/archivio/queries'
import { nomeLivello } from './parole'

type Props = {
  antenati: readonly Nodo[]
  qui: { id: string; titolo: string } | null
  figli: readonly Nodo[]
  /** address of a unit */
  href: (id: string) => string
  /** addresses of the children before these, and after, when there are more */
  primi?: string | null
  altri?: string | null
}

/** Where a unit stands: what it is in above, what is in it below, opened a level at a time. */
export function Albero({ antenati, qui, figli, href, primi = null, altri = null }: Props) {
  const [top, ...rest] = antenati
  if (top)
    return (
      <ul className="albero">
        <li>
          <a href={href(top.id)}>{top.titolo}</a> <span className="muted">{nomeLivello(top.livello)}</span>
          <Albero antenati={rest} qui={qui} figli={figli} href={href} primi={primi} altri={altri} />
        </li>
      </ul>
    )
  const children = figli.length > 0 && (
    <ul className="albero">
      {primi && (
        <li>
          <a href={primi}>Gli altri, prima di questi</a>
        </li>
      )}
      {figli.map((one) => (
        <li key={one.id}>
          <a href={href(one.id)}>{one.titolo}</a> <span className="muted">{one.data}</span>
        </li>
      ))}
      {altri && (
        <li>
          <a href={altri}>Gli altri, dopo questi</a>
        </li>
      )}
    </ul>
  )
  if (!qui) return children || null
  return (
    <ul className="albero">
      <li>
        <strong aria-current="page">{qui.titolo}</strong>
        {children}
      </li>
    </ul>
  )
}

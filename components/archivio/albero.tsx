import type { Nodo } from '@/lib/archivio/queries'
import { nomeLivello } from './parole'

type Props = {
  antenati: readonly Nodo[]
  qui: { id: string; titolo: string } | null
  figli: readonly Nodo[]
  /** address of a unit */
  href: (id: string) => string
  /** address of the next children, when there are more */
  altri: string | null
}

/** Where a unit stands: what it is in above, what is in it below, opened a level at a time. */
export function Albero({ antenati, qui, figli, href, altri }: Props) {
  const [top, ...rest] = antenati
  if (top)
    return (
      <ul className="albero">
        <li>
          <a href={href(top.id)}>{top.titolo}</a> <span className="muted">{nomeLivello(top.livello)}</span>
          <Albero antenati={rest} qui={qui} figli={figli} href={href} altri={altri} />
        </li>
      </ul>
    )
  const children = figli.length > 0 && (
    <ul className="albero">
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

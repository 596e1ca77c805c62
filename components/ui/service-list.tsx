import type { ReactNode } from 'react'

export type ServiceRow = {
  href: string
  titolo: string
  /** The legal term and the usual one: '15 giorni · di solito 9' */
  tempi?: ReactNode
  descrizione?: string
}

/** Services with their times beside them. */
export function ServiceList({ services }: { services: readonly ServiceRow[] }) {
  return (
    <ul className="rows">
      {services.map((service) => (
        <li key={service.href}>
          <a href={service.href} className="row-link">
            {service.titolo}
          </a>
          {service.tempi && <span className="row-note">{service.tempi}</span>}
          {service.descrizione && <p className="row-text">{service.descrizione}</p>}
        </li>
      ))}
    </ul>
  )
}

import type { ReactNode } from 'react'

export type SheetPart = { id: string; title: string }

/** The parts of the sheet, as anchors. */
export function PageIndex({ parts, label = 'In questa pagina' }: { parts: readonly SheetPart[]; label?: string }) {
  return (
    <nav aria-label={label} className="sheet-index">
      <h2 className="text-lg">{label}</h2>
      <ul className="border-t border-ink">
        {parts.map((part) => (
          <li key={part.id}>
            <a href={`#${part.id}`}>{part.title}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** One part of a service sheet, with its anchor. */
export function SheetSection({ id, title, children }: SheetPart & { children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mb-10">
      <h2 id={id}>{title}</h2>
      <div className="prose">{children}</div>
    </section>
  )
}

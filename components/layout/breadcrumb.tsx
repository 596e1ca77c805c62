export type Crumb = { label: string; href?: string }

/** Where the page stands: the last one is the page itself. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Percorso" className="crumbs">
      <ol>
        {crumbs.map((crumb, i) => (
          <li key={crumb.label}>
            {crumb.href ? (
              <a href={crumb.href}>{crumb.label}</a>
            ) : (
              <span aria-current={i === crumbs.length - 1 ? 'page' : undefined}>{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** On question pages: one step back, answers kept. */
export function BackLink({ href, label = 'Indietro' }: { href: string; label?: string }) {
  return (
    <p className="back-link">
      <a href={href}>{label}</a>
    </p>
  )
}

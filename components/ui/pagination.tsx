type Props = {
  /** 'Pagine delle pratiche' */
  label: string
  page: number
  pages: number
  /** Address of a page, filters and sort kept. */
  href: (page: number) => string
}

/** First, last, the neighbours of the open one; `null` where numbers are left out. */
export function listPages(page: number, pages: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((p) => p >= 1 && p <= pages)
  const shown = [...new Set(near)].sort((a, b) => a - b)
  return shown.flatMap((p, i) => {
    const gap = p - (shown[i - 1] ?? p)
    return gap > 2 ? [null, p] : gap === 2 ? [p - 1, p] : [p]
  })
}

/** Nothing when there is one page. */
export function Pagination({ label, page, pages, href }: Props) {
  if (pages <= 1) return null
  return (
    <nav aria-label={label} className="pagination">
      <ul>
        {page > 1 && (
          <li>
            <a href={href(page - 1)} rel="prev">
              Precedente
            </a>
          </li>
        )}
        {listPages(page, pages).map((p, i) =>
          p === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the gaps have no other name
            <li key={`gap-${i}`} aria-hidden="true">
              <span>…</span>
            </li>
          ) : (
            <li key={p}>
              <a href={href(p)} aria-current={p === page ? 'page' : undefined}>
                <span className="sr-only">Pagina </span>
                {p}
              </a>
            </li>
          ),
        )}
        {page < pages && (
          <li>
            <a href={href(page + 1)} rel="next">
              Successiva
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

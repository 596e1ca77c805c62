import type { ReactNode } from 'react'

export type Tab = { href: string; label: ReactNode; count?: number | null; current?: boolean }

const number = new Intl.NumberFormat('it-IT', { useGrouping: 'always' })

/** Tabs are addresses: links in a navigation, the open one is `aria-current`. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="tabs">
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} className="tab" aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count != null && (
                <>
                  {' '}
                  <span className="count">{number.format(tab.count)}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

import type { ReactNode } from 'react'
import { ComuniMap, type ToneMappa } from '@/components/mappa/comuni-map'
import { SearchForm } from '@/components/ui/search-form'
import { MAPPA_FONTE } from '@/lib/comuni/geometria'

type Props = {
  title: ReactNode
  lead: ReactNode
  searchAction: string
  searchLabel: string
  /** 'Spesso cercati': words people use, as links. */
  suggestions?: readonly { label: string; href: string }[]
  highlighted?: Partial<Record<ToneMappa, readonly string[]>>
}

/** The first band of the home: one question, one box, the Province behind. */
export function Hero({ title, lead, searchAction, searchLabel, suggestions = [], highlighted }: Props) {
  return (
    <section className="hero">
      <div className="wrap">
        <div className="hero-map">
          <ComuniMap highlighted={highlighted} showSource={false} />
        </div>
        <div className="relative max-w-prose">
          <h1>{title}</h1>
          <div className="lead mb-7">{lead}</div>
          <SearchForm action={searchAction} label={searchLabel} />
          {suggestions.length > 0 && (
            <p className="mt-3 text-ink-soft">
              Spesso cercati:{' '}
              {suggestions.map((suggestion, i) => (
                <span key={suggestion.href}>
                  {i > 0 && ', '}
                  <a href={suggestion.href}>{suggestion.label}</a>
                </span>
              ))}
            </p>
          )}
        </div>
        <p className="hero-source">{MAPPA_FONTE}</p>
      </div>
    </section>
  )
}

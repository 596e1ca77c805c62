import type { IdpChoice } from './idp-list'

/** "Entra con CIE": one provider, so a link and no list; as large as the other button, and of the same colours. */
export function CieButton({ idp: { href, nome, demo }, isOnly }: { idp: IdpChoice; isOnly: boolean }) {
  return (
    <p>
      <a className="btn" href={href}>
        <span className="flex items-center gap-3">
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <rect x="1.5" y="4.5" width="21" height="15" rx="2" fill="none" stroke="currentColor" strokeWidth="1.8" />
            <circle cx="7.6" cy="10" r="2" fill="currentColor" />
            <path d="M4.4 16c0-2.2 1.3-3.4 3.2-3.4s3.2 1.2 3.2 3.4z" fill="currentColor" />
            <path d="M13.8 9.2h5.4M13.8 12.4h5.4M13.8 15.6h3.4" stroke="currentColor" strokeWidth="1.6" />
          </svg>
          Entra con CIE{!isOnly && `: ${nome}`}
        </span>
      </a>
      {demo && <span className="row-note block">solo su questa macchina</span>}
    </p>
  )
}

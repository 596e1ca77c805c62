import { ClosableDetails } from '@/components/ui/closable-details'

export type IdpChoice = { entityId: string; nome: string; href: string; demo: boolean }

const INFO = [
  { label: 'Maggiori informazioni su SPID', href: 'https://www.spid.gov.it' },
  { label: 'Non hai SPID?', href: 'https://www.spid.gov.it/richiedi-spid' },
  { label: 'Serve aiuto?', href: 'https://www.spid.gov.it/serve-aiuto' },
]

/**
 * "Entra con SPID": opens the list of the providers, by keyboard too, without script. Links, so that no form leads away
 * from the portal.
 *
 * @param idps already in random order: none is favoured
 */
export function IdpList({ idps }: { idps: readonly IdpChoice[] }) {
  return (
    <ClosableDetails className="max-w-prose" open={idps.length === 1}>
      <summary className="btn">
        <span className="flex items-center gap-3">
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <circle cx="12" cy="8" r="4.2" fill="currentColor" />
            <path d="M3.5 21c0-4.7 3.8-7.6 8.5-7.6s8.5 2.9 8.5 7.6z" fill="currentColor" />
          </svg>
          Entra con SPID
        </span>
      </summary>
      <ul className="rows mt-5" aria-label="Gestori di identità">
        {idps.map((idp) => (
          <li key={idp.entityId}>
            <a className="row-link" href={idp.href}>
              {idp.nome}
            </a>
            {idp.demo && <span className="row-note">solo su questa macchina</span>}
          </li>
        ))}
      </ul>
      <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
        {INFO.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </ClosableDetails>
  )
}

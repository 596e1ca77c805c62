/** Did this portal's own page send the request, as far as a browser tells? */

type Told = {
  origin: string | null
  secFetchSite: string | null
  /** Host header: a page of another site cannot choose it */
  host: string | null
}

/**
 * A request that changes something comes from one of our pages. `Origin` decides when there is one; without it, or with
 * `null`, only a browser that says `same-origin` is believed.
 *
 * @param ownOrigin the portal's public address
 * @see S30; ASVS 3.5.1
 */
export function isSameOrigin({ origin, secFetchSite, host }: Told, ownOrigin: string): boolean {
  if (!origin || origin === 'null') return secFetchSite === 'same-origin'
  if (secFetchSite !== null && secFetchSite !== 'same-origin') return false
  if (origin === ownOrigin) return true
  return !!host && URL.canParse(origin) && new URL(origin).host === host
}

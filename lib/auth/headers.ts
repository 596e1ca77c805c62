/** Request headers that `proxy.ts` sets on every page request, and drops when they come from outside. */

/** Path and query: server components do not know their own address. */
export const PATH_HEADER = 'x-percorso'
/** Nonce of the content security policy, for a page's own inline script or data. */
export const NONCE_HEADER = 'x-nonce'

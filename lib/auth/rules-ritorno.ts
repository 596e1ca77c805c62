/** Where a person may be sent after signing in: a page of this portal, and nothing else. */

const MAX_LENGTH = 1000
const ANYWHERE = 'https://portale.invalid'
/** Pages that would send the person round in circles, and what is not a page. */
const NOT_PAGES = /^\/(?:accedi|esci|accesso-non-riuscito|api)(?:[/?#]|$)/

/**
 * @param text what a link or a form brought: anybody may have written it
 * @returns own path with query and fragment; null for anything that leaves the portal or is not a page
 */
export function ownPath(text: string | null | undefined): string | null {
  if (!text || text.length > MAX_LENGTH || !text.startsWith('/')) return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and line breaks from addresses
  if (/[\u0000-\u0020\u007f\\]/.test(text) || text.startsWith('//')) return null
  if (!URL.canParse(text, ANYWHERE)) return null
  const url = new URL(text, ANYWHERE)
  if (url.origin !== ANYWHERE || url.pathname.startsWith('//') || NOT_PAGES.test(url.pathname)) return null
  return url.pathname + url.search + url.hash
}

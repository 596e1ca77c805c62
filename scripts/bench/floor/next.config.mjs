import path from 'node:path'

/** The framework alone: what any page costs before it says anything. Built and served by the bench, never by the portal. */
export default {
  poweredByHeader: false,
  turbopack: { root: path.resolve(import.meta.dirname, '../../..') },
  htmlLimitedBots: /.*/, // as the portal's: the title comes first
}

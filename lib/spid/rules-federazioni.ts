/** The two national federations whose providers are believed: one SAML core, few differences (spid.md §11). */
export const FEDERAZIONI = ['spid', 'cie'] as const
export type Federazione = (typeof FEDERAZIONI)[number]

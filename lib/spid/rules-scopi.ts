/**
 * Kinds of professional identity a request may ask for (Avvisi SPID n. 15 and 18; spid.md §10). A professional identity
 * proves that a person belongs to an organisation, never that they represent it.
 */

/** Those ending in S are for foreign persons (Avviso n. 18, version 3). */
export const SCOPI = ['PF', 'PG', 'P', 'LP', 'PX', 'PFS', 'PGS', 'PS', 'LPS', 'PXS'] as const
export type Scopo = (typeof SCOPI)[number]

export const isScopo = (value: unknown): value is Scopo => SCOPI.includes(value as Scopo)

/** Set of attributes of the metadata: companies for a professional identity, citizens for any other. */
export const insiemeOf = (scopo: Scopo | null): 0 | 1 => (scopo ? 1 : 0)

/** Professional use for a legal person: the answer must say which. The others may also come without. */
export const needsImpresa = (scopo: Scopo | null): boolean => scopo === 'PG' || scopo === 'PGS'

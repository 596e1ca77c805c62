/** SPID levels (art. 6 DPCM 24 ottobre 2014) and how one asked compares with one given. */

export const LIVELLI = [1, 2, 3] as const
export type Livello = (typeof LIVELLI)[number]

export const CONFRONTI = ['exact', 'minimum', 'better', 'maximum'] as const
export type Confronto = (typeof CONFRONTI)[number]

export const classRefOf = (livello: Livello): string => `https://www.spid.gov.it/SpidL${livello}`

/** @returns null for any other class, such as the old `urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL1` */
export function livelloOf(classRef: string | null): Livello | null {
  const match = /^https:\/\/www\.spid\.gov\.it\/SpidL([123])$/.exec(classRef ?? '')
  return match ? (Number(match[1]) as Livello) : null
}

/** An IdP may use a higher level than asked also for `exact` (Avviso SPID n. 4). */
export function acceptsLivello(asked: Livello, given: Livello, confronto: Confronto): boolean {
  if (confronto === 'better') return given > asked
  if (confronto === 'maximum') return given <= asked
  return given >= asked
}

export const isLivello = (value: unknown): value is Livello => LIVELLI.includes(value as Livello)

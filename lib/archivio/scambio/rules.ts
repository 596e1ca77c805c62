/** Words and addresses that every exchange format shares. */
import type { LivelloAccesso } from '../rules-consultabilita'

/** How open the papers are, as a finding aid says it. */
export const ACCESSO_IN_PAROLE: Record<LivelloAccesso, string> = {
  libero: 'Consultazione libera.',
  su_richiesta: 'Consultazione su richiesta motivata (L. 241/1990).',
  riservato: 'Consultazione riservata a chi ha un interesse diretto.',
  particolare: 'Non consultabile fino al termine di legge (D.Lgs. 42/2004 art. 122).',
}

/** The name that a unit has outside the portal, for harvesters. */
export const oaiIdOf = (dominio: string, unitaId: string): string => `oai:${dominio}:${unitaId}`
export const unitaIdOfOai = (dominio: string, oaiId: string): string | null => {
  const prefix = `oai:${dominio}:`
  return oaiId.startsWith(prefix) ? oaiId.slice(prefix.length) : null
}

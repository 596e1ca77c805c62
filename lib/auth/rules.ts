/** Who may be who on the portal. */

export const TIPI_ORGANIZZAZIONE = [
  'impresa',
  'agenzia',
  'comune',
  'provincia',
  'gestore_strada',
  'forza_polizia',
] as const
export type TipoOrganizzazione = (typeof TIPI_ORGANIZZAZIONE)[number]

/** What a person may do for a company. */
export const RUOLI_APPARTENENZA = ['legale_rappresentante', 'amministratore', 'richiedente', 'osservatore'] as const
export type RuoloAppartenenza = (typeof RUOLI_APPARTENENZA)[number]
/** Roles that may draft and file for the company; an osservatore only reads. */
export const RUOLI_CHE_PRESENTANO: readonly RuoloAppartenenza[] = [
  'legale_rappresentante',
  'amministratore',
  'richiedente',
]

/** Roles given by the Province itself. */
export const RUOLI_ENTE = ['istruttore', 'dirigente', 'polizia', 'tecnico_comunale', 'amministratore_sistema'] as const
export type RuoloEnte = (typeof RUOLI_ENTE)[number]

/** Idle limit in minutes: 30 for citizens, 15 for whoever has a role of the Province; absolute limit 8 hours (S11). */
export const MINUTI_INATTIVITA = { cittadino: 30, ente: 15 } as const
export const ORE_SESSIONE = 8

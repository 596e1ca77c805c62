/** How people come to act for a company, and when they may no longer. */
import { RUOLI_CHE_AMMINISTRANO, type RuoloAppartenenza } from '@/lib/auth/rules'
import type { IsoDate } from '@/lib/core/date'

export const NOMI_RUOLO: Record<RuoloAppartenenza, string> = {
  legale_rappresentante: 'Legale rappresentante',
  amministratore: 'Amministratore sul portale',
  richiedente: 'Presenta domande',
  osservatore: 'Consulta soltanto',
  autista: 'Autista',
}
export const SPIEGAZIONI_RUOLO: Record<RuoloAppartenenza, string> = {
  legale_rappresentante: 'Fa tutto: persone, mandati, veicoli, domande',
  amministratore: 'Gestisce persone, mandati e veicoli, e presenta domande',
  richiedente: 'Prepara e presenta domande, tiene aggiornati i veicoli',
  osservatore: 'Vede pratiche e veicoli, senza cambiare nulla',
  autista: 'Vede solo le autorizzazioni dei veicoli che guida',
}

/**
 * Roles one may be invited to. The legal representative is not one: who that is says the register of companies, or an
 * officer who has seen the proof (art. 38 c. 3-bis D.P.R. 445/2000).
 */
export const RUOLI_INVITABILI = ['amministratore', 'richiedente', 'osservatore', 'autista'] as const
export type RuoloInvitabile = (typeof RUOLI_INVITABILI)[number]

export const GIORNI_INVITO = 30

export const STATI_INVITO = ['aperto', 'accettato', 'rifiutato', 'revocato', 'scaduto'] as const
export type StatoInvito = (typeof STATI_INVITO)[number]
type Invito = { scadeAt: Date; accettatoAt: Date | null; rifiutatoAt: Date | null; revocatoAt: Date | null }

/** What was decided stands; what was not lasts 30 days. */
export function statoInvito(invito: Invito, at: Date): StatoInvito {
  if (invito.accettatoAt) return 'accettato'
  if (invito.rifiutatoAt) return 'rifiutato'
  if (invito.revocatoAt) return 'revocato'
  return invito.scadeAt <= at ? 'scaduto' : 'aperto'
}

export const canAmministrare = (ruolo: RuoloAppartenenza): boolean => RUOLI_CHE_AMMINISTRANO.includes(ruolo)

type Membro = { appartenenzaId: string; personaId: string; ruolo: RuoloAppartenenza }

/**
 * May this membership be ended, or its role changed, by this person?
 *
 * @param membri memberships valid today
 * @returns why not, in Italian, or null
 */
export function whyNotEnd(membri: readonly Membro[], appartenenzaId: string, personaId: string): string | null {
  const one = membri.find((membro) => membro.appartenenzaId === appartenenzaId)
  if (!one) return 'Questa persona non fa più parte dell’impresa: ricarica la pagina'
  const own = one.personaId === personaId
  const amministra = membri.some((membro) => membro.personaId === personaId && canAmministrare(membro.ruolo))
  if (!own && !amministra) return 'Solo chi amministra l’impresa può farlo'
  if (one.ruolo !== 'legale_rappresentante') return null
  const others = membri.filter(
    (membro) => membro.ruolo === 'legale_rappresentante' && membro.personaId !== one.personaId,
  )
  if (others.length === 0)
    return 'È l’unico legale rappresentante: prima un altro legale rappresentante deve collegarsi all’impresa'
  if (!own && !membri.some((membro) => membro.personaId === personaId && membro.ruolo === 'legale_rappresentante'))
    return 'Solo un legale rappresentante può togliere un altro legale rappresentante'
  return null
}

export const STATI_COLLEGAMENTO = ['da_inviare', 'in_attesa', 'accolta', 'respinta', 'ritirata'] as const
export type StatoCollegamento = (typeof STATI_COLLEGAMENTO)[number]
type Collegamento = { inviataAt: Date | null; ritirataAt: Date | null; esito: 'accolta' | 'respinta' | null }
export function statoCollegamento({ inviataAt, ritirataAt, esito }: Collegamento): StatoCollegamento {
  if (esito) return esito
  if (ritirataAt) return 'ritirata'
  return inviataAt ? 'in_attesa' : 'da_inviare'
}

/** What the register of companies says of one: who may bind it. Shape of the adapter, not of any register's own. */
export type ImpresaRegistrata = {
  denominazione: string
  codiceFiscale: string
  partitaIva: string | null
  sede: string
  pec: string | null
  stato: 'attiva' | 'inattiva' | 'cessata'
  cariche: { codiceFiscale: string; carica: string; rappresentante: boolean; fino: IsoDate | null }[]
}

/**
 * Does the register say that this person represents the company today?
 * @returns the office held, as the register names it; null when it does not, or the company is no longer active
 */
export function caricaRappresentante(impresa: ImpresaRegistrata, codiceFiscale: string, oggi: IsoDate): string | null {
  if (impresa.stato === 'cessata') return null
  const found = impresa.cariche.find(
    (one) => one.codiceFiscale === codiceFiscale && one.rappresentante && (one.fino === null || one.fino >= oggi),
  )
  return found?.carica ?? null
}

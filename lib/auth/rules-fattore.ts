/** The second factor of officers: who needs one, how long it is good, what a code looks like (S12; ASVS 6.3.3, 6.5). */
import type { RuoloEnte } from './rules'

/** An app that makes codes (RFC 6238), or a passkey (WebAuthn). */
export const TIPI_FATTORE = ['totp', 'webauthn'] as const
export type TipoFattore = (typeof TIPI_FATTORE)[number]

const CON_SECONDO_FATTORE: readonly RuoloEnte[] = ['istruttore', 'dirigente', 'amministratore_sistema']

/** Whoever works on other people's papers, or gives rights, shows a second factor at each session. */
export const needsSecondoFattore = (ruoli: readonly { ruolo: RuoloEnte }[]): boolean =>
  ruoli.some(({ ruolo }) => CON_SECONDO_FATTORE.includes(ruolo))

/** Before signing an act, changing rights or exporting in bulk, the second factor is at most this old. */
export const MINUTI_FRESCHEZZA = 5

/** @param at when the second factor was last given in this session */
export const isFresco = (at: Date | null, now: Date): boolean =>
  at !== null && now.getTime() - at.getTime() <= MINUTI_FRESCHEZZA * 60_000

/** Wrong codes in a row that close the session: the person signs in again, a guesser starts from the identity provider. */
export const MAX_FALLITI = 10
/** Attempts in a minute, right or wrong. */
export const TENTATIVI_AL_MINUTO = 5
/** Different devices one person may enrol. */
export const MAX_FATTORI = 5

export const QUANTI_CODICI = 10
/** Letters and digits that cannot be misread: 16 of them are 80 bits. */
export const ALFABETO_CODICI = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LUNGHEZZA_CODICE = 16

export type CodiceDato = { tipo: 'totp'; codice: string } | { tipo: 'recupero'; codice: string }

/**
 * Six digits are of the app; sixteen letters and digits are a recovery code. Spaces, dots, hyphens and small letters are
 * as good.
 *
 * @returns null when it is neither
 */
export function parseCodice(text: string): CodiceDato | null {
  const codice = text.replace(/[\s.\-–]/g, '').toUpperCase()
  if (/^\d{6}$/.test(codice)) return { tipo: 'totp', codice }
  const good = codice.length === LUNGHEZZA_CODICE && [...codice].every((one) => ALFABETO_CODICI.includes(one))
  return good ? { tipo: 'recupero', codice } : null
}

/** 'ABCD-EFGH-JKLM-NPQR': as it is shown and printed. */
export const formatCodiceRecupero = (codice: string): string => (codice.match(/.{4}/g) ?? []).join('-')

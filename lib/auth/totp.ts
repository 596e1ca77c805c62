import 'server-only'
import { createHmac } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { type MasterKey, unwrapKey, wrapKey } from '@/lib/documenti/cipher'
import { currentMaster, masters } from '@/lib/documenti/stores'
import { env } from '@/lib/env'

/** RFC 6238 as every app knows it: SHA-1, six digits, thirty seconds. */
const PERIODO_S = 30
/** Steps before and after the present one that are accepted: clocks differ, people type slowly (RFC 6238 §5.2). */
const FINESTRA = 1
/** 160 bits (RFC 4226 §4, R6); kept with 12 bytes more, since what is wrapped is a key of 32. */
const BYTE_SEGRETO = 20
const EMITTENTE = 'Provincia della Spezia'

const totpOf = (chiave: Buffer, etichetta = '') =>
  new TOTP({
    issuer: EMITTENTE,
    label: etichetta,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIODO_S,
    secret: new Secret({ buffer: new Uint8Array(chiave.subarray(0, BYTE_SEGRETO)).buffer }),
  })

export const stepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / PERIODO_S)

/**
 * The key offered to a person who is setting up an app: the same at each reading of the page in this session, so that
 * nothing is written before the first right code, and another one after a factor has been added or taken away.
 *
 * @param quanti factors the person has had so far
 */
export const chiaveInProva = (sessioneHash: string, quanti: number): Buffer =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`totp in prova\n${sessioneHash}\n${quanti}`).digest()

/** What the QR says, and the same to be typed, in groups of four. */
export function invitoOf(chiave: Buffer, etichetta: string): { uri: string; segreto: string } {
  const totp = totpOf(chiave, etichetta)
  return { uri: totp.toString(), segreto: (totp.secret.base32.match(/.{1,4}/g) ?? []).join(' ') }
}

/**
 * @param dopo last step already accepted: none is taken twice, nor an earlier one (RFC 6238 §5.2)
 * @returns the step of the code, null when it is wrong, old or already used
 */
export function checkCodice(chiave: Buffer, codice: string, at: Date, dopo: number | null): number | null {
  const delta = totpOf(chiave).validate({ token: codice, timestamp: at.getTime(), window: FINESTRA })
  if (delta === null) return null
  const step = stepOf(at) + delta
  return dopo !== null && step <= dopo ? null : step
}

/** The code that an app shows at an instant. */
export const codiceOf = (chiave: Buffer, at: Date): string => totpOf(chiave).generate({ timestamp: at.getTime() })

/** As it lies in the database: wrapped by the master key of the files, and tied to its row. */
export function sealChiave(id: string, chiave: Buffer, master: MasterKey = currentMaster()) {
  const { wrapped, masterKeyId } = wrapKey(`totp:${id}`, chiave, master)
  return { segretoCifrato: wrapped, chiaveMaestra: masterKeyId }
}

/** @throws DamagedFileError when it was changed, moved from another row, or its master key is not known */
export const openChiave = (id: string, segretoCifrato: string, chiaveMaestra: string): Buffer =>
  unwrapKey(`totp:${id}`, { wrapped: segretoCifrato, masterKeyId: chiaveMaestra }, masters())

/**
 * Second factors of the sample officers: an app whose key anybody can compute, since the person does not exist and only
 * the demo identity provider can say to be them. It is loaded with the sample world and never without.
 */
import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { needsSecondoFattore } from '@/lib/auth/rules-fattore'
import { PERSONE_DEMO } from './persone'

/** 32 bytes, of which an app uses the first 20. */
export const chiaveDiProva = (codiceFiscale: string): Buffer =>
  createHash('sha256').update(`secondo fattore di prova\n${codiceFiscale}`).digest()

export const PERIODO_S = 30

/** The code of a sample person's app in a 30-second step. */
export const codiceDiProva = (codiceFiscale: string, step: number): string =>
  new TOTP({
    algorithm: 'SHA1',
    digits: 6,
    period: PERIODO_S,
    secret: new Secret({ buffer: new Uint8Array(chiaveDiProva(codiceFiscale).subarray(0, 20)).buffer }),
  }).generate({ timestamp: step * PERIODO_S * 1000 })

/** Sample people who need one. */
export const conFattoreDiProva = () => PERSONE_DEMO.filter(({ ruoli = [] }) => needsSecondoFattore(ruoli))

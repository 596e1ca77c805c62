import 'server-only'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ENTE } from '@/lib/core/ente'
import { env } from '@/lib/env'
import { PROVINCIA } from '@/lib/mondo/ente'
import { type Chiavi, ensureChiavi, readChiavi } from './key-files'

/** This portal as a SPID service provider: addresses, key, certificate. */
export type Sp = Chiavi & {
  entityId: string
  acsUrl: string
  sloUrl: string
  baseUrl: string
  denominazione: string
  contatto: string
  /** of the key that will sign next, during a change-over */
  nextCertificate: string | null
}

export const isLoopback = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

let cached: Sp | undefined

/** @throws Error when the key is missing away from this machine, or is not fit */
export function sp(): Sp {
  if (cached) return cached
  const {
    BASE_URL: baseUrl,
    DATA_DIR,
    SPID_ENTITY_ID,
    SPID_PRIVATE_KEY_FILE,
    SPID_CERTIFICATE_FILE,
    SPID_NEXT_CERTIFICATE_FILE,
    SPID_CONTACT_EMAIL,
  } = env()
  const entityId = SPID_ENTITY_ID ?? `${baseUrl}/api/spid/metadata`
  const denominazione = PROVINCIA.denominazione
  cached = {
    ...chiaviOf({ entityId, denominazione }),
    entityId,
    baseUrl,
    denominazione,
    nextCertificate: SPID_NEXT_CERTIFICATE_FILE
      ? new X509Certificate(readFileSync(/*turbopackIgnore: true*/ SPID_NEXT_CERTIFICATE_FILE)).toString()
      : null,
    contatto: SPID_CONTACT_EMAIL ?? 'sportello@localhost', // only away from loopback is one asked for
    acsUrl: `${baseUrl}/api/spid/acs`,
    sloUrl: `${baseUrl}/api/spid/slo`,
  }
  return cached

  function chiaviOf(soggetto: { entityId: string; denominazione: string }): Chiavi {
    if (SPID_PRIVATE_KEY_FILE && SPID_CERTIFICATE_FILE) {
      const read = (file: string) => readFileSync(/*turbopackIgnore: true*/ file, 'utf8')
      return readChiavi(read(SPID_PRIVATE_KEY_FILE), read(SPID_CERTIFICATE_FILE))
    }
    if (!isLoopback(baseUrl)) throw new Error('Mancano SPID_PRIVATE_KEY_FILE e SPID_CERTIFICATE_FILE')
    const file = path.join(/*turbopackIgnore: true*/ DATA_DIR, 'spid', 'sp.pem')
    return ensureChiavi(file, { ...soggetto, codiceIpa: ENTE, comune: 'La Spezia' })
  }
}

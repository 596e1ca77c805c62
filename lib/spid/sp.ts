import 'server-only'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ENTE } from '@/lib/core/ente'
import { env } from '@/lib/env'
import { PROVINCIA } from '@/lib/mondo/ente'
import { type Chiavi, ensureChiavi, readChiavi } from './key-files'
import type { Federazione } from './rules-federazioni'

/** This portal as a service provider of SPID or of CIE: addresses, key, certificate. */
export type Sp = Chiavi & {
  federazione: Federazione
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

const cached = new Map<Federazione, Sp>()

/**
 * The two federations know this portal by different names and addresses; the key is one, so that there is one to keep.
 *
 * @throws Error when the key is missing away from this machine, or is not fit
 */
export function sp(federazione: Federazione = 'spid'): Sp {
  const known = cached.get(federazione)
  if (known) return known
  const {
    BASE_URL: baseUrl,
    DATA_DIR,
    SPID_ENTITY_ID,
    CIE_ENTITY_ID,
    SPID_PRIVATE_KEY_FILE,
    SPID_CERTIFICATE_FILE,
    SPID_NEXT_CERTIFICATE_FILE,
    SPID_CONTACT_EMAIL,
  } = env()
  const spidEntityId = SPID_ENTITY_ID ?? `${baseUrl}/api/spid/metadata`
  const entityId = federazione === 'spid' ? spidEntityId : (CIE_ENTITY_ID ?? `${baseUrl}/api/cie/metadata`)
  const denominazione = PROVINCIA.denominazione
  const self: Sp = {
    ...chiaviOf({ entityId: spidEntityId, denominazione }),
    federazione,
    entityId,
    baseUrl,
    denominazione,
    nextCertificate: SPID_NEXT_CERTIFICATE_FILE
      ? new X509Certificate(readFileSync(/*turbopackIgnore: true*/ SPID_NEXT_CERTIFICATE_FILE)).toString()
      : null,
    contatto: SPID_CONTACT_EMAIL ?? 'sportello@localhost', // only away from loopback is one asked for
    acsUrl: `${baseUrl}/api/${federazione}/acs`,
    sloUrl: `${baseUrl}/api/${federazione}/slo`,
  }
  cached.set(federazione, self)
  return self

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

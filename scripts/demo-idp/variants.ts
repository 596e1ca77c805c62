import { generateKeyPairSync } from 'node:crypto'
import { selfSigned } from '@/lib/spid/certificato'
import { type Chiavi, readChiavi } from '@/lib/spid/key-files'
import { type Contenuto, plainError, plainResponse, signBoth, signResponse } from './message'

/** What a person can ask the provider to send instead of a good response. */
export const ANOMALIE = [
  { codice: 19, etichetta: 'Credenziali errate più volte' },
  { codice: 20, etichetta: 'Credenziali di livello inferiore' },
  { codice: 21, etichetta: 'Tempo scaduto' },
  { codice: 22, etichetta: 'Consenso negato' },
  { codice: 23, etichetta: 'Identità sospesa o revocata' },
  { codice: 24, etichetta: 'Riservato' },
  { codice: 25, etichetta: 'Accesso annullato' },
  { codice: 30, etichetta: 'Tipo di identità diverso' },
] as const

/** A key that the portal has never seen: made when first needed, forgotten at the end. */
let stranger: Chiavi | undefined
function strangerKeys(): Chiavi {
  if (!stranger) {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const soggetto = {
      denominazione: 'Estraneo',
      entityId: 'https://estraneo.invalid',
      codiceIpa: 'x',
      comune: 'Prova',
    }
    stranger = readChiavi(
      keys.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
      selfSigned(soggetto, keys),
    )
  }
  return stranger
}

const HOUR_MS = 3_600_000

/** Wrong responses, each made from a good one. */
export const GUASTI = {
  'non-firmata': { etichetta: 'Non firmata', make: (c: Contenuto) => plainResponse(c) },
  'asserzione-non-firmata': {
    etichetta: 'Asserzione non firmata',
    make: (c: Contenuto, chiavi: Chiavi) => signResponse(plainResponse(c), chiavi),
  },
  'altra-chiave': {
    etichetta: 'Firmata da un’altra chiave',
    make: (c: Contenuto) => signBoth(plainResponse(c), strangerKeys()),
  },
  alterata: {
    etichetta: 'Alterata dopo la firma',
    make: (c: Contenuto, chiavi: Chiavi) =>
      signBoth(plainResponse(c), chiavi).replace(`TINIT-${c.persona.codiceFiscale}`, 'TINIT-DRGFNC66E63Z999D'),
  },
  scaduta: {
    etichetta: 'Scaduta',
    make: (c: Contenuto, chiavi: Chiavi) => signBoth(plainResponse({ ...c, validMs: -1000 }), chiavi),
  },
  'altra-richiesta': {
    etichetta: 'Per un’altra richiesta',
    make: (c: Contenuto, chiavi: Chiavi) => signBoth(plainResponse({ ...c, inResponseTo: '_altra' }), chiavi),
  },
  'altro-destinatario': {
    etichetta: 'Per un altro servizio',
    make: (c: Contenuto, chiavi: Chiavi) =>
      signBoth(plainResponse({ ...c, spEntityId: 'https://altro.example.org' }), chiavi),
  },
  futura: {
    etichetta: 'Con data futura',
    make: (c: Contenuto, chiavi: Chiavi) =>
      signBoth(plainResponse({ ...c, at: new Date(c.at.getTime() + HOUR_MS) }), chiavi),
  },
} as const
export type Guasto = keyof typeof GUASTI
export const isGuasto = (name: string): name is Guasto => Object.hasOwn(GUASTI, name)

export const goodResponse = (contenuto: Contenuto, chiavi: Chiavi): string => signBoth(plainResponse(contenuto), chiavi)
export const errorResponse = (contenuto: Contenuto, codice: number, chiavi: Chiavi): string =>
  signResponse(plainError({ ...contenuto, codice }), chiavi)

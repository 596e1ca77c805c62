import { generateKeyPairSync } from 'node:crypto'
import { type Contenuto, plainResponse, signBoth } from '@/scripts/demo-idp/message'
import { selfSigned } from '../certificato'
import { type Chiavi, readChiavi } from '../key-files'
import { readAsserzione, readBusta } from '../read-risposta'
import { type Attesa, CONTROLLI_ASSERZIONE, CONTROLLI_BUSTA, firstRefusal, STATUS_SUCCESS } from '../rules-risposta'
import { openRisposta } from '../verify'

/** Keys of an identity provider that lives as long as a test file. */
export function newKeys(): Chiavi {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const soggetto = { denominazione: 'Gestore', entityId: 'https://idp.example.org', codiceIpa: 'x', comune: 'Prova' }
  return readChiavi(keys.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, selfSigned(soggetto, keys))
}

export const IDP = 'https://idp.example.org/metadata'
export const ANNA = {
  codiceFiscale: 'SMPNNA84C52Z999S',
  nome: 'Anna',
  cognome: 'Esempio',
  natoIl: '1984-03-12',
  email: 'anna.esempio@example.org',
}

/** Literal instants: the request left at noon, the answer was made 20 s later and arrived after 21. */
export const EMESSA = new Date('2027-03-12T12:00:00.500Z')
export const FATTA = new Date('2027-03-12T12:00:20.000Z')
export const ARRIVATA = new Date('2027-03-12T12:00:21.000Z')

export const ATTESA: Attesa = {
  richiestaId: '_richiesta',
  emessaAt: EMESSA,
  idp: IDP,
  livello: 2,
  confronto: 'minimum',
  entityId: 'https://sportello.example.org/api/spid/metadata',
  acsUrl: 'https://sportello.example.org/api/spid/acs',
  ricevutaAt: ARRIVATA,
  federazione: 'spid',
}

export const CONTENUTO: Contenuto = {
  idp: IDP,
  spEntityId: ATTESA.entityId,
  acsUrl: ATTESA.acsUrl,
  inResponseTo: ATTESA.richiestaId,
  persona: ANNA,
  livello: 2,
  at: FATTA,
}

/** A good response with one thing changed before it is signed. @throws Error when there is nothing to change */
export function changed(chiavi: Chiavi, change: (xml: string) => string, contenuto = CONTENUTO): string {
  const plain = plainResponse(contenuto)
  const other = change(plain)
  if (other === plain) throw new Error('The change found nothing to change')
  return signBoth(other, chiavi)
}

/** The whole judgement of a message, as `receiveRisposta` makes it. @returns 'login', or the reason of the refusal */
export function judged(xml: string, certificate: string, attesa: Attesa = ATTESA): string {
  const opened = openRisposta(xml, [certificate])
  if (!opened.ok) return opened.motivo
  const busta = readBusta(opened.value.response)
  const wrong = firstRefusal(CONTROLLI_BUSTA, busta, attesa)
  if (wrong) return wrong
  if (busta.statusCode !== STATUS_SUCCESS) return 'anomalia'
  if (!opened.value.assertion) return 'senza-asserzione'
  return firstRefusal(CONTROLLI_ASSERZIONE, readAsserzione(opened.value.assertion), attesa) ?? 'login'
}

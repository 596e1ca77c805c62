/**
 * Checks that can be taken out of the sign-in, one at a time. Each is a change of the text that the tests load: the file
 * on disk stays as it is. Where a text is no longer found the run fails, so the list cannot grow stale unnoticed.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Mutazione = { nome: string; file: string; from: string | RegExp; to: string }

const RISPOSTA = 'lib/spid/rules-risposta.ts'

/** A row of the table of checks that always holds. */
const spenta = (motivo: string): Mutazione => ({
  nome: `controllo «${motivo}»`,
  file: RISPOSTA,
  from: new RegExp(`(motivo: ["']${motivo}["'],.*?casi: \\[[^\\]]*\\],\\s*holds: )`, 's'),
  to: '$1() => true, taken: ',
})

const righe = readFileSync(path.join(import.meta.dirname, '../..', RISPOSTA), 'utf8').matchAll(/motivo: '([\w-]+)'/g)

const VERIFY = 'lib/spid/verify.ts'
const COMMANDS = 'lib/spid/commands.ts'
const USCITA = 'lib/spid/uscita.ts'

export const MUTAZIONI: readonly Mutazione[] = [
  ...Array.from(righe, ([, motivo]) => spenta(motivo as string)),
  { nome: 'firma della Response', file: VERIFY, from: "return no('firma-response')", to: 'void 0' },
  {
    nome: 'asserzione firmata',
    file: VERIFY,
    from: "if (!owners.includes(assertion)) return no('asserzione-non-firmata')",
    to: '',
  },
  {
    nome: 'verifica crittografica',
    file: VERIFY,
    from: 'if (!signed.checkSignature(xml)) continue',
    to: 'signed.checkSignature(xml)',
  },
  {
    nome: 'forma della firma (XSLT, riferimento)',
    file: VERIFY,
    from: '|| !isPlainSignature(signature, element)',
    to: '',
  },
  { nome: 'una sola asserzione', file: VERIFY, from: "return no('asserzioni')", to: 'void 0' },
  { nome: 'posto delle firme', file: VERIFY, from: "return no('firma-fuori-posto')", to: 'void 0' },
  { nome: 'una firma per elemento', file: VERIFY, from: "return no('firma-ripetuta')", to: 'void 0' },
  { nome: 'ID unici', file: VERIFY, from: "return no('id-ripetuto')", to: 'void 0' },
  { nome: 'commenti', file: VERIFY, from: "return no('commenti')", to: 'void 0' },
  { nome: 'asserzione cifrata', file: VERIFY, from: "return no('cifrata')", to: 'void 0' },
  {
    nome: 'dati solo dai byte firmati',
    file: VERIFY,
    from: 'value: { response, assertion: signed }',
    to: 'value: { response, assertion }',
  },
  { nome: 'DTD', file: 'lib/spid/xml.ts', from: /if \(\/<!.*?throw new XmlRefused\('contiene una DTD'\)/s, to: '' },
  { nome: 'porta dell’altra federazione', file: COMMANDS, from: "return no('altra-federazione')", to: 'void 0' },
  { nome: 'impresa della PG', file: COMMANDS, from: 'needsImpresa(scopo) && !identita.impresa', to: 'scopo && false' },
  { nome: 'replay della richiesta', file: COMMANDS, from: "if (richiesta.conclusoAt) return no('replay')", to: '' },
  { nome: 'replay contemporaneo', file: COMMANDS, from: "if (consumed.length === 0) return refuse('replay')", to: '' },
  { nome: 'replay dell’asserzione', file: COMMANDS, from: "if (fresh.length === 0) return refuse('replay')", to: '' },
  { nome: 'scadenza della richiesta', file: COMMANDS, from: "return no('scaduta')", to: 'void 0' },
  {
    nome: 'RelayState',
    file: COMMANDS,
    from: "if (relayState !== richiesta.relayState) return no('relay-state')",
    to: '',
  },
  { nome: 'browser che ha chiesto', file: COMMANDS, from: 'eq(accessiSpid.browserHash, tokenHash(stato)),', to: '' },
  { nome: 'codice usato una volta', file: COMMANDS, from: 'isNull(accessiSpid.codiceUsatoAt),', to: '' },
  { nome: 'codice entro un minuto', file: COMMANDS, from: 'gt(accessiSpid.codiceScadeAt, sql`now()`),', to: '' },
  {
    nome: 'dimensione del messaggio',
    file: 'lib/spid/read-post.ts',
    from: 'if (length > MAX_FORM_BYTES) return null',
    to: '',
  },
  {
    nome: 'base64 stretto',
    file: 'lib/spid/read-post.ts',
    from: /\|\| !\/\^\[A-Za-z0-9\+\/\]\+=\{0,2\}\$\/\.test\(text\)/,
    to: '',
  },
  { nome: 'firma della richiesta di uscita', file: 'lib/spid/slo.ts', from: '|| !isSigned(idp)', to: '' },
  {
    nome: 'firma della richiesta di uscita in HTTP-POST',
    file: 'lib/spid/slo.ts',
    from: 'signedBytes(xml, received, idp.certificati) : null',
    to: 'xml : null',
  },
  { nome: 'firma della risposta di uscita', file: USCITA, from: '&& isSignedBy(idp, message)', to: '' },
  {
    nome: 'firma della risposta di uscita in HTTP-POST',
    file: USCITA,
    from: 'const bytes = signedBytes(xml, received, idp.certificati)',
    to: 'const bytes = xml',
  },
  { nome: 'risposta a un’uscita chiesta da noi', file: USCITA, from: /if \(!isLogoutToken\(.*\) return null/, to: '' },
  {
    nome: 'destinatario della risposta di uscita',
    file: USCITA,
    from: /if \(response\.getAttribute\('Destination'\).*return null/,
    to: '',
  },
  {
    nome: 'livello del servizio all’inizio',
    file: 'lib/bozze/commands.ts',
    from: 'if (low) return refuse(low.message, { livello: low.livello })',
    to: '',
  },
  {
    nome: 'livello del servizio all’invio',
    file: 'lib/pratiche/filing.ts',
    from: 'if (low) return refuse(low.message, { livello: low.livello })',
    to: '',
  },
  {
    nome: 'livello del servizio alla firma',
    file: 'lib/bozze/commands-firme.ts',
    from: 'if (low) return refuse(low.message, { livello: low.livello })',
    to: '',
  },
]

/** @throws Error when there is nothing to take out */
export function mutated({ nome, from, to }: Mutazione, code: string): string {
  const changed = code.replace(from, to)
  if (changed === code) throw new Error(`${nome}: il controllo non c’è più, l’elenco va aggiornato`)
  return changed
}

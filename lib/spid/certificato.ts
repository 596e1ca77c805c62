/** Self-signed certificates of a public SPID service provider (Avviso SPID n. 29), made without outside programs. */
import { createSign, type KeyObject, randomBytes } from 'node:crypto'

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const size = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, body])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const set = (...parts: Buffer[]) => der(0x31, ...parts)
const octets = (body: Buffer) => der(0x04, body)
const utf8 = (text: string) => der(0x0c, Buffer.from(text, 'utf8'))
const printable = (text: string) => der(0x13, Buffer.from(text, 'ascii'))
const bits = (body: Buffer) => der(0x03, Buffer.from([0]), body)
const explicit = (tag: number, body: Buffer) => der(0xa0 | tag, body)

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const groups = [arc & 0x7f]
    for (let high = arc >>> 7; high > 0; high >>>= 7) groups.unshift((high & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return der(0x06, Buffer.from(bytes))
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 § 4.1.2.5). */
function time(instant: Date): Buffer {
  const text = `${instant.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
  return instant.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text))
}

const SHA256_RSA = sequence(oid('1.2.840.113549.1.1.11'), der(0x05))

export type Soggetto = { denominazione: string; entityId: string; codiceIpa: string; comune: string }

/** Avviso n. 29 § 2: no personal data, and none of name, surname, initials, pseudonym. */
const nameOf = ({ denominazione, entityId, codiceIpa, comune }: Soggetto): Buffer => {
  const attribute = (type: string, value: Buffer) => set(sequence(oid(type), value))
  return sequence(
    attribute('2.5.4.6', printable('IT')),
    attribute('2.5.4.7', utf8(comune)),
    attribute('2.5.4.10', utf8(denominazione)),
    attribute('2.5.4.97', utf8(`PA:IT-${codiceIpa}`)), // organizationIdentifier
    attribute('2.5.4.83', utf8(entityId)), // uri
    attribute('2.5.4.3', utf8(denominazione)),
  )
}

const extension = (type: string, value: Buffer, critical = false) =>
  sequence(oid(type), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), octets(value))

const SP_PUBBLICO = '1.3.76.16.4.2.1' // policy of the SPID service providers of the public administration

/** @returns certificate in PEM, valid from now for `years` */
export function selfSigned(
  soggetto: Soggetto,
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  years = 5,
): string {
  const from = new Date()
  const to = new Date(from)
  to.setUTCFullYear(from.getUTCFullYear() + years)
  const serial = randomBytes(16)
  serial[0] = ((serial[0] as number) & 0x7f) | 0x40 // positive, and never shorter
  const name = nameOf(soggetto)
  const body = sequence(
    explicit(0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, serial),
    SHA256_RSA,
    name,
    sequence(time(from), time(to)),
    name,
    keys.publicKey.export({ format: 'der', type: 'spki' }),
    explicit(
      3,
      sequence(
        extension('2.5.29.19', sequence(), true), // basicConstraints: not an authority
        extension('2.5.29.15', der(0x03, Buffer.from([6, 0xc0])), true), // digitalSignature, nonRepudiation
        extension('2.5.29.32', sequence(sequence(oid(SP_PUBBLICO)))),
      ),
    ),
  )
  const signature = createSign('RSA-SHA256').update(body).sign(keys.privateKey)
  const text = sequence(body, SHA256_RSA, bits(signature)).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${text.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
}

/** @returns base64 body of a PEM certificate, as metadata writes it */
export const certificateBody = (pem: string): string => pem.replace(/-----[A-Z ]+-----|\s/g, '')

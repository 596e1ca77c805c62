/** A security key in software: makes one ES256 credential and signs challenges with it, as a browser would send them. */
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()
const b64 = (data: Buffer | string) => Buffer.from(data).toString('base64url')

/** Just as much CBOR (RFC 8949) as an attestation without statement needs: heads under 2^16, no floats. */
function head(major: number, n: number): Buffer {
  if (n < 24) return Buffer.from([(major << 5) | n])
  if (n < 256) return Buffer.from([(major << 5) | 24, n])
  return Buffer.from([(major << 5) | 25, n >> 8, n & 255])
}
type Cbor = number | string | Buffer | Map<number | string, Cbor>
function encode(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [encode(key), encode(one)])])
}

const USER_PRESENT = 0x01
const WITH_CREDENTIAL = 0x40

export class SoftwareKey {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #id = randomBytes(32)
  #counter = 0

  constructor(
    readonly rpId: string,
    readonly origin: string,
  ) {}

  #authData(flags: number, more: Buffer = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#counter)
    return Buffer.concat([sha256(this.rpId), Buffer.from([flags]), counter, more])
  }

  #clientData = (type: string, challenge: string, origin = this.origin) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  register(challenge: string): RegistrationResponseJSON {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const cose = new Map<number | string, Cbor>([
      [1, 2], // key type: elliptic curve
      [3, -7], // ES256
      [-1, 1], // P-256
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ])
    const length = Buffer.from([this.#id.length >> 8, this.#id.length & 255])
    const credential = Buffer.concat([Buffer.alloc(16), length, this.#id, encode(cose)])
    const attestation = new Map<number | string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', this.#authData(USER_PRESENT | WITH_CREDENTIAL, credential)],
    ])
    return {
      id: b64(this.#id),
      rawId: b64(this.#id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: b64(this.#clientData('webauthn.create', challenge)),
        attestationObject: b64(encode(attestation)),
        transports: ['usb'],
      },
    }
  }

  /** @param origin where the person believes to be: another site's when they are being deceived */
  sign(challenge: string, { origin = this.origin, counter = this.#counter + 1 } = {}): AuthenticationResponseJSON {
    this.#counter = counter
    const authData = this.#authData(USER_PRESENT)
    const clientData = this.#clientData('webauthn.get', challenge, origin)
    const signature = createSign('SHA256')
      .update(Buffer.concat([authData, sha256(clientData)]))
      .sign(this.#keys.privateKey)
    return {
      id: b64(this.#id),
      rawId: b64(this.#id),
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: b64(clientData), authenticatorData: b64(authData), signature: b64(signature) },
    }
  }
}

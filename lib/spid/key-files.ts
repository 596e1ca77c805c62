import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Soggetto, selfSigned } from './certificato'

export type Chiavi = { privateKey: KeyObject; certificate: string }

/** @throws Error when the two files are not a pair, or the key is not RSA of at least 2048 bits (Avviso SPID n. 29) */
export function readChiavi(keyPem: string, certificate: string): Chiavi {
  const privateKey = createPrivateKey(keyPem)
  if (privateKey.asymmetricKeyType !== 'rsa' || (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw new Error('La chiave SPID deve essere RSA di almeno 2048 bit')
  if (!new X509Certificate(certificate).checkPrivateKey(privateKey))
    throw new Error('Il certificato SPID non corrisponde alla chiave privata')
  return { privateKey, certificate }
}

/**
 * A key pair of this machine, made at first start. Several processes may start at once: the first file to be in place
 * is the pair of all of them.
 *
 * @param file both in one PEM file, 0600
 */
export function ensureChiavi(file: string, soggetto: Soggetto, modulusLength = 3072): Chiavi {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    const keys = generateKeyPairSync('rsa', { modulusLength })
    const pem = keys.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
    const fresh = `${file}.${process.pid}`
    writeFileSync(fresh, pem + selfSigned(soggetto, { ...keys, publicKey: createPublicKey(keys.privateKey) }), {
      mode: 0o600,
    })
    try {
      linkSync(fresh, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(fresh)
    }
  }
  const pem = readFileSync(file, 'utf8')
  return readChiavi(pem, pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----')))
}

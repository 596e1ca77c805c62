/**
 * Makes the key and the certificate of the portal as a service provider (Avviso SPID n. 29), without OpenSSL.
 *
 * Use: npm run spid -- certificato FOLDER ENTITY_ID
 */
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ENTE } from '@/lib/core/ente'
import { PROVINCIA } from '@/lib/mondo/ente'
import { selfSigned } from '@/lib/spid/certificato'

const USO =
  'Uso: npm run spid -- certificato CARTELLA ENTITY_ID\n' +
  '  per esempio: npm run spid -- certificato /etc/portale/spid https://sportello.example.it/api/spid/metadata'

function leave(text: string): never {
  console.error(text)
  process.exit(1)
}

const [what, folder, entityId] = process.argv.slice(2)
if (what !== 'certificato' || !folder || !entityId) leave(USO)
if (!URL.canParse(entityId) || !entityId.startsWith('https:'))
  leave(`L’entityID deve essere un indirizzo https.\n${USO}`)
const [keyFile, certificateFile] = ['chiave.pem', 'certificato.pem'].map((name) => path.resolve(folder, name)) as [
  string,
  string,
]
if (existsSync(keyFile) || existsSync(certificateFile))
  leave(`In ${folder} c’è già una chiave: non la sovrascrivo. Per il cambio usa una cartella nuova.`)
mkdirSync(folder, { recursive: true, mode: 0o700 })
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
const soggetto = { denominazione: PROVINCIA.denominazione, entityId, codiceIpa: ENTE, comune: 'La Spezia' }
const certificate = selfSigned(soggetto, { privateKey, publicKey: createPublicKey(privateKey) })
writeFileSync(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
writeFileSync(certificateFile, certificate, { flag: 'wx' })
console.log(
  `Chiave:      ${keyFile}\nCertificato: ${certificateFile}\nScade:       ${new X509Certificate(certificate).validTo}`,
)

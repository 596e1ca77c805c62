import 'server-only'
import { env } from '@/lib/env'
import type { MasterKey } from './cipher'
import type { Storage } from './storage'
import { diskStorage } from './storage-disk'
import { s3Storage } from './storage-s3'

/** Where a document lies: kept in its row, so that a change of store leaves the old files where they are. */
export type Deposito = 'disco' | 's3'

/** Where new documents go. */
export const currentDeposito = (): Deposito => (env().S3_ENDPOINT ? 's3' : 'disco')

const open = new Map<string, Storage>()

/** @throws Error for a store that this installation does not have: its files would look missing */
export function storageOf(deposito: string): Storage {
  const found = open.get(deposito)
  if (found) return found
  const made = make(deposito)
  open.set(deposito, made)
  return made
}

function make(deposito: string): Storage {
  const { FILES_DIR, S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env()
  if (deposito === 'disco') return diskStorage(FILES_DIR)
  if (deposito === 's3' && S3_ENDPOINT && S3_BUCKET && S3_REGION && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY) {
    return s3Storage({
      endpoint: S3_ENDPOINT,
      bucket: S3_BUCKET,
      region: S3_REGION,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    })
  }
  throw new Error(`The store ${deposito} is not configured`)
}

const master = (id: string, key: string): MasterKey => ({ id, key: Buffer.from(key, 'base64') })

/** The master key that wraps new file keys. */
export const currentMaster = (): MasterKey => master(env().FILES_MASTER_KEY_ID, env().FILES_MASTER_KEY)

/** Every master key that may still open a file, the current one first. */
export const masters = (): MasterKey[] => [
  currentMaster(),
  ...env().FILES_MASTER_KEYS_OLD.map(({ id, key }) => master(id, key)),
]

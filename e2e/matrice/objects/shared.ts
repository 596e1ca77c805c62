/** What the objects of the matrix have in common. */
import { INGEST_ORIGIN, INGEST_PATH, sign } from '@/lib/documenti/ingest-url'

/** What an address or an action needs to name the object; what is a uuid is replaced when a missing one is asked for. */
export type Named = Record<string, string>
export type Origin = 'impresa' | 'mandato' | 'mandato_revocato' | 'condivisa' | 'firmata'

export const MOTIVO = 'Prova della matrice delle autorizzazioni'
export const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>\nendobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n0000000111 00000 n \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n197\n%%EOF\n',
  'latin1',
)
export const TRASPORTO = 'trasporto-eccezionale'

const ORA_MS = 3_600_000
/** As the upload SDK signs it. */
export function signedUrl(id: string): string {
  const key = `k${id.replaceAll('-', '')}`
  const params = new URLSearchParams({
    expires: String(Date.now() + ORA_MS),
    'x-ut-identifier': 'matrice',
    'x-ut-file-name': encodeURIComponent('prova.pdf'),
    'x-ut-file-size': String(PDF.length),
    'x-ut-file-type': encodeURIComponent('application/pdf'),
    'x-ut-slug': 'allegato',
    'x-ut-custom-id': id,
  })
  params.set('signature', sign(`${INGEST_ORIGIN}${INGEST_PATH}/${key}?${params}`))
  return `${INGEST_PATH}/${key}?${params}`
}

import type { Viewer } from '@/lib/auth/viewer'
import { completeUpload, inspectUpload, startUpload } from '@/lib/documenti/commands-caricamento'
import { findInArrivo } from '@/lib/documenti/in-arrivo'
import { receiveUpload } from '@/lib/documenti/receive'
import { done } from '@/lib/mondo/pratiche'
import { PDF } from './shared'

/** A PDF brought to its end, as the browser brings it. */
export async function upload(viewer: Viewer, input: Parameters<typeof startUpload>[1]): Promise<string> {
  const { id } = done(await startUpload(viewer, input, { nome: 'prova.pdf', byte: PDF.length, modificatoAt: null }))
  const file = await findInArrivo(viewer, id)
  const received =
    file &&
    (await receiveUpload(
      file,
      0,
      (async function* () {
        yield PDF
      })(),
    ))
  if (!file || received?.esito !== 'arrivato') throw new Error('The file did not arrive')
  try {
    const inspected = await inspectUpload(file, received.byte, received.lease)
    const completed =
      inspected && (await completeUpload(viewer, file, received.lease, { byte: received.byte, ...inspected }))
    if (completed?.stato !== 'pronto') throw new Error(`The file was refused: ${completed?.motivo}`)
  } finally {
    await received.lease.release()
  }
  return id
}

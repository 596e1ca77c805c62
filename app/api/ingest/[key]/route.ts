import { requireSameOrigin } from '@/lib/auth/origin'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { AntivirusNonDisponibile } from '@/lib/documenti/antivirus'
import { type Caricato, inspectUpload } from '@/lib/documenti/commands-caricamento'
import { findInArrivo } from '@/lib/documenti/in-arrivo'
import { readSignedUrl } from '@/lib/documenti/ingest-url'
import { waitUntilFree } from '@/lib/documenti/lease'
import { readParts } from '@/lib/documenti/multipart'
import { findInizio, receiveUpload } from '@/lib/documenti/receive'
import { announceArrival } from '@/lib/documenti/upload-router'

type Context = { params: Promise<{ key: string }> }

/** @param definitivo trying again would change nothing: the client stops */
const refuse = (status: number, error: string, definitivo = false) =>
  Response.json({ error, definitivo }, { status, headers: { 'cache-control': 'no-store' } })

const NON_VALIDO = 'Questo caricamento non è più valido. Scegli di nuovo il file'

async function open(request: Request, { params }: Context) {
  const { key } = await params
  const signed = readSignedUrl(new URL(request.url), key, Date.now())
  const viewer = signed && (await findViewer())
  const file = viewer && (await findInArrivo(viewer, signed.id))
  return file && file.byte === signed.byte ? { signed, viewer, file } : null
}

/** Where to go on from: bytes already kept. */
export async function HEAD(request: Request, context: Context): Promise<Response> {
  const opened = await open(request, context)
  if (!opened) return new Response(null, { status: 403 })
  await waitUntilFree(opened.file.id)
  const inizio = opened.file.stato === 'rifiutato' ? opened.file.byte : await findInizio(opened.file)
  return new Response(null, { headers: { 'x-ut-range-start': String(inizio), 'cache-control': 'no-store' } })
}

/** Takes the bytes of one file, from where the last attempt ended; answers when they are stored, hashed and looked at. */
export async function PUT(request: Request, context: Context): Promise<Response> {
  const refused = requireSameOrigin(request)
  if (refused) return refused
  const opened = await open(request, context)
  if (!opened) return refuse(403, NON_VALIDO, true)
  const { signed, viewer, file } = opened
  if (file.stato === 'pronto' || file.stato === 'rifiutato') {
    return answer({ id: file.id, stato: file.stato, motivo: file.rifiutoMotivo, sha256: file.sha256 }) // the first answer was lost
  }
  if (file.stato !== 'in_arrivo') return refuse(403, NON_VALIDO, true)
  const inizio = Number(/^bytes=(\d+)-$/.exec(request.headers.get('range') ?? 'bytes=0-')?.[1] ?? Number.NaN)
  const ricezione = await receiveUpload(file, inizio, bytesOf(request))
  switch (ricezione.esito) {
    case 'occupato':
      return refuse(409, 'Il caricamento precedente non è ancora chiuso: riproviamo tra poco')
    case 'disallineato':
      return refuse(416, `Il caricamento riprende dal byte ${ricezione.inizio}`)
    case 'interrotto':
      return refuse(400, 'Il caricamento si è interrotto: riprendiamo da dove era arrivato')
    case 'troppo':
      return refuse(413, ricezione.motivo, true)
  }
  const { byte, lease } = ricezione
  try {
    const inspected = await inspectUpload(file, byte, lease)
    if (!inspected) return refuse(500, 'Il file non è arrivato intero: lo carichiamo di nuovo')
    const caricato = await announceArrival({ viewer, file, lease, byte, ...inspected }, signed)
    return caricato
      ? answer(caricato)
      : refuse(503, 'Il file è arrivato ma non siamo riusciti a registrarlo: riproviamo tra poco')
  } catch (error) {
    if (!(error instanceof AntivirusNonDisponibile)) throw error
    console.error(JSON.stringify({ at: new Date().toISOString(), antivirus: error.message, documento: file.id }))
    return refuse(503, 'Il file è arrivato ma ora non possiamo controllarlo: riproviamo tra poco')
  } finally {
    await lease.release()
  }
}

function answer(caricato: Caricato): Response {
  const url = paths.api.documento(caricato.id)
  return Response.json(
    { url, appUrl: url, ufsUrl: url, fileHash: caricato.sha256 ?? '', serverData: caricato },
    { headers: { 'cache-control': 'no-store' } },
  )
}

/** The bytes of the one file in the body. */
async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  for await (const part of readParts(request, { files: 1, fields: 0 })) {
    if (part.genere === 'file') yield* part.stream as AsyncIterable<Uint8Array>
  }
}

import 'server-only'
import type { NextRequest } from 'next/server'
import { createRouteHandler, createUploadthing, type FileRouter } from 'uploadthing/next'
import { UploadThingError, UTFiles } from 'uploadthing/server'
import { findViewer, type Viewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import { type Caricato, completeUpload, startUpload } from './commands-caricamento'
import { destinazioneInput } from './forms'
import type { DocumentoInArrivo } from './in-arrivo'
import { INGEST_ORIGIN, INGEST_PATH, type SignedUpload, sign } from './ingest-url'
import type { Esame } from './inspect'
import type { Lease } from './lease'

/** A file that is whole in our store and has been looked at; the router has the last word on it. */
export type Arrivo = {
  viewer: Viewer
  file: DocumentoInArrivo
  lease: Lease
  byte: number
  sha256: string
  esame: Esame
}

/** Arrivals being completed by this process, by document id, and what the router answered. */
const arrivi = new Map<string, { arrivo: Arrivo; caricato: Caricato | null }>()

const NON_AVVIATO = 'Non siamo riusciti ad avviare il caricamento. Ricarica la pagina e riprova'
/** An error whose message is for the person who uploads. */
const refusal = (motivo: string, code: 'BAD_REQUEST' | 'FORBIDDEN' = 'BAD_REQUEST') =>
  new UploadThingError({ code, message: motivo, data: { motivo } as never })

/** @returns null for what is no date between 1970 and 9999: the file is then taken as one never seen */
const dateOf = (ms: number | undefined): Date | null => (ms && ms > 0 && ms < 253_402_300_800_000 ? new Date(ms) : null)

const route = createUploadthing({
  errorFormatter: (error) => ({ message: (error.data as { motivo?: string } | undefined)?.motivo ?? NON_AVVIATO }),
})

export const uploadRouter = {
  /** Size, kind and number are of each attachment: the command decides, here is only the largest of all. */
  allegato: route({ blob: { maxFileSize: '256MB', maxFileCount: 1 } }, { presignedURLTTL: '24 hours' })
    .input(destinazioneInput)
    .middleware(async ({ input, files }) => {
      const viewer = await findViewer()
      if (!viewer)
        throw refusal(
          'Per sicurezza ti abbiamo disconnesso. Accedi di nuovo: ritrovi la bozza dove l’hai lasciata',
          'FORBIDDEN',
        )
      const [file] = files
      if (!file || files.length > 1) throw refusal('Carica un file alla volta')
      const started = await startUpload(viewer, input, {
        nome: file.name,
        byte: file.size,
        modificatoAt: dateOf(file.lastModified),
      })
      if (!started.ok) throw refusal(started.message)
      return { [UTFiles]: [{ ...file, customId: started.value.id }] }
    })
    .onUploadComplete(async ({ file }): Promise<Caricato> => {
      const arrived = arrivi.get(file.key)
      if (!arrived) throw new Error('The callback is of no file that has arrived')
      const { viewer, file: documento, lease, ...rest } = arrived.arrivo
      const caricato = await completeUpload(viewer, documento, lease, rest)
      if (!caricato) throw new Error('The destination was closed meanwhile')
      arrived.caricato = caricato
      return caricato
    }),
} satisfies FileRouter
export type UploadRouter = typeof uploadRouter

/** The calls that the SDK makes to the hosted service, answered here: nothing leaves. */
const answerInHouse: typeof fetch = async (input, init) => {
  const { url, headers } = new Request(input, init)
  const ours =
    url.startsWith(`${INGEST_ORIGIN}${INGEST_PATH}/`) &&
    headers.get('x-uploadthing-api-key') === env().UPLOADTHING_SECRET
  if (!ours) throw new Error('The upload SDK tried to call somebody else')
  return Response.json({ ok: true })
}

let made: ((request: NextRequest) => Promise<Response>) | undefined
function handler(request: Request): Promise<Response> {
  const { UPLOADTHING_SECRET } = env()
  const token = { apiKey: UPLOADTHING_SECRET, appId: 'sportello', regions: ['local'], ingestHost: 'ingest.internal' }
  made ??= createRouteHandler({
    router: uploadRouter,
    config: {
      token: Buffer.from(JSON.stringify(token)).toString('base64'),
      ingestUrl: INGEST_ORIGIN + INGEST_PATH,
      callbackUrl: `${INGEST_ORIGIN}/api/uploadthing`,
      isDev: false,
      handleDaemonPromise: 'await',
      fetch: answerInHouse,
      logLevel: 'Error',
    },
  }).POST
  return made(request as NextRequest)
}

/** Answers the client's request for an upload address; callbacks do not come from outside. */
export async function openUpload(request: Request): Promise<Response> {
  if (request.headers.has('uploadthing-hook')) return new Response(null, { status: 404 })
  const response = await handler(request)
  if (!response.ok) return response
  const addresses = (await response.json()) as { url: string }[]
  return Response.json(
    addresses.map((one) => ({ ...one, url: one.url.replace(INGEST_ORIGIN, '') })),
    {
      headers: { 'x-uploadthing-version': response.headers.get('x-uploadthing-version') ?? '' },
    },
  )
}

/**
 * Tells the router that a file has arrived, as the hosted service would by its callback.
 * @returns what `onUploadComplete` made of it; null when it could not: the file stays where it is, and may be completed again
 */
export async function announceArrival(arrivo: Arrivo, signed: SignedUpload): Promise<Caricato | null> {
  const { file, sha256 } = arrivo
  const url = paths.api.documento(file.id)
  const entry = { arrivo, caricato: null as Caricato | null }
  arrivi.set(file.id, entry)
  try {
    const body = JSON.stringify({
      status: 'uploaded',
      file: {
        name: file.nome,
        size: arrivo.byte,
        type: signed.mime,
        customId: file.id,
        key: file.id,
        url,
        appUrl: url,
        ufsUrl: url,
        fileHash: sha256,
      },
      origin: INGEST_ORIGIN + INGEST_PATH,
      metadata: {},
    })
    const callback = new URL(`${INGEST_ORIGIN}/api/uploadthing`)
    callback.searchParams.set('slug', signed.slug)
    await handler(
      new Request(callback, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'uploadthing-hook': 'callback',
          'x-uploadthing-signature': sign(body),
        },
      }),
    )
    return entry.caricato
  } finally {
    arrivi.delete(file.id)
  }
}

/**
 * Sends one file, and keeps sending it until it has arrived: loaded only when somebody chooses a file. The upload client
 * asks the server where to go on from at each attempt, so a lost connection, a pause or a reload cost nothing.
 */
import { generateReactHelpers } from '@uploadthing/react'
import { paths } from '@/lib/core/paths'
import type { Caricato } from '@/lib/documenti/commands-caricamento'
import type { DestinazioneInput } from '@/lib/documenti/forms'
import type { UploadRouter } from '@/lib/documenti/upload-router'

export type Avanzamento =
  | { fase: 'caricamento'; percento: number }
  | { fase: 'pausa'; percento: number }
  /** nothing gets through: it tries again by itself */
  | { fase: 'attesa'; percento: number }
  | { fase: 'controllo' }
  | { fase: 'pronto' }
  | { fase: 'rifiutato'; motivo: string }

export type Invio = {
  pause(): void
  resume(): void
  /** Stops for good. @returns the document's id, when the server had already given one */
  cancel(): string | null
}

const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000]
/** After so many attempts that moved nothing, the person decides. */
const MAX_IDLE_ATTEMPTS = 12

export function sendFile(
  file: File,
  destinazione: DestinazioneInput,
  tell: (avanzamento: Avanzamento) => void,
  told: { id: (id: string) => void; done: () => void },
): Invio {
  let state: 'sending' | 'paused' | 'cancelled' = 'sending'
  let id: string | null = null
  let refusal: string | null = null
  let percento = 0
  let stopAttempt = () => {}
  let wake = () => {}

  const { createUpload } = generateReactHelpers<UploadRouter>({
    url: paths.api.caricamento,
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      if (init?.method !== 'POST') return response
      if (response.ok) {
        const [address] = (await response.clone().json()) as { customId: string }[]
        id = address?.customId ?? null
        if (id && state === 'cancelled')
          void fetch(paths.api.documento(id), { method: 'DELETE' }) // removed before it had an id
        else if (id) told.id(id)
      } else if (response.status < 429) {
        const { message } = (await response
          .clone()
          .json()
          .catch(() => ({}))) as { message?: string }
        refusal = message ?? 'Ricarica la pagina e riprova'
      }
      return response
    },
  })

  /** One attempt: all of what is missing, or an error. A stopped one never settles, so it is raced with the stop. */
  async function attempt(): Promise<Caricato | null> {
    const stopped = new Promise<null>((resolve) => {
      stopAttempt = () => resolve(null)
    })
    const control = await createUpload('allegato', {
      files: [file],
      input: destinazione,
      onUploadProgress: ({ loaded }) => {
        if (state !== 'sending') return
        percento = Math.min(100, Math.floor((loaded / file.size) * 100))
        tell(loaded >= file.size ? { fase: 'controllo' } : { fase: 'caricamento', percento })
      },
    })
    const done = control
      .done()
      .then((results) => (results as unknown as { serverData: Caricato }[])[0]?.serverData ?? null)
    const result = state === 'sending' ? await Promise.race([done, stopped]) : null
    if (!result && state === 'sending') throw new Error('The server answered without a result')
    if (!result) {
      done.catch(() => {}) // its end no longer matters: it was stopped, and another attempt follows or none
      control.pauseUpload()
    }
    return result
  }

  async function run(): Promise<void> {
    for (let idle = 0; state !== 'cancelled'; ) {
      if (state === 'paused') {
        tell({ fase: 'pausa', percento })
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        idle = 0
        continue
      }
      const before = percento
      try {
        tell({ fase: 'caricamento', percento })
        const result = await attempt()
        if (!result) continue
        tell(result.stato === 'pronto' ? { fase: 'pronto' } : { fase: 'rifiutato', motivo: result.motivo ?? '' })
        return told.done()
      } catch (error) {
        const motivo = refusal ?? finalReason(error)
        if (motivo) {
          tell({ fase: 'rifiutato', motivo })
          return told.done()
        }
        idle = percento > before ? 0 : idle + 1
        if (idle > MAX_IDLE_ATTEMPTS) state = 'paused'
        else if (state === 'sending') {
          tell({ fase: 'attesa', percento })
          await pauseBeforeNext(WAITS_MS[Math.min(idle, WAITS_MS.length) - 1] ?? WAITS_MS[0] ?? 1_000)
        }
      }
    }
  }

  /** Until the time is over, the connection is back, or the person acts. */
  const pauseBeforeNext = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        window.removeEventListener('online', end)
        resolve()
      }
      const timer = setTimeout(end, ms * (0.75 + Math.random() / 2))
      window.addEventListener('online', end)
      wake = end
    })

  const move = (to: typeof state) => {
    state = to
    stopAttempt()
    wake()
  }
  void run()
  return {
    pause: () => move('paused'),
    resume: () => move('sending'),
    cancel: () => {
      move('cancelled')
      return id
    },
  }
}

/** Why the server will not have this file, or null when another attempt may do. */
function finalReason(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    const data = (one as { data?: { error?: string; definitivo?: boolean } }).data
    if (data?.definitivo) return data.error ?? 'Scegli di nuovo il file'
  }
  return null
}

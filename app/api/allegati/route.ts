import { withinAddressLimit } from '@/lib/auth/limits'
import { requireSameOrigin } from '@/lib/auth/origin'
import { isFormToken } from '@/lib/auth/token'
import { findViewer, type Viewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { AntivirusNonDisponibile } from '@/lib/documenti/antivirus'
import { completeUpload, inspectUpload, recordRefused, startUpload } from '@/lib/documenti/commands-caricamento'
import { removeDocumento } from '@/lib/documenti/commands-rimozione'
import { findDestinazione } from '@/lib/documenti/destinazioni'
import { type DestinazioneInput, destinazioneInput } from '@/lib/documenti/forms'
import { findInArrivo } from '@/lib/documenti/in-arrivo'
import { BodyError, type Part, readParts } from '@/lib/documenti/multipart'
import { receiveUpload } from '@/lib/documenti/receive'
import type { EsitoCaricamento } from '@/lib/documenti/rules-file'

/** Above this nothing is read: ten of the largest files. */
const MAX_BODY = 2_100_000_000
const goTo = (path: string) =>
  new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } })
const refuse = (status: number, text: string) =>
  new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })

/**
 * The upload form of pages without scripts: hidden fields first, then the files; or the removal of one.
 * Goes back to the page it came from, which shows each file with its state.
 */
export async function POST(request: Request): Promise<Response> {
  const refused = requireSameOrigin(request)
  if (refused) return refused
  const viewer = await findViewer()
  if (!viewer) return goTo(paths.accedi())
  if (!(await withinAddressLimit('caricamento', viewer.personaId))) {
    return refuse(429, 'Hai avviato molti caricamenti in poco tempo: torna indietro e riprova tra un minuto')
  }
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY)
    return refuse(413, 'I file sono troppo grandi: torna indietro e caricane uno alla volta')
  const campi: Record<string, string> = {}
  let form: Form | null = null
  let esito: EsitoCaricamento = 'vuoto'
  try {
    for await (const part of readParts(request, { files: 20, fields: 10 })) {
      if (part.genere === 'campo') {
        campi[part.nome] = part.valore
        continue
      }
      form ??= await openForm(viewer, campi)
      if (!form) return refuse(404, 'Pagina non trovata')
      if (part.nomeFile === '') part.stream.resume()
      else esito = worse(esito, await takeFile(viewer, form.input, part))
    }
  } catch (error) {
    if (!(error instanceof BodyError)) throw error
    esito = 'interrotto' // what had arrived whole is kept and shown
  }
  if (campi.rimuovi && isFormToken(viewer.sessioneHash, campi.token)) {
    const removed = await removeDocumento(viewer, campi.rimuovi)
    return removed.ok ? back(removed.value.pagina, removed.value.tipo, 'rimosso') : refuse(404, 'Pagina non trovata')
  }
  form ??= await openForm(viewer, campi)
  return form ? back(form.pagina, form.tipo, esito) : refuse(404, 'Pagina non trovata')
}

type Form = { input: DestinazioneInput; pagina: string; tipo: string }

/** @returns null for a form that is not ours, or whose destination this person may not use now */
async function openForm(viewer: Viewer, { token, rimuovi: _, ...campi }: Record<string, string>): Promise<Form | null> {
  const input = destinazioneInput.safeParse(campi)
  if (!input.success || !isFormToken(viewer.sessioneHash, token)) return null
  const destinazione = await findDestinazione(viewer, input.data)
  return destinazione && { input: input.data, pagina: destinazione.pagina, tipo: destinazione.tipo }
}

const back = (pagina: string, tipo: string, esito: EsitoCaricamento) =>
  goTo(`${pagina}?esito=${esito}#allegato-${tipo}`)

const ORDER: EsitoCaricamento[] = ['vuoto', 'caricato', 'rimosso', 'rifiutato', 'interrotto', 'non_controllato']
const worse = (a: EsitoCaricamento, b: EsitoCaricamento) => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b)

async function takeFile(
  viewer: Viewer,
  input: DestinazioneInput,
  { nomeFile, stream }: Extract<Part, { genere: 'file' }>,
): Promise<EsitoCaricamento> {
  const started = await startUpload(viewer, input, { nome: nomeFile, byte: null, modificatoAt: null })
  const file = started.ok && (await findInArrivo(viewer, started.value.id))
  if (!file) {
    stream.resume()
    await recordRefused(
      viewer,
      input,
      nomeFile,
      started.ok ? 'La domanda è stata inviata mentre caricavi' : started.message,
    )
    return 'rifiutato'
  }
  const ricezione = await receiveUpload(file, 0, stream.iterator({ destroyOnReturn: false }))
  stream.resume() // what is left of a file too large: the browser reads the answer only when it has sent everything
  if (ricezione.esito !== 'arrivato') {
    await removeDocumento(viewer, file.id)
    if (stream.errored) return 'interrotto'
    const motivo =
      ricezione.esito === 'troppo' ? ricezione.motivo : 'Il file è vuoto: controlla di aver scelto quello giusto'
    await recordRefused(viewer, input, nomeFile, motivo)
    return 'rifiutato'
  }
  const { byte, lease } = ricezione
  try {
    const inspected = await inspectUpload(file, byte, lease)
    const caricato = inspected && (await completeUpload(viewer, file, lease, { byte, ...inspected }))
    if (!caricato) {
      await removeDocumento(viewer, file.id)
      return 'interrotto'
    }
    return caricato.stato === 'pronto' ? 'caricato' : 'rifiutato'
  } catch (error) {
    if (!(error instanceof AntivirusNonDisponibile)) throw error
    await lease.release()
    await removeDocumento(viewer, file.id) // without scripts nobody would go on with it
    return 'non_controllato'
  } finally {
    await lease.release()
  }
}

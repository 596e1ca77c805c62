import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import { createBozza, saveRisposte } from '@/lib/bozze/commands'
import { findBozza, listBozze } from '@/lib/bozze/queries'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { type Conosciuta, listConosciute } from '../conosciute'
import { alPasso } from '../passo'
import { haCarte } from '../rules'
import { segnatureChieste } from './rules-concessione'

/** The procedure by which papers are asked for (lib/procedimenti/definizioni). */
export const RICHIESTA = 'accesso-agli-atti'
/** The step of its definition that lists the papers. */
const PASSO = 'elenco'
export const MAX_DOCUMENTI = 10
const MAX_OGGETTO = 160
const NON_TROVATA = 'Questa unità non c’è più: torna all’archivio'

const documentoOf = ({ titolo, segnatura, numeroPratica, annoPratica, comuneIstat }: Conosciuta) => ({
  segnatura,
  descrizione: titolo.slice(0, 300),
  ...(numeroPratica && { numero: numeroPratica.slice(0, 40) }),
  ...(annoPratica && { anno: annoPratica }),
  ...(comuneIstat && { comune: comuneIstat }),
})

/** Requests this person is still writing, to which a unit may be added. */
export async function listRichiesteAperte(viewer: Viewer) {
  const open = (await listBozze(viewer)).filter((one) => one.procedimento === RICHIESTA && one.potere !== 'vede')
  return open.map(({ id, dati, updatedAt, organizzazione, titolare }) => ({
    id,
    oggetto: typeof dati.oggetto === 'string' ? dati.oggetto : '',
    updatedAt,
    per: organizzazione ?? titolare,
    segnature: segnatureChieste(dati),
  }))
}

/** '3 unità dell’archivio: SIS/1, SIS/2, SIS/3' */
const oggettoOf = (units: readonly Conosciuta[]): string =>
  (units.length === 1
    ? (units[0]?.titolo ?? '')
    : `${units.length} unità dell’archivio: ${units.map((one) => one.segnatura).join(', ')}`
  ).slice(0, MAX_OGGETTO)

/** Puts a unit in a request to see the archive: as `askInsieme`. */
export const askUnita = (viewer: Viewer, unitaId: string, dove: string) => askInsieme(viewer, [unitaId], dove)

type Rifiutabile = 'dove' | 'livello' | 'unita'

/**
 * Puts units in a request to see the archive: one that is being written, or a new one that begins with them.
 *
 * @param dove 'me', the id of an organisation or of a mandate, or 'bozza:' and the id of a draft
 * @returns the draft's id; refused with `livello` when the session is of a lower SPID level than the service asks
 */
export async function askInsieme(
  viewer: Viewer,
  unitaIds: readonly string[],
  dove: string,
): Promise<Result<string, Rifiutabile>> {
  const ids = [...new Set(unitaIds)].filter(isUuid)
  const known = await alPasso(
    () => listConosciute(viewer, ids),
    (found) => found.size === ids.length,
  )
  const units = ids.flatMap((id) => known.get(id) ?? []).filter((one) => haCarte(one.livello))
  if (units.length === 0) return refuse(NON_TROVATA)
  if (units.length > MAX_DOCUMENTI)
    return refuse('C’è un problema', {
      unita: `Una richiesta tiene ${MAX_DOCUMENTI} documenti: scegline al massimo ${MAX_DOCUMENTI}, e chiedi gli altri in una nuova`,
    })
  return dove.startsWith('bozza:') ? addToBozza(viewer, units, dove) : beginWith(viewer, units, dove)
}

async function beginWith(viewer: Viewer, units: Conosciuta[], dove: string): Promise<Result<string, Rifiutabile>> {
  const begun = await createBozza(viewer, RICHIESTA, dove === 'me' ? null : dove, {
    oggetto: oggettoOf(units),
    documenti: units.map(documentoOf),
  })
  if (begun.ok || begun.errors.livello) return begun as Result<string, 'livello'>
  return refuse(begun.message, { dove: begun.errors.organizzazioneId ?? begun.message })
}

async function addToBozza(viewer: Viewer, units: Conosciuta[], dove: string): Promise<Result<string, Rifiutabile>> {
  const bozza = await findBozza(viewer, dove.slice('bozza:'.length))
  if (!bozza || bozza.procedimento !== RICHIESTA || bozza.praticaId || bozza.potere === 'vede')
    return refuse('Questa richiesta non c’è più', { dove: 'Scegli un’altra richiesta, o iniziane una nuova' })
  const asked = segnatureChieste(bozza.dati)
  const more = units.filter((one) => !asked.includes(one.segnatura))
  if (more.length === 0) return success(bozza.id)
  const written = (Array.isArray(bozza.dati.documenti) ? bozza.dati.documenti : []).filter(
    (one) => typeof one === 'object' && one !== null && Object.values(one).some(Boolean),
  )
  const room = MAX_DOCUMENTI - written.length
  if (room <= 0)
    return refuse('C’è un problema', {
      dove: `Questa richiesta ha già ${MAX_DOCUMENTI} documenti: inviala, e chiedi gli altri in una nuova`,
    })
  if (more.length > room)
    return refuse('C’è un problema', {
      dove: `In questa richiesta ${room === 1 ? 'ne entra ancora una sola' : `ne entrano ancora ${room}`}: scegline di meno, o iniziane una nuova`,
    })
  const documenti = [...written, ...more.map(documentoOf)]
  const saved = await saveRisposte(viewer, bozza.id, PASSO, { documenti }, bozza.revisione)
  return saved.ok ? success(bozza.id) : refuse(saved.message, { dove: saved.message })
}

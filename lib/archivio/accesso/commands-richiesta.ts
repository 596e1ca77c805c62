import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import { createBozza, saveRisposte } from '@/lib/bozze/commands'
import { findBozza, listBozze } from '@/lib/bozze/queries'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { findScheda, type Scheda } from '../queries'
import { haCarte } from '../rules'
import { segnatureChieste } from './rules-concessione'

/** The procedure by which papers are asked for (lib/procedimenti/definizioni). */
export const RICHIESTA = 'accesso-agli-atti'
/** The step of its definition that lists the papers. */
const PASSO = 'elenco'
const MAX_DOCUMENTI = 10
const MAX_OGGETTO = 160
const NON_TROVATA = 'Questa unità non c’è più: torna all’archivio'

const documentoOf = ({ titolo, segnatura, numeroPratica, annoPratica, comuneIstat }: Scheda) => ({
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

/**
 * Puts a unit in a request to see the archive: one that is being written, or a new one that begins with it.
 *
 * @param dove 'me', the id of an organisation or of a mandate, or 'bozza:' and the id of a draft
 * @returns the draft's id; refused with `livello` when the session is of a lower SPID level than the service asks
 */
export async function askUnita(
  viewer: Viewer,
  unitaId: string,
  dove: string,
): Promise<Result<string, 'dove' | 'livello'>> {
  const scheda = isUuid(unitaId) ? await findScheda(viewer, unitaId) : null
  if (!scheda || !haCarte(scheda.livello)) return refuse(NON_TROVATA)
  const documento = documentoOf(scheda)
  if (!dove.startsWith('bozza:')) {
    const begun = await createBozza(viewer, RICHIESTA, dove === 'me' ? null : dove, {
      oggetto: scheda.titolo.slice(0, MAX_OGGETTO),
      documenti: [documento],
    })
    if (begun.ok || begun.errors.livello) return begun as Result<string, 'livello'>
    return refuse(begun.message, { dove: begun.errors.organizzazioneId ?? begun.message })
  }
  const bozza = await findBozza(viewer, dove.slice('bozza:'.length))
  if (!bozza || bozza.procedimento !== RICHIESTA || bozza.praticaId || bozza.potere === 'vede')
    return refuse('Questa richiesta non c’è più', { dove: 'Scegli un’altra richiesta, o iniziane una nuova' })
  if (segnatureChieste(bozza.dati).includes(scheda.segnatura)) return success(bozza.id)
  const written = (Array.isArray(bozza.dati.documenti) ? bozza.dati.documenti : []).filter(
    (one) => typeof one === 'object' && one !== null && Object.values(one).some(Boolean),
  )
  if (written.length >= MAX_DOCUMENTI)
    return refuse('C’è un problema', {
      dove: `Questa richiesta ha già ${MAX_DOCUMENTI} documenti: inviala, e chiedi gli altri in una nuova`,
    })
  const saved = await saveRisposte(viewer, bozza.id, PASSO, { documenti: [...written, documento] }, bozza.revisione)
  return saved.ok ? success(bozza.id) : refuse(saved.message, { dove: saved.message })
}

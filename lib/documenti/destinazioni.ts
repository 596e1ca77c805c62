import 'server-only'
import { and, eq } from 'drizzle-orm'
import { pratiche } from '@/drizzle/schema/pratiche'
import type { Viewer } from '@/lib/auth/viewer'
import { findBozza } from '@/lib/bozze/queries'
import { paths } from '@/lib/core/paths'
import { dbAs } from '@/lib/db/client'
import { listTipiEvento } from '@/lib/pratiche/events'
import { canPratica } from '@/lib/pratiche/rules'
import { hasOpenIntegrazione } from '@/lib/pratiche/rules-eventi'
import { applicantActsOn } from '@/lib/pratiche/visibility'
import { findDefinizione } from '@/lib/procedimenti/queries'
import type { DestinazioneInput } from './forms'
import { LIMITI_RISPOSTA, type Limiti, limitiDi, type SoggettoDocumento, type TipoRisposta } from './rules-file'
import { findPaginaSoggetto } from './soggetti'

export type Destinazione = {
  bozzaId: string | null
  praticaId: string | null
  soggetto: { tipo: SoggettoDocumento; id: string } | null
  tipo: string
  limiti: Limiti
  /** Page the no-script form goes back to. */
  pagina: string
}

/**
 * Where this viewer may put or take away files now.
 * @returns null alike when it does not exist, is not theirs, or is closed: sent, withdrawn, decided
 */
export const findDestinazione = (viewer: Viewer, input: DestinazioneInput): Promise<Destinazione | null> =>
  'bozzaId' in input
    ? findInBozza(viewer, input.bozzaId, input.allegato)
    : 'soggetto' in input
      ? findInSoggetto(viewer, input.soggetto, input.soggettoId)
      : findInPratica(viewer, input.praticaId, input.tipo)

async function findInSoggetto(viewer: Viewer, tipo: SoggettoDocumento, id: string): Promise<Destinazione | null> {
  const pagina = await findPaginaSoggetto(viewer, tipo, id)
  return pagina
    ? { bozzaId: null, praticaId: null, soggetto: { tipo, id }, tipo: 'prova', limiti: limitiDi(tipo), pagina }
    : null
}

async function findInBozza(viewer: Viewer, bozzaId: string, id: string): Promise<Destinazione | null> {
  const bozza = await findBozza(viewer, bozzaId)
  if (!bozza || bozza.praticaId || bozza.potere === 'vede') return null
  const definizione = await findDefinizione(bozza.procedimento, bozza.versione)
  const allegato = definizione?.allegati.find((one) => one.id === id)
  if (!allegato) return null
  const { tipi, maxMB, maxFile } = allegato
  return {
    bozzaId,
    praticaId: null,
    soggetto: null,
    tipo: id,
    limiti: { tipi, maxMB, maxFile },
    pagina: paths.personale.allegati(bozzaId),
  }
}

async function findInPratica(viewer: Viewer, praticaId: string, tipo: TipoRisposta): Promise<Destinazione | null> {
  const [pratica] = await dbAs(viewer)
    .select({ stato: pratiche.stato })
    .from(pratiche)
    .where(and(applicantActsOn(viewer), eq(pratiche.id, praticaId))) // an osservatore only reads
  if (!pratica) return null
  const awaited =
    tipo === 'osservazioni'
      ? canPratica('sendOsservazioni', pratica.stato)
      : pratica.stato !== 'conclusa' && hasOpenIntegrazione(await listTipiEvento(dbAs(viewer), praticaId))
  if (!awaited) return null
  return {
    bozzaId: null,
    praticaId,
    soggetto: null,
    tipo,
    limiti: LIMITI_RISPOSTA,
    pagina: paths.personale[tipo](praticaId),
  }
}

/** The destination that a document was uploaded to. @returns null for one that the portal produced */
export function destinazioneInputOf(row: {
  bozzaId: string | null
  praticaId: string | null
  soggettoTipo: SoggettoDocumento | null
  soggettoId: string | null
  tipo: string
}): DestinazioneInput | null {
  if (row.bozzaId) return { bozzaId: row.bozzaId, allegato: row.tipo }
  if (row.praticaId && (row.tipo === 'integrazione' || row.tipo === 'osservazioni'))
    return { praticaId: row.praticaId, tipo: row.tipo }
  if (row.soggettoTipo && row.soggettoId)
    return { soggetto: row.soggettoTipo, soggettoId: row.soggettoId, tipo: 'prova' }
  return null
}

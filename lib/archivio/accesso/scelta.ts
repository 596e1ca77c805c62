import 'server-only'
import { and, eq, inArray, or } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { haCarte } from '../rules'
import { accessoOggi } from '../rules-consultabilita'
import { COLONNE_UNITA } from './chieste'
import type { ConcessioneInput } from './forms'
import { type AccessoConcesso, GIORNI_VISIONE, scopoDichiarato } from './rules-concessione'
import { chooseAvvisi } from './scelta-avvisi'

const MAX_UNITA = 50

type Pratica = {
  id: string
  personaId: string
  titolareId: string | null
  procedimento: string
  versione: number
  dati: Record<string, unknown>
}
type Scelta = { esito: string } & Partial<ConcessioneInput>

/**
 * The papers that a favourable proposal opens: units asked for or found, each visible to the officer and with papers of
 * its own. Only where the procedure opens papers of the archive; null when nothing is opened.
 */
export async function chooseAccesso(
  tx: Tx,
  officer: Funzionario,
  pratica: Pratica,
  scelta: Scelta,
): Promise<Result<AccessoConcesso | null, 'esito' | keyof ConcessioneInput>> {
  const def = await findDefinizione(pratica.procedimento, pratica.versione)
  if (!def?.concede || !['accolta', 'accolta_prescrizioni'].includes(scelta.esito)) return success(null)
  const { modo, copie = false, giorniVisione: giorni = GIORNI_VISIONE } = scelta
  if (!modo) return refuse('C’è un problema', { modo: 'Scegli come si vedono i documenti' })
  if (modo === 'nessuna') return success(null)
  const segnature = [...new Set((scelta.altre ?? '').split('\n').flatMap((riga) => riga.trim() || []))]
  const ids = scelta.unita ?? []
  if (ids.length + segnature.length === 0)
    return refuse('C’è un problema', { unita: 'Scegli almeno un’unità, o scrivi una segnatura' })
  if (ids.length + segnature.length > MAX_UNITA)
    return refuse('C’è un problema', { altre: `Non più di ${MAX_UNITA} unità per atto` })
  const rows = await tx
    .select(COLONNE_UNITA)
    .from(unita)
    .where(
      and(
        eq(unita.ente, ENTE),
        or(
          ids.length > 0 ? inArray(unita.id, ids) : undefined,
          segnature.length > 0 ? inArray(unita.segnatura, segnature) : undefined,
        ),
      ),
    )
  const missing = segnature.find((one) => !rows.some((row) => row.segnatura === one))
  if (missing) return refuse('C’è un problema', { altre: `Nell’archivio non c’è ${missing}` })
  if (ids.some((id) => !rows.some((row) => row.id === id)))
    return refuse('C’è un problema', { unita: 'Una delle unità non c’è più: scegli di nuovo' })
  const whole = rows.find((row) => !haCarte(row.livello))
  if (whole) return refuse('C’è un problema', { altre: `${whole.segnatura} è un insieme: scegli i fascicoli` })
  const oggi = await today()
  const closed = rows.find((row) => accessoOggi(row, oggi) === 'particolare')
  if (closed)
    return refuse('C’è un problema', {
      altre: `${closed.segnatura} contiene dati che la legge tiene chiusi: una visione non si può concedere`,
    })
  const ofRows = rows.map((row) => row.id)
  const avvisi = await chooseAvvisi(tx, officer, pratica, ofRows, scelta, oggi)
  if (!avvisi.ok) return avvisi
  return success({
    modo,
    unita: rows.map(({ id, segnatura, titolo }) => ({ id, segnatura, titolo })),
    giorni,
    copie: modo === 'copie' || copie,
    scopo: scopoDichiarato(pratica.dati),
    ...(avvisi.value && { avvisi: avvisi.value }),
  })
}

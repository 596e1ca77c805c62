import 'server-only'
import { and, count, eq, inArray, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { documenti } from '@/drizzle/schema/pratiche'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { findBozza } from '@/lib/bozze/queries'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { storeContent } from '@/lib/documenti/content'
import { findDestinazione } from '@/lib/documenti/destinazioni'
import { documentiIn, lockOwner, NON_DISPONIBILE, putDocumento } from '@/lib/documenti/in-arrivo'
import { mimeOf } from '@/lib/documenti/rules-file'
import { storageOf } from '@/lib/documenti/stores'
import { env } from '@/lib/env'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { withinArchivio } from '../accesso/limiti'
import { type Conosciuta, listConosciute } from '../conosciute'
import { findIntestazione } from '../intestazione'
import { lettoreActor } from '../lettore'
import { alPasso } from '../passo'
import { haCarte } from '../rules'
import { codiceOf } from '../rules-permanente'
import type { RiferimentoInput } from './forms'
import { nomeRiferimento } from './rules'
import { printRiferimento } from './stampa'

const wrong = (riferimento: string) => refuse('C’è un problema', { riferimento })
const NESSUNA = wrong(
  'Nessuna unità che puoi conoscere ha questa segnatura o questo indirizzo: controllali nella scheda',
)
const INSIEME = wrong('Questo è un insieme di fascicoli: indica il fascicolo, o il documento')
const TROPPE = wrong('Hai cercato molte unità in poco tempo: aspetta un minuto e riprova')
const PIENO = wrong('Qui non si possono aggiungere altri documenti: rimuovine uno e riprova')
const GIA = wrong('Questa unità è già indicata qui')

/**
 * Puts, where a document is asked for, a sheet that says where the archive has it. To the application it is a document as
 * the others: it is signed for, listed in the receipt, read by the office, taken away.
 *
 * @see L. 241/1990 art. 18 c. 2
 */
export async function citeUnita(
  viewer: Viewer,
  { bozzaId, allegato }: { bozzaId: string; allegato: string },
  { riferimento }: RiferimentoInput,
): Promise<Result<null, 'riferimento'>> {
  const destinazione = await findDestinazione(viewer, { bozzaId, allegato })
  if (!destinazione?.limiti.tipi.includes('pdf')) return refuse(NON_DISPONIBILE)
  if (!(await withinArchivio(viewer, null))) return TROPPE
  const found = await alPasso(() => findUnita(viewer, riferimento))
  if (!found) return NESSUNA
  if (!haCarte(found.livello)) return INSIEME
  const foglio = await printFoglio(viewer, bozzaId, allegato, found)
  if (!foglio) return refuse(NON_DISPONIBILE)
  const stored = await storeContent(foglio)
  const nome = nomeRiferimento(found.segnatura)
  const result = await recorded<null, 'riferimento'>(attoreOf(viewer), async (tx, record) => {
    if (!(await lockOwner(tx, destinazione))) return refuse(NON_DISPONIBILE)
    const of = and(documentiIn(destinazione), inArray(documenti.stato, ['in_arrivo', 'pronto']))
    const [there] = await tx
      .select({ tutti: count(), stesso: sql<number>`count(*) filter (where nome = ${nome})::int` })
      .from(documenti)
      .where(of)
    if ((there?.stesso ?? 0) > 0) return GIA
    if ((there?.tutti ?? 0) >= destinazione.limiti.maxFile) return PIENO
    await putDocumento(tx, viewer, destinazione, { ...stored, nome, mime: mimeOf('pdf') })
    await record({
      azione: 'documento.citato',
      soggettoTipo: 'documento',
      soggettoId: stored.id,
      dati: { tipo: destinazione.tipo, unitaId: found.id, sha256: stored.sha256 },
    })
    return success(null)
  })
  if (!result.ok) await storageOf(stored.deposito).delete(stored.id)
  return result
}

/** What is not there and what this person may not know of are the same. */
async function findUnita(viewer: Viewer, riferimento: RiferimentoInput['riferimento']): Promise<Conosciuta | null> {
  let id = 'id' in riferimento ? riferimento.id : null
  if ('segnatura' in riferimento) {
    const [row] = await dbAs(lettoreActor(viewer))
      .select({ id: unita.id })
      .from(unita)
      .where(
        and(
          eq(unita.ente, ENTE),
          inArray(unita.segnatura, [riferimento.segnatura, riferimento.segnatura.toUpperCase()]),
        ),
      )
      .limit(1)
    id = row?.id ?? null
  }
  return id === null ? null : ((await listConosciute(viewer, [id])).get(id) ?? null)
}

async function printFoglio(
  viewer: Viewer,
  bozzaId: string,
  allegato: string,
  found: Conosciuta,
): Promise<Buffer | null> {
  const bozza = await findBozza(viewer, bozzaId)
  const [def, ente, oggi] = await Promise.all([
    bozza && findDefinizione(bozza.procedimento, bozza.versione),
    findIntestazione(),
    today(),
  ])
  const asked = def?.allegati.find((one) => one.id === allegato)
  if (!def || !asked) return null
  return printRiferimento({
    ente,
    oggi,
    nome: `${viewer.nome} ${viewer.cognome}`,
    allegato: asked.titolo,
    procedimento: def.titolo,
    unita: found,
    indirizzo: `${env().BASE_URL}${paths.archivio.permanente(codiceOf(found.id))}`,
  })
}

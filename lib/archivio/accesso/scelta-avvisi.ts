import 'server-only'
import type { Funzionario } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import type { ConcessioneInput } from './forms'
import { listAvvisati, listDaAvvisare } from './queries-controinteressati'
import type { AccessoConcesso } from './rules-concessione'
import { dirittoOf, GIORNI_DOPO_OPPOSIZIONE, vuoleAvviso, whyNotRelease } from './rules-controinteressati'

const MIN_SPIEGAZIONE = 20
type Richiesta = { id: string; personaId: string; titolareId: string | null; dati: Record<string, unknown> }
type Campo = 'esito' | 'senzaAvviso' | 'rispostaOpposizioni'

/**
 * Were those whom the papers are about told, and had they their days? Who was not told, the office says why; who opposed,
 * it answers.
 * @see D.P.R. 184/2006 art. 3; D.Lgs. 33/2013 art. 5 cc. 5, 6
 */
export async function chooseAvvisi(
  tx: Tx,
  officer: Funzionario,
  richiesta: Richiesta,
  unitaIds: readonly string[],
  { senzaAvviso = '', rispostaOpposizioni = '' }: Partial<ConcessioneInput>,
  oggi: IsoDate,
): Promise<Result<AccessoConcesso['avvisi'], Campo>> {
  if (!vuoleAvviso(richiesta.dati)) return success(undefined)
  const avvisati = await listAvvisati(tx, richiesta.id)
  const why = whyNotRelease(avvisati, oggi)
  if (why) return refuse(why, { esito: why })
  const missing = await listDaAvvisare(officer, richiesta, unitaIds)
  if (missing.length > 0 && senzaAvviso.length < MIN_SPIEGAZIONE)
    return refuse('C’è un problema', {
      senzaAvviso: `Non sono state avvisate: ${missing.map((one) => one.nome).join(', ')}. Avvisale, o scrivi perché non serve in almeno ${MIN_SPIEGAZIONE} caratteri`,
    })
  const opposti = avvisati.filter((one) => one.risposta === 'opposizione').length
  if (opposti > 0 && rispostaOpposizioni.length < MIN_SPIEGAZIONE)
    return refuse('C’è un problema', {
      rispostaOpposizioni: `Spiega perché l’opposizione non basta, in almeno ${MIN_SPIEGAZIONE} caratteri`,
    })
  return success({
    avvisati: avvisati.length,
    opposti,
    senzaAvviso: missing.length > 0 ? senzaAvviso : null,
    risposta: opposti > 0 ? rispostaOpposizioni : null,
    dopoGiorni: opposti > 0 && dirittoOf(richiesta.dati) === 'generalizzato' ? GIORNI_DOPO_OPPOSIZIONE : 0,
  })
}

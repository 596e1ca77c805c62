import 'server-only'
import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import { ruoli } from '@/drizzle/schema/soggetti'
import { sha256 } from '@/lib/audit/hash'
import { attoreOf } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { canonicalJson } from '@/lib/core/canonical'
import { formatDay, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { silenzioOf } from '@/lib/procedimenti/rules-registro'
import { changePratica } from './change'
import { listTipiEvento } from './events'
import { registerProtocollo, regolaOf } from './journal'
import { formatNumero } from './rules'
import { canAskSostituto, computeScadenzaSostituto } from './rules-ritardo'
import { applicantActsOn } from './visibility'

/** Who has to be told at the office: its dirigenti of today. */
async function listDirigenti(tx: Tx, ufficioId: string, oggi: IsoDate): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ personaId: ruoli.personaId })
    .from(ruoli)
    .where(
      and(
        eq(ruoli.ente, ENTE),
        eq(ruoli.ufficioId, ufficioId),
        eq(ruoli.ruolo, 'dirigente'),
        lte(ruoli.validoDal, oggi),
        or(isNull(ruoli.validoAl), gte(ruoli.validoAl, oggi)),
      ),
    )
  return rows.map((row) => row.personaId)
}

/**
 * The term is over and nothing was decided: the applicant asks that whoever has the substitute power decides, within half
 * of the original term. Once for each pratica.
 * @see L. 241/1990 art. 2 cc. 9-bis, 9-ter
 */
export async function askSostituto(viewer: Viewer, praticaId: string): Promise<Result<null>> {
  return changePratica(
    attoreOf(viewer),
    applicantActsOn(viewer),
    praticaId,
    'askSostituto',
    null,
    async ({ tx, record, pratica, journal }) => {
      if ((await listTipiEvento(tx, praticaId)).includes('sostituto_chiesto'))
        return refuse('Hai già chiesto l’intervento del sostituto per questa pratica')
      const def = await findDefinizione(pratica.procedimento, pratica.versione)
      if (!def || !canAskSostituto(journal.termine(), silenzioOf(def, pratica.dati)))
        return refuse('Il termine non è ancora passato: per ora l’intervento del sostituto non si può chiedere')
      const numero = formatNumero(pratica.anno, pratica.numero)
      const entroIl = computeScadenzaSostituto(regolaOf(pratica), journal.oggi)
      const protocollo = await registerProtocollo(tx, {
        verso: 'entrata',
        oggetto: `Richiesta di intervento sostitutivo per la pratica ${numero}`,
        mittente: pratica.richiedente,
        destinatario: 'Provincia della Spezia',
        impronta: sha256(canonicalJson({ praticaId, chiestoIl: journal.oggi, entroIl })),
        praticaId,
      })
      await journal.event({
        tipo: 'sostituto_chiesto',
        statoDopo: pratica.stato,
        dati: { entroIl, protocollo: formatNumero(protocollo.anno, protocollo.numero) },
      })
      await journal.notify({
        oggetto: `Hai chiesto l’intervento del sostituto per la pratica ${numero}`,
        testo: `Chi ha il potere sostitutivo deve concludere entro il ${formatDay(entroIl)}.`,
      })
      const told = new Set(await listDirigenti(tx, pratica.ufficioId, journal.oggi))
      if (pratica.assegnatarioId) told.add(pratica.assegnatarioId)
      for (const chi of told) {
        await journal.notify({
          chi,
          oggetto: `Intervento sostitutivo chiesto per la pratica ${numero}`,
          testo: `Il termine è passato e il richiedente chiede che decida il sostituto: entro il ${formatDay(entroIl)}.`,
        })
      }
      await record({
        azione: 'pratica.sostituto_chiesto',
        soggettoTipo: 'pratica',
        soggettoId: praticaId,
        dati: { entroIl },
      })
      return success(null)
    },
  )
}

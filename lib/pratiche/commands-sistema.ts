import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { pratiche, termini } from '@/drizzle/schema/pratiche'
import { SISTEMA } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { changePratica } from './change'
import { formatNumero } from './rules'

/**
 * Suspended terms whose cap has passed start again by themselves (art. 2 c. 7 L. 241/1990): the computation already
 * counts them so; this writes the event that tells both sides.
 * @returns how many were resumed
 */
export async function resumeTermini(): Promise<number> {
  const candidates = await dbAs('sistema')
    .select({ id: pratiche.id })
    .from(pratiche)
    .where(
      and(
        eq(pratiche.ente, ENTE),
        eq(pratiche.stato, 'sospesa'),
        sql`exists (select 1 from ${termini} t where t.ente = ${pratiche.ente} and t.pratica_id = ${pratiche.id} and t.tipo = 'sospensione')`,
      ),
    )
    .limit(500)
  let resumed = 0
  for (const { id } of candidates) {
    const result = await changePratica<boolean, string>(
      SISTEMA,
      and(eq(pratiche.ente, ENTE), eq(pratiche.stato, 'sospesa')),
      id,
      'answerIntegrazione',
      null,
      async ({ record, pratica, journal }) => {
        const { riprendeIl } = journal.termine()
        if (!riprendeIl || journal.oggi < riprendeIl) return { ok: false, message: 'Non ancora', errors: {} }
        await journal.event({ tipo: 'termine_ripreso', statoDopo: 'in_istruttoria', dati: { riprendeIl } })
        await journal.moveClock(
          { tipo: 'ripresa', il: riprendeIl, motivo: 'Trascorso il tempo massimo di sospensione' },
          'art. 2 c. 7 L. 241/1990',
        )
        const numero = formatNumero(pratica.anno, pratica.numero)
        await journal.notify({
          oggetto: `Il termine della pratica ${numero} è ripartito`,
          testo:
            'Non abbiamo ricevuto i documenti chiesti. L’ufficio decide con quelli che ha: puoi ancora mandarli finché non decide.',
        })
        if (pratica.assegnatarioId)
          await journal.notify({
            chi: pratica.assegnatarioId,
            oggetto: `Termine ripartito: pratica ${numero}`,
            testo: 'La sospensione è arrivata al massimo consentito.',
          })
        await record({ azione: 'pratica.termine_ripreso', soggettoTipo: 'pratica', soggettoId: id })
        return success(true)
      },
    )
    if (result.ok) resumed += 1
  }
  return resumed
}

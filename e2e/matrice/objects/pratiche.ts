/** Pratiche and their acts, as far as the office has brought them. */
import { and, eq, isNotNull } from 'drizzle-orm'
import { atti } from '@/drizzle/schema/pratiche'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { again } from '@/lib/imprese/testing/world'
import { done, versioneOf } from '@/lib/mondo/pratiche'
import { changeAtto, decide } from '@/lib/pratiche/commands-atti'
import { withdrawPratica } from '@/lib/pratiche/commands-richiedente'
import { askIntegrazione, claimPratica, noticeRefusal, proposeDecisione } from '@/lib/pratiche/commands-ufficio'
import { bareClient } from '@/lib/pratiche/testing/sql'
import { funzionario, type People } from '../people'
import type { Istanze } from './istanze'
import { MOTIVO, type Named, type Origin } from './shared'

export function makePratiche({ di }: People, { begin }: Pick<Istanze, 'begin'>) {
  const elena = () => funzionario(di.istruttore)

  const franca = () => funzionario(di.dirigente)

  async function proposta(id: string): Promise<void> {
    const oggi = await today()
    done(
      await proposeDecisione(await elena(), id, await versioneOf(id), {
        esito: 'accolta_prescrizioni',
        validoDal: oggi,
        validoAl: addDays(oggi, 60),
        prescrizioni: [],
        prescrizioniLibere: MOTIVO,
        motivazione: MOTIVO,
        rispostaOsservazioni: '',
      }),
    )
  }

  async function pratica(stato: string, origin: Origin): Promise<Named> {
    const { praticaId: id } = await begin(origin, true)
    const officer = await elena()
    if (stato === 'ritirata')
      done(
        await withdrawPratica(await again(origin === 'mandato' ? di.agenzia : di.amministratore), id, {
          motivo: MOTIVO,
        }),
      )
    else if (stato === 'in_ritardo')
      await bareClient(
        `update pratiche set avviata_il = avviata_il - 400, scade_il = scade_il - 400 where id = '${id}';
         alter table termini disable trigger termini_immutabile;
         update termini set il = il - 400 where pratica_id = '${id}';
         alter table termini enable trigger termini_immutabile`,
      )
    else if (stato !== 'ricevuta') {
      done(await claimPratica(officer, id, null))
      const versione = await versioneOf(id)
      if (stato === 'sospesa')
        done(await askIntegrazione(officer, id, versione, { richieste: ['Carte'], testo: MOTIVO, giorni: 20 }))
      if (stato === 'preavviso_diniego') done(await noticeRefusal(officer, id, versione, { motivi: MOTIVO.repeat(2) }))
      if (stato === 'in_decisione' || stato === 'conclusa') await proposta(id)
      if (stato === 'conclusa') done(await decide(await franca(), id, await versioneOf(id)))
    }
    return { id, versione: String(await versioneOf(id)) }
  }

  async function atto(stato: string): Promise<Named> {
    const { id: praticaId = '' } = await pratica(stato === 'proposto' ? 'in_decisione' : 'conclusa', 'impresa')
    const find = async () => {
      const [row] = await dbAs('sistema')
        .select()
        .from(atti)
        .where(
          and(
            eq(atti.ente, ENTE),
            eq(atti.praticaId, praticaId),
            stato === 'proposto' ? undefined : isNotNull(atti.codiceVerifica),
          ),
        )
      if (!row) throw new Error('No act')
      return row
    }
    const row = await find()
    if (stato === 'sospeso' || stato === 'revocato')
      done(
        await changeAtto(await franca(), praticaId, row.id, stato === 'sospeso' ? 'suspend' : 'revoke', {
          motivo: MOTIVO,
        }),
      )
    return {
      id: row.id,
      praticaId,
      codice: row.codiceVerifica ?? 'ZZZZ-ZZZZ-ZZZZ-ZZZZ',
      numero: row.numero === null ? '2026/9999999' : `${row.anno}/${String(row.numero).padStart(7, '0')}`,
      targa: row.targhe[0] ?? 'ZZ999ZZ',
    }
  }
  return { pratica, atto }
}
export type Pratiche = ReturnType<typeof makePratiche>

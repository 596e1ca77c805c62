import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { ricercheSalvate as ricerche } from '@/drizzle/schema/archivio-lettori'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import { type Domanda, isVuota } from '../rules-domanda'
import { domandaToQuery } from '../rules-indirizzo'
import type { RicercaInput } from './forms'
import { type Avviso, MAX_RICERCHE, ORA_AVVISO, prossimoAvviso } from './rules'

export const RICERCA_NON_TROVATA = refuse('Questa ricerca non c’è più')
const DI = 'ricerca_salvata'

/** For a column: the morning on which it is looked at again. */
export async function prossimaOf(avviso: Avviso) {
  const day = prossimoAvviso(avviso, await today())
  if (day === null) return null
  return sql`(${day}::date + make_interval(hours => ${ORA_AVVISO}::int)) at time zone 'Europe/Rome'` as unknown as Date
}
/** From now on only what comes later is new. */
export const DA_ORA = {
  istantanea: sql`pg_current_snapshot()::text` as unknown as string,
  vistaAt: sql`now()` as unknown as Date,
}

const ofMine = (actor: Viewer, id: string) =>
  and(eq(ricerche.ente, ENTE), eq(ricerche.personaId, actor.personaId), eq(ricerche.id, id))

/** Keeps a search. The same one is kept once. */
export async function saveRicerca(
  actor: Viewer,
  domanda: Domanda,
  { nome, avviso }: RicercaInput,
): Promise<Result<null, keyof RicercaInput>> {
  if (isVuota(domanda)) return refuse('Non c’è niente da salvare: prima fai una ricerca')
  return recorded<null, keyof RicercaInput>(attoreOf(actor), async (tx, record) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ricerche:${actor.personaId}`}, 0))`)
    const kept = await tx
      .select({ nome: ricerche.nome, domanda: ricerche.domanda })
      .from(ricerche)
      .where(and(eq(ricerche.ente, ENTE), eq(ricerche.personaId, actor.personaId)))
    const query = domandaToQuery(domanda)
    const same = kept.find((one) => one.domanda === query)
    if (same) return refuse(`L’hai già salvata, con il nome «${same.nome}»`)
    if (kept.length >= MAX_RICERCHE)
      return refuse(`Hai già salvato ${MAX_RICERCHE} ricerche: togline una, poi salva questa`)
    const id = crypto.randomUUID()
    await tx.insert(ricerche).values({
      ente: ENTE,
      id,
      personaId: actor.personaId,
      nome,
      domanda: query,
      avviso,
      prossimaAt: await prossimaOf(avviso),
    })
    await record({
      azione: 'archivio.ricerca_salvata',
      soggettoTipo: DI,
      soggettoId: id,
      dati: { campi: Object.keys(domanda), avviso },
    })
    return success(null)
  })
}

/** Another name, or told at other times. Who was not told before is told of what comes from now on. */
export async function changeRicerca(
  actor: Viewer,
  id: string,
  { nome, avviso }: RicercaInput,
): Promise<Result<null, keyof RicercaInput>> {
  return recorded<null, keyof RicercaInput>(attoreOf(actor), async (tx, record) => {
    const [row] = await tx.select().from(ricerche).where(ofMine(actor, id)).for('update')
    if (!row) return RICERCA_NON_TROVATA
    await tx
      .update(ricerche)
      .set({
        nome,
        updatedAt: sql`now()`,
        ...(avviso !== row.avviso && { avviso, prossimaAt: await prossimaOf(avviso) }),
        ...(row.avviso === 'nessuno' && avviso !== 'nessuno' && DA_ORA),
      })
      .where(ofMine(actor, id))
    await record({ azione: 'archivio.ricerca_cambiata', soggettoTipo: DI, soggettoId: id, dati: { avviso } })
    return success(null)
  })
}

export async function removeRicerca(actor: Viewer, id: string): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const gone = await tx.delete(ricerche).where(ofMine(actor, id)).returning({ id: ricerche.id })
    if (gone.length === 0) return RICERCA_NON_TROVATA
    await record({ azione: 'archivio.ricerca_tolta', soggettoTipo: DI, soggettoId: id })
    return success(null)
  })
}

import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { apertureEmergenza as aperture } from '@/drizzle/schema/archivio-accesso'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { databaseNow } from '@/lib/db/clock'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { haCarte } from '../rules'
import type { AperturaInput, RispostaAperturaInput } from './forms-emergenza'
import { MINUTI_PER_CONFERMARE, statoApertura } from './rules-emergenza'

export const APERTURA_NON_TROVATA = 'Apertura non trovata'
const DI = 'apertura_emergenza'

/**
 * Who answers for what has this signature: the heads of the archive, and who works there and is named for the unit or its
 * fonds. For officers of other offices, also named, the request is not there (drizzle/migrations/0045_muri_accesso_diretto.sql).
 */
const listResponsabili = async (tx: Tx, segnatura: string, tranne: string): Promise<string[]> => {
  const rows = await asSistema(tx, () =>
    tx.execute<{ id: string }>(sql`
    select distinct r.persona_id as id from ruoli r join uffici u on u.ente = r.ente and u.id = r.ufficio_id
    where r.ente = ${ENTE} and u.codice = 'archivio'
      and r.valido_dal <= oggi_a_roma() and (r.valido_al is null or r.valido_al >= oggi_a_roma())
      and (r.ruolo = 'dirigente' or r.persona_id in (
        select a.persona_id from abilitazioni_archivio a join unita_archivistiche x on x.ente = a.ente and x.segnatura = ${segnatura}
        where a.ente = ${ENTE} and a.unita_id in (x.id, x.fondo_id) and oggi_a_roma() between a.dal and a.al
          and a.revocata_at is null))`),
  )
  return rows.map((one) => one.id).filter((one) => one !== tranne)
}

/**
 * An officer asks to see, for hours, papers that are closed to them. Whether there are such papers they do not learn:
 * who answers for them does.
 */
export async function askApertura(
  officer: Funzionario,
  { segnatura, motivo, ore }: AperturaInput,
): Promise<Result<string, keyof AperturaInput>> {
  const at = await databaseNow()
  return recorded<string, keyof AperturaInput>(attoreOf(officer), async (tx, record) => {
    const id = crypto.randomUUID()
    const nome = `${officer.nome} ${officer.cognome}`
    await tx
      .insert(aperture)
      .values({ ente: ENTE, id, segnatura, motivo, ore, chiestaDaId: officer.personaId, chiestaAt: at })
    for (const personaId of await listResponsabili(tx, segnatura, officer.personaId))
      await avvisa(tx, {
        chiave: `apertura:${id}:chiesta`,
        personaId,
        oggetto: `${nome} chiede di aprire in emergenza ${segnatura}`,
        testo: `Per ${ore === 1 ? 'un’ora' : `${ore} ore`}. Rispondi entro ${MINUTI_PER_CONFERMARE} minuti: poi la richiesta scade.`,
        percorso: paths.ufficio.apertura(id),
      })
    await record({ azione: 'archivio.apertura_chiesta', soggettoTipo: DI, soggettoId: id, dati: { ore } })
    return success(id)
  })
}

/** Locks an opening that the officer answers for; their own is not among them. */
async function lockApertura(tx: Tx, officer: Funzionario, id: string) {
  if (!isUuid(id)) return null
  const [row] = await tx
    .select()
    .from(aperture)
    .where(
      and(
        eq(aperture.ente, ENTE),
        eq(aperture.id, id),
        sql`risponde_di(${aperture.ente}, ${aperture.segnatura})`,
        sql`${aperture.chiestaDaId} <> ${officer.personaId}::uuid`,
      ),
    )
    .for('update')
  return row ?? null
}

/** A second person opens, or says why not. Nobody answers for themselves: the row and its policy say so too. */
export async function decideApertura(
  officer: Funzionario,
  id: string,
  { risposta, motivo }: RispostaAperturaInput,
): Promise<Result<null, keyof RispostaAperturaInput>> {
  const at = await databaseNow()
  return recorded<null, keyof RispostaAperturaInput>(attoreOf(officer), async (tx, record) => {
    const row = await lockApertura(tx, officer, id)
    if (!row) return refuse(APERTURA_NON_TROVATA)
    if (statoApertura(row, at) !== 'attesa') return refuse('Non aspetta più una risposta: ricarica la pagina')
    const decided = { decisaDaId: officer.personaId, decisaAt: at, updatedAt: at }
    const tell = (oggetto: string, testo: string, percorso: string) =>
      avvisa(tx, { chiave: `apertura:${id}:decisa`, personaId: row.chiestaDaId, oggetto, testo, percorso })
    const of = and(eq(aperture.ente, ENTE), eq(aperture.id, id))
    if (risposta === 'rifiuta') {
      await tx
        .update(aperture)
        .set({ ...decided, rifiutoMotivo: motivo })
        .where(of)
      await tell(`${row.segnatura} non è stata aperta`, `Motivo: ${motivo}`, paths.ufficio.apertura(id))
      await record({ azione: 'archivio.apertura_rifiutata', soggettoTipo: DI, soggettoId: id })
      return success(null)
    }
    const [found] = await asSistema(tx, async () =>
      tx
        .select({ id: unita.id, livello: unita.livello })
        .from(unita)
        .where(and(eq(unita.ente, ENTE), eq(unita.segnatura, row.segnatura))),
    )
    if (!found || !haCarte(found.livello))
      return refuse('C’è un problema', { risposta: 'Nell’archivio non c’è un fascicolo con questa segnatura' })
    const finoAt = new Date(at.getTime() + row.ore * 3_600_000)
    await tx
      .update(aperture)
      .set({ ...decided, unitaId: found.id, finoAt })
      .where(of)
    await tell(
      `${row.segnatura} è aperta fino alle ${formatInstant(finoAt)}`,
      'Ogni pagina che guardi resta scritta, con il motivo che hai dato.',
      paths.ufficio.unita(found.id),
    )
    for (const personaId of await listResponsabili(tx, row.segnatura, officer.personaId))
      if (personaId !== row.chiestaDaId)
        await avvisa(tx, {
          chiave: `apertura:${id}:aperta`,
          personaId,
          oggetto: `${row.segnatura} è stata aperta in emergenza`,
          testo: `Fino alle ${formatInstant(finoAt)}. Chi l’ha chiesta, chi ha confermato e perché sono nella pagina.`,
          percorso: paths.ufficio.apertura(id),
        })
    await record({
      azione: 'archivio.apertura_confermata',
      soggettoTipo: DI,
      soggettoId: id,
      dati: { unitaId: found.id, chiestaDaId: row.chiestaDaId, finoAt: finoAt.toISOString() },
    })
    return success(null)
  })
}

/** Closes it before its time. */
export async function closeApertura(officer: Funzionario, id: string): Promise<Result<null>> {
  const at = await databaseNow()
  return recorded(attoreOf(officer), async (tx, record) => {
    const row = await lockApertura(tx, officer, id)
    if (!row) return refuse(APERTURA_NON_TROVATA)
    if (statoApertura(row, at) !== 'aperta') return refuse('È già chiusa')
    await tx
      .update(aperture)
      .set({ chiusaAt: at, chiusaDaId: officer.personaId, updatedAt: at })
      .where(and(eq(aperture.ente, ENTE), eq(aperture.id, id), isNull(aperture.chiusaAt)))
    await avvisa(tx, {
      chiave: `apertura:${id}:chiusa`,
      personaId: row.chiestaDaId,
      oggetto: `${row.segnatura} è di nuovo chiusa`,
      testo: 'L’apertura in emergenza è finita prima del tempo.',
      percorso: paths.ufficio.apertura(id),
    })
    await record({ azione: 'archivio.apertura_chiusa', soggettoTipo: DI, soggettoId: id })
    return success(null)
  })
}

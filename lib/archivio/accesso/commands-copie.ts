import 'server-only'
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { copieArchivio as copie } from '@/drizzle/schema/archivio-copie'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { attoreOf, recorded, recordRead } from '@/lib/audit/record'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { databaseNow, today } from '@/lib/db/clock'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { avvisa } from '@/lib/posta/avvisi'
import { listImpostazioni } from '@/lib/procedimenti/queries'
import { copiaPdf } from './copia-pdf'
import type { PagamentoInput } from './forms-copie'
import { type CopieMie, countRicevibili, findCopie } from './queries-copie'
import type { AccessoConcesso } from './rules-concessione'
import { computeCostiCopie, dovutoOf, isConsegnabile, statoPagamento } from './rules-copie'

const DI = 'copie_archivio'
export const COPIE_NON_TROVATE = 'Copie non trovate'

/** Writes what the copies cost, in the transaction of the act that grants them. */
export async function openOrdine(
  tx: Tx,
  richiesta: { id: string; dati?: Record<string, unknown> },
  { unita }: AccessoConcesso,
  oggi: IsoDate,
): Promise<void> {
  const ids = unita.map((one) => one.id)
  const quante = await asSistema(tx, () => countRicevibili(tx, ids))
  const conforme = richiesta.dati?.modo === 'conforme'
  const voci = computeCostiCopie({ pagine: quante, conforme }, await listImpostazioni('accesso.', oggi), oggi)
  await tx
    .insert(copie)
    .values({ ente: ENTE, praticaId: richiesta.id, conforme, pagine: quante, voci, importoCents: dovutoOf(voci) })
}

/** The payer says how they paid. It does not open anything yet: the office looks. */
export async function declarePagamento(
  viewer: Viewer,
  visioneId: string,
  { pagamento, pagatoIl }: PagamentoInput,
): Promise<Result<null, keyof PagamentoInput>> {
  const found = await findCopie(viewer, visioneId)
  if (!found) return refuse(COPIE_NON_TROVATE)
  if (found.stato === 'niente') return refuse('Non c’è niente da pagare')
  if (found.stato === 'pagato') return refuse('È già pagato')
  if (pagatoIl > (await today())) return refuse('C’è un problema', { pagatoIl: 'Scrivi un giorno fino a oggi' })
  return recorded<null, keyof PagamentoInput>(attoreOf(viewer), async (tx, record) => {
    const rows = await tx
      .update(copie)
      .set({
        pagamento,
        pagatoIl,
        dichiaratoDaId: viewer.personaId,
        dichiaratoAt: sql`now()` as unknown as Date,
        updatedAt: sql`now()`,
      })
      .where(and(eq(copie.ente, ENTE), eq(copie.id, found.id), isNull(copie.confermatoAt)))
      .returning({ id: copie.id })
    if (rows.length === 0) return refuse(COPIE_NON_TROVATE)
    const archivisti = await asSistema(tx, () =>
      tx.execute<{ id: string }>(sql`
        select distinct r.persona_id as id from ruoli r join uffici u on u.ente = r.ente and u.id = r.ufficio_id
        where r.ente = ${ENTE} and u.codice = 'archivio' and r.valido_dal <= oggi_a_roma()
          and (r.valido_al is null or r.valido_al >= oggi_a_roma())`),
    )
    for (const { id } of archivisti)
      if (id !== viewer.personaId)
        await avvisa(tx, {
          chiave: `copie:${found.id}:pagate:${pagamento}`,
          personaId: id,
          oggetto: 'Un pagamento da controllare per le copie',
          testo: `Controlla che sia arrivato, poi confermalo: le copie si scaricano solo dopo.`,
          percorso: paths.ufficio.visione(visioneId),
        })
    await record({ azione: 'archivio.pagamento_dichiarato', soggettoTipo: DI, soggettoId: found.id })
    return success(null)
  })
}

/** Who directs the archive today: they certify. */
async function listDirigenti(tx: Tx): Promise<string[]> {
  const rows = await asSistema(tx, () =>
    tx.execute<{ id: string }>(sql`
      select distinct r.persona_id as id from ruoli r join uffici u on u.ente = r.ente and u.id = r.ufficio_id
      where r.ente = ${ENTE} and u.codice = 'archivio' and r.ruolo = 'dirigente' and r.valido_dal <= oggi_a_roma()
        and (r.valido_al is null or r.valido_al >= oggi_a_roma())`),
  )
  return rows.map((one) => one.id)
}

/** The office has found the payment: the copies may be downloaded. */
export async function confirmPagamento(officer: Funzionario, visioneId: string): Promise<Result<null>> {
  const at = await databaseNow()
  return recorded(attoreOf(officer), async (tx, record) => {
    const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
    const [row] =
      cura?.si && isUuid(visioneId)
        ? await tx
            .select({ copie, personaId: visioni.personaId })
            .from(copie)
            .innerJoin(visioni, and(eq(visioni.ente, copie.ente), eq(visioni.praticaId, copie.praticaId)))
            .where(and(eq(copie.ente, ENTE), eq(visioni.id, visioneId)))
            .for('update', { of: copie })
        : []
    if (!row) return refuse(COPIE_NON_TROVATE)
    const stato = statoPagamento(row.copie)
    if (stato !== 'dichiarato')
      return refuse(stato === 'pagato' ? 'È già confermato' : 'Non c’è un pagamento da confermare')
    if (row.copie.dichiaratoDaId === officer.personaId) return refuse('Lo conferma un’altra persona')
    await tx
      .update(copie)
      .set({ confermatoAt: at, confermatoDaId: officer.personaId, updatedAt: at })
      .where(and(eq(copie.ente, ENTE), eq(copie.id, row.copie.id), isNotNull(copie.dichiaratoAt)))
    await avvisa(tx, {
      chiave: `copie:${row.copie.id}:confermate`,
      personaId: row.personaId,
      oggetto: 'Le copie sono pronte',
      testo: 'Abbiamo trovato il pagamento: puoi scaricarle finché dura la visione.',
      percorso: paths.personale.copie(visioneId),
    })
    if (row.copie.conforme)
      for (const personaId of await listDirigenti(tx))
        if (personaId !== officer.personaId)
          await avvisa(tx, {
            chiave: `copie:${row.copie.id}:conforme`,
            personaId,
            oggetto: 'Una copia conforme da rilasciare',
            testo: 'Il pagamento è confermato: certifica la copia, poi chi l’ha chiesta la scarica.',
            percorso: paths.ufficio.conforme(visioneId),
          })
    await record({ azione: 'archivio.pagamento_confermato', soggettoTipo: DI, soggettoId: row.copie.id })
    return success(null)
  })
}

/**
 * The copies of one unit, as they are made. Who takes them leaves a trace before the first byte.
 * @returns null alike for what is not there, not theirs, over, and not paid yet
 */
export async function openCopia(
  viewer: Viewer,
  visioneId: string,
): Promise<{ nome: string; pdf: AsyncGenerator<Uint8Array> } | null> {
  const found = await findCopie(viewer, visioneId)
  if (!found?.scaricabile || !isConsegnabile(found.stato)) return null
  await recordRead(attoreOf(viewer), {
    azione: 'archivio.file_scaricato',
    soggettoTipo: 'visione_archivio',
    soggettoId: visioneId,
    dati: { unitaId: found.unitaId, pagine: found.pagineUnita },
  })
  return {
    nome: `${found.segnatura.replace(/[^A-Za-z0-9]+/g, '-')}.pdf`,
    pdf: copiaPdf(viewer, copiaOf(viewer, found)),
  }
}

/** What is at the foot of each page: whose copy it is, when it was made and what it may be used for (D.Lgs. 42/2004; L. 633/1941). */
export const copiaOf = (viewer: Viewer, { unitaId, segnatura, titolo, oggi, codice, scopo }: CopieMie) => ({
  unitaId,
  segnatura,
  titolo,
  riga: `Copia per ${viewer.nome} ${viewer.cognome}, ${oggi.split('-').reverse().join('/')} · richiesta ${codice} · solo per: ${scopo}`,
})

import 'server-only'
import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { revisioniDiritti, richiesteRuolo } from '@/drizzle/schema/sicurezza'
import { organizzazioni, persone, ruoli, uffici } from '@/drizzle/schema/soggetti'
import { attoreOf, recordRead } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { canDecideRichiesta, canReview, isAmministratore, TIPI_ENTE_CONSULTATO } from './rules'
import { isDaRivedere, statoRevisione, type Trimestre } from './rules-revisione'

const nomeOf = (column: SQL | unknown) =>
  sql<string>`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${ENTE} and p.id = ${column})`

/** Rights a viewer may see: an administrator all, a dirigente those of their offices. */
function visibleTo(viewer: Viewer): SQL | undefined {
  if (isAmministratore(viewer)) return eq(ruoli.ente, ENTE)
  const own = viewer.ruoli.flatMap(({ ruolo, ufficioId }) => (ruolo === 'dirigente' && ufficioId ? [ufficioId] : []))
  return own.length > 0 ? and(eq(ruoli.ente, ENTE), inArray(ruoli.ufficioId, own)) : sql`false`
}

const dirittoColumns = {
  id: ruoli.id,
  personaId: ruoli.personaId,
  persona: sql<string>`${persone.nome} || ' ' || ${persone.cognome}`,
  ruolo: ruoli.ruolo,
  ufficioId: ruoli.ufficioId,
  organizzazioneId: ruoli.organizzazioneId,
  sede: sql<string | null>`coalesce(${uffici.denominazione}, ${organizzazioni.denominazione})`,
  validoDal: ruoli.validoDal,
  validoAl: ruoli.validoAl,
}

const diritti = (viewer: Viewer, where: SQL | undefined) =>
  dbAs(viewer)
    .select(dirittoColumns)
    .from(ruoli)
    .innerJoin(persone, and(eq(persone.ente, ruoli.ente), eq(persone.id, ruoli.personaId)))
    .leftJoin(uffici, and(eq(uffici.ente, ruoli.ente), eq(uffici.id, ruoli.ufficioId)))
    .leftJoin(organizzazioni, and(eq(organizzazioni.ente, ruoli.ente), eq(organizzazioni.id, ruoli.organizzazioneId)))
    .where(where)

/** Rights in force today or later, by office or body, then by name. */
export async function listDiritti(viewer: Viewer, organizzazioneId?: string) {
  const oggi = await today()
  return diritti(
    viewer,
    and(
      visibleTo(viewer),
      or(isNull(ruoli.validoAl), sql`${ruoli.validoAl} >= ${oggi}`),
      organizzazioneId ? eq(ruoli.organizzazioneId, organizzazioneId) : undefined,
    ),
  ).orderBy(
    sql`coalesce(${uffici.denominazione}, ${organizzazioni.denominazione}, '') collate "it-x-icu"`,
    sql`${persone.cognome} collate "it-x-icu"`,
    asc(ruoli.id),
  )
}
export type Diritto = Awaited<ReturnType<typeof listDiritti>>[number]

/** A person as an administrator sees them, with every right they have or had; the reading is recorded. @returns null for anybody else */
export async function findPersona(viewer: Viewer, id: string) {
  if (!isAmministratore(viewer) || !isUuid(id)) return null
  const [persona] = await dbAs(viewer)
    .select({
      id: persone.id,
      nome: persone.nome,
      cognome: persone.cognome,
      codiceFiscale: persone.codiceFiscale,
    })
    .from(persone)
    .where(and(eq(persone.ente, ENTE), eq(persone.id, id)))
  if (!persona) return null
  await recordRead(attoreOf(viewer), { azione: 'persona.letta', soggettoTipo: 'persona', soggettoId: id })
  const rights = await diritti(viewer, and(eq(ruoli.ente, ENTE), eq(ruoli.personaId, id))).orderBy(
    desc(ruoli.validoDal),
    asc(ruoli.id),
  )
  return { ...persona, diritti: rights }
}

/** Where a right may be held. */
export async function listSedi(viewer: Viewer) {
  if (!isAmministratore(viewer)) return { uffici: [], enti: [] }
  const [offices, bodies] = await Promise.all([
    dbAs(viewer)
      .select({ id: uffici.id, denominazione: uffici.denominazione })
      .from(uffici)
      .where(eq(uffici.ente, ENTE))
      .orderBy(asc(uffici.denominazione)),
    dbAs(viewer)
      .select({
        id: organizzazioni.id,
        denominazione: organizzazioni.denominazione,
        tipo: organizzazioni.tipo,
      })
      .from(organizzazioni)
      .where(and(eq(organizzazioni.ente, ENTE), inArray(organizzazioni.tipo, [...TIPI_ENTE_CONSULTATO])))
      .orderBy(asc(organizzazioni.denominazione)),
  ])
  return { uffici: offices, enti: bodies }
}

/** Requests, those that wait first; an administrator sees all, a dirigente those they asked or may decide. */
export async function listRichieste(viewer: Viewer, personaId?: string) {
  const rows = await dbAs(viewer)
    .select({
      id: richiesteRuolo.id,
      azione: richiesteRuolo.azione,
      personaId: richiesteRuolo.personaId,
      persona: nomeOf(richiesteRuolo.personaId),
      ruolo: richiesteRuolo.ruolo,
      ufficioId: richiesteRuolo.ufficioId,
      organizzazioneId: richiesteRuolo.organizzazioneId,
      sede: sql<string | null>`coalesce(${uffici.denominazione}, ${organizzazioni.denominazione})`,
      validoDal: richiesteRuolo.validoDal,
      validoAl: richiesteRuolo.validoAl,
      motivo: richiesteRuolo.motivo,
      chiestaDaId: richiesteRuolo.chiestaDaId,
      chiestaDa: nomeOf(richiesteRuolo.chiestaDaId),
      createdAt: richiesteRuolo.createdAt,
      esito: richiesteRuolo.esito,
      esitoMotivo: richiesteRuolo.esitoMotivo,
      decisaDa: nomeOf(richiesteRuolo.decisaDaId),
      decisaAt: richiesteRuolo.decisaAt,
    })
    .from(richiesteRuolo)
    .leftJoin(uffici, and(eq(uffici.ente, richiesteRuolo.ente), eq(uffici.id, richiesteRuolo.ufficioId)))
    .leftJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, richiesteRuolo.ente), eq(organizzazioni.id, richiesteRuolo.organizzazioneId)),
    )
    .where(and(eq(richiesteRuolo.ente, ENTE), personaId ? eq(richiesteRuolo.personaId, personaId) : undefined))
    .orderBy(sql`${richiesteRuolo.esito} is not null`, desc(richiesteRuolo.createdAt))
    .limit(200)
  return rows
    .map((row) => ({
      ...row,
      decidibile: row.esito === null && canDecideRichiesta(viewer, row),
      mia: row.chiestaDaId === viewer.personaId,
    }))
    .filter((row) => isAmministratore(viewer) || row.mia || canDecideRichiesta(viewer, row))
}
export type Richiesta = Awaited<ReturnType<typeof listRichieste>>[number]

/** The rights to look at again in a quarter, with what was found; only those the viewer sees. */
export async function listRevisione(viewer: Viewer, trimestre: Trimestre) {
  const oggi = await today()
  const [rights, done] = await Promise.all([
    diritti(viewer, visibleTo(viewer)).orderBy(
      sql`coalesce(${uffici.denominazione}, ${organizzazioni.denominazione}, '') collate "it-x-icu"`,
      sql`${persone.cognome} collate "it-x-icu"`,
      asc(ruoli.id),
    ),
    dbAs(viewer)
      .select({
        ruoloId: revisioniDiritti.ruoloId,
        esito: revisioniDiritti.esito,
        motivo: revisioniDiritti.motivo,
        revisore: nomeOf(revisioniDiritti.revisoreId),
        at: revisioniDiritti.createdAt,
      })
      .from(revisioniDiritti)
      .where(and(eq(revisioniDiritti.ente, ENTE), eq(revisioniDiritti.trimestre, trimestre))),
  ])
  const byRuolo = new Map(done.map((one) => [one.ruoloId, one]))
  return rights
    .filter((one) => byRuolo.has(one.id) || isDaRivedere(one, trimestre, oggi))
    .map((one) => {
      const revisione = byRuolo.get(one.id) ?? null
      return {
        ...one,
        revisione,
        stato: statoRevisione(revisione?.esito ?? null, trimestre, oggi),
        mio: one.personaId === viewer.personaId,
        rivedibile: revisione === null && canReview(viewer, one),
      }
    })
}
export type DirittoRivisto = Awaited<ReturnType<typeof listRevisione>>[number]

/** Bodies and, when something is searched, companies too. For an administrator only. */
export async function listOrganizzazioni(viewer: Viewer, q = '') {
  if (!isAmministratore(viewer)) return []
  const text = q.trim().slice(0, 80)
  return dbAs(viewer)
    .select({
      id: organizzazioni.id,
      tipo: organizzazioni.tipo,
      denominazione: organizzazioni.denominazione,
      codiceFiscale: organizzazioni.codiceFiscale,
      sede: organizzazioni.sede,
      persone: sql<number>`(select count(*)::int from ruoli r where r.ente = ${organizzazioni.ente}
        and r.organizzazione_id = ${organizzazioni.id} and (r.valido_al is null or r.valido_al >= ${await today()}))`,
    })
    .from(organizzazioni)
    .where(
      and(
        eq(organizzazioni.ente, ENTE),
        text
          ? or(
              sql`strpos(lower(${organizzazioni.denominazione}), lower(${text})) > 0`,
              eq(organizzazioni.codiceFiscale, text.toUpperCase()),
            )
          : inArray(organizzazioni.tipo, [...TIPI_ENTE_CONSULTATO]),
      ),
    )
    .orderBy(sql`${organizzazioni.denominazione} collate "it-x-icu"`)
    .limit(100)
}

export async function findOrganizzazione(viewer: Viewer, id: string) {
  if (!isAmministratore(viewer) || !isUuid(id)) return null
  const [row] = await dbAs(viewer)
    .select({
      id: organizzazioni.id,
      tipo: organizzazioni.tipo,
      denominazione: organizzazioni.denominazione,
      codiceFiscale: organizzazioni.codiceFiscale,
      sede: organizzazioni.sede,
      pec: organizzazioni.pec,
    })
    .from(organizzazioni)
    .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.id, id)))
  return row ?? null
}

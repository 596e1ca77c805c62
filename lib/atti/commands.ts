import 'server-only'
import { and, asc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { documenti, praticaEventi, pratiche } from '@/drizzle/schema/pratiche'
import { enti, persone, ruoli } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { formatTime, type IsoDate, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { storeDocumento } from '@/lib/documenti/commands'
import { env } from '@/lib/env'
import { findPratica, type Pratica } from '@/lib/pratiche/queries'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { silenzioOf } from '@/lib/procedimenti/rules-registro'
import { renderRicevuta } from './render'
import type { ContenutoRicevuta } from './rules'

/** What the filing wrote, once (lib/pratiche/filing.ts). */
type Presentata = {
  impronta: string
  documenti: { nome: string; byte: number; sha256: string }[]
  termineGiorni: number
  termineUnita: 'giorni' | 'giorni_lavorativi'
  scadeIl: IsoDate
  firme?: { nome: string; at: string }[]
}

const ricevutaOf = (praticaId: string) =>
  and(
    eq(documenti.ente, ENTE),
    eq(documenti.praticaId, praticaId),
    eq(documenti.tipo, 'ricevuta'),
    eq(documenti.stato, 'pronto'),
  )

/**
 * The receipt of a practice: printed at the first request from what the filing wrote, then always the same bytes.
 *
 * @returns id of the document; null both when the practice does not exist and when the viewer may not know that it does
 * @see L. 241/1990 art. 18-bis
 */
export async function issueRicevuta(viewer: Viewer, praticaId: string): Promise<string | null> {
  const found = await findPratica(viewer, praticaId)
  if (!found) return null
  const [kept] = await dbAs(viewer).select({ id: documenti.id }).from(documenti).where(ricevutaOf(praticaId))
  if (kept) return kept.id
  const { pratica } = found
  const bytes = await renderRicevuta(await buildRicevuta(viewer, pratica))
  const result = await recorded(attoreOf(viewer), async (tx, record) => {
    // Two requests at once: the second waits here, and finds what the first has kept.
    await tx
      .select({ id: pratiche.id })
      .from(pratiche)
      .where(and(eq(pratiche.ente, ENTE), eq(pratiche.id, pratica.id)))
      .for('update')
    const [other] = await tx.select({ id: documenti.id }).from(documenti).where(ricevutaOf(pratica.id))
    const documento =
      other ??
      (await storeDocumento(tx, {
        praticaId: pratica.id,
        tipo: 'ricevuta',
        nome: `ricevuta-${pratica.anno}-${pratica.numero}.pdf`,
        mime: 'application/pdf',
        bytes,
        eventoSeq: 1,
      }))
    await record({
      azione: 'ricevuta.prodotta',
      soggettoTipo: 'pratica',
      soggettoId: pratica.id,
      dati: { documentoId: documento.id, ripetuta: Boolean(other) },
    })
    return success(documento.id)
  })
  if (!result.ok) throw new Error(`Receipt of ${pratica.id}: ${result.message}`)
  return result.value
}

async function buildRicevuta(viewer: Viewer, pratica: Pratica): Promise<ContenutoRicevuta> {
  const il = romeDay(pratica.presentataAt)
  const [def, [ente], [evento], [preposto]] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    dbAs(viewer).select().from(enti).where(eq(enti.ente, ENTE)),
    dbAs(viewer)
      .select({
        dati: praticaEventi.dati,
        attoreNome: praticaEventi.attoreNome,
        agiscePer: praticaEventi.agiscePer,
      })
      .from(praticaEventi)
      .where(
        and(
          eq(praticaEventi.ente, ENTE),
          eq(praticaEventi.praticaId, pratica.id),
          eq(praticaEventi.tipo, 'presentata'),
        ),
      ),
    findPreposto(viewer, pratica.ufficioId, il),
  ])
  if (!def || !ente || !evento) throw new Error(`Practice ${pratica.id} points at nothing`)
  const presentata = evento.dati as unknown as Presentata
  return {
    ente: {
      denominazione: ente.denominazione,
      codiceFiscale: ente.codiceFiscale,
      indirizzo: ente.indirizzo,
      pec: ente.pec,
    },
    ufficio: {
      denominazione: pratica.ufficio,
      email: pratica.ufficioEmail,
      telefono: pratica.ufficioTelefono,
      orari: pratica.ufficioOrari,
    },
    responsabile: preposto?.nome ?? null,
    numero: pratica.codice,
    il,
    ora: formatTime(pratica.presentataAt),
    procedimento: def.titolo,
    oggetto: pratica.oggetto,
    // As it was filed: the practice may have passed to others since.
    richiedente: { denominazione: evento.agiscePer ?? evento.attoreNome, presentataDa: evento.attoreNome },
    firme: (presentata.firme ?? []).map(({ nome, at }) => ({
      nome,
      il: romeDay(new Date(at)),
      ora: formatTime(new Date(at)),
    })),
    termine: {
      giorni: presentata.termineGiorni,
      unita: presentata.termineUnita,
      scadeIl: presentata.scadeIl,
      silenzio: silenzioOf(def, pratica.dati),
    },
    documenti: presentata.documenti.map(({ nome, byte, sha256 }) => ({ nome, byte, sha256 })),
    impronta: presentata.impronta,
    rimedi: def.scheda.rimedi,
    indirizzo: `${env().BASE_URL}${paths.personale.pratica(pratica.id)}`,
  }
}

/** Head of the unit on the day: responsible until someone is assigned. @see L. 241/1990 art. 5 c. 2 */
const findPreposto = (viewer: Viewer, ufficioId: string, il: IsoDate) =>
  dbAs(viewer)
    .select({ nome: sql<string>`${persone.nome} || ' ' || ${persone.cognome}` })
    .from(ruoli)
    .innerJoin(persone, and(eq(persone.ente, ruoli.ente), eq(persone.id, ruoli.personaId)))
    .where(
      and(
        eq(ruoli.ente, ENTE),
        eq(ruoli.ufficioId, ufficioId),
        eq(ruoli.ruolo, 'dirigente'),
        lte(ruoli.validoDal, il),
        or(isNull(ruoli.validoAl), gte(ruoli.validoAl, il)),
      ),
    )
    .orderBy(asc(ruoli.validoDal))
    .limit(1)

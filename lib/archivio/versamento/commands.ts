import 'server-only'
import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { storiaUnita, unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { fileArchivio } from '@/drizzle/schema/archivio-digitale'
import { versamentiPratica as versamenti } from '@/drizzle/schema/archivio-versamenti'
import { documenti, pratiche } from '@/drizzle/schema/pratiche'
import { organizzazioni, persone, uffici } from '@/drizzle/schema/soggetti'
import { attoreOf } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { DamagedFileError } from '@/lib/documenti/cipher'
import { newCollocazione, readContent, storeStream } from '@/lib/documenti/content'
import { MissingObjectError } from '@/lib/documenti/storage'
import { storageOf } from '@/lib/documenti/stores'
import { changePratica, NON_TROVATA } from '@/lib/pratiche/change'
import { formatNumero } from '@/lib/pratiche/rules'
import { officerOf } from '@/lib/pratiche/visibility'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { writeDescrizione } from '../carico'
import { DI } from '../commands'
import { enqueueFile } from '../lavorazione/coda'
import { discoPieno } from '../lavorazione/rules-spazio'
import type { Descrizione } from '../rules-descrizione'
import type { VersamentoInput } from './forms'
import { descrizioneOf, LIVELLI_CHE_RICEVONO, MIME_VERSABILI } from './rules'

const LUOGO = 'Da collocare'
const GIA = refuse('La pratica è già in archivio')
const wrong = (serie: string) => refuse('C’è un problema', { serie })
const NESSUNA_SERIE = wrong('Nessuna serie e nessun fondo che puoi vedere ha questa segnatura')

/**
 * Transfers a concluded practice to the archive, on behalf of its office: a described file under a set of files, with
 * copies of its documents sealed again, whose pages are then made as those of every other. All of it or nothing; once.
 *
 * @see D.P.R. 445/2000 art. 67
 */
export async function versaPratica(
  officer: Funzionario,
  praticaId: string,
  { serie }: VersamentoInput,
): Promise<Result<{ unitaId: string }, 'serie'>> {
  const found = await prepara(officer, praticaId, serie)
  if (!found.ok) return found
  const { descrizione, codice, documenti: papers } = found.value
  const copie: Copia[] = []
  const forget = () =>
    Promise.all(
      copie.map((one) =>
        storageOf(one.deposito)
          .delete(one.id)
          .catch(() => {}),
      ),
    ) // or swept away
  try {
    for (const one of papers) copie.push(await copia(one, copie))
    const result = await changePratica<{ unitaId: string }, 'serie'>(
      attoreOf(officer),
      officerOf(officer),
      praticaId,
      'archive',
      null,
      async ({ tx, record, pratica, journal }) => {
        if (await isVersata(tx, praticaId)) return GIA
        if (await isPresa(tx, descrizione.segnatura))
          // also by a unit that this officer does not see
          return wrong(`C’è già un’unità con la segnatura ${descrizione.segnatura}`)
        const unitaId = await asSistema(tx, () => writeUnita(tx, officer, praticaId, codice, descrizione, copie))
        await journal.event({
          tipo: 'nota_interna',
          statoDopo: pratica.stato,
          testo: `Versata in archivio: ${descrizione.segnatura}`,
        })
        await record({
          azione: 'archivio.pratica_versata',
          soggettoTipo: DI.tipo,
          soggettoId: unitaId,
          dati: { praticaId, file: copie.length },
        })
        return success({ unitaId })
      },
    )
    if (!result.ok) await forget()
    return result
  } catch (error) {
    await forget()
    if (error instanceof NonSiApre)
      return refuse(
        `Il documento «${error.message}» non si apre: segnalalo a chi gestisce il portale. Non è stato versato niente`,
      )
    if (discoPieno(error) === null) throw error
    return refuse('Non c’è più spazio per le copie dei documenti: non è stato versato niente. Riprova quando ce n’è')
  }
}

/** A document whose bytes are gone or spoilt; its name. */
class NonSiApre extends Error {}

type Documento = typeof documenti.$inferSelect
type Copia = Awaited<ReturnType<typeof copia>>

/** Sealed again under a key of its own: the archive keeps it when the practice's is destroyed. */
async function copia(
  { nome, mime, byte, deposito, chiaveCifrata, chiaveMaestra, id }: Documento,
  before: readonly { sha256: string; copia: number }[],
) {
  const place = newCollocazione()
  try {
    const stored = await storeStream(place, readContent({ id, byte, deposito, chiaveCifrata, chiaveMaestra }))
    const same = before.filter((one) => one.sha256 === stored.sha256).length
    return { ...place.columns, ...stored, nome, mime, copia: same + 1 }
  } catch (error) {
    await storageOf(place.columns.deposito)
      .delete(place.columns.id)
      .catch(() => {})
    if (error instanceof DamagedFileError || error instanceof MissingObjectError) throw new NonSiApre(nome)
    throw error
  }
}

async function isPresa(tx: Tx, segnatura: string): Promise<boolean> {
  const rows = await asSistema(tx, () =>
    tx
      .select({ id: unita.id })
      .from(unita)
      .where(and(eq(unita.ente, ENTE), eq(unita.segnatura, segnatura))),
  )
  return rows.length > 0
}

async function isVersata(tx: Tx, praticaId: string): Promise<boolean> {
  const rows = await asSistema(tx, () =>
    tx
      .select({ id: versamenti.praticaId })
      .from(versamenti)
      .where(and(eq(versamenti.ente, ENTE), eq(versamenti.praticaId, praticaId))),
  )
  return rows.length > 0
}

async function writeUnita(
  tx: Tx,
  officer: Funzionario,
  praticaId: string,
  codice: string,
  descrizione: Descrizione,
  copie: readonly Copia[],
): Promise<string> {
  const nome = `${officer.nome} ${officer.cognome}`
  const unitaId = await writeDescrizione(tx, descrizione, { storia: false, luogo: LUOGO })
  await tx
    .update(unita)
    .set({ fonte: `Pratica ${codice}`, trattamento: copie.length > 0 ? 'scansionato' : 'schedato' })
    .where(and(eq(unita.ente, ENTE), eq(unita.id, unitaId)))
  await tx.insert(storiaUnita).values({
    ente: ENTE,
    unitaId,
    seq: 1, // its first description
    attoreId: officer.personaId,
    attoreNome: nome,
    cosa: 'versata dalla pratica',
    modifiche: { file: { da: null, a: copie.length } },
  })
  for (const [i, one] of copie.entries())
    await tx.insert(fileArchivio).values({ ente: ENTE, unitaId, ordine: i + 1, ...one })
  await enqueueFile(
    tx,
    copie.map((one) => one.id),
  )
  await tx
    .insert(versamenti)
    .values({ ente: ENTE, praticaId, unitaId, codice, file: copie.length, personaId: officer.personaId, nome })
  return unitaId
}

/** What would be written, and the documents to copy, before anything is held. */
async function prepara(
  officer: Funzionario,
  praticaId: string,
  serie: string,
): Promise<Result<{ descrizione: Descrizione; codice: string; documenti: Documento[] }, 'serie'>> {
  const found = isUuid(praticaId) ? await findConclusa(officer, praticaId) : null
  if (!found) return refuse(NON_TROVATA)
  const { pratica, ufficio, organizzazione, codiceFiscale } = found
  if (pratica.conclusaIl === null || pratica.esito === null) return refuse('Si versa in archivio una pratica conclusa')
  const [def, [sotto], papers] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    dbAs(officer)
      .select({ segnatura: unita.segnatura, accessoBase: unita.accessoBase })
      .from(unita)
      .where(and(eq(unita.ente, ENTE), eq(unita.segnatura, serie), inArray(unita.livello, [...LIVELLI_CHE_RICEVONO]))),
    listVersabili(officer, praticaId),
  ])
  if (!def) return refuse(NON_TROVATA)
  if (!sotto) return NESSUNA_SERIE
  const codice = formatNumero(pratica.anno, pratica.numero)
  const descrizione = descrizioneOf(
    {
      ...pratica,
      codice,
      titolo: def.titolo,
      presentataIl: romeDay(pratica.presentataAt),
      conclusaIl: pratica.conclusaIl,
      esito: pratica.esito,
      ufficio,
      // a company has no codice fiscale that somebody signs in with
      richiedente: {
        nome: organizzazione ?? pratica.richiedente,
        codiceFiscale: organizzazione ? null : codiceFiscale,
      },
    },
    sotto,
  )
  return success({ descrizione, codice, documenti: papers })
}

async function findConclusa(officer: Funzionario, praticaId: string) {
  const [row] = await dbAs(officer)
    .select({
      pratica: pratiche,
      ufficio: uffici.denominazione,
      organizzazione: organizzazioni.denominazione,
      codiceFiscale: persone.codiceFiscale,
    })
    .from(pratiche)
    .innerJoin(uffici, and(eq(uffici.ente, pratiche.ente), eq(uffici.id, pratiche.ufficioId)))
    .leftJoin(
      organizzazioni,
      and(eq(organizzazioni.ente, pratiche.ente), eq(organizzazioni.id, pratiche.organizzazioneId)),
    )
    .leftJoin(
      persone,
      and(
        eq(persone.ente, pratiche.ente),
        sql`${persone.id} = coalesce(${pratiche.titolareId}, ${pratiche.personaId})`,
      ),
    )
    .where(and(officerOf(officer), eq(pratiche.id, praticaId)))
  return row ?? null
}

/** Documents that are sent or produced, of kinds that the archive opens; what is for the office alone stays with it. */
export const listVersabili = (officer: Funzionario, praticaId: string): Promise<Documento[]> =>
  dbAs(officer)
    .select()
    .from(documenti)
    .where(
      and(
        eq(documenti.ente, ENTE),
        eq(documenti.praticaId, praticaId),
        eq(documenti.stato, 'pronto'),
        eq(documenti.interno, false),
        isNotNull(documenti.eventoSeq),
        isNotNull(documenti.chiaveCifrata),
        inArray(documenti.mime, [...MIME_VERSABILI]),
      ),
    )
    .orderBy(asc(documenti.prontoAt), asc(documenti.id))

/** The text of a page, corrected by a person or taken back to what the machine read. */
import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { pagineArchivio as pagine, testiPagina as testi } from '@/drizzle/schema/archivio-digitale'
import { correzioniTesto as correzioni, testiLetti as letti } from '@/drizzle/schema/archivio-lavorazione'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import { coverAgain } from '../coperte'
import type { ParolaPagina } from '../rules-digitale'
import type { CorrezioneInput } from './forms'
import { SENZA_TESTO } from './queries'
import { type AttoCorrezione, correggi, type RigaCambiata, righeDiParole } from './rules-correzione'

export const PAGINA_NON_TROVATA = refuse('Questa pagina non c’è più: torna alle carte')
/** Somebody else, or this person in another window, or the machine, wrote it meanwhile. */
const INTANTO = refuse('Intanto il testo di questa pagina è cambiato', {
  versione: 'Qui c’è il testo di adesso: riporta ciò che avevi scritto, che trovi qui sotto, e salva di nuovo',
})

type Pagina = typeof pagine.$inferSelect
type Testo = typeof testi.$inferSelect

/** The page and its text, held, for who works in the archive. Not there, and not theirs, are the same. */
async function lock(tx: Tx, paginaId: string): Promise<{ pagina: Pagina; testo: Testo | null } | null> {
  const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  if (!cura?.si) return null
  const [pagina] = await tx
    .select()
    .from(pagine)
    .where(and(eq(pagine.ente, ENTE), eq(pagine.id, paginaId)))
    .for('update')
  if (!pagina) return null
  const [testo] = await tx
    .select()
    .from(testi)
    .where(and(eq(testi.ente, ENTE), eq(testi.paginaId, paginaId)))
    .for('update')
  return { pagina, testo: testo ?? null }
}

/**
 * Corrects the text of a page line by line. What the machine read is kept; search, transcription and the covered text
 * follow.
 */
export async function correctTesto(
  actor: Funzionario,
  paginaId: string,
  { versione, ...correzione }: CorrezioneInput,
): Promise<Result<null, string>> {
  return recorded<null, string>(attoreOf(actor), async (tx, record) => {
    const found = await lock(tx, paginaId)
    if (!found) return PAGINA_NON_TROVATA
    const { pagina, testo } = found
    const parole = testo?.parole ?? []
    if (versione !== (testo?.versioneRiga ?? SENZA_TESTO)) return INTANTO
    if (correzione.righe.length !== righeDiParole(parole).length) return INTANTO
    const corretto = correggi(parole, correzione, pagina)
    const sure = correzione.controllata && parole.some((one) => one[5] < 100)
    if (corretto.cambiate.length === 0 && !sure) return refuse('Non hai cambiato niente')
    await keepLetto(tx, pagina, testo)
    const next = await writeTesto(tx, actor, pagina, testo, { testo: corretto.testo, parole: corretto.parole })
    await writeCorrezione(tx, actor, pagina, 'corretta', next, corretto.cambiate)
    await record({
      azione: 'archivio.testo_corretto',
      soggettoTipo: 'pagina_archivio',
      soggettoId: paginaId,
      dati: { unitaId: pagina.unitaId, righe: corretto.cambiate.length },
    })
    return success(null)
  })
}

/** Takes all corrections back: the page says again what the machine read. They stay in its history. */
export async function takeBackTesto(actor: Funzionario, paginaId: string, versione: number): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const found = await lock(tx, paginaId)
    if (!found) return PAGINA_NON_TROVATA
    const { pagina, testo } = found
    if (!testo || testo.versioneRiga !== versione)
      return refuse('Intanto il testo di questa pagina è cambiato: ricarica la pagina e riprova')
    const [letto] = await tx
      .delete(letti)
      .where(and(eq(letti.ente, ENTE), eq(letti.paginaId, paginaId)))
      .returning()
    if (!letto) return refuse('Il testo di questa pagina è già quello letto dalla macchina')
    const { testo: text, parole, fonte, confidenza, motore } = letto
    const [row] = await tx
      .update(testi)
      .set({
        testo: text,
        parole,
        fonte,
        confidenza,
        motore,
        correttoDaId: null,
        versioneRiga: versione + 1,
        updatedAt: sql`now()`,
      })
      .where(and(eq(testi.ente, ENTE), eq(testi.paginaId, paginaId)))
      .returning({ versione: testi.versioneRiga })
    await coverAgain(tx, paginaId, parole)
    await writeCorrezione(tx, actor, pagina, 'ripresa', row?.versione ?? versione + 1, [])
    await record({
      azione: 'archivio.testo_ripreso',
      soggettoTipo: 'pagina_archivio',
      soggettoId: paginaId,
      dati: { unitaId: pagina.unitaId },
    })
    return success(null)
  })
}

/** Only the first time: after that the text is a person's. */
async function keepLetto(tx: Tx, { id: paginaId, unitaId }: Pagina, testo: Testo | null): Promise<void> {
  const { testo: text = '', parole = [], fonte = 'ocr', confidenza = null, motore = null } = testo ?? {}
  await tx
    .insert(letti)
    .values({ ente: ENTE, paginaId, unitaId, testo: text, parole, fonte, confidenza, motore })
    .onConflictDoNothing()
}

async function writeTesto(
  tx: Tx,
  actor: Funzionario,
  { id: paginaId, unitaId }: Pagina,
  before: Testo | null,
  after: { testo: string; parole: ParolaPagina[] },
): Promise<number> {
  const values = { ...after, fonte: 'mano' as const, confidenza: null, correttoDaId: actor.personaId }
  const versione = (before?.versioneRiga ?? SENZA_TESTO) + 1
  if (before)
    await tx
      .update(testi)
      .set({ ...values, versioneRiga: versione, updatedAt: sql`now()` })
      .where(and(eq(testi.ente, ENTE), eq(testi.paginaId, paginaId)))
  else await tx.insert(testi).values({ ente: ENTE, paginaId, unitaId, versioneRiga: versione, ...values })
  await coverAgain(tx, paginaId, after.parole)
  return versione
}

const writeCorrezione = (
  tx: Tx,
  actor: Funzionario,
  { id: paginaId, unitaId }: Pagina,
  atto: AttoCorrezione,
  versione: number,
  righe: RigaCambiata[],
) =>
  tx.insert(correzioni).values({
    ente: ENTE,
    paginaId,
    unitaId,
    versione,
    atto,
    righe,
    personaId: actor.personaId,
    nome: `${actor.nome} ${actor.cognome}`,
  })

import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { bozze, pratiche } from '@/drizzle/schema/pratiche'
import { sha256 } from '@/lib/audit/hash'
import { recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { firmeOf, improntaDaFirmare, listFirme } from '@/lib/bozze/firme'
import {
  type Bozza,
  type BozzaDaInviare,
  bozzeOf,
  type FileBozza,
  findBozzaDaInviare,
  findBozzaPersa,
  listFileBozza,
} from '@/lib/bozze/queries'
import { whyNotSigned } from '@/lib/bozze/rules'
import { canonicalJson } from '@/lib/core/canonical'
import { formatDay, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { filingCap } from '@/lib/db/cap'
import { dbAs } from '@/lib/db/client'
import { databaseNow, today } from '@/lib/db/clock'
import { Ending } from '@/lib/db/transaction'
import { isUnfinished } from '@/lib/documenti/rules-file'
import { loadContesto } from '@/lib/procedimenti/contesto'
import type { Definizione } from '@/lib/procedimenti/forms'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { holds } from '@/lib/procedimenti/rules-condizioni'
import { whyLivello } from '@/lib/procedimenti/rules-livello'
import { esaminaIstanza, regoleOf } from '@/lib/procedimenti/rules-registro'
import { fraseOrganizzazioneSospesa } from '@/lib/sospensioni/rules'
import { attoreOn } from './attore'
import { GIORNO_CAMBIATO, numberedStatement, unnumberedStatement } from './filing-write'
import { formatNumero } from './rules'
import { computeTermine } from './rules-termini'

export type Presentata = { praticaId: string; numero: string }

/** A pratica already filed with this key: the same receipt, never a second one (R02). */
async function findFiled(viewer: Viewer, chiaveInvio: string): Promise<Presentata | null> {
  const [row] = await dbAs(viewer)
    .select({ id: pratiche.id, anno: pratiche.anno, numero: pratiche.numero })
    .from(pratiche)
    .where(and(eq(pratiche.ente, ENTE), eq(pratiche.chiaveInvio, chiaveInvio)))
  return row ? { praticaId: row.id, numero: formatNumero(row.anno, row.numero) } : null
}

export type FileInviato = { id: string; tipo: string; nome: string; byte: number; sha256: string }

export type DaInviare = { files: FileInviato[]; dati: Record<string, unknown> }

/**
 * The istanza as it would be filed now, or what it still lacks, in the order in which the person meets it.
 *
 * @param files of the draft, when they have been read with it
 */
export async function contentOf(
  viewer: Viewer,
  bozza: Bozza,
  def: Definizione,
  files?: readonly FileBozza[],
): Promise<Result<DaInviare, string>> {
  const all: readonly FileBozza[] = files ?? (await listFileBozza(viewer, bozza.id))
  const contesto = await loadContesto(await today())
  const { mancanze, allegati: dovuti, dati } = esaminaIstanza(def, bozza.dati, contesto)
  if (mancanze.length > 0)
    return refuse(
      'Prima di inviare completa le risposte segnate',
      Object.fromEntries(mancanze.map((one) => [one.campo, one.messaggio])),
    )
  const inArrivo = all.find((file) => isUnfinished(file, all))
  if (inArrivo)
    return refuse(`Il caricamento di «${inArrivo.nome}» non è finito: completalo o rimuovilo`, {
      allegati: 'Completa o rimuovi il caricamento',
    })
  const pronti = all.filter(
    (file): file is FileBozza & { sha256: string } => file.stato === 'pronto' && file.sha256 !== null,
  )
  const manca = dovuti.find((allegato) => allegato.obbligatorio && !pronti.some((file) => file.tipo === allegato.id))
  if (manca)
    return refuse(`Manca un documento: ${manca.titolo}`, {
      [`allegati.${manca.id}`]: `Carica il documento: ${manca.titolo}`,
    })
  const dovutiIds = new Set(dovuti.map((allegato) => allegato.id))
  return success({
    files: pronti
      .filter((file) => dovutiIds.has(file.tipo))
      .map(({ id, tipo, nome, byte, sha256: hash }) => ({ id, tipo, nome, byte, sha256: hash })),
    dati,
  })
}

/** What stops the filing: what is missing, then the declarations. */
async function checkFiling(
  viewer: Viewer,
  bozza: BozzaDaInviare,
  def: Definizione,
  dichiarazioni: string[],
): Promise<Result<DaInviare, string>> {
  const content = await contentOf(viewer, bozza, def, bozza.files)
  if (!content.ok) return content
  const { dati } = content.value
  const regole = regoleOf(def)
  const daAccettare = def.dichiarazioni.filter((one) => !one.quando || holds(one.quando, dati, regole.predicati))
  const nonAccettata = daAccettare.find((one) => !dichiarazioni.includes(one.id))
  if (nonAccettata)
    return refuse('Per inviare l’istanza conferma le dichiarazioni', {
      [`dichiarazioni.${nonAccettata.id}`]: 'Conferma questa dichiarazione',
    })
  return content
}

/**
 * Files an istanza: practice, number, documents, event, clock, outbox and audit in one transaction, so that what is
 * acknowledged exists whole (R01, R02). The number is the last thing taken, in the statement that writes what carries it.
 *
 * A session of a lower SPID level than the service asks is refused with `livello`.
 *
 * @param chiaveInvio key the form was born with: a repeat, a second tab or Back give the same receipt
 * @see L. 241/1990 art. 18-bis; D.P.R. 445/2000 artt. 53, 57
 */
export async function presentaIstanza(
  viewer: Viewer,
  bozzaId: string,
  chiaveInvio: string,
  dichiarazioni: string[],
): Promise<Result<Presentata, string>> {
  const bozza = await findBozzaDaInviare(viewer, bozzaId)
  if (!bozza) return refuse((await findBozzaPersa(viewer, bozzaId))?.messaggio ?? 'Bozza non trovata')
  if (bozza.praticaId) {
    const filed = await findFiled(viewer, bozza.chiaveInvio)
    return filed ? success(filed) : refuse('Bozza non trovata')
  }
  if (bozza.potere !== 'gestisce' && bozza.potere !== 'invia')
    return refuse('Questa bozza è condivisa con te senza il permesso di inviarla: la invia chi la tiene')
  if (bozza.chiaveInvio !== chiaveInvio) return refuse('Questa pagina è di un’altra domanda: ricaricala e riprova')
  const def = await findDefinizione(bozza.procedimento, bozza.versione)
  if (!def) return refuse('Servizio non trovato')
  const low = whyLivello(def, viewer.livello)
  if (low) return refuse(low.message, { livello: low.livello })
  if (bozza.sospensione)
    return refuse(fraseOrganizzazioneSospesa(bozza.organizzazione ?? 'l’organizzazione', bozza.sospensione))
  if (!bozza.attivo) return refuse('Il servizio è sospeso: la bozza resta salvata e potrai inviarla quando riapre')
  if (bozza.versioneInVigore !== bozza.versione)
    return refuse(
      'Il modulo è cambiato mentre lo compilavi: torna all’elenco e controlla le risposte. Sono tutte salvate',
    )
  const checked = await checkFiling(viewer, bozza, def, dichiarazioni)
  if (!checked.ok) return checked
  const filing = { viewer, bozza, def, dichiarazioni, ...checked.value }
  for (let tries = 1; ; tries++) {
    try {
      return await filingCap.run(() => fileInTransaction(filing))
    } catch (error) {
      // The day changed between computing the term and taking the number: everything was undone, and is done again.
      if ((error as Error).message === GIORNO_CAMBIATO && tries < FILING_TRIES) continue
      const filed = await settle(viewer, chiaveInvio, error)
      if (filed) return success(filed)
      // Not there: it is done again with its key, and waits for the first if that is still at work (R02).
      if (isOutcomeUnknown(error) && tries < FILING_TRIES) continue
      throw error
    }
  }
}

const FILING_TRIES = 3
const isOutcomeUnknown = (error: unknown): boolean => (error as { code?: string }).code === 'OUTCOME_UNKNOWN'

const SETTLE_TRIES = 8
const SETTLE_WAIT_MS = 500

/** When the connection died around the commit the outcome is unknown: the key tells, as soon as the database answers. */
async function settle(viewer: Viewer, chiaveInvio: string, error: unknown): Promise<Presentata | null> {
  const unknown = isOutcomeUnknown(error)
  for (let tries = 1; ; tries++) {
    try {
      return await findFiled(viewer, chiaveInvio)
    } catch (lost) {
      if (!unknown || tries >= SETTLE_TRIES) throw lost
      await new Promise((resolve) => setTimeout(resolve, SETTLE_WAIT_MS))
    }
  }
}

type Filing = {
  viewer: Viewer
  bozza: BozzaDaInviare
  def: Definizione
  dichiarazioni: string[]
  files: FileInviato[]
  dati: Record<string, unknown>
}

async function fileInTransaction({
  viewer,
  bozza,
  def,
  dichiarazioni,
  files,
  dati,
}: Filing): Promise<Result<Presentata, string>> {
  const regole = regoleOf(def)
  const praticaId = randomUUID()
  // What was shared is filed for whoever holds it.
  const titolareId =
    bozza.titolareId ?? (bozza.organizzazioneId || bozza.personaId === viewer.personaId ? null : bozza.personaId)
  const titolare = bozza.titolare ?? (titolareId ? bozza.scrittaDa : null)
  const richiedente = bozza.organizzazione ?? titolare ?? `${viewer.nome} ${viewer.cognome}`
  const attore = attoreOn(viewer, { ...bozza, titolareId, titolare })
  const oggetto = regole.oggetto(dati, def)
  const impronta = sha256(canonicalJson({ dati, files: files.map((file) => file.sha256) }))
  const ridotto = def.termine.ridotto.find((one) => holds(one.quando, dati, regole.predicati))
  const termine = {
    giorni: ridotto?.giorni ?? def.termine.giorni,
    unita: ridotto?.unita ?? def.termine.unita,
    sospensioneMaxGiorni: def.termine.sospensioneMaxGiorni,
  }
  return recorded<Presentata, string>(attore, async (tx, _record, recording) => {
    const [claimed] = await tx
      .update(bozze)
      .set({ praticaId, updatedAt: sql`clock_timestamp()` })
      .where(
        and(
          bozzeOf(viewer, 'invia'),
          eq(bozze.id, bozza.id),
          isNull(bozze.praticaId),
          eq(bozze.revisione, bozza.revisione),
        ),
      )
      .returning({
        firmatari: sql<boolean>`bozza_ha_firmatari(${ENTE}, bozze.id)`,
      })
    if (!claimed) {
      const filed = await findFiled(viewer, bozza.chiaveInvio)
      return filed
        ? { ok: false, message: GIA_PRESENTATA, errors: {} }
        : refuse('Le risposte sono cambiate in un’altra scheda: ricarica la pagina e controlla')
    }
    const firme = claimed.firmatari ? await listFirme(tx, bozza.id) : []
    if (firme.some((firma) => firma.codiceFiscale === viewer.codiceFiscale))
      return refuse('Sei tra i firmatari di questa domanda: deve inviarla un’altra persona')
    const daFirmare = firme.length > 0 ? improntaDaFirmare(bozza, dati, files) : ''
    const unsigned = whyNotSigned(firme, daFirmare, def.firmatari?.minimo ?? 0)
    if (unsigned) return refuse(unsigned, { firme: unsigned })
    const oggi = await today()
    const { scadeIl } = computeTermine(termine, [{ tipo: 'avvio', il: oggi }], oggi)
    const first = unnumberedStatement({
      praticaId,
      bozzaId: bozza.id,
      oggi,
      files,
      audit: recording({
        azione: 'pratica.presentata',
        soggettoTipo: 'pratica',
        soggettoId: praticaId,
        dati: { versione: bozza.versione, impronta },
      }),
    })
    const last = numberedStatement({
      praticaId,
      oggi,
      pratica: {
        procedimento: bozza.procedimento,
        versione: bozza.versione,
        chiave_invio: bozza.chiaveInvio,
        persona_id: viewer.personaId,
        organizzazione_id: bozza.organizzazioneId,
        titolare_id: titolareId,
        mandato_id: bozza.mandatoId,
        richiedente,
        ufficio_id: bozza.ufficioId,
        oggetto,
        dati,
        termine_giorni: termine.giorni,
        termine_unita: termine.unita,
        scade_il: scadeIl,
      },
      evento: {
        attoreNome: attore.nome,
        agiscePer: attore.agiscePerNome,
        dati: {
          impronta,
          dichiarazioni,
          ...(firme.length > 0 && { firme: firmeOf(firme) }),
          documenti: files,
          termineGiorni: termine.giorni,
          termineUnita: termine.unita,
          scadeIl,
        },
      },
      protocollo: { oggetto: `${def.titolo}: ${oggetto}`, mittente: richiedente, impronta },
      avviso: `L’ufficio risponde entro il ${formatDay(scadeIl)}. Trovi la ricevuta e lo stato della pratica nella tua area personale. A questo messaggio non si può rispondere.`,
    })
    return new Ending<Result<Presentata, string>>([first, last], ([row]) => {
      if (!row) throw new Error('No number from the register')
      return success({ praticaId, numero: formatNumero(row.anno, row.numero) })
    })
  }).then(async (result) => {
    if (!result.ok && result.message === GIA_PRESENTATA) {
      const filed = await findFiled(viewer, bozza.chiaveInvio)
      if (filed) return success(filed)
    }
    return result
  })
}

const GIA_PRESENTATA = 'Istanza già presentata'

import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { copieConformi, fileConformi } from '@/drizzle/schema/archivio-conformi'
import { pratiche } from '@/drizzle/schema/pratiche'
import { enti } from '@/drizzle/schema/soggetti'
import { newCodiceVerifica } from '@/lib/atti/sigillo'
import { sha256 } from '@/lib/audit/hash'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { canonicalJson } from '@/lib/core/canonical'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { storeContent } from '@/lib/documenti/content'
import { avvisa } from '@/lib/posta/avvisi'
import { nextNumero } from '@/lib/pratiche/journal'
import { formatNumero } from '@/lib/pratiche/rules'
import { COPIE_NON_TROVATE } from '../accesso/commands-copie'
import { listNomi } from '../accesso/queries'
import { findOrdine } from '../accesso/queries-copie'
import { canAttestare, findUfficioAttestante } from '../lotti/commands-attestazione'
import { findCarte, type Pagina } from '../visore/queries'
import type { ConformeInput } from './forms'
import { type FontePagina, listFonti, listPagineConformi } from './pagine'
import { findConformeUfficio, whyNotConforme } from './queries-ufficio'
import { type ContenutoConforme, formatPagine, MAX_BYTE_CONFORME, parsePagine } from './rules'
import { sealCopia, sealFile } from './sigillo'
import { printConforme } from './stampa'

export const CONFORME_NON_TROVATA = 'Copia conforme non trovata'
const DI = 'copia_conforme'
type Campo = keyof ConformeInput

/** What is certified, page by page; in words by field why it cannot be. */
function elencoOf(
  scelte: readonly Pagina[],
  fonti: ReadonlyMap<string, FontePagina>,
  base: ContenutoConforme['base'],
): Result<Pick<ContenutoConforme, 'pagine' | 'originali' | 'attestazioni'>, Campo> {
  const mancano = scelte.filter((one) => !fonti.has(one.id)).map((one) => one.numero)
  if (mancano.length > 0)
    return refuse('C’è un problema', {
      pagine: `${mancano.length === 1 ? 'La pagina' : 'Le pagine'} ${formatPagine(mancano)} non si ${mancano.length === 1 ? 'può' : 'possono'} dare: ${mancano.length === 1 ? 'è chiusa e non coperta, o non ha' : 'sono chiuse e non coperte, o non hanno'} ancora un’immagine`,
    })
  if (scelte.reduce((sum, one) => sum + (one.immagine?.byte ?? 0), 0) > MAX_BYTE_CONFORME)
    return refuse('C’è un problema', { pagine: 'Queste pagine pesano troppo per un file solo: fai più copie' })
  const chosen = scelte.flatMap((one) => fonti.get(one.id) ?? [])
  const attestazioni = new Map(
    chosen.flatMap(({ attestataIl: il, attestante }) =>
      il && attestante ? [[`${il} ${attestante}`, { il, attestante }] as const] : [],
    ),
  )
  if (base === 'attestate' && chosen.some((one) => one.attestataIl === null))
    return refuse('C’è un problema', {
      base: 'Non tutte queste scansioni sono attestate: confronta le pagine con gli originali',
    })
  const originali = [...new Set(chosen.map((one) => one.originale))]
  return success({
    originali,
    attestazioni: base === 'attestate' ? [...attestazioni.values()] : [],
    pagine: scelte.map((one, i) => ({
      numero: one.numero,
      etichetta: one.etichetta,
      coperta: one.immagine?.tipo === 'oscurata',
      originale: originali.indexOf(chosen[i]?.originale ?? '') + 1,
      sha256: chosen[i]?.immagine ?? '',
    })),
  })
}

/**
 * Certifies a copy of pages that were granted and paid for: number, day, who and what, sealed and never to be changed. The
 * file is made afterwards, from what was certified (`makeConforme`).
 * @see D.P.R. 445/2000 art. 18; CAD (D.Lgs. 82/2005) art. 23-ter
 */
export async function certifyConforme(
  officer: Funzionario,
  visioneId: string,
  { chiave, pagine, base }: ConformeInput,
): Promise<Result<string, Campo>> {
  const ordine = await findOrdine(officer, visioneId)
  if (!ordine) return refuse(COPIE_NON_TROVATE)
  const ufficio = await findUfficioAttestante(officer)
  const why = whyNotConforme(officer, ordine, ufficio !== null, await databaseNow())
  if (why || ufficio === null) return refuse(why ?? CONFORME_NON_TROVATA)
  const carte = await findCarte(officer, ordine.unitaId)
  if (!carte) return refuse('Le carte non sono ancora digitalizzate: la copia si fa dagli originali')
  const numeri = parsePagine(pagine, carte.pagine)
  if (typeof numeri === 'string') return refuse('C’è un problema', { pagine: numeri })
  const wanted = new Set(numeri)
  const scelte = (await listPagineConformi(officer, carte)).filter((one) => wanted.has(one.numero))
  const elenco = elencoOf(scelte, await listFonti(officer, scelte), base)
  if (!elenco.ok) return elenco
  const [nomi, [pratica]] = await Promise.all([
    listNomi([ordine.personaId]),
    dbAs(officer)
      .select({ anno: pratiche.anno, numero: pratiche.numero })
      .from(pratiche)
      .where(and(eq(pratiche.ente, ENTE), eq(pratiche.id, ordine.praticaId))),
  ])
  const contenuto: ContenutoConforme = {
    segnatura: ordine.segnatura,
    titolo: ordine.titolo,
    dataMostrata: carte.dataMostrata,
    richiesta: pratica ? formatNumero(pratica.anno, pratica.numero) : '',
    perChi: nomi.get(ordine.personaId) ?? '',
    scopo: ordine.scopo,
    certificatore: `${officer.nome} ${officer.cognome}, dirigente (${ufficio})`,
    ufficio,
    base,
    totale: carte.pagine,
    ...elenco.value,
    bollo: ordine.voci
      .filter((one) => one.codice === 'bollo-copia')
      .map(({ descrizione, importoCents }) => ({ descrizione, importoCents })),
    pagamento: ordine.pagamento,
  }
  return recorded<string, Campo>(attoreOf(officer), async (tx, record) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`conforme:${ENTE}:${chiave}`}, 0))`)
    const [before] = await tx
      .select({ id: copieConformi.id, visioneId: copieConformi.visioneId })
      .from(copieConformi)
      .where(and(eq(copieConformi.ente, ENTE), eq(copieConformi.id, chiave)))
    if (before && before.visioneId !== visioneId) return refuse('Ricarica la pagina e riprova')
    const dati = { visioneId, pagine: scelte.length, base }
    if (before) {
      const repeated = { ...dati, ripetuta: true }
      await record({ azione: 'archivio.conforme_certificata', soggettoTipo: DI, soggettoId: chiave, dati: repeated })
      return success(chiave)
    }
    const { anno, numero, at } = await nextNumero(tx, 'copie_conformi')
    const rilasciataIl = romeDay(at)
    const impronta = sha256(canonicalJson(contenuto))
    const sealed = { ente: ENTE, numero: formatNumero(anno, numero), il: rilasciataIl, pagine: scelte.length, impronta }
    await tx.insert(copieConformi).values({
      ente: ENTE,
      id: chiave,
      visioneId,
      unitaId: ordine.unitaId,
      personaId: ordine.personaId,
      anno,
      numero,
      rilasciataIl,
      rilasciataAt: at,
      certificataDaId: officer.personaId,
      base,
      pagine: scelte.length,
      contenuto,
      codiceVerifica: newCodiceVerifica(),
      sigillo: sealCopia(sealed),
    })
    await record({ azione: 'archivio.conforme_certificata', soggettoTipo: DI, soggettoId: chiave, dati })
    return success(chiave)
  })
}

/**
 * The file of a certified copy, made once: whoever asks again gets the same. Not made when an image is no longer the one
 * that was certified.
 */
export async function makeConforme(officer: Funzionario, id: string): Promise<Result<null>> {
  const copia = await findConformeUfficio(officer, id)
  if (!copia || !(await canAttestare(officer))) return refuse(CONFORME_NON_TROVATA)
  if (copia.stato !== 'in_preparazione')
    return refuse(copia.stato === 'revocata' ? 'Questa copia è revocata' : 'Il file c’è già')
  const carte = await findCarte(officer, copia.unitaId)
  const byNumero = new Map((carte ? await listPagineConformi(officer, carte) : []).map((one) => [one.numero, one]))
  const pagine = copia.contenuto.pagine.flatMap((one) => byNumero.get(one.numero) ?? [])
  const fonti = await listFonti(officer, pagine)
  if (!copia.contenuto.pagine.every((one, i) => fonti.get(pagine[i]?.id ?? '')?.immagine === one.sha256))
    return refuse('Qualche pagina è cambiata dopo la certificazione: revoca questa copia e rifalla')
  const [ente] = await dbAs('pubblico').select().from(enti).where(eq(enti.ente, ENTE))
  if (!ente) throw new Error('The body has no row')
  const bytes = await printConforme(
    {
      ente,
      numero: copia.codice,
      il: copia.rilasciataIl,
      at: copia.rilasciataAt,
      contenuto: copia.contenuto,
      impronta: sha256(canonicalJson(copia.contenuto)),
      verifica: { codice: copia.codiceVerifica, sigillo: copia.sigillo },
    },
    pagine,
  )
  const stored = await storeContent(bytes)
  return recorded(attoreOf(officer), async (tx, record) => {
    // two at once: the bytes of the second have no row, and are swept
    const made = await tx
      .insert(fileConformi)
      .values({
        ente: ENTE,
        copiaId: id,
        ...stored,
        sigillo: sealFile({ ente: ENTE, numero: copia.codice, sha256: stored.sha256 }),
      })
      .onConflictDoNothing({ target: [fileConformi.ente, fileConformi.copiaId] })
      .returning({ id: fileConformi.id })
    if (made.length > 0)
      await avvisa(tx, {
        chiave: `conforme:${id}:pronta`,
        personaId: copia.personaId,
        oggetto: `La copia conforme n. ${copia.codice} è pronta`,
        testo: 'Scaricala e conservala così com’è: chi la riceve può controllare che sia autentica.',
        percorso: paths.personale.copie(copia.visioneId),
      })
    const dati = { byte: stored.byte, sha256: stored.sha256, ripetuta: made.length === 0 }
    await record({ azione: 'archivio.conforme_pronta', soggettoTipo: DI, soggettoId: id, dati })
    return success(null)
  })
}

/** A copy that was wrong, or given to who had no right: it stays in the register, and whoever checks it reads that it holds no more. */
export async function revokeConforme(
  officer: Funzionario,
  id: string,
  { motivo }: { motivo: string },
): Promise<Result<null, 'motivo'>> {
  const at = await databaseNow()
  const copia = isUuid(id) ? await findConformeUfficio(officer, id) : null
  if (!copia) return refuse(CONFORME_NON_TROVATA)
  if (!(await canAttestare(officer))) return refuse('Può revocarla solo il dirigente dell’archivio')
  return recorded<null, 'motivo'>(attoreOf(officer), async (tx, record) => {
    const rows = await tx
      .update(copieConformi)
      .set({ revocataAt: at, revocataDaId: officer.personaId, revocataMotivo: motivo, updatedAt: at })
      .where(and(eq(copieConformi.ente, ENTE), eq(copieConformi.id, id), isNull(copieConformi.revocataAt)))
      .returning({ id: copieConformi.id })
    if (rows.length === 0) return refuse('Questa copia è già revocata')
    await avvisa(tx, {
      chiave: `conforme:${id}:revocata`,
      personaId: copia.personaId,
      oggetto: `La copia conforme n. ${copia.codice} è stata revocata`,
      testo: `Non usarla più: chi la controlla legge che non vale. Motivo: ${motivo}`,
      percorso: paths.personale.copie(copia.visioneId),
    })
    await record({ azione: 'archivio.conforme_revocata', soggettoTipo: DI, soggettoId: id })
    return success(null)
  })
}

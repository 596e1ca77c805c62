import 'server-only'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { accessiSpid, asserzioniUsate, persone } from '@/drizzle/schema/soggetti'
import { type Attore, type Record_, recorded, recordRead, SISTEMA } from '@/lib/audit/record'
import { newToken, tokenHash } from '@/lib/auth/token'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { findSospensione } from '@/lib/sospensioni/queries'
import { fraseAccessoSospeso } from '@/lib/sospensioni/rules'
import { findIdp, type Idp } from './idp'
import { type Partenza, signPartenza } from './partenza'
import { readAsserzione, readBusta } from './read-risposta'
import type { Rifiuto } from './refusal'
import { writeRegistro } from './registro'
import { authnRequest, newId, scopoOf } from './request'
import { codiceErrore } from './rules-anomalie'
import type { Federazione } from './rules-federazioni'
import { isLivello, type Livello } from './rules-livelli'
import {
  type Attesa,
  type AttributiImpresa,
  CONTROLLI_ASSERZIONE,
  CONTROLLI_BUSTA,
  firstRefusal,
  type Identita,
  identitaOf,
  STATUS_SUCCESS,
} from './rules-risposta'
import { needsImpresa, type Scopo } from './rules-scopi'
import { seal, unseal } from './sigillo'
import { sp } from './sp'
import { openRisposta } from './verify'
import { parseXml, XmlRefused } from './xml'

const MINUTI_RICHIESTA = 15
const SECONDI_CODICE = 60
const CONFRONTO = 'minimum'

type Inizio = {
  idp: Idp
  livello: Livello
  ritorno: string
  stato: string
  ip: string | null
  /** kind of professional identity asked for; a personal one when left out */
  scopo?: Scopo | null
}

/**
 * Writes the request in the register, bound to the browser by `stato`.
 * @returns what takes the browser to the provider
 * @throws Error when the provider has no SingleSignOnService: the caller has looked
 */
export async function openAccesso({ idp, livello, ritorno, stato, scopo = null }: Inizio): Promise<Partenza> {
  const { entityId } = sp(idp.federazione)
  const id = newId()
  const emessaAt = await databaseNow()
  const relayState = newToken()
  const [binding, destination] = idp.ssoRedirect
    ? ['redirect' as const, idp.ssoRedirect]
    : ['post' as const, idp.ssoPost]
  if (!destination) throw new Error('A provider with no SingleSignOnService')
  const richiesta = authnRequest({
    id,
    emessaAt,
    entityId,
    destination,
    livello,
    confronto: CONFRONTO,
    scopo,
  })
  const partenza = signPartenza({ binding, destination, xml: richiesta, element: 'AuthnRequest', relayState })
  await dbAs('accesso')
    .insert(accessiSpid)
    .values({
      ente: ENTE,
      richiestaId: id,
      emessaAt,
      idp: idp.entityId,
      livello,
      relayState,
      ritorno,
      browserHash: tokenHash(stato),
      statoOauth: stato,
      richiesta: seal(partenza.xml, id),
    })
  return partenza
}

type Arrivo = {
  xml: string
  relayState: string | null
  ip: string | null
  /** whose assertion consumer service it came to */
  federazione: Federazione
}
type Esito = { ok: true; codice: string; stato: string } | ({ ok: false } & Rifiuto)
type Richiesta = typeof accessiSpid.$inferSelect

/**
 * Takes the response of a provider. The request is consumed by the first response that is accepted; refused ones are
 * kept in the register with the reason, and leave it open.
 *
 * @returns the one-time code for the page that opens the session (32 bytes, 60 s, only its hash is stored)
 */
export async function receiveRisposta({ xml, relayState, ip, federazione }: Arrivo): Promise<Esito> {
  const richiesta = await findRichiesta(xml)
  if (!richiesta) return { ok: false, motivo: 'non-richiesta', federazione }
  const judged = await judge(xml, relayState, richiesta, federazione)
  const opened = judged.ok ? await accept(xml, richiesta, judged.identita, ip) : judged
  if (opened.ok) return opened
  await recordRifiuto(xml, richiesta, opened, ip)
  return { ...opened, federazione, riferimento: richiesta.id }
}

/** The request a message says it answers; a message nobody asked for is not looked at any further. */
async function findRichiesta(xml: string): Promise<Richiesta | null> {
  let inResponseTo: string | null
  try {
    inResponseTo = parseXml(xml).documentElement?.getAttribute('InResponseTo') ?? null
  } catch (error) {
    if (error instanceof XmlRefused) return null
    throw error
  }
  if (!inResponseTo) return null
  const [row] = await dbAs('accesso')
    .select()
    .from(accessiSpid)
    .where(and(eq(accessiSpid.richiestaId, inResponseTo), eq(accessiSpid.ente, ENTE)))
  return row ?? null
}

type Giudizio = { ok: true; identita: Identita } | ({ ok: false } & Rifiuto)

async function judge(
  xml: string,
  relayState: string | null,
  richiesta: Richiesta,
  federazione: Federazione,
): Promise<Giudizio> {
  const no = (motivo: string, codice?: number | null): Giudizio => ({ ok: false, motivo, codice })
  const ricevutaAt = await databaseNow()
  if (richiesta.conclusoAt) return no('replay')
  if (ricevutaAt.getTime() - richiesta.emessaAt.getTime() > MINUTI_RICHIESTA * 60_000) return no('scaduta')
  const idp = await findIdp(richiesta.idp)
  if (!idp || !isLivello(richiesta.livello)) return no('gestore-ritirato')
  if (idp.federazione !== federazione) return no('altra-federazione')
  if (relayState !== richiesta.relayState) return no('relay-state')
  const { entityId, acsUrl } = sp(federazione)
  const attesa: Attesa = {
    federazione,
    richiestaId: richiesta.richiestaId,
    emessaAt: richiesta.emessaAt,
    idp: idp.entityId,
    livello: richiesta.livello,
    confronto: CONFRONTO,
    entityId,
    acsUrl,
    ricevutaAt,
  }
  const opened = openRisposta(xml, idp.certificati)
  if (!opened.ok) return no(opened.motivo)
  const busta = readBusta(opened.value.response)
  const wrong = firstRefusal(CONTROLLI_BUSTA, busta, attesa)
  if (wrong) return no(wrong)
  if (busta.statusCode !== STATUS_SUCCESS) return no('anomalia', codiceErrore(busta.statusMessage))
  if (!opened.value.assertion) return no('senza-asserzione')
  const asserzione = readAsserzione(opened.value.assertion)
  const refused = firstRefusal(CONTROLLI_ASSERZIONE, asserzione, attesa)
  if (refused) return no(refused)
  const identita = identitaOf(asserzione)
  const scopo = scopoOf(unseal(richiesta.richiesta, richiesta.richiestaId))
  return needsImpresa(scopo) && !identita.impresa ? no('senza-impresa') : { ok: true, identita }
}

async function accept(xml: string, richiesta: Richiesta, identita: Identita, ip: string | null): Promise<Esito> {
  const codice = newToken()
  const attore: Attore = { ...SISTEMA, porta: 'accesso', ip }
  const result = await recorded<null, 'dettaglio'>(attore, async (tx, record): Promise<Result<null, 'dettaglio'>> => {
    const consumed = await tx
      .update(accessiSpid)
      .set({
        asserzioneId: identita.asserzioneId,
        nameId: identita.nameId,
        sessionIndex: identita.sessionIndex,
        livello: identita.livello,
        esito: 'riuscito',
        attributiImpresa: identita.impresa,
        codiceHash: tokenHash(codice),
        codiceScadeAt: sql`now() + make_interval(secs => ${SECONDI_CODICE})`,
        conclusoAt: sql`now()`,
      })
      .where(and(eq(accessiSpid.id, richiesta.id), eq(accessiSpid.ente, ENTE), isNull(accessiSpid.conclusoAt)))
      .returning({ id: accessiSpid.id })
    if (consumed.length === 0) return refuse('replay')
    const fresh = await tx
      .insert(asserzioniUsate)
      .values({ asserzioneId: identita.asserzioneId, scadeAt: identita.scadeAt })
      .onConflictDoNothing()
      .returning({ id: asserzioniUsate.asserzioneId })
    if (fresh.length === 0) return refuse('replay')
    const persona = await upsertPersona(tx, identita, record)
    const sospensione = await findSospensione({ personaId: persona.id }, tx)
    if (sospensione) return refuse('sospesa', { dettaglio: fraseAccessoSospeso(sospensione) })
    await tx.update(accessiSpid).set({ personaId: persona.id }).where(eq(accessiSpid.id, richiesta.id))
    await writeRegistro(tx, { richiesta, risposta: xml, esito: 'riuscito', identita, personaId: persona.id })
    await record({
      azione: 'accesso.riuscito',
      soggettoTipo: 'persona',
      soggettoId: persona.id,
      dati: { accesso: richiesta.id, livello: identita.livello },
    })
    return success(null)
  })
  if (!result.ok) return { ok: false, motivo: result.message, dettaglio: result.errors.dettaglio }
  return { ok: true, codice, stato: richiesta.statoOauth ?? '' }
}

/** The fiscal code is the key, never the e-mail (S15). What the provider says now replaces what it said before. */
async function upsertPersona(tx: Tx, { codiceFiscale, nome, cognome, natoIl, email }: Identita, record: Record_) {
  const said = { nome, cognome, ...(natoIl && { natoIl }), ...(email && { email }) }
  await tx
    .insert(persone)
    .values({ ente: ENTE, codiceFiscale, ...said })
    .onConflictDoNothing()
  const [before] = await tx
    .select()
    .from(persone)
    .where(and(eq(persone.ente, ENTE), eq(persone.codiceFiscale, codiceFiscale)))
    .for('update')
  if (!before) throw new Error('The persona just written is not there')
  const campi = Object.entries(said).filter(([name, value]) => before[name as keyof typeof said] !== value)
  if (campi.length > 0) {
    await tx
      .update(persone)
      .set({ ...said, updatedAt: sql`now()` })
      .where(eq(persone.id, before.id))
    const dati = { campi: campi.map(([name]) => name) }
    await record({ azione: 'persona.aggiornata', soggettoTipo: 'persona', soggettoId: before.id, dati })
  }
  return before
}

async function recordRifiuto(xml: string, richiesta: Richiesta, { motivo, codice }: Rifiuto, ip: string | null) {
  const esito = codice ? `${motivo} ${codice}` : motivo
  await dbAs('accesso')
    .update(accessiSpid)
    .set({ esito })
    .where(and(eq(accessiSpid.id, richiesta.id), eq(accessiSpid.ente, ENTE), isNull(accessiSpid.conclusoAt)))
  await writeRegistro(dbAs('accesso'), { richiesta, risposta: xml, esito })
  await recordRead(
    { ...SISTEMA, porta: 'accesso', ip },
    {
      azione: 'accesso.rifiutato',
      soggettoTipo: 'accesso',
      soggettoId: richiesta.id,
      dati: { motivo: esito },
      esito: 'rifiutato',
    },
  )
}

export type Accesso = {
  id: string
  personaId: string
  livello: number
  ritorno: string
  /** company that a professional identity belongs to */
  impresa?: AttributiImpresa | null
}

/** Takes a code once, within its minute, and only in the browser that began the access. */
export async function consumeCodice(codice: string, stato: string): Promise<Accesso | null> {
  const [row] = await dbAs('accesso')
    .update(accessiSpid)
    .set({ codiceUsatoAt: sql`now()` })
    .where(
      and(
        eq(accessiSpid.codiceHash, tokenHash(codice)),
        eq(accessiSpid.ente, ENTE),
        eq(accessiSpid.browserHash, tokenHash(stato)),
        isNull(accessiSpid.codiceUsatoAt),
        gt(accessiSpid.codiceScadeAt, sql`now()`),
      ),
    )
    .returning({
      id: accessiSpid.id,
      personaId: accessiSpid.personaId,
      livello: accessiSpid.livello,
      ritorno: accessiSpid.ritorno,
      impresa: accessiSpid.attributiImpresa,
    })
  return row?.personaId ? { ...row, personaId: row.personaId } : null
}

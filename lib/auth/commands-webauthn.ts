import 'server-only'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { and, eq, sql } from 'drizzle-orm'
import { secondiFattori } from '@/drizzle/schema/sicurezza'
import { sessioni } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { canChangeFattori, notifyFattore, PIENI, raiseSessione } from './commands-dispositivi'
import { activeOf, attemptFattore, type Dato, ownSessione } from './commands-fattori'
import { listFattori } from './queries-fattori'
import { MAX_FATTORI } from './rules-fattore'
import type { Viewer } from './viewer'

/** How long a person has to touch the key. */
const MINUTI_SFIDA = 5
const NON_RIUSCITA = 'La chiave di sicurezza non ha risposto come doveva: riprova, oppure usa il codice dell’app'

const rp = () => ({ id: new URL(env().BASE_URL).hostname, origin: env().BASE_URL })

/** One challenge a session at a time; a new one replaces it. */
const keepSfida = (viewer: Viewer, sfida: string) =>
  dbAs(viewer)
    .update(sessioni)
    .set({ sfida, sfidaScadeAt: sql`now() + make_interval(mins => ${MINUTI_SFIDA})` })
    .where(ownSessione(viewer))

/** Takes the challenge away as it is read: an answer is good once (WebAuthn §13.4.3). */
async function takeSfida(tx: Tx, viewer: Viewer): Promise<string | null> {
  const [row] = await tx
    .select({ sfida: sessioni.sfida, viva: sql<boolean>`${sessioni.sfidaScadeAt} > now()` })
    .from(sessioni)
    .where(ownSessione(viewer))
    .for('update')
  await tx.update(sessioni).set({ sfida: null, sfidaScadeAt: null }).where(ownSessione(viewer))
  return row?.sfida && row.viva ? row.sfida : null
}

const keysOf = async (viewer: Viewer) =>
  (await listFattori(viewer.personaId)).flatMap(({ credenzialeId, trasporti }) =>
    credenzialeId ? [{ id: credenzialeId, transports: trasporti ?? undefined }] : [],
  )

/** What the browser needs to make a new passkey for this person. */
export async function beginRegistrazione(viewer: Viewer): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const nome = `${viewer.nome} ${viewer.cognome}`
  const options = await generateRegistrationOptions({
    rpName: 'Provincia della Spezia – Sportello telematico',
    rpID: rp().id,
    userID: new TextEncoder().encode(viewer.personaId),
    userName: nome,
    userDisplayName: nome,
    excludeCredentials: await keysOf(viewer),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  })
  await keepSfida(viewer, options.challenge)
  return options
}

/** What the browser needs to ask one of the person's passkeys. */
export async function beginVerifica(viewer: Viewer): Promise<Result<PublicKeyCredentialRequestOptionsJSON>> {
  const allowCredentials = await keysOf(viewer)
  if (allowCredentials.length === 0) return refuse('Non hai chiavi di sicurezza: usa il codice dell’app')
  const options = await generateAuthenticationOptions({
    rpID: rp().id,
    allowCredentials,
    userVerification: 'preferred',
  })
  await keepSfida(viewer, options.challenge)
  return success(options)
}

/** The library throws for whatever an answer may have wrong: all of it is «not right» here. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch {
    return null
  }
}

/** Keeps a passkey that has answered the challenge of this session. */
export async function addChiave(
  viewer: Viewer,
  nome: string,
  response: RegistrationResponseJSON,
): Promise<Result<Dato, 'nome'>> {
  const at = await databaseNow()
  return recorded<Dato, 'nome'>(attoreOf(viewer), async (tx, record) => {
    const allowed = await canChangeFattori(tx, viewer)
    if (!allowed.ok) return refuse(allowed.message)
    if (allowed.value.quanti >= MAX_FATTORI) return refuse(PIENI)
    const sfida = await takeSfida(tx, viewer)
    if (!sfida) return refuse(NON_RIUSCITA)
    const checked = await orNull(
      verifyRegistrationResponse({
        response,
        expectedChallenge: sfida,
        expectedOrigin: rp().origin,
        expectedRPID: rp().id,
        requireUserVerification: false, // the first factor is the national identity; this one is what one has
      }),
    )
    if (!checked?.verified) return refuse(NON_RIUSCITA)
    const { credential } = checked.registrationInfo
    const [row] = await tx
      .insert(secondiFattori)
      .values({
        ente: ENTE,
        personaId: viewer.personaId,
        tipo: 'webauthn',
        nome,
        credenzialeId: credential.id,
        chiavePubblica: Buffer.from(credential.publicKey).toString('base64url'),
        contatore: credential.counter,
        trasporti: credential.transports ?? [],
        usatoAt: at,
      })
      .onConflictDoNothing()
      .returning({ id: secondiFattori.id })
    if (!row) return refuse('Questa chiave è già registrata')
    const token = await raiseSessione(tx, viewer, at)
    await notifyFattore(tx, viewer.personaId, `fattore:${row.id}`, 'Hai aggiunto una chiave di sicurezza')
    await record({
      azione: 'fattore.aggiunto',
      soggettoTipo: 'persona',
      soggettoId: viewer.personaId,
      dati: { id: row.id, tipo: 'webauthn' },
    })
    return success({ token })
  })
}

/** A passkey's answer as the second factor. */
export async function giveChiave(
  viewer: Viewer,
  response: AuthenticationResponseJSON,
  rotate: boolean,
): Promise<Result<Dato, 'codice'>> {
  return attemptFattore(viewer, rotate, async (tx, _record, at) => {
    const sfida = await takeSfida(tx, viewer)
    const [chiave] = await tx
      .select()
      .from(secondiFattori)
      .where(and(activeOf(viewer.personaId), eq(secondiFattori.credenzialeId, String(response.id))))
      .for('update')
    if (!sfida || !chiave?.chiavePubblica || !chiave.credenzialeId) return { errore: NON_RIUSCITA }
    const checked = await orNull(
      verifyAuthenticationResponse({
        response,
        expectedChallenge: sfida,
        expectedOrigin: rp().origin,
        expectedRPID: rp().id,
        requireUserVerification: false,
        credential: {
          id: chiave.credenzialeId,
          publicKey: new Uint8Array(Buffer.from(chiave.chiavePubblica, 'base64url')),
          counter: chiave.contatore ?? 0,
        },
      }),
    )
    if (!checked?.verified) return { errore: NON_RIUSCITA }
    await tx
      .update(secondiFattori)
      .set({ contatore: checked.authenticationInfo.newCounter, usatoAt: at })
      .where(and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.id, chiave.id)))
    return { riuscito: { tipo: 'webauthn', fattoreId: chiave.id } }
  })
}

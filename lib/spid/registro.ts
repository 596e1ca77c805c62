import 'server-only'
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { type accessiSpid, persone, registroAccessi } from '@/drizzle/schema/soggetti'
import { type Attore, actorOf, recordRead } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { Tx } from '@/lib/db/transaction'
import { readBusta } from './read-risposta'
import type { Identita } from './rules-risposta'
import { seal, unseal } from './sigillo'
import { parseXml } from './xml'

/** Art. 13 c. 2 DPCM 24 ottobre 2014. */
export const MESI_REGISTRO = 24

type Richiesta = typeof accessiSpid.$inferSelect
type Voce = {
  richiesta: Richiesta
  risposta: string
  esito: string
  identita?: Identita
  personaId?: string
}

/** The one way a row comes into the register. `tx` of the access when it is accepted; refused ones stand alone. */
export async function writeRegistro(where: Pick<Tx, 'insert'>, voce: Voce): Promise<void> {
  const { richiesta, risposta, esito, identita, personaId = null } = voce
  const root = parseXml(risposta).documentElement
  const busta = root && readBusta(root)
  const asked = unseal(richiesta.richiesta, richiesta.richiestaId)
  await where.insert(registroAccessi).values({
    ente: ENTE,
    accessoId: richiesta.id,
    personaId,
    richiestaId: richiesta.richiestaId,
    richiestaAt: richiesta.emessaAt,
    idp: richiesta.idp,
    rispostaId: busta?.id?.slice(0, 200) ?? null,
    rispostaAt: busta?.issueInstant?.slice(0, 40) ?? null,
    rispostaIssuer: busta?.emittente?.testo?.slice(0, 500) ?? null,
    asserzioneId: identita?.asserzioneId ?? null,
    nameId: identita?.nameId ?? null,
    nameQualifier: identita?.nameQualifier ?? null,
    esito,
    messaggi: seal(JSON.stringify({ richiesta: asked, risposta }), richiesta.richiestaId),
  })
}

export type Ricerca = {
  /** at least one of these, or a period */
  codiceFiscale?: string
  riferimento?: string
  dal?: Date
  /** excluded */
  al?: Date
}

/**
 * Reads the register; the reading itself is recorded, before anything is handed out.
 *
 * @param motivo why it is read
 * @returns newest first, at most 1000, with the messages whole
 */
export async function readRegistro(attore: Attore, { codiceFiscale, riferimento, dal, al }: Ricerca, motivo: string) {
  const rows = await dbAs(actorOf(attore))
    .select({
      id: registroAccessi.id,
      accessoId: registroAccessi.accessoId,
      codiceFiscale: persone.codiceFiscale,
      richiestaId: registroAccessi.richiestaId,
      richiestaAt: registroAccessi.richiestaAt,
      idp: registroAccessi.idp,
      rispostaId: registroAccessi.rispostaId,
      rispostaAt: registroAccessi.rispostaAt,
      rispostaIssuer: registroAccessi.rispostaIssuer,
      asserzioneId: registroAccessi.asserzioneId,
      nameId: registroAccessi.nameId,
      nameQualifier: registroAccessi.nameQualifier,
      esito: registroAccessi.esito,
      messaggi: registroAccessi.messaggi,
      createdAt: registroAccessi.createdAt,
    })
    .from(registroAccessi)
    .leftJoin(persone, and(eq(persone.ente, registroAccessi.ente), eq(persone.id, registroAccessi.personaId)))
    .where(
      and(
        eq(registroAccessi.ente, ENTE),
        codiceFiscale ? eq(persone.codiceFiscale, codiceFiscale) : undefined,
        riferimento
          ? sql`${riferimento} in (${registroAccessi.accessoId}::text, ${registroAccessi.richiestaId})`
          : undefined,
        dal ? gte(registroAccessi.createdAt, dal) : undefined,
        al ? lt(registroAccessi.createdAt, al) : undefined,
      ),
    )
    .orderBy(desc(registroAccessi.createdAt))
    .limit(1000)
  await recordRead(attore, {
    azione: 'registro_accessi.letto',
    soggettoTipo: 'registro_accessi',
    soggettoId: ENTE,
    dati: { righe: rows.length, motivo, dal, al, perPersona: !!codiceFiscale, perRiferimento: !!riferimento },
  })
  return rows.map(({ messaggi, ...row }) => ({
    ...row,
    ...(JSON.parse(unseal(messaggi, row.richiestaId)) as { richiesta: string; risposta: string }),
  }))
}

/** Scheduled: what the norm no longer asks to keep. @returns rows removed */
export async function sweepRegistro(): Promise<number> {
  const gone = await dbAs('sistema').execute(sql`
    with scadute as (delete from registro_accessi where created_at < now() - make_interval(months => ${MESI_REGISTRO})
      returning 1)
    select 1 from scadute`)
  return gone.length
}

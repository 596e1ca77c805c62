import 'server-only'
import { and, asc, count, eq, isNull } from 'drizzle-orm'
import QRCode from 'qrcode'
import { codiciRecupero, secondiFattori } from '@/drizzle/schema/sicurezza'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { chiaveInProva, invitoOf } from './totp'
import type { Viewer } from './viewer'

/** The factors a person has now, oldest first; their secrets stay where they are. */
export async function listFattori(personaId: string) {
  return dbAs({ personaId })
    .select({
      id: secondiFattori.id,
      tipo: secondiFattori.tipo,
      nome: secondiFattori.nome,
      createdAt: secondiFattori.createdAt,
      usatoAt: secondiFattori.usatoAt,
      credenzialeId: secondiFattori.credenzialeId,
      trasporti: secondiFattori.trasporti,
    })
    .from(secondiFattori)
    .where(and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.personaId, personaId), isNull(secondiFattori.toltoAt)))
    .orderBy(asc(secondiFattori.createdAt), asc(secondiFattori.id))
}
export type Fattore = Awaited<ReturnType<typeof listFattori>>[number]

/** Recovery codes not yet used. */
export async function countCodiciRecupero(personaId: string): Promise<number> {
  const [row] = await dbAs({ personaId })
    .select({ n: count() })
    .from(codiciRecupero)
    .where(and(eq(codiciRecupero.ente, ENTE), eq(codiciRecupero.personaId, personaId), isNull(codiciRecupero.usatoAt)))
  return row?.n ?? 0
}

/** Factors the person has had, those taken away too. */
export async function countFattoriAvuti(personaId: string): Promise<number> {
  const [row] = await dbAs({ personaId })
    .select({ n: count() })
    .from(secondiFattori)
    .where(and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.personaId, personaId)))
  return row?.n ?? 0
}

export type Invito = { segreto: string; uri: string; qr: string }

/**
 * What a person sets an app up with: nothing of it is kept until the app's first right code.
 *
 * @returns `qr` is an image as an address (`data:`)
 */
export async function findInvito(viewer: Viewer): Promise<Invito> {
  const chiave = chiaveInProva(viewer.sessioneHash, await countFattoriAvuti(viewer.personaId))
  const invito = invitoOf(chiave, `${viewer.nome} ${viewer.cognome}`)
  return { ...invito, qr: await QRCode.toDataURL(invito.uri, { margin: 2, scale: 5 }) }
}

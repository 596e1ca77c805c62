/** Opens a session for an officer of the sample world. Prints its cookie: for measures on a throw-away portal only. */
import { sql } from 'drizzle-orm'
import { sessioni } from '@/drizzle/schema/soggetti'
import { sessionCookie } from '@/lib/auth/cookies'
import { newToken, tokenHash } from '@/lib/auth/token'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { findAttore } from '@/lib/mondo/attori'
import { PERSONE_DEMO } from '@/lib/mondo/persone'

const demo = PERSONE_DEMO.find((one) =>
  one.ruoli?.some((r) => r.ruolo === 'istruttore' && r.ufficio === 'trasporti-eccezionali'),
)
if (!demo) throw new Error('No officer in the sample world')
const { personaId } = await findAttore(demo.codiceFiscale)
const token = newToken()
await dbAs('accesso')
  .insert(sessioni)
  .values({
    tokenHash: tokenHash(token),
    ente: ENTE,
    personaId,
    livello: 2,
    secondoFattoreAt: sql`now()` as unknown as Date, // the second factor is not what is measured
    scadeAt: sql`now() + interval '8 hours'` as unknown as Date,
  })
await closeDatabase()
console.log(`COOKIE ${sessionCookie()}=${token}`)

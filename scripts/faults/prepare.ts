/** Prepares a signed-in person and their drafts for the fault run. Prints JSON: the session cookie, the drafts. */
import { sql } from 'drizzle-orm'
import { sessioni } from '@/drizzle/schema/soggetti'
import { sessionCookie } from '@/lib/auth/cookies'
import { newToken, tokenHash } from '@/lib/auth/token'
import { createBozza } from '@/lib/bozze/commands'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { findAttore } from '@/lib/mondo/attori'
import { singola } from '@/lib/mondo/domande'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { loadContesto } from '@/lib/procedimenti/contesto'
import { findServizio } from '@/lib/procedimenti/queries'
import { allegatiDovuti } from '@/lib/procedimenti/rules-registro'
import { listStrade } from '@/lib/strade/queries'

const count = Number(process.argv[2] ?? 100)
const demo = PERSONE_DEMO.find((one) => one.appartenenze?.some((other) => other.ruolo === 'legale_rappresentante'))
if (!demo) throw new Error('Nobody of the sample world represents a company')
const viewer = await findAttore(demo.codiceFiscale)
const oggi = await today()
const [strade, servizio, contesto] = await Promise.all([
  listStrade(oggi),
  findServizio('trasporto-eccezionale'),
  loadContesto(oggi),
])
if (!servizio) throw new Error('The transport procedure is not published')
const drafts: { id: string; allegati: string[] }[] = []
const one = async (i: number) => {
  const dati = singola(oggi, strade, `Trasformatore di prova ${i}`)
  const created = await createBozza(viewer, 'trasporto-eccezionale', viewer.organizzazioni[0]?.id ?? null, dati)
  if (!created.ok) throw new Error(created.message)
  drafts.push({
    id: created.value,
    allegati: allegatiDovuti(servizio.definizione, dati, contesto)
      .filter((file) => file.obbligatorio)
      .map((file) => file.id),
  })
}
for (let from = 0; from < count; from += 8)
  await Promise.all(Array.from({ length: Math.min(8, count - from) }, (_, i) => one(from + i)))
const token = newToken()
await dbAs('sistema')
  .insert(sessioni)
  .values({
    tokenHash: tokenHash(token),
    ente: ENTE,
    personaId: viewer.personaId,
    agiscePerId: viewer.organizzazioni[0]?.id ?? null,
    livello: 2,
    scadeAt: sql`now() + interval '8 hours'` as unknown as Date,
  })
await closeDatabase()
console.log(JSON.stringify({ token: `${sessionCookie()}=${token}`, drafts }))

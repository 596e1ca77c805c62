/** People as the administrators see them: roles, suspensions, sessions, second factors; and the bodies they work for. */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { secondiFattori } from '@/drizzle/schema/sicurezza'
import { sessioni } from '@/drizzle/schema/soggetti'
import { tokenHash } from '@/lib/auth/token'
import { sealChiave } from '@/lib/auth/totp'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { makePersona, newPartitaIva } from '@/lib/imprese/testing/world'
import { done } from '@/lib/mondo/pratiche'
import { askRuolo, decideRichiesta, withdrawRichiesta } from '@/lib/ruoli/commands'
import { registerEnte } from '@/lib/ruoli/commands-anagrafe'
import { liftSospensione, suspendSoggetto } from '@/lib/sospensioni/commands'
import { giveRuolo, type People, signIn } from '../people'
import { MOTIVO, type Named } from './shared'

export function makePersone({ di, ufficioId }: People) {
  const aPersona = async () => (await makePersona()).personaId

  async function richiesta(stato: string): Promise<Named> {
    const input = {
      ruolo: 'istruttore' as const,
      sede: ufficioId,
      validoDal: await today(),
      validoAl: null,
      motivo: MOTIVO,
    }
    const id = done(await askRuolo(di.amministratore_sistema, await aPersona(), input))
    if (stato === 'confermata')
      done(await decideRichiesta(di.altro_amministratore, id, { esito: 'confermata', motivo: '' }))
    if (stato === 'ritirata') done(await withdrawRichiesta(di.amministratore_sistema, id))
    return { id }
  }

  async function ruolo(stato: string): Promise<Named> {
    const persona = await makePersona()
    const ruoloId = await giveRuolo(persona, 'istruttore', {
      ufficioId: ufficioId,
      ...(stato === 'finito' && { validoAl: '2020-12-31' }),
    })
    return { id: persona.personaId, ruoloId }
  }

  const newEnte = async () =>
    done(
      await registerEnte(di.amministratore_sistema, {
        tipo: 'comune',
        denominazione: `Comune di prova ${randomUUID().slice(0, 8)}`,
        codiceFiscale: newPartitaIva(),
        sede: 'Prova',
        pec: '',
      }),
    )

  async function sospensione(stato: string): Promise<Named> {
    const id = done(
      await suspendSoggetto(
        di.amministratore_sistema,
        { personaId: await aPersona() },
        { dal: await today(), al: null, motivo: MOTIVO },
      ),
    )
    if (stato === 'revocata') done(await liftSospensione(di.amministratore_sistema, id, MOTIVO))
    return { id }
  }

  async function sessione(stato: string): Promise<Named> {
    const hash = tokenHash(await signIn(di.richiedente))
    const [row] = await dbAs('sistema').select().from(sessioni).where(eq(sessioni.tokenHash, hash))
    if (stato === 'chiusa') await dbAs('accesso').delete(sessioni).where(eq(sessioni.tokenHash, hash))
    return { id: row?.id ?? '' }
  }

  async function fattore(stato: string): Promise<Named> {
    const id = randomUUID()
    await dbAs('sistema')
      .insert(secondiFattori)
      .values({
        ente: ENTE,
        id,
        personaId: di.istruttore.personaId,
        tipo: 'totp',
        nome: 'Secondo telefono',
        ...sealChiave(id, Buffer.alloc(32, 7)),
        usatoAt: new Date(),
        ...(stato === 'tolto' && { toltoAt: new Date() }),
      })
    return { id }
  }
  return { aPersona, newEnte, richiesta, ruolo, sospensione, sessione, fattore }
}
export type Persone = ReturnType<typeof makePersone>

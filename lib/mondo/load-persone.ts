import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { secondiFattori } from '@/drizzle/schema/sicurezza'
import { appartenenze, organizzazioni, persone, ruoli, uffici, veicoli } from '@/drizzle/schema/soggetti'
import { sealChiave } from '@/lib/auth/totp'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { transaction } from '@/lib/db/transaction'
import { chiaveDiProva, conFattoreDiProva } from './fattori'
import { ORGANIZZAZIONI_DEMO, PERSONE_DEMO, VEICOLI_DEMO } from './persone'

const DAL: IsoDate = '2026-01-01'

/** Loads the sample people, companies, roles and fleet. Adds what is missing and changes nothing: it may run again. */
export async function loadPersone(): Promise<void> {
  await transaction(
    async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mondo:${ENTE}`}, 0))`)
      await tx
        .insert(organizzazioni)
        .values(
          ORGANIZZAZIONI_DEMO.map(({ partitaIva, ...one }) => ({
            ente: ENTE,
            ...one,
            codiceFiscale: partitaIva,
            partitaIva,
            pec: null,
          })),
        )
        .onConflictDoNothing()
      const known = PERSONE_DEMO.filter((one) => one.nota !== false)
      await tx
        .insert(persone)
        .values(
          known.map(({ nome, cognome, codiceFiscale, natoIl, email }) => ({
            ente: ENTE,
            nome,
            cognome,
            codiceFiscale,
            natoIl,
            email,
          })),
        )
        .onConflictDoNothing()

      const orgIds = new Map(
        (
          await tx
            .select({ id: organizzazioni.id, cf: organizzazioni.codiceFiscale })
            .from(organizzazioni)
            .where(eq(organizzazioni.ente, ENTE))
        ).map((row) => [row.cf, row.id]),
      )
      const ufficioIds = new Map(
        (await tx.select({ id: uffici.id, codice: uffici.codice }).from(uffici).where(eq(uffici.ente, ENTE))).map(
          (row) => [row.codice, row.id],
        ),
      )
      const personaIds = new Map(
        (
          await tx.select({ id: persone.id, cf: persone.codiceFiscale }).from(persone).where(eq(persone.ente, ENTE))
        ).map((row) => [row.cf, row.id]),
      )
      const orgId = (name: string) =>
        need(orgIds.get(ORGANIZZAZIONI_DEMO.find((one) => one.denominazione === name)?.partitaIva ?? ''), name)

      for (const persona of known) {
        const personaId = need(personaIds.get(persona.codiceFiscale), persona.codiceFiscale)
        for (const { organizzazione, ruolo } of persona.appartenenze ?? []) {
          const organizzazioneId = orgId(organizzazione)
          const [there] = await tx
            .select({ id: appartenenze.id })
            .from(appartenenze)
            .where(
              and(
                eq(appartenenze.ente, ENTE),
                eq(appartenenze.personaId, personaId),
                eq(appartenenze.organizzazioneId, organizzazioneId),
              ),
            )
          if (!there)
            await tx.insert(appartenenze).values({ ente: ENTE, personaId, organizzazioneId, ruolo, validoDal: DAL })
        }
        for (const { ruolo, ufficio, organizzazione } of persona.ruoli ?? []) {
          const ufficioId = ufficio ? need(ufficioIds.get(ufficio), ufficio) : null
          const organizzazioneId = organizzazione ? orgId(organizzazione) : null
          const [there] = await tx
            .select({ id: ruoli.id })
            .from(ruoli)
            .where(
              and(
                eq(ruoli.ente, ENTE),
                eq(ruoli.personaId, personaId),
                eq(ruoli.ruolo, ruolo),
                ufficioId ? eq(ruoli.ufficioId, ufficioId) : undefined,
                organizzazioneId ? eq(ruoli.organizzazioneId, organizzazioneId) : undefined,
              ),
            )
          if (!there)
            await tx.insert(ruoli).values({ ente: ENTE, personaId, ruolo, ufficioId, organizzazioneId, validoDal: DAL })
        }
      }
      for (const { codiceFiscale } of conFattoreDiProva()) {
        const personaId = need(personaIds.get(codiceFiscale), codiceFiscale)
        const [there] = await tx
          .select({ id: secondiFattori.id })
          .from(secondiFattori)
          .where(and(eq(secondiFattori.ente, ENTE), eq(secondiFattori.personaId, personaId)))
          .limit(1)
        if (there) continue
        const id = randomUUID()
        await tx.insert(secondiFattori).values({
          ente: ENTE,
          id,
          personaId,
          tipo: 'totp',
          nome: 'App di prova',
          ...sealChiave(id, chiaveDiProva(codiceFiscale)),
        })
      }
      await tx
        .insert(veicoli)
        .values(
          VEICOLI_DEMO.map(({ organizzazione, ...one }) => ({
            ente: ENTE,
            organizzazioneId: orgId(organizzazione),
            ...one,
          })),
        )
        .onConflictDoNothing()
    },
    { attore: null, ente: ENTE },
  )
}

function need(id: string | undefined, name: string): string {
  if (!id) throw new Error(`Sample world: ${name} is missing`)
  return id
}

/** People and companies of a test's own: invented, and of no other test. */
import { randomInt } from 'node:crypto'
import { appartenenze, organizzazioni, persone } from '@/drizzle/schema/soggetti'
import type { RuoloAppartenenza } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { checkLetter } from '@/lib/core/codici'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { findAttore } from '@/lib/mondo/attori'

const letters = (n: number) => Array.from({ length: n }, () => String.fromCharCode(65 + randomInt(26))).join('')

/** A codice fiscale of nobody (Z999 is no place), with its right check letter. None begins with IT, as a partita IVA may. */
export function newCodiceFiscale(): string {
  const first15 = `X${letters(5)}80A01Z999`
  return first15 + checkLetter(first15)
}

/** A partita IVA of nobody: office 000, right check digit. */
export function newPartitaIva(): string {
  const ten = `${String(randomInt(1_000_000, 9_999_999))}000`
  let sum = 0
  for (let i = 0; i < 10; i += 1) {
    const doubled = Number(ten[i]) * (i % 2 === 1 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return ten + ((10 - (sum % 10)) % 10)
}

export async function makePersona(nome = 'Prova'): Promise<Viewer> {
  const codiceFiscale = newCodiceFiscale()
  await dbAs('sistema')
    .insert(persone)
    .values({ ente: ENTE, codiceFiscale, nome, cognome: codiceFiscale.slice(0, 6), email: 'x@example.org' })
  return findAttore(codiceFiscale)
}

export async function makeImpresa(tipo: 'impresa' | 'agenzia' = 'impresa') {
  const codiceFiscale = newPartitaIva()
  const denominazione = `PROVA ${letters(6)} S.R.L.`
  const [row] = await dbAs('sistema')
    .insert(organizzazioni)
    .values({ ente: ENTE, tipo, denominazione, codiceFiscale, partitaIva: codiceFiscale, sede: 'Via di Prova 1, Luni' })
    .returning({ id: organizzazioni.id })
  return { id: row?.id as string, denominazione, codiceFiscale }
}

/** Puts the person in the company. @returns the person as the portal sees them from the next request */
export async function addMembro(
  persona: Viewer,
  organizzazioneId: string,
  ruolo: RuoloAppartenenza,
  validoDal: IsoDate = '2026-01-01',
): Promise<Viewer> {
  await dbAs('sistema')
    .insert(appartenenze)
    .values({ ente: ENTE, personaId: persona.personaId, organizzazioneId, ruolo, validoDal })
  return again(persona)
}

/** The person at their next request. */
export const again = (persona: Viewer): Promise<Viewer> => findAttore(persona.codiceFiscale)

/** A company with its legal representative. */
export async function makeRappresentata(tipo: 'impresa' | 'agenzia' = 'impresa') {
  const impresa = await makeImpresa(tipo)
  const rappresentante = await addMembro(await makePersona('Rappresentante'), impresa.id, 'legale_rappresentante')
  return { impresa, rappresentante }
}

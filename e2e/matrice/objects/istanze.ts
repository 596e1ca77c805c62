/** Drafts and istanze, by whoever writes them: the company, its agent, who shares or signs. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { bozzeCondivisioni, bozzeFirmatari } from '@/drizzle/schema/condivisioni'
import { documenti } from '@/drizzle/schema/pratiche'
import type { Viewer } from '@/lib/auth/viewer'
import { createBozza, deleteBozza } from '@/lib/bozze/commands'
import { shareBozza } from '@/lib/bozze/commands-condivisione'
import { addFirmatario, findDaFirmare, signBozza } from '@/lib/bozze/commands-firme'
import { findBozza } from '@/lib/bozze/queries'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { again } from '@/lib/imprese/testing/world'
import { changeMandato, createMandato } from '@/lib/mandati/commands'
import { done } from '@/lib/mondo/pratiche'
import { offerBozza, offerPratica, withdrawOfferta } from '@/lib/pratiche/commands-trasferimento'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { aSingola, DICHIARAZIONI } from '@/lib/pratiche/testing/world'
import type { People } from '../people'
import { MOTIVO, type Named, type Origin, PDF, TRASPORTO } from './shared'

const ALLEGATI = ['schema-grafico', 'carte-circolazione', 'percorribilita', 'committente', 'franchi']

export function makeIstanze(people: People) {
  const { di, impresa } = people
  async function giveMandato(to: { codiceFiscale: string }): Promise<string> {
    const oggi = await today()
    const input = {
      verso: 'do' as const,
      parte: impresa.id,
      controparte: to.codiceFiscale,
      ambito: 'tutti' as const,
      procedimenti: [],
      dal: oggi,
      al: addDays(oggi, 60),
    }
    return done(await createMandato(await again(di.amministratore), input))
  }

  let mandatoVivo: Promise<string> | null = null

  /** Does something in the name of the company as its agent; a mandate to be revoked is, as soon as it is done. */
  async function asAgent<T>(
    origin: 'mandato' | 'mandato_revocato',
    work: (agent: Viewer, mandatoId: string) => Promise<T>,
  ): Promise<T> {
    if (origin === 'mandato') {
      mandatoVivo ??= giveMandato(people.agenzia)
      const id = await mandatoVivo
      return work(await again(di.agenzia), id)
    }
    const id = await giveMandato(people.agenziaRevocata)
    const result = await work(await again(di.agenzia_revocata), id)
    done(await changeMandato(await again(di.amministratore), id, 'revoke', MOTIVO))
    return result
  }

  async function writeBozza(viewer: Viewer, perId: string): Promise<string> {
    const id = done(await createBozza(viewer, TRASPORTO, perId, await aSingola()))
    for (const tipo of ALLEGATI)
      await dbAs(viewer)
        .insert(documenti)
        .values({
          ente: ENTE,
          bozzaId: id,
          tipo,
          nome: `${tipo}.pdf`,
          mime: 'application/pdf',
          byte: PDF.length,
          sha256: 'a'.repeat(64),
          stato: 'pronto',
          caricatoDaId: viewer.personaId,
          prontoAt: new Date(),
        })
    return id
  }

  async function send(viewer: Viewer, bozzaId: string): Promise<string> {
    const bozza = await findBozza(viewer, bozzaId)
    return done(await presentaIstanza(viewer, bozzaId, bozza?.chiaveInvio ?? '', DICHIARAZIONI)).praticaId
  }

  const share = async (bozzaId: string) => {
    for (const [figura, livello] of [
      ['lettore', 'vede'],
      ['redattore', 'modifica'],
      ['inviante', 'invia'],
    ] as const)
      done(await shareBozza(di.richiedente, bozzaId, { codiceFiscale: di[figura].codiceFiscale, livello }))
  }

  async function signed(bozzaId: string): Promise<void> {
    done(await addFirmatario(di.richiedente, bozzaId, di.firmatario.codiceFiscale))
    const found = await findDaFirmare(di.firmatario, bozzaId)
    done(await signBozza(di.firmatario, bozzaId, found?.contenuto?.impronta ?? ''))
  }

  /** A draft of this origin, sent or not. @returns both ids */
  async function begin(origin: Origin, sent: boolean): Promise<{ bozzaId: string; praticaId: string }> {
    if (origin === 'mandato' || origin === 'mandato_revocato')
      return asAgent(origin, async (agent, mandatoId) => {
        const bozzaId = await writeBozza(agent, mandatoId)
        return { bozzaId, praticaId: sent ? await send(agent, bozzaId) : '' }
      })
    const bozzaId = await writeBozza(di.richiedente, impresa.id)
    if (!sent) {
      await share(bozzaId)
      done(await addFirmatario(di.richiedente, bozzaId, di.firmatario.codiceFiscale))
      return { bozzaId, praticaId: '' }
    }
    if (origin === 'firmata') await signed(bozzaId)
    if (origin !== 'firmata') await share(bozzaId)
    const praticaId = await send(origin === 'condivisa' ? di.inviante : di.richiedente, bozzaId)
    return { bozzaId, praticaId }
  }

  async function bozza(stato: string, origin: Origin): Promise<Named> {
    const { bozzaId } = await begin(origin, stato === 'presentata')
    const writer =
      origin === 'mandato' ? di.agenzia : origin === 'mandato_revocato' ? di.agenzia_revocata : di.richiedente
    const [[condivisione], [firmatario], found] = await Promise.all([
      dbAs('sistema').select().from(bozzeCondivisioni).where(eq(bozzeCondivisioni.bozzaId, bozzaId)),
      dbAs('sistema').select().from(bozzeFirmatari).where(eq(bozzeFirmatari.bozzaId, bozzaId)),
      dbAs('sistema').execute<{ chiave_invio: string }>(
        sql`select chiave_invio from bozze where id = ${bozzaId}::uuid`,
      ),
    ])
    const daFirmare = firmatario && stato === 'in_compilazione' ? await findDaFirmare(di.firmatario, bozzaId) : null
    if (stato === 'eliminata')
      await (origin === 'mandato_revocato'
        ? deleteBozza(await again(di.amministratore), bozzaId)
        : deleteBozza(await again(writer), bozzaId)
      ).then(done)
    return {
      id: bozzaId,
      bozzaId,
      passo: 'tipo',
      chiaveInvio: found[0]?.chiave_invio ?? '',
      condivisioneId: condivisione?.id ?? randomUUID(),
      firmatarioId: firmatario?.id ?? randomUUID(),
      impronta: daFirmare?.contenuto?.impronta ?? 'a'.repeat(64),
    }
  }

  const offerta = async (cosa: 'bozza' | 'pratica', stato: string): Promise<Named> => {
    const { bozzaId, praticaId } = await begin('impresa', cosa === 'pratica')
    const input = { destinatario: di.destinatario.codiceFiscale, motivo: MOTIVO }
    const [owner, of] =
      cosa === 'bozza' ? ([di.richiedente, { bozzaId }] as const) : ([di.amministratore, { praticaId }] as const)
    const id = done(
      cosa === 'bozza' ? await offerBozza(owner, bozzaId, input) : await offerPratica(owner, praticaId, input),
    )
    if (stato === 'ritirata') done(await withdrawOfferta(owner, of))
    return { id, bozzaId, praticaId }
  }

  async function mandato(stato: string): Promise<Named> {
    const oggi = await today()
    const al = addDays(oggi, 90)
    if (stato === 'proposto') {
      const input = {
        verso: 'chiedo' as const,
        parte: people.agenzia.id,
        controparte: impresa.codiceFiscale,
        ambito: 'tutti' as const,
        procedimenti: [],
        dal: oggi,
        al,
      }
      return { id: done(await createMandato(await again(di.agenzia), input)) }
    }
    const id = await giveMandato(people.agenzia)
    if (stato === 'revocato') done(await changeMandato(di.amministratore, id, 'revoke', MOTIVO))
    return { id }
  }
  return { begin, bozza, offerta, mandato }
}
export type Istanze = ReturnType<typeof makeIstanze>

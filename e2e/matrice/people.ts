/** The actors of the matrix as people of this run's own, each with a session; no sample person is touched. */
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { type appartenenze, organizzazioni, ruoli, uffici } from '@/drizzle/schema/soggetti'
import type { RuoloEnte } from '@/lib/auth/rules'
import type { Figura } from '@/lib/auth/rules-matrice'
import { openSessione } from '@/lib/auth/sessions'
import { newToken } from '@/lib/auth/token'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { addMembro, again, makeImpresa, makePersona } from '@/lib/imprese/testing/world'
import { findFunzionario } from '@/lib/mondo/attori'
import { done } from '@/lib/mondo/pratiche'
import { suspendSoggetto } from '@/lib/sospensioni/commands'

type Impresa = Awaited<ReturnType<typeof makeImpresa>>
export type People = {
  di: Record<Exclude<Figura, 'anonimo'>, Viewer>
  impresa: Impresa
  altraImpresa: Impresa
  agenzia: Impresa
  agenziaRevocata: Impresa
  ufficioId: string
  /** their session as a browser holds it; an actor without one is `anonimo` */
  token: Partial<Record<Figura, string>>
}

/** Rights that were there before the quarter began, so that they are among those to be reviewed. */
const LONG_AGO = '2020-01-01'

export async function giveRuolo(
  { personaId }: Viewer,
  ruolo: RuoloEnte,
  sede: { ufficioId?: string; organizzazioneId?: string; validoAl?: IsoDate } = {},
): Promise<string> {
  const [row] = await dbAs('sistema')
    .insert(ruoli)
    .values({ ente: ENTE, personaId, ruolo, validoDal: LONG_AGO, ...sede })
    .returning({ id: ruoli.id })
  return row?.id as string
}

async function ufficioNamed(codice: string): Promise<string> {
  const [row] = await dbAs('sistema')
    .select({ id: uffici.id })
    .from(uffici)
    .where(and(eq(uffici.ente, ENTE), eq(uffici.codice, codice)))
  if (!row) throw new Error(`No office ${codice}`)
  return row.id
}

async function enteOf(tipo: 'comune' | 'forza_polizia'): Promise<string> {
  const [row] = await dbAs('sistema')
    .select({ id: organizzazioni.id })
    .from(organizzazioni)
    .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.tipo, tipo)))
  if (!row) throw new Error(`No organisation of kind ${tipo}`)
  return row.id
}

export async function signIn({ personaId }: Viewer): Promise<string> {
  const token = newToken()
  const accesso = { id: randomUUID(), personaId, livello: 2, ritorno: '' }
  await openSessione({ token, accesso, previousToken: null, ip: null, dispositivo: 'matrice' })
  return token
}

export const funzionario = ({ codiceFiscale }: Viewer): Promise<Funzionario> => findFunzionario(codiceFiscale)

export async function makePeople(): Promise<People> {
  const [impresa, altraImpresa] = [await makeImpresa(), await makeImpresa()]
  const [agenzia, agenziaRevocata] = [await makeImpresa('agenzia'), await makeImpresa('agenzia')]
  const member = async (id: string, ruolo: (typeof appartenenze.$inferInsert)['ruolo']) =>
    addMembro(await makePersona(), id, ruolo)
  const [ufficioId, altroUfficioId] = [await ufficioNamed('trasporti-eccezionali'), await ufficioNamed('archivio')]
  const official = async (ruolo: RuoloEnte, sede?: Parameters<typeof giveRuolo>[2]) => {
    const persona = await makePersona()
    await giveRuolo(persona, ruolo, sede)
    return again(persona)
  }
  const withoutFactor = await makePersona()
  for (const ruolo of ['istruttore', 'dirigente'] as const) await giveRuolo(withoutFactor, ruolo, { ufficioId })
  await giveRuolo(withoutFactor, 'amministratore_sistema')
  const di: People['di'] = {
    sospeso: await member(impresa.id, 'amministratore'),
    estraneo: await makePersona(),
    altra_impresa: await member(altraImpresa.id, 'legale_rappresentante'),
    richiedente: await member(impresa.id, 'richiedente'),
    amministratore: await member(impresa.id, 'legale_rappresentante'),
    osservatore: await member(impresa.id, 'osservatore'),
    autista: await member(impresa.id, 'autista'),
    agenzia: await member(agenzia.id, 'legale_rappresentante'),
    agenzia_revocata: await member(agenziaRevocata.id, 'legale_rappresentante'),
    lettore: await makePersona(),
    redattore: await makePersona(),
    inviante: await makePersona(),
    firmatario: await makePersona(),
    destinatario: await makePersona(),
    istruttore: await official('istruttore', { ufficioId }),
    collega: await official('istruttore', { ufficioId }),
    istruttore_altro: await official('istruttore', { ufficioId: altroUfficioId }),
    dirigente: await official('dirigente', { ufficioId }),
    dirigente_stantio: await official('dirigente', { ufficioId }),
    dirigente_altro: await official('dirigente', { ufficioId: altroUfficioId }),
    senza_fattore: await again(withoutFactor),
    polizia: await official('polizia', { organizzazioneId: await enteOf('forza_polizia') }),
    tecnico: await official('tecnico_comunale', { organizzazioneId: await enteOf('comune') }),
    amministratore_sistema: await official('amministratore_sistema'),
    altro_amministratore: await official('amministratore_sistema'),
  }
  const sospensione = { dal: await today(), al: null, motivo: 'Prova della matrice: persona sospesa' }
  done(await suspendSoggetto(di.amministratore_sistema, { personaId: di.sospeso.personaId }, sospensione))
  const token: People['token'] = {}
  for (const [figura, viewer] of Object.entries(di)) token[figura as Figura] = await signIn(viewer)
  return { di, impresa, altraImpresa, agenzia, agenziaRevocata, ufficioId, token }
}

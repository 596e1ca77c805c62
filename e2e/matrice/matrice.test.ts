/** Every cell of the matrix, by a real request to a running portal: a test a row. */
import { eq, inArray, notInArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessioni } from '@/drizzle/schema/soggetti'
import {
  type Attore,
  nomeProprio,
  OGGETTI,
  type Riga,
  type Risposta,
  rispostaAttesa,
  TUTTI,
} from '@/lib/auth/rules-matrice'
import { AZIONI } from '@/lib/auth/rules-matrice-azioni'
import { PAGINE } from '@/lib/auth/rules-matrice-pagine'
import { ROTTE } from '@/lib/auth/rules-matrice-rotte'
import { tokenHash } from '@/lib/auth/token'
import { chiaveInProva, codiceOf } from '@/lib/auth/totp'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { versioneOf } from '@/lib/mondo/pratiche'
import { actionCall, call, formPost, type Modulo, plain, type Ricevuta, type Richiesta, returnedBy } from './chiamate'
import { changed, makeImpronta } from './impronta'
import { type AzioneCostruita, listAzioni, listAzioniScritte, listPagine, listRotte } from './manifesti'
import { makeOggetti, missing, type Nominato, origineFor } from './oggetti'
import { makePersone, type Persone } from './persone'
import { PROVE, type Prova } from './prove-azioni'
import { PROVE_ROTTE } from './prove-rotte'

/** Every state of every object, or for each actor one state of each: the one where they may, else one in turn. */
const INTERA = process.env.MATRICE === 'intera'
const IN_VOLO = 6
/** S22: the answers to a stranger and to nobody's address weigh the same. */
const SCARTO = 0.05

type Cella = { attore: Attore; stato: string; attesa: Risposta }

const RIGHE = [...PAGINE, ...ROTTE, ...AZIONI]
let persone: Persone
let oggetti: ReturnType<typeof makeOggetti>
let impronta: Awaited<ReturnType<typeof makeImpronta>>
const azioni = new Map<string, AzioneCostruita>(listAzioni().map((one) => [one.nome, one]))
const fatti = { celle: 0, richieste: 0 }

beforeAll(async () => {
  persone = await makePersone()
  oggetti = makeOggetti(persone)
  await oggetti.prepare()
  for (const attore of TUTTI) if (attore !== 'senza_fattore') await giveFattore(attore)
  await dbAs('sistema').execute(
    sql`update sessioni set secondo_fattore_at = secondo_fattore_at - interval '1 hour' where token_hash = ${hashOf('dirigente_stantio')}`,
  )
  impronta = await makeImpronta()
}, 120_000)
afterAll(async () => {
  console.log(`${RIGHE.length} righe, ${fatti.celle} celle, ${fatti.richieste} richieste`)
  await closeDatabase()
})

const hashOf = (attore: Attore) => tokenHash(persone.token[attore] ?? '')

/** Through the page's own action: the app is set up, and the session gets its new token. */
async function giveFattore(attore: Attore): Promise<void> {
  const viewer = attore === 'anonimo' ? null : persone.di[attore]
  if (!viewer?.ruoli.some(({ ruolo }) => ['istruttore', 'dirigente', 'amministratore_sistema'].includes(ruolo))) return
  const modulo = { nome: 'Telefono di prova', codice: codiceOf(chiaveInProva(hashOf(attore), 0), new Date()) }
  const { biscotto } = await ask(attore, {
    percorso: '/secondo-fattore',
    ...actionCall(idOf('addTotpAction'), [], modulo),
  })
  if (!biscotto) throw new Error(`${attore}: the second factor was not taken`)
  persone.token[attore] = biscotto
}

function idOf(nome: string): string {
  const found = azioni.get(nome)
  if (!found) throw new Error(`${nome} is not among the actions of the build`)
  return found.id
}

const ask = (attore: Attore, richiesta: Omit<Richiesta, 'token'>): Promise<Ricevuta> => {
  fatti.richieste += 1
  return call({ ...richiesta, token: persone.token[attore] })
}

/** Long runs outlive the five minutes of the second factor; and a row may have chosen for whom one acts. */
async function freshen(): Promise<void> {
  const fermi = [hashOf('dirigente_stantio'), hashOf('senza_fattore')]
  await dbAs('sistema')
    .update(sessioni)
    .set({ secondoFattoreAt: sql`now()` as unknown as Date })
    .where(sql`${sessioni.secondoFattoreAt} is not null and ${notInArray(sessioni.tokenHash, fermi)}`)
  // whoever took an invitation leaves: for the next row they are nobody's again
  await dbAs('sistema').execute(sql`update appartenenze set valido_al = valido_dal - 1, valido_dal = valido_dal - 1
    where persona_id = ${persone.di.destinatario.personaId}::uuid and valido_al is null`)
  await dbAs('sistema')
    .update(sessioni)
    .set({ agiscePerId: null })
    .where(inArray(sessioni.tokenHash, TUTTI.map(hashOf)))
}

/** People whose pages have the same menus; their names have the same length. */
function sortOf(attore: Attore): string {
  if (attore === 'anonimo' || attore === 'sospeso') return 'nessuno'
  const { ruoli, organizzazioni, guida, mandati } = persone.di[attore]
  return JSON.stringify([
    ruoli.map(({ ruolo }) => ruolo),
    organizzazioni.map(({ tipo }) => tipo),
    guida.length,
    mandati.length,
  ])
}

const absent = new Map<string, Promise<Ricevuta>>()
/** The answer for an object that is not there: to the same actor, or in the short run to one with the same menus. */
function withoutObject(riga: Riga, attore: Attore, o: Nominato): Promise<Ricevuta> {
  const key = `${riga.genere} ${riga.nome} ${INTERA ? attore : sortOf(attore)}`
  const found = absent.get(key) ?? ask(attore, requestOf(riga, missing(o), attore))
  absent.set(key, found)
  return found
}

const cache = new Map<string, Promise<Nominato>>()
/** The object that rows share: nothing that they do to it is kept. */
const shared = ({ oggetto }: Riga, stato: string, attore: Attore): Promise<Nominato> => {
  const origine = origineFor(oggetto, stato, attore)
  const key = `${oggetto} ${stato} ${origine}`
  const found = cache.get(key) ?? oggetti.make(oggetto, stato, origine)
  cache.set(key, found)
  return found
}
const fresh = ({ oggetto }: Riga, stato: string, attore: Attore): Promise<Nominato> =>
  oggetti.make(oggetto, stato, origineFor(oggetto, stato, attore))
const now = async (riga: Riga, o: Nominato): Promise<Nominato> =>
  riga.oggetto === 'pratica' && o.id ? { ...o, versione: String(await versioneOf(o.id)) } : o

function* celleOf(riga: Riga, turno: number): Generator<Cella> {
  const stati: readonly string[] = OGGETTI[riga.oggetto]
  for (const [i, attore] of TUTTI.entries()) {
    const cells = stati.map((stato) => ({ attore, stato, attesa: rispostaAttesa(riga, attore, stato) }))
    if (INTERA) yield* cells
    else yield (cells.find(({ attesa }) => attesa === 'si') ?? cells[(turno + i) % cells.length]) as Cella
  }
}

const fill = (address: string, o: Nominato) =>
  address.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => o[name] ?? 'x')

function requestOf(riga: Riga, o: Nominato, attore: Attore): Omit<Richiesta, 'token'> {
  const nome = nomeProprio(riga)
  if (riga.genere === 'pagina') return { metodo: 'GET', percorso: fill(nome, o) }
  if (riga.genere === 'rotta') {
    const [metodo = '', address = ''] = nome.split(' ')
    const prova = PROVE_ROTTE[riga.nome]
    return { metodo, ...(prova ? prova.chiedi(o, persone.token[attore]) : { percorso: fill(address, o) }) }
  }
  const azione = azioni.get(nome)
  if (!azione) throw new Error(`${nome} is not among the actions of the build`)
  const { argomenti, modulo } = partsOf(riga, o)
  return { percorso: fill(azione.pagina, o), ...actionCall(azione.id, argomenti, modulo) }
}
function partsOf(riga: Riga, o: Nominato): { argomenti: readonly unknown[]; modulo: Modulo | null } {
  const prova = PROVE[riga.nome] as Prova
  return { argomenti: prova.argomenti?.(o) ?? [], modulo: prova.modulo === null ? null : (prova.modulo?.(o) ?? {}) }
}

const DOORS: readonly [RegExp, Risposta][] = [
  [/^\/accedi(\?|$)/, 'accedi'],
  [/^\/secondo-fattore(\?|$)/, 'fattore'],
  [/^\/ufficio\/motivo\//, 'motivo'],
]

/** What an answer is, by itself: whether it tells of an object or of none, the comparison says. */
function read(riga: Riga, { stato, verso, corpo }: Ricevuta): Risposta | 'guasto' {
  if (stato >= 500) return 'guasto'
  if (verso !== null) {
    if (verso.startsWith('/accesso-non-riuscito')) return 'guasto'
    const door = DOORS.find(([address]) => address.test(verso))?.[1]
    // the codes' page sends back to the step before it, which is then no question of the door
    return door === undefined || (nomeProprio(riga) === '/secondo-fattore/codici' && door === 'fattore')
      ? 'altrove'
      : door
  }
  if (stato === 404) return 'assente'
  if (stato >= 400) return 'no'
  if (riga.genere !== 'azione') return 'si'
  const value = returnedBy(corpo)
  if (value === undefined) return 'guasto'
  if (value?.stepUp) return 'conferma'
  return value?.ok === true || (value?.ok === undefined && !value?.message) ? 'si' : 'no'
}

/** Whether what came is what the row says; the answer for an object that is not there tells «absent» from «refused». */
function faultOf(riga: Riga, attesa: Risposta, ricevuta: Ricevuta, senza: Ricevuta | null): string | null {
  const letta = read(riga, ricevuta)
  const detta = () =>
    `${letta} (${ricevuta.stato} ${ricevuta.verso ?? ''} ${riga.genere === 'azione' ? (returnedBy(ricevuta.corpo)?.message ?? '') : ''})`
  const fault = () => `attesa ${attesa}, avuta ${detta()}`
  if (letta === 'guasto') return fault()
  if (attesa === 'assente' || attesa === 'riservato') {
    if (letta !== 'assente' && letta !== 'no') return fault()
    return senza && !isSame(ricevuta, senza)
      ? `diversa da un oggetto che non c’è: ${detta()} ${plain(ricevuta.corpo).length} byte; senza: ${senza.stato} ${returnedBy(senza.corpo)?.message ?? ''} ${plain(senza.corpo).length} byte`
      : null
  }
  if (riga.genere === 'azione') {
    const neutra = PROVE[riga.nome]?.neutra?.test(returnedBy(ricevuta.corpo)?.message ?? '') ?? false
    if (attesa === 'si') return neutra || letta === 'si' || letta === 'altrove' ? null : fault()
    if (attesa === 'no') return letta === 'no' && !neutra && !(senza && isSame(ricevuta, senza)) ? null : fault()
  }
  return letta === attesa ? null : fault()
}

const isSame = (one: Ricevuta, other: Ricevuta): boolean => {
  const [a, b] = [plain(one.corpo).length, plain(other.corpo).length]
  return (
    one.stato === other.stato &&
    plain(one.verso ?? '') === plain(other.verso ?? '') &&
    returnedBy(one.corpo)?.message === returnedBy(other.corpo)?.message &&
    Math.abs(a - b) <= SCARTO * Math.max(a, b)
  )
}

async function inParallel<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list]
  const one = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: IN_VOLO }, one))
}

const REFUSED: readonly Risposta[] = ['accedi', 'fattore', 'conferma', 'motivo', 'assente', 'no', 'riservato']
const isRefused = (riga: Riga, attesa: Risposta) =>
  REFUSED.includes(attesa) || (attesa === 'altrove' && riga.genere === 'azione')

async function tryRow(riga: Riga, turno: number): Promise<string[]> {
  const faults: string[] = []
  const cells = [...celleOf(riga, turno)]
  fatti.celle += cells.length
  const tell = ({ attore, stato }: Cella, fault: string | null) => {
    if (fault) faults.push(`${attore} / ${stato}: ${fault}`)
  }
  await freshen()
  for (const { attore, stato } of cells) await shared(riga, stato, attore)
  const before = await impronta()
  await inParallel(
    cells.filter(({ attesa }) => isRefused(riga, attesa)),
    async (cell) => {
      const o = await now(riga, await shared(riga, cell.stato, cell.attore))
      const compared = ['assente', 'no', 'riservato'].includes(cell.attesa) && riga.oggetto !== 'nessuno'
      const ricevuta = await ask(cell.attore, requestOf(riga, o, cell.attore))
      tell(cell, faultOf(riga, cell.attesa, ricevuta, compared ? await withoutObject(riga, cell.attore, o) : null))
    },
  )
  if (riga.genere === 'azione' && PROVE[riga.nome]?.modulo !== null) faults.push(...(await tryForm(riga)))
  const traces = changed(before, await impronta())
  if (traces.length > 0) faults.push(`una richiesta rifiutata ha lasciato traccia in ${traces.join(', ')}`)

  const allowed = cells.filter(({ attesa }) => !isRefused(riga, attesa))
  const consuma = PROVE[riga.nome]?.consuma ?? PROVE_ROTTE[riga.nome]?.consuma
  const tryAllowed = async (cell: Cella) => {
    const o = consuma
      ? await fresh(riga, cell.stato, cell.attore)
      : await now(riga, await shared(riga, cell.stato, cell.attore))
    tell(cell, faultOf(riga, cell.attesa, await ask(cell.attore, requestOf(riga, o, cell.attore)), null))
  }
  if (riga.genere === 'azione' || consuma) for (const cell of allowed) await tryAllowed(cell)
  else await inParallel(allowed, tryAllowed)
  return faults
}

/** The form without scripts, as nobody and as a stranger: neither gets in, whatever page it is sent from. */
async function tryForm(riga: Riga): Promise<string[]> {
  const stato = OGGETTI[riga.oggetto][0] as string
  const o = await now(riga, await shared(riga, stato, 'estraneo'))
  const { argomenti, modulo } = partsOf(riga, o)
  const azione = azioni.get(nomeProprio(riga)) as AzioneCostruita
  const post = { percorso: fill(azione.pagina, o), ...formPost(azione.id, argomenti, modulo ?? {}) }
  const faults: string[] = []
  const nobody = await ask('anonimo', post)
  if (nobody.stato !== 303 || !nobody.verso?.startsWith('/accedi'))
    faults.push(`modulo senza script, anonimo: ${nobody.stato} ${nobody.verso}`)
  if (rispostaAttesa(riga, 'estraneo', stato) === 'si') return faults
  const stranger = await ask('estraneo', post)
  if (stranger.stato >= 500) faults.push(`modulo senza script, estraneo: ${stranger.stato}`)
  return faults
}

describe('La matrice e il portale costruito dicono le stesse cose', () => {
  const rows = (genere: Riga['genere']) => [...new Set(RIGHE.filter((one) => one.genere === genere).map(nomeProprio))]
  const compare = (there: readonly string[], written: readonly string[]) => {
    expect(
      there.filter((one) => !written.includes(one)),
      'senza riga',
    ).toEqual([])
    expect(
      written.filter((one) => !there.includes(one)),
      'righe di ciò che non c’è',
    ).toEqual([])
  }
  test('ogni pagina ha una riga, ogni riga una pagina', () => compare(listPagine(), rows('pagina')))
  test('ogni rotta, con il suo metodo', () => compare(listRotte(), rows('rotta')))
  test('ogni azione della costruzione', () => compare([...azioni.keys()], rows('azione')))
  test('ogni azione scritta, anche se nessuna pagina la usa', () => compare(listAzioniScritte(), rows('azione')))
  test('ogni riga di azione ha la sua prova', () => {
    const named = AZIONI.map(({ nome }) => nome)
    compare(Object.keys(PROVE), named)
    expect(new Set(RIGHE.map(({ genere, nome }) => `${genere} ${nome}`)).size).toBe(RIGHE.length)
  })
})

describe('Ogni cella, da una richiesta vera', () => {
  test.each(RIGHE.map((riga, i) => [`${riga.genere} ${riga.nome}`, riga, i] as const))(
    '%s',
    async (_nome, riga, turno) => {
      const faults = await tryRow(riga, turno)
      if (faults.length > 0) expect.fail(faults.join('\n'))
    },
    300_000,
  )
})

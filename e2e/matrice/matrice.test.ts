/** Every cell of the matrix, by a real request to a running portal: a test a row. */
import { eq, inArray, notInArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessioni } from '@/drizzle/schema/soggetti'
import {
  type Figura,
  nomeProprio,
  OGGETTI,
  type Oggetto,
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
import { ACTION_CALLS, type ActionCall } from './action-calls'
import { type BuiltAction, listActions, listPages, listRoutes, listWrittenActions } from './build'
import { makeObjects, missing, type Named, type Origin, originFor } from './objects'
import { makePeople, type People } from './people'
import { type Answer, actionCall, call, type Fields, formPost, plain, returnedBy, type Sent } from './requests'
import { ROUTE_CALLS } from './route-calls'
import { changed, makeSnapshot } from './snapshot'

/** Every state of every object, or for each actor one state of each: the one where they may, else one in turn. */
const WHOLE = process.env.MATRICE === 'intera'
const IN_FLIGHT = 6
/** S22: the answers to a stranger and to nobody's address weigh the same. */
const TOLERANCE = 0.05

type Cell = { figura: Figura; stato: string; expected: Risposta }

const RIGHE = [...PAGINE, ...ROTTE, ...AZIONI]
let people: People
let objects: ReturnType<typeof makeObjects>
let snapshot: Awaited<ReturnType<typeof makeSnapshot>>
const built = new Map<string, BuiltAction>(listActions().map((one) => [one.nome, one]))
const counts = { celle: 0, richieste: 0 }

beforeAll(async () => {
  people = await makePeople()
  objects = makeObjects(people)
  await objects.prepare()
  for (const figura of TUTTI) if (figura !== 'senza_fattore') await giveFattore(figura)
  await dbAs('sistema').execute(
    sql`update sessioni set secondo_fattore_at = secondo_fattore_at - interval '1 hour' where token_hash = ${hashOf('dirigente_stantio')}`,
  )
  snapshot = await makeSnapshot()
}, 120_000)
afterAll(async () => {
  console.log(`${RIGHE.length} righe, ${counts.celle} celle, ${counts.richieste} richieste`)
  await closeDatabase()
})

const hashOf = (figura: Figura) => tokenHash(people.token[figura] ?? '')

/** Through the page's own action: the app is set up, and the session gets its new token. */
async function giveFattore(figura: Figura): Promise<void> {
  const viewer = figura === 'anonimo' ? null : people.di[figura]
  if (!viewer?.ruoli.some(({ ruolo }) => ['istruttore', 'dirigente', 'amministratore_sistema'].includes(ruolo))) return
  const fields = { nome: 'Telefono di prova', codice: codiceOf(chiaveInProva(hashOf(figura), 0), new Date()) }
  const { cookie } = await ask(figura, {
    path: '/secondo-fattore',
    ...actionCall(idOf('addTotpAction'), [], fields),
  })
  if (!cookie) throw new Error(`${figura}: the second factor was not taken`)
  people.token[figura] = cookie
}

function idOf(nome: string): string {
  const found = built.get(nome)
  if (!found) throw new Error(`${nome} is not among the actions of the build`)
  return found.id
}

const ask = (figura: Figura, sent: Omit<Sent, 'token'>): Promise<Answer> => {
  counts.richieste += 1
  return call({ ...sent, token: people.token[figura] })
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
    where persona_id = ${people.di.destinatario.personaId}::uuid and valido_al is null`)
  await dbAs('sistema')
    .update(sessioni)
    .set({ agiscePerId: null })
    .where(inArray(sessioni.tokenHash, TUTTI.map(hashOf)))
}

/** People whose pages have the same menus; their names have the same length. */
function sortOf(figura: Figura): string {
  if (figura === 'anonimo' || figura === 'sospeso') return 'nessuno'
  const { ruoli, organizzazioni, guida, mandati } = people.di[figura]
  return JSON.stringify([
    ruoli.map(({ ruolo }) => ruolo),
    organizzazioni.map(({ tipo }) => tipo),
    guida.length,
    mandati.length,
  ])
}

const absent = new Map<string, Promise<Answer>>()
/** The answer for an object that is not there: to the same actor, or in the short run to one with the same menus. */
function withoutObject(riga: Riga, figura: Figura, o: Named): Promise<Answer> {
  const key = `${riga.genere} ${riga.nome} ${WHOLE ? figura : sortOf(figura)}`
  const found = absent.get(key) ?? ask(figura, requestOf(riga, missing(o), figura))
  absent.set(key, found)
  return found
}

const cache = new Map<string, Promise<Named>>()
/** The object that rows share: nothing that they do to it is kept. */
const shared = ({ oggetto }: Riga, stato: string, figura: Figura): Promise<Named> =>
  sharedOf(oggetto, stato, originFor(oggetto, stato, figura))
function sharedOf(oggetto: Oggetto, stato: string, origin: Origin): Promise<Named> {
  const key = `${oggetto} ${stato} ${origin}`
  const found = cache.get(key) ?? objects.make(oggetto, stato, origin)
  cache.set(key, found)
  return found
}
const fresh = ({ oggetto }: Riga, stato: string, figura: Figura): Promise<Named> =>
  objects.make(oggetto, stato, originFor(oggetto, stato, figura))
const now = async (riga: Riga, o: Named): Promise<Named> =>
  riga.oggetto === 'pratica' && o.id ? { ...o, versione: String(await versioneOf(o.id)) } : o

function* cellsOf(riga: Riga, turn: number): Generator<Cell> {
  const stati: readonly string[] = OGGETTI[riga.oggetto]
  for (const [i, figura] of TUTTI.entries()) {
    const cells = stati.map((stato) => ({ figura, stato, expected: rispostaAttesa(riga, figura, stato) }))
    if (WHOLE) yield* cells
    else yield (cells.find(({ expected }) => expected === 'si') ?? cells[(turn + i) % cells.length]) as Cell
  }
}

const fill = (address: string, o: Named) =>
  address.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => o[name] ?? 'x')

function requestOf(riga: Riga, o: Named, figura: Figura): Omit<Sent, 'token'> {
  const nome = nomeProprio(riga)
  if (riga.genere === 'pagina') return { method: 'GET', path: fill(nome, o) }
  if (riga.genere === 'rotta') {
    const [method = '', address = ''] = nome.split(' ')
    const sample = ROUTE_CALLS[riga.nome]
    return { method, ...(sample ? sample.ask(o, people.token[figura]) : { path: fill(address, o) }) }
  }
  const action = built.get(nome)
  if (!action) throw new Error(`${nome} is not among the actions of the build`)
  const { args, fields } = partsOf(riga, o)
  return { path: fill(action.pagina, o), ...actionCall(action.id, args, fields) }
}
function partsOf(riga: Riga, o: Named): { args: readonly unknown[]; fields: Fields | null } {
  const sample = ACTION_CALLS[riga.nome] as ActionCall
  return { args: sample.args?.(o) ?? [], fields: sample.fields === null ? null : (sample.fields?.(o) ?? {}) }
}

const DOORS: readonly [RegExp, Risposta][] = [
  [/^\/accedi(\?|$)/, 'accedi'],
  [/^\/secondo-fattore(\?|$)/, 'fattore'],
  [/^\/ufficio\/motivo\//, 'motivo'],
]

/** What an answer is, by itself: whether it tells of an object or of none, the comparison says. */
function read(riga: Riga, { status, to, body }: Answer): Risposta | 'guasto' {
  if (status >= 500) return 'guasto'
  if (to !== null) {
    if (to.startsWith('/accesso-non-riuscito')) return 'guasto'
    const door = DOORS.find(([address]) => address.test(to))?.[1]
    // the codes' page sends back to the step before it, which is then no question of the door
    return door === undefined || (nomeProprio(riga) === '/secondo-fattore/codici' && door === 'fattore')
      ? 'altrove'
      : door
  }
  if (status === 404) return 'assente'
  if (status >= 400) return 'no'
  if (riga.genere !== 'azione') return 'si'
  const value = returnedBy(body)
  if (value === undefined) return 'guasto'
  if (value?.stepUp) return 'conferma'
  return value?.ok === true || (value?.ok === undefined && !value?.message) ? 'si' : 'no'
}

/** Whether what came is what the row says; the answer for an object that is not there tells «absent» from «refused». */
function faultOf(riga: Riga, expected: Risposta, answer: Answer, without: Answer | null): string | null {
  const found = read(riga, answer)
  const told = () =>
    `${found} (${answer.status} ${answer.to ?? ''} ${riga.genere === 'azione' ? (returnedBy(answer.body)?.message ?? '') : ''})`
  const fault = () => `attesa ${expected}, avuta ${told()}`
  if (found === 'guasto') return fault()
  if (expected === 'assente' || expected === 'riservato') {
    if (found !== 'assente' && found !== 'no') return fault()
    return without && !isSame(answer, without)
      ? `diversa da un oggetto che non c’è: ${told()} ${plain(answer.body).length} byte; senza: ${without.status} ${returnedBy(without.body)?.message ?? ''} ${plain(without.body).length} byte`
      : null
  }
  if (riga.genere === 'azione') {
    const neutral = ACTION_CALLS[riga.nome]?.neutral?.test(returnedBy(answer.body)?.message ?? '') ?? false
    if (expected === 'si') return neutral || found === 'si' || found === 'altrove' ? null : fault()
    if (expected === 'no') return found === 'no' && !neutral && !(without && isSame(answer, without)) ? null : fault()
  }
  return found === expected ? null : fault()
}

const isSame = (one: Answer, other: Answer): boolean => {
  const [a, b] = [plain(one.body).length, plain(other.body).length]
  return (
    one.status === other.status &&
    plain(one.to ?? '') === plain(other.to ?? '') &&
    returnedBy(one.body)?.message === returnedBy(other.body)?.message &&
    Math.abs(a - b) <= TOLERANCE * Math.max(a, b)
  )
}

async function inParallel<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list]
  const one = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, one))
}

const REFUSED: readonly Risposta[] = ['accedi', 'fattore', 'conferma', 'motivo', 'assente', 'no', 'riservato']
const isRefused = (riga: Riga, expected: Risposta) =>
  REFUSED.includes(expected) || (expected === 'altrove' && riga.genere === 'azione')

async function tryRow(riga: Riga, turn: number): Promise<string[]> {
  const faults: string[] = []
  const cells = [...cellsOf(riga, turn)]
  counts.celle += cells.length
  const tell = ({ figura, stato }: Cell, fault: string | null) => {
    if (fault) faults.push(`${figura} / ${stato}: ${fault}`)
  }
  await freshen()
  await inParallel(cells, async ({ figura, stato }) => void (await shared(riga, stato, figura)))
  const crossing = await crossingOf(riga)
  const before = await snapshot()
  await inParallel(
    cells.filter(({ expected }) => isRefused(riga, expected)),
    async (cell) => {
      const o = await now(riga, await shared(riga, cell.stato, cell.figura))
      const compared = ['assente', 'no', 'riservato'].includes(cell.expected) && riga.oggetto !== 'nessuno'
      const answer = await ask(cell.figura, requestOf(riga, o, cell.figura))
      tell(cell, faultOf(riga, cell.expected, answer, compared ? await withoutObject(riga, cell.figura, o) : null))
    },
  )
  if (riga.genere === 'azione' && ACTION_CALLS[riga.nome]?.fields !== null) faults.push(...(await tryForm(riga)))
  faults.push(...(await tryMalformed(riga, cells)))
  if (crossing) {
    const [theirs, nobodys] = [crossing.theirs, crossing.nobodys].map((o) => requestOf(riga, o, crossing.figura))
    const answer = await ask(crossing.figura, theirs as Omit<Sent, 'token'>)
    const without = await ask(crossing.figura, nobodys as Omit<Sent, 'token'>)
    const fault = faultOf(riga, 'assente', answer, without)
    if (fault) faults.push(`${crossing.figura}, cosa altrui sotto la propria: ${fault}`)
  }
  const traces = changed(before, await snapshot())
  if (traces.length > 0) faults.push(`una richiesta rifiutata ha lasciato traccia in ${traces.join(', ')}`)

  const allowed = cells.filter(({ expected }) => !isRefused(riga, expected))
  const consumes = ACTION_CALLS[riga.nome]?.consumes ?? ROUTE_CALLS[riga.nome]?.consumes
  const tryAllowed = async (cell: Cell) => {
    const o = consumes
      ? await fresh(riga, cell.stato, cell.figura)
      : await now(riga, await shared(riga, cell.stato, cell.figura))
    tell(cell, faultOf(riga, cell.expected, await ask(cell.figura, requestOf(riga, o, cell.figura)), null))
  }
  // what they share changes under them: one after the other
  if (riga.genere === 'azione' && !consumes) for (const cell of allowed) await tryAllowed(cell)
  else await inParallel(allowed, tryAllowed)
  return faults
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
/** What of a request names the object. */
const namesIn = ({ path, body }: Omit<Sent, 'token'>): string =>
  JSON.stringify([path, body instanceof FormData ? [...body.entries()] : String(body)])

/** Names that are no id at all, asked by somebody who is let in: the answer is the one for an object that is not there. */
async function tryMalformed(riga: Riga, cells: readonly Cell[]): Promise<string[]> {
  const inside = cells.find(({ expected }) => expected === 'si') ?? cells.find(({ expected }) => expected === 'no')
  if (!inside || riga.oggetto === 'nessuno') return []
  const o = await shared(riga, inside.stato, inside.figura)
  const malformed = Object.fromEntries(
    Object.entries(o).map(([name, value]) => [name, isUuid(value) ? 'non-un-id' : value]),
  )
  const sent = requestOf(riga, malformed, inside.figura)
  if (namesIn(sent) === namesIn(requestOf(riga, o, inside.figura))) return []
  const answer = await ask(inside.figura, sent)
  const found = read(riga, answer)
  return found === 'assente' || found === 'no'
    ? []
    : [`${inside.figura}, con un id che non è un id: ${found} (${answer.status})`]
}

type Crossing = { figura: Figura; own: () => Promise<Named>; name: string }
const ofAnotherCompany = (name: string): Crossing => ({
  figura: 'altra_impresa',
  name,
  own: async () => ({ id: people.altraImpresa.id }),
})
/** One's own company, or another practice of the office, named together with somebody else's thing. */
const CROSSINGS: Partial<Record<Oggetto, Crossing>> = {
  veicolo: ofAnotherCompany('id'),
  carta: ofAnotherCompany('id'),
  importazione: ofAnotherCompany('id'),
  membro: ofAnotherCompany('id'),
  invito: ofAnotherCompany('impresaId'),
  atto: { figura: 'dirigente', name: 'praticaId', own: () => sharedOf('pratica', 'conclusa', 'impresa') },
}
/** @returns what is to be asked: the thing of others, and one that is not there, both under what is one's own */
async function crossingOf(riga: Riga): Promise<{ figura: Figura; theirs: Named; nobodys: Named } | null> {
  const crossing = CROSSINGS[riga.oggetto]
  if (!crossing || riga.genere === 'rotta') return null
  const stato = OGGETTI[riga.oggetto][0] as string
  const o = await shared(riga, stato, crossing.figura)
  const own = { [crossing.name]: (await crossing.own()).id ?? '' }
  const theirs = { ...o, ...own }
  const changes = namesIn(requestOf(riga, theirs, crossing.figura)) !== namesIn(requestOf(riga, o, crossing.figura))
  return changes ? { figura: crossing.figura, theirs, nobodys: { ...missing(o), ...own } } : null
}

/** The form without scripts, as nobody and as a stranger: neither gets in, whatever page it is sent from. */
async function tryForm(riga: Riga): Promise<string[]> {
  const stato = OGGETTI[riga.oggetto][0] as string
  const o = await now(riga, await shared(riga, stato, 'estraneo'))
  const { args, fields } = partsOf(riga, o)
  const action = built.get(nomeProprio(riga)) as BuiltAction
  const post = { path: fill(action.pagina, o), ...formPost(action.id, args, fields ?? {}) }
  const faults: string[] = []
  const nobody = await ask('anonimo', post)
  if (nobody.status !== 303 || !nobody.to?.startsWith('/accedi'))
    faults.push(`modulo senza script, anonimo: ${nobody.status} ${nobody.to}`)
  if (rispostaAttesa(riga, 'estraneo', stato) === 'si') return faults
  const stranger = await ask('estraneo', post)
  if (stranger.status >= 500) faults.push(`modulo senza script, estraneo: ${stranger.status}`)
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
  test('ogni pagina ha una riga, ogni riga una pagina', () => compare(listPages(), rows('pagina')))
  test('ogni rotta, con il suo metodo', () => compare(listRoutes(), rows('rotta')))
  test('ogni azione della costruzione', () => compare([...built.keys()], rows('azione')))
  test('ogni azione scritta, anche se nessuna pagina la usa', () => compare(listWrittenActions(), rows('azione')))
  test('ogni riga di azione ha la sua prova', () => {
    const named = AZIONI.map(({ nome }) => nome)
    compare(Object.keys(ACTION_CALLS), named)
    expect(new Set(RIGHE.map(({ genere, nome }) => `${genere} ${nome}`)).size).toBe(RIGHE.length)
  })
})

describe('Ogni cella, da una richiesta vera', () => {
  test.each(RIGHE.map((riga, i) => [`${riga.genere} ${riga.nome}`, riga, i] as const))(
    '%s',
    async (_nome, riga, turn) => {
      const faults = await tryRow(riga, turn)
      if (faults.length > 0) expect.fail(faults.join('\n'))
    },
    300_000,
  )
})

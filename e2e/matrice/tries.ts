/** Every cell of a row, by a real request; and what else is asked of each row. */
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
import { isUuid } from '@/lib/core/uuid'
import { ACTION_CALLS, type ActionCall } from './action-calls'
import { faultOf, read } from './judge'
import { missing } from './objects'
import type { Named } from './objects/shared'
import { builtAction, type Portal, type Unsigned } from './portal'
import { type Answer, actionCall, type Fields, formPost } from './requests'
import { ROUTE_CALLS } from './route-calls'
import { changed } from './snapshot'

/** Every state of every object, or for each figure one state of each: the one where they may, else one in turn. */
const WHOLE = process.env.MATRICE === 'intera'
const IN_FLIGHT = 10

type Cell = { figura: Figura; stato: string; expected: Risposta }

export function cellsOf(riga: Riga, turn: number): Cell[] {
  const stati: readonly string[] = OGGETTI[riga.oggetto]
  return TUTTI.flatMap((figura, i) => {
    const cells = stati.map((stato) => ({ figura, stato, expected: rispostaAttesa(riga, figura, stato) }))
    return WHOLE
      ? cells
      : [cells.find(({ expected }) => expected === 'si') ?? (cells[(turn + i) % cells.length] as Cell)]
  })
}

const fill = (address: string, o: Named) =>
  address.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => o[name] ?? 'x')

async function inParallel<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const rest = [...list]
  const one = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, one))
}

const REFUSED: readonly Risposta[] = ['accedi', 'fattore', 'conferma', 'motivo', 'assente', 'no', 'riservato']
/** Those whose answer is held beside the one for an object that is not there. */
const COMPARED: readonly Risposta[] = ['assente', 'no', 'riservato']

type Crossing = { figura: Figura; name: string; own: (portal: Portal) => Promise<string> }
const ofAnotherCompany = (name: string): Crossing => ({
  figura: 'altra_impresa',
  name,
  own: async ({ altraImpresa }) => altraImpresa.id,
})
/** One's own company, or another practice of the office, named together with somebody else's thing. */
const CROSSINGS: Partial<Record<Oggetto, Crossing>> = {
  veicolo: ofAnotherCompany('id'),
  carta: ofAnotherCompany('id'),
  importazione: ofAnotherCompany('id'),
  membro: ofAnotherCompany('id'),
  invito: ofAnotherCompany('impresaId'),
  atto: {
    figura: 'dirigente',
    name: 'praticaId',
    own: async ({ sharedOf }) => (await sharedOf('pratica', 'conclusa', 'impresa')).id ?? '',
  },
}

/** What of a request names the object. */
const namesIn = ({ path, body }: Unsigned): string =>
  JSON.stringify([path, body instanceof FormData ? [...body.entries()] : String(body)])

export function makeTries(portal: Portal) {
  const { ask, fresh, freshen, present, shared, snapshot, sortOf, tokenOf } = portal
  const absent = new Map<string, Promise<Answer>>()

  function partsOf(riga: Riga, o: Named): { args: readonly unknown[]; fields: Fields | null } {
    const { args, fields } = ACTION_CALLS[riga.nome] as ActionCall
    return { args: args?.(o) ?? [], fields: fields === null ? null : (fields?.(o) ?? {}) }
  }
  function requestOf(riga: Riga, o: Named, figura: Figura): Unsigned {
    const nome = nomeProprio(riga)
    if (riga.genere === 'pagina') return { method: 'GET', path: fill(nome, o) }
    if (riga.genere === 'rotta') {
      const [method = '', address = ''] = nome.split(' ')
      const asked = ROUTE_CALLS[riga.nome]?.ask(o, tokenOf(figura)) ?? { path: fill(address, o) }
      return { method, ...asked }
    }
    const { id, pagina } = builtAction(nome)
    const { args, fields } = partsOf(riga, o)
    return { path: fill(pagina, o), ...actionCall(id, args, fields) }
  }
  function formOf(riga: Riga, o: Named): Unsigned {
    const { id, pagina } = builtAction(nomeProprio(riga))
    const { args, fields } = partsOf(riga, o)
    return { path: fill(pagina, o), ...formPost(id, args, fields ?? {}) }
  }

  /** The answer for an object that is not there: to the same figure, or in the short run to one with the same menus. */
  function withoutObject(riga: Riga, figura: Figura, o: Named): Promise<Answer> {
    const key = `${riga.genere} ${riga.nome} ${WHOLE ? figura : sortOf(figura)}`
    const found = absent.get(key) ?? ask(figura, requestOf(riga, missing(o), figura))
    absent.set(key, found)
    return found
  }

  const isRefused = (riga: Riga, expected: Risposta) =>
    REFUSED.includes(expected) || (expected === 'altrove' && riga.genere === 'azione')
  const consumes = ({ nome }: Riga) => ACTION_CALLS[nome]?.consumes ?? ROUTE_CALLS[nome]?.consumes ?? false

  async function tryRefused(riga: Riga, { figura, stato, expected }: Cell): Promise<string | null> {
    const o = await present(riga, stato, figura)
    const answer = await ask(figura, requestOf(riga, o, figura))
    const compared = COMPARED.includes(expected) && riga.oggetto !== 'nessuno'
    return faultOf(riga, expected, answer, compared ? await withoutObject(riga, figura, o) : null)
  }

  async function tryAllowed(riga: Riga, { figura, stato, expected }: Cell): Promise<string | null> {
    const o = await (consumes(riga) ? fresh : present)(riga, stato, figura)
    return faultOf(riga, expected, await ask(figura, requestOf(riga, o, figura)), null)
  }

  /** Names that are no id at all, by somebody who is let in: the answer is the one for an object that is not there. */
  async function tryMalformed(riga: Riga, cells: readonly Cell[]): Promise<string[]> {
    const inside = cells.find(({ expected }) => expected === 'si') ?? cells.find(({ expected }) => expected === 'no')
    if (!inside || riga.oggetto === 'nessuno') return []
    const { figura, stato } = inside
    const o = await shared(riga, stato, figura)
    const malformed = Object.fromEntries(
      Object.entries(o).map(([name, value]) => [name, isUuid(value) ? 'non-un-id' : value]),
    )
    const sent = requestOf(riga, malformed, figura)
    if (namesIn(sent) === namesIn(requestOf(riga, o, figura))) return []
    const answer = await ask(figura, sent)
    const found = read(riga, answer)
    if (found === 'assente' || found === 'no') return []
    return [`${figura}, con un id che non è un id: ${found} (${answer.status})`]
  }

  /** Somebody else's thing, and one that is not there, both under what is one's own: the answers are the same. */
  async function tryCrossing(riga: Riga): Promise<string[]> {
    const crossing = CROSSINGS[riga.oggetto]
    if (!crossing || riga.genere === 'rotta') return []
    const { figura, name } = crossing
    const o = await shared(riga, OGGETTI[riga.oggetto][0] as string, figura)
    const own = { [name]: await crossing.own(portal) }
    const theirs = requestOf(riga, { ...o, ...own }, figura)
    if (namesIn(theirs) === namesIn(requestOf(riga, o, figura))) return []
    const answer = await ask(figura, theirs)
    const without = await ask(figura, requestOf(riga, { ...missing(o), ...own }, figura))
    const fault = faultOf(riga, 'assente', answer, without)
    return fault ? [`${figura}, cosa altrui sotto la propria: ${fault}`] : []
  }

  const isForm = (riga: Riga) => riga.genere === 'azione' && ACTION_CALLS[riga.nome]?.fields !== null
  /** The form without scripts, as nobody and as a stranger: neither gets in where they may not, whatever page it is sent from. */
  async function tryFormRefused(riga: Riga): Promise<string[]> {
    const stato = OGGETTI[riga.oggetto][0] as string
    const form = formOf(riga, await present(riga, stato, 'estraneo'))
    const faults: string[] = []
    const nobody = await ask('anonimo', form)
    const open = rispostaAttesa(riga, 'anonimo', stato) === 'si' // to everybody
    if (!open && (nobody.status !== 303 || !nobody.to?.startsWith('/accedi')))
      faults.push(`modulo senza script, anonimo: ${nobody.status} ${nobody.to}`)
    if (rispostaAttesa(riga, 'estraneo', stato) === 'si') return faults
    const stranger = await ask('estraneo', form)
    if (stranger.status >= 500) faults.push(`modulo senza script, estraneo: ${stranger.status}`)
    return faults
  }
  /** The same form by one who may: done, and on to the next page. What is only said is said by the page it is on. */
  async function tryFormAllowed(riga: Riga, allowed: readonly Cell[]): Promise<string[]> {
    const [cell] = allowed
    if (!cell) return []
    const o = await (consumes(riga) ? fresh : present)(riga, cell.stato, cell.figura)
    const answer = await ask(cell.figura, formOf(riga, o))
    const done = answer.status === 303 && read(riga, answer) === 'altrove'
    const said = ACTION_CALLS[riga.nome]?.says ?? ACTION_CALLS[riga.nome]?.neutral !== undefined
    return done || (said && answer.status < 500)
      ? []
      : [`modulo senza script, ${cell.figura}: ${answer.status} ${answer.to}`]
  }

  /** @returns what is wrong, in Italian; nothing when every cell answers as written */
  return async function tryRow(riga: Riga, turn: number): Promise<string[]> {
    const faults: string[] = []
    const cells = cellsOf(riga, turn)
    const tell = async (cell: Cell, fault: Promise<string | null>) => {
      const text = await fault
      if (text) faults.push(`${cell.figura} / ${cell.stato}: ${text}`)
    }
    await freshen()
    await inParallel(cells, ({ figura, stato }) => shared(riga, stato, figura))
    // what the other requests of the row name is there before it is looked for traces
    await shared(riga, OGGETTI[riga.oggetto][0] as string, 'estraneo')
    await CROSSINGS[riga.oggetto]?.own(portal)
    const before = await snapshot()
    const refused = cells.filter(({ expected }) => isRefused(riga, expected))
    await inParallel(refused, (cell) => tell(cell, tryRefused(riga, cell)))
    if (isForm(riga)) faults.push(...(await tryFormRefused(riga)))
    faults.push(...(await tryMalformed(riga, cells)), ...(await tryCrossing(riga)))
    const traces = changed(before, await snapshot())
    if (traces.length > 0) faults.push(`una richiesta rifiutata ha lasciato traccia in ${traces.join(', ')}`)

    const allowed = cells.filter(({ expected }) => !isRefused(riga, expected))
    // what they share changes under them: one after the other
    if (riga.genere === 'azione' && !consumes(riga))
      for (const cell of allowed) await tell(cell, tryAllowed(riga, cell))
    else await inParallel(allowed, (cell) => tell(cell, tryAllowed(riga, cell)))
    if (isForm(riga)) faults.push(...(await tryFormAllowed(riga, allowed)))
    return faults
  }
}

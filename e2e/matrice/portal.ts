/** The portal under test with the people and the objects of this run. */
import { inArray, notInArray, sql } from 'drizzle-orm'
import { sessioni } from '@/drizzle/schema/soggetti'
import { needsSecondoFattore } from '@/lib/auth/rules-fattore'
import { type Figura, type Oggetto, type Riga, TUTTI } from '@/lib/auth/rules-matrice'
import { tokenHash } from '@/lib/auth/token'
import { chiaveInProva, codiceOf } from '@/lib/auth/totp'
import { dbAs } from '@/lib/db/client'
import { versioneOf } from '@/lib/mondo/pratiche'
import { type BuiltAction, listActions } from './build'
import { makeObjects, originFor } from './objects'
import type { Named, Origin } from './objects/shared'
import { makePeople } from './people'
import { type Answer, actionCall, call, type Sent } from './requests'
import { makeSnapshot } from './snapshot'

/** What is asked, by whom aside. */
export type Unsigned = Omit<Sent, 'token'>
export const built: ReadonlyMap<string, BuiltAction> = new Map(listActions().map((one) => [one.nome, one]))
export function builtAction(nome: string): BuiltAction {
  const found = built.get(nome)
  if (!found) throw new Error(`${nome} is not among the actions of the build`)
  return found
}

export async function openPortal() {
  const people = await makePeople()
  const objects = makeObjects(people)
  let requests = 0

  const hashOf = (figura: Figura) => tokenHash(people.token[figura] ?? '')
  const tokenOf = (figura: Figura) => people.token[figura]
  const ask = (figura: Figura, sent: Unsigned): Promise<Answer> => {
    requests += 1
    return call({ ...sent, token: tokenOf(figura) })
  }

  /** Through the page's own action: the app is set up, and the session gets its new token. */
  async function giveFattore(figura: Figura): Promise<void> {
    const viewer = figura === 'anonimo' ? null : people.di[figura]
    if (!viewer || !needsSecondoFattore(viewer.ruoli)) return
    const fields = { nome: 'Telefono di prova', codice: codiceOf(chiaveInProva(hashOf(figura), 0), new Date()) }
    const page = { path: '/secondo-fattore', ...actionCall(builtAction('addTotpAction').id, [], fields) }
    const { cookie } = await ask(figura, page)
    if (!cookie) throw new Error(`${figura}: the second factor was not taken`)
    people.token[figura] = cookie
  }

  /** Long runs outlive the five minutes of the second factor; and a row may have chosen for whom one acts. */
  async function freshen(): Promise<void> {
    const fermi = [hashOf('dirigente_stantio'), hashOf('senza_fattore')]
    await dbAs('sistema')
      .update(sessioni)
      .set({ secondoFattoreAt: sql`now()` as unknown as Date })
      .where(sql`${sessioni.secondoFattoreAt} is not null and ${notInArray(sessioni.tokenHash, fermi)}`)
    await dbAs('sistema')
      .update(sessioni)
      .set({ agiscePerId: null })
      .where(inArray(sessioni.tokenHash, TUTTI.map(hashOf)))
    // whoever took an invitation leaves: for the next row they are nobody's again
    await dbAs('sistema').execute(sql`update appartenenze set valido_al = valido_dal - 1, valido_dal = valido_dal - 1
      where persona_id = ${people.di.destinatario.personaId}::uuid and valido_al is null`)
  }

  const cache = new Map<string, Promise<Named>>()
  /** The object that rows share: nothing that they do to it is kept. */
  function sharedOf(oggetto: Oggetto, stato: string, origin: Origin): Promise<Named> {
    const key = `${oggetto} ${stato} ${origin}`
    const found = cache.get(key) ?? objects.make(oggetto, stato, origin)
    cache.set(key, found)
    return found
  }
  const shared = ({ oggetto }: Riga, stato: string, figura: Figura) =>
    sharedOf(oggetto, stato, originFor(oggetto, stato, figura))
  const fresh = ({ oggetto }: Riga, stato: string, figura: Figura) =>
    objects.make(oggetto, stato, originFor(oggetto, stato, figura))
  /** The shared object with the version that a page would show now. */
  async function present(riga: Riga, stato: string, figura: Figura): Promise<Named> {
    const o = await shared(riga, stato, figura)
    return riga.oggetto === 'pratica' && o.id ? { ...o, versione: String(await versioneOf(o.id)) } : o
  }

  /** People whose pages have the same menus; their names have the same length. */
  function sortOf(figura: Figura): string {
    if (figura === 'anonimo' || figura === 'sospeso') return 'nessuno'
    const { ruoli, organizzazioni, guida, mandati } = people.di[figura]
    const [roles, kinds] = [ruoli.map(({ ruolo }) => ruolo), organizzazioni.map(({ tipo }) => tipo)]
    return JSON.stringify([roles, kinds, guida.length, mandati.length])
  }

  await objects.prepare()
  for (const figura of TUTTI) if (figura !== 'senza_fattore') await giveFattore(figura)
  await dbAs('sistema').execute(
    sql`update sessioni set secondo_fattore_at = secondo_fattore_at - interval '1 hour' where token_hash = ${hashOf('dirigente_stantio')}`,
  )
  const snapshot = await makeSnapshot()
  const { altraImpresa } = people
  return {
    altraImpresa,
    ask,
    fresh,
    freshen,
    present,
    requests: () => requests,
    shared,
    sharedOf,
    snapshot,
    sortOf,
    tokenOf,
  }
}
export type Portal = Awaited<ReturnType<typeof openPortal>>

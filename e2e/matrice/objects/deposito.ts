/** Where the papers of the archive lie. */
import { randomUUID } from 'node:crypto'
import { addContenitore, addLuogo } from '@/lib/archivio/deposito/commands'
import { closeInventario, openInventario, readEtichette } from '@/lib/archivio/deposito/commands-inventario'
import { takeOut } from '@/lib/archivio/deposito/commands-movimenti'
import type { Funzionario } from '@/lib/auth/viewer'
import { today } from '@/lib/db/clock'
import { done } from '@/lib/mondo/pratiche'
import { funzionario, type People } from '../people'
import type { Named } from './shared'

export function makeDeposito({ di }: People) {
  let sedeId: Promise<string> | null = null

  /** One place for all that only needs a place. */
  function sede(archivista: Funzionario): Promise<string> {
    sedeId ??= newLuogo(archivista)
    return sedeId
  }

  const newLuogo = async (archivista: Funzionario) =>
    done(await addLuogo(archivista, { tipo: 'sede', nome: `Sede ${randomUUID()}`, padreId: null })).id

  const busta = async (archivista: Funzionario, luogoId: string, unitaId: string | null = null) => {
    const codice = `MATRICE-${randomUUID().slice(0, 8)}`
    const input = { tipo: 'busta' as const, codice, luogoId, posizione: null }
    return { codice, ...done(await addContenitore(archivista, input, unitaId)) }
  }

  async function contenitore(stato: string): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const luogoId = await sede(archivista)
    const { id } = await busta(archivista, luogoId)
    const rientroPrevistoIl = await today()
    if (stato === 'fuori')
      done(await takeOut(archivista, id, { motivo: 'consultazione', aLuogoId: null, rientroPrevistoIl }))
    return { id, luogoId }
  }

  async function inventario(stato: string): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const luogoId = await newLuogo(archivista)
    const { codice } = await busta(archivista, luogoId)
    const { id } = done(await openInventario(archivista, luogoId))
    done(await readEtichette(archivista, id, codice))
    if (stato === 'chiuso') done(await closeInventario(archivista, id))
    return { id }
  }
  return { sede, newLuogo, busta, contenitore, inventario }
}
export type Deposito = ReturnType<typeof makeDeposito>

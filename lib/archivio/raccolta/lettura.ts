/** The basket of who asks, whoever they are. */
import 'server-only'
import { cache } from 'react'
import { findViewer } from '@/lib/auth/viewer'
import type { Conosciuta } from '../conosciute'
import { haCarte } from '../rules'
import { readOspite, readToltiOspite } from './ospite'
import { type Annotato, listMiei, listPresenti, listTolti, type Presente } from './queries'
import { chiaveOf, type Elemento } from './rules'

const asGuest = (elementi: readonly Elemento[]): Annotato[] => elementi.map((one) => ({ ...one, nota: '' }))

const readElementi = cache(async (): Promise<Annotato[]> => {
  const viewer = await findViewer()
  return viewer ? listMiei(viewer) : asGuest(await readOspite())
})

/** Keys of what is put aside, to say so beside a unit; asked once a request. */
export const readChiavi = cache(async (): Promise<ReadonlySet<string>> => new Set((await readElementi()).map(chiaveOf)))

export type Raccolta = {
  presenti: Presente[]
  /** what was taken away last, and can be put back */
  tolti: number
  /** put aside before signing in, and not in the basket of this person yet */
  dellOspite: number
}

export async function readRaccolta(): Promise<Raccolta> {
  const viewer = await findViewer()
  const [mine, gone, guest] = await Promise.all([
    readElementi(),
    viewer ? listTolti(viewer) : readToltiOspite(),
    viewer ? readOspite() : [],
  ])
  const here = new Set(mine.map(chiaveOf))
  const [presenti, tolti, dellOspite] = await Promise.all([
    listPresenti(viewer, mine),
    listPresenti(
      viewer,
      gone.filter((one) => !here.has(chiaveOf(one))), // the cookie keeps the whole basket as it was, with its order
    ),
    listPresenti(viewer, guest),
  ])
  return { presenti, tolti: tolti.length, dellOspite: dellOspite.length }
}

/** Units of the basket whose papers may be asked for, each once: files and documents that this reader cannot open. */
export const chiedibiliIn = (presenti: readonly Presente[]): Conosciuta[] => [
  ...new Map(
    presenti.filter(({ unita }) => haCarte(unita.livello) && !unita.carte).map(({ unita }) => [unita.id, unita]),
  ).values(),
]

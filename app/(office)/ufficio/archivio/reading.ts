import { notFound } from 'next/navigation'
import { cache } from 'react'
import { canCurare } from '@/lib/archivio/lettore'
import { findScheda } from '@/lib/archivio/queries'
import { oRifiuto } from '@/lib/archivio/risposta'
import { requireFunzionario } from '@/lib/auth/viewer'

/** One reading a request, for the title and for the page. */
export const readUnita = cache(async (id: string) => {
  const officer = await requireFunzionario()
  const scheda = await oRifiuto(officer, id, () => findScheda(officer, id))
  if (!scheda) notFound()
  return { officer, scheda }
})

/** For whoever works in the archive; for another officer the page does not exist. */
export async function readUnitaDaCurare(id: string) {
  const read = await readUnita(id)
  if (!(await canCurare(read.officer))) notFound()
  return read
}

/** Who works in the archive; for another officer the page does not exist. */
export async function requireArchivista() {
  const officer = await requireFunzionario()
  return (await canCurare(officer)) ? officer : notFound()
}

/** Which page of a list is asked for, from 1. */
export const voltaOf = (value: string | string[] | undefined): number =>
  typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1

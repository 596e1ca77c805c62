/**
 * Two units with an A0 drawing and an A4 page at 300 dpi, one free and one on request, and an officer's session: for
 * measures on a throw-away portal only. Prints one JSON object.
 */
import { randomUUID } from 'node:crypto'
import { like, sql } from 'drizzle-orm'
import { impostazioni } from '@/drizzle/schema/procedimenti'
import { unitaIdOf } from '@/lib/archivio/carico'
import { addUnita } from '@/lib/archivio/commands'
import { nuovaUnitaInput } from '@/lib/archivio/forms'
import { layCarte } from '@/lib/archivio/visore/testing/carte'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { findFunzionario } from '@/lib/mondo/attori'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { done } from '@/lib/mondo/pratiche'

const archivista = PERSONE_DEMO.find((one) => one.ruoli?.some(({ ufficio }) => ufficio === 'archivio'))
const officer = await findFunzionario(archivista?.codiceFiscale ?? '')
if (!officer) throw new Error('No archivist in the sample world')

const words = 'trave pilastro cemento armato fondazione solaio staffa ferro quota scala sezione pianta prospetto'.split(
  ' ',
)
const righe = Array.from({ length: 40 }, (_, i) =>
  Array.from({ length: 9 }, (_, k) => words[(i * 5 + k * 3) % words.length]).join(' '),
)

async function lay(libera: boolean) {
  const input = nuovaUnitaInput.parse({
    titolo: libera ? 'Ponte, disegni liberi' : 'Ponte, disegni su richiesta',
    data: '1962',
    trattamento: 'scansionato',
    livello: 'fascicolo',
    segnatura: `MISURA/${randomUUID().slice(0, 8)}`,
  })
  const { id } = done(await addUnita(officer as NonNullable<typeof officer>, unitaIdOf('IT-SP-PROV/SIS/1990'), input))
  if (libera)
    await dbAs('sistema').execute(
      sql`update unita_archivistiche set accesso = 'libero', accesso_dopo = 'libero' where id = ${id}::uuid`,
    )
  const pagine = await layCarte(id, [
    { righe, w: 2475, h: 3500, ingrandita: 4, grigia: true, etichetta: 'Tavola A0' },
    { righe, w: 1240, h: 1754, ingrandita: 2 },
  ])
  return { id, pagine }
}

const result = { libera: await lay(true), chiusa: await lay(false) }
// one person stands for sixteen: what is measured is the machine, not the limit
await dbAs('sistema')
  .update(impostazioni)
  .set({ valore: 100_000_000 })
  .where(like(impostazioni.chiave, 'archivio.visore.%-%-%'))
await closeDatabase()
console.log(`RISULTATO ${JSON.stringify(result)}`)

/** `carica.ts <units> <seed>`: an archive of so many units, each with one page of text, into the database it is given. */
import { loadDescrizioni } from '@/lib/archivio/carico'
import { type Carte, loadCarte } from '@/lib/archivio/testing/pagine'
import { closeDatabase } from '@/lib/db/client'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import { testoPagina } from '@/lib/mondo/archivio/testo-pagina'
import { loadEnte } from '@/lib/mondo/load-ente'
import { loadPersone } from '@/lib/mondo/load-persone'

const BLOCCO = 1_000
const [units = 1_000, seed = 1] = process.argv.slice(2).map(Number)

await loadEnte()
await loadPersone()
const began = performance.now()
const described = await loadDescrizioni(generaArchivio(units, seed), { storia: false, luogo: 'Deposito di prova' })
const unitsMs = performance.now() - began
console.log(
  `${described} unità in ${Math.round(unitsMs / 1000)} s: ${Math.round((described / unitsMs) * 1000)} al secondo`,
)

let block: Carte[] = []
let characters = 0
for (const one of generaArchivio(units, seed)) {
  const testo = testoPagina(one, 1, seed)
  characters += testo.length
  block.push({ segnatura: one.segnatura, pagine: [{ testo }] })
  if (block.length < BLOCCO) continue
  await loadCarte(block)
  block = []
}
if (block.length > 0) await loadCarte(block)
const pagesMs = performance.now() - began - unitsMs
console.log(`RISULTATO ${JSON.stringify({ described, unitsMs, pagesMs, characters })}`)
await closeDatabase()

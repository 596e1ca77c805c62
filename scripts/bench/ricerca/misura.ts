/**
 * `misura.ts <units> <seed> <questions> <seed of the questions>`: asks the questions through the module of the portal, warm, one after
 * the other and then by sixteen at once; and how long a new unit takes to be found while others search.
 */
import { loadDescrizioni } from '@/lib/archivio/carico'
import { listLungoStrade } from '@/lib/archivio/dove'
import { chiedi } from '@/lib/archivio/motore/cliente'
import { searchArchivio, suggestParole } from '@/lib/archivio/ricerca'
import { closeDatabase } from '@/lib/db/client'
import { findFunzionario } from '@/lib/mondo/attori'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { domandeOf } from './domande'

const [units = 1_000, seme = 1, many = 200, seed = 1] = process.argv.slice(2).map(Number)
const CLIENTI = 16
const GIRI = 3

const elena = PERSONE_DEMO.find((one) => one.nome === 'Elena' && one.cognome === 'Istruttore')
const officer = await findFunzionario(elena?.codiceFiscale ?? '')
const asked = domandeOf(units, seme, many, seed).map((one) => ({ ...one, chi: one.ufficio ? officer : null }))
const ask = ({ chi, domanda }: (typeof asked)[number]) => searchArchivio(chi, domanda)

for (let turn = 0; turn < 2; turn += 1) for (const one of asked) await ask(one)

const ms: [genere: string, ms: number, totale: number][] = []
for (const one of asked) {
  const began = performance.now()
  const { totale } = await ask(one)
  ms.push([one.genere, performance.now() - began, totale])
}

let next = 0
const began = performance.now()
await Promise.all(
  Array.from({ length: CLIENTI }, async () => {
    for (;;) {
      const one = asked[next % asked.length]
      next += 1
      if (!one || next > asked.length * GIRI) return
      await ask(one)
    }
  }),
)
const alSecondo = (asked.length * GIRI) / ((performance.now() - began) / 1000)

const suggerimenti: number[] = []
for (const begin of ['cal', 'str', 'pavi', 'con', 'prog', 'fon', 'cons', 'attr', 'sop', 'ter', 'pen', 'mar'])
  for (const chi of [null, officer]) {
    const at = performance.now()
    await suggestParole(chi, begin)
    suggerimenti.push(performance.now() - at)
  }

// what a question finds, along all the roads
const strade: number[] = []
for (const { chi, domanda } of asked) {
  const at = performance.now()
  await listLungoStrade(chi, domanda)
  strade.push(performance.now() - at)
}

// new units, while somebody searches
const attese: number[] = []
const intanto: number[] = []
let going = true
const others = (async () => {
  for (let i = 0; going; i += 1) {
    const one = asked[i % asked.length]
    if (!one) return
    const at = performance.now()
    await ask(one)
    intanto.push(performance.now() - at)
  }
})()
for (let i = 0; i < 10; i += 1) {
  const parola = `novita${Date.now().toString(36)}x${i}` // never asked before
  await loadDescrizioni(
    [
      {
        padre: null,
        segnatura: `PROVA/${parola}`,
        livello: 'fondo',
        titolo: `Fondo ${parola}`,
        dal: null,
        al: null,
        certezza: 'senza_data',
        produttore: 'Prova',
        accessoBase: 'libero',
        etichette: [],
        agenti: [],
        ubicazioni: [],
        tratte: [],
        voci: [],
      },
    ],
    { storia: false, luogo: 'Deposito di prova' },
  )
  const at = performance.now()
  while ((await searchArchivio(null, { testo: parola })).totale === 0)
    await new Promise((resolve) => setTimeout(resolve, 20))
  attese.push(performance.now() - at)
}
going = false
await others
const stato = await chiedi({ che: 'stato' })
console.log(`RISULTATO ${JSON.stringify({ ms, alSecondo, suggerimenti, strade, attese, intanto, stato })}`)
await closeDatabase()

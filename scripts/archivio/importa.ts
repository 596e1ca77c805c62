import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openLotto } from '@/lib/archivio/lotti/commands'
import { caricaLotto, startCarico } from '@/lib/archivio/lotti/commands-carico'
import { type Avanti, verificaLotto } from '@/lib/archivio/lotti/commands-verifica'
import { findIndice, openIndice } from '@/lib/archivio/lotti/indice-del-lotto'
import { Presa } from '@/lib/archivio/lotti/presa'
import { findConto, findLotto, listNonNominati, listRighe } from '@/lib/archivio/lotti/queries'
import { countAntivirus } from '@/lib/archivio/lotti/queries-antivirus'
import { writeRapporto } from '@/lib/archivio/lotti/rapporto'
import { many } from '@/lib/archivio/lotti/rules'
import { fraseAntivirus } from '@/lib/archivio/lotti/rules-antivirus'
import { type Sorgente, SorgenteError } from '@/lib/archivio/lotti/sorgente'
import { apriCartella } from '@/lib/archivio/lotti/sorgente-cartella'
import { apriZip } from '@/lib/archivio/lotti/sorgente-zip'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'

const USO =
  'importa <cartella o file.zip> [--prova] [--aggiungi] [--indice nome.csv] [--nome "Lotto 12"] [--rapporto file.csv]'
const OPZIONI = {
  prova: { type: 'boolean', default: false },
  aggiungi: { type: 'boolean', default: false },
  indice: { type: 'string' },
  nome: { type: 'string' },
  rapporto: { type: 'string' },
} as const
const RIGHE_MOSTRATE = 20
const EVERY_MS = 1_000

type Opzioni = { prova: boolean; aggiungi: boolean; indice?: string; nome?: string; rapporto?: string }

export const importa = {
  uso: USO,
  async run(args: string[]): Promise<number> {
    const read = readArgs(args)
    if (!read) return fail(`Uso: npm run archivio -- ${USO}`)
    const { percorso, opzioni } = read
    const zip = /\.zip$/i.test(percorso)
    let sorgente: Sorgente | undefined
    try {
      sorgente = await (zip ? apriZip(percorso) : apriCartella(percorso))
      return await importFrom(sorgente, zip, path.resolve(percorso), opzioni)
    } catch (error) {
      if (error instanceof SorgenteError) return fail(error.message)
      throw error
    } finally {
      await sorgente?.chiudi()
    }
  },
}

function readArgs(args: string[]): { percorso: string; opzioni: Opzioni } | null {
  try {
    const { values, positionals } = parseArgs({ args, options: OPZIONI, allowPositionals: true })
    const [percorso] = positionals
    return percorso && positionals.length === 1 ? { percorso, opzioni: values as Opzioni } : null
  } catch {
    return null // an option that is none: the use says which there are
  }
}

function fail(message: string): number {
  console.error(message)
  return 2
}

async function importFrom(sorgente: Sorgente, zip: boolean, percorso: string, opzioni: Opzioni): Promise<number> {
  const indice = findIndice(await sorgente.elenco(), opzioni.indice ?? null)
  if (!indice.ok) return fail(indice.message)
  const aperto = await openIndice(sorgente, indice.value)
  if (!aperto.ok) return fail(aperto.message)
  const modo = opzioni.aggiungi ? ('aggiungi' as const) : ('nuove' as const)
  const nome = opzioni.nome ?? path.basename(percorso).replace(/\.zip$/i, '')
  const lotto = await openLotto(
    { nome, origine: zip ? 'zip' : 'cartella', percorso, modo },
    { nome: indice.value.file.nome, sha256: aperto.value.impronta },
  )
  const presa = await Presa.prendi(lotto.id)
  if (!presa) return fail('Un altro processo sta già lavorando a questo lotto: aspetta che finisca')
  try {
    const halfway = lotto.stato === 'in_carico' || lotto.stato === 'sospeso'
    if (halfway && !opzioni.prova) console.log('Il lotto era stato interrotto: riprendo da dove era arrivato')
    else {
      if (!lotto.nuovo) console.log('L’indice è di un lotto che c’è già: controllo che cosa manca')
      await verificaLotto(presa, sorgente, { modo, indice: indice.value.file.nome }, progress())
    }
    const ready = await tellReport(lotto.id)
    if (ready && !opzioni.prova && (await startCarico(presa))) {
      const stato = await caricaLotto(presa, sorgente, progress())
      if (stato === 'sospeso') console.log('Il lotto è stato messo in pausa: lo stesso comando lo riprende')
      if (stato === 'annullato') console.log('Il lotto è stato annullato: ciò che era entrato resta')
    }
    return await tellEnd(lotto.id, opzioni)
  } finally {
    await presa.lascia()
  }
}

/** One line a second, on the same line of a terminal. */
function progress(): Avanti {
  let last = Number.NEGATIVE_INFINITY
  return (fase, fatti, totale) => {
    const end = fatti >= totale
    if (!end && performance.now() - last < EVERY_MS) return
    last = performance.now()
    const percent = totale > 0 ? Math.floor((fatti / totale) * 100) : 100
    const line =
      fase === 'verifica'
        ? `Lettura dei file: ${percent} %`
        : `Caricamento: ${fatti} di ${many(totale, 'riga', 'righe')}`
    process.stdout.write(process.stdout.isTTY ? `\r${line.padEnd(60)}${end ? '\n' : ''}` : `${line}\n`)
  }
}

/** @returns whether anything can go in */
async function tellReport(lottoId: string): Promise<boolean> {
  const lotto = await findLotto('sistema', lottoId)
  if (lotto?.difetto) {
    console.error(lotto.difetto)
    return false
  }
  const conto = await findConto('sistema', lottoId)
  console.log(`Indice ${lotto?.indiceNome}: ${lotto?.indiceLetto}`)
  if (lotto?.colonneIgnote.length) console.log(`Colonne non lette: ${lotto.colonneIgnote.join(', ')}`)
  for (const one of lotto?.avvisiIndice ?? []) console.log(`  indice: ${one}`)
  const parts = [
    conto.caricata && many(conto.caricata, 'riga già caricata', 'righe già caricate'),
    conto.da_caricare && many(conto.da_caricare, 'riga da caricare', 'righe da caricare'),
    conto.presente && many(conto.presente, 'unità che c’era già', 'unità che c’erano già'),
    conto.errata && many(conto.errata, 'riga da correggere', 'righe da correggere'),
    conto.avvisi && many(conto.avvisi, 'riga con avvisi', 'righe con avvisi'),
    conto.nonNominati && many(conto.nonNominati, 'file che l’indice non nomina', 'file che l’indice non nomina'),
  ].filter(Boolean)
  console.log(`${parts.join(', ') || 'Niente da caricare'}.`)
  await tellRighe(lottoId, 'errata')
  for (const { nome } of await listNonNominati('sistema', lottoId, RIGHE_MOSTRATE))
    console.log(`  avviso: l’indice non nomina «${nome}»`)
  return conto.da_caricare + conto.non_riuscita > 0
}

async function tellRighe(lottoId: string, filtro: 'errata' | 'non_riuscita'): Promise<void> {
  for (const { riga, segnatura, esiti } of await listRighe('sistema', lottoId, filtro, 0, RIGHE_MOSTRATE))
    for (const { colonna, testo } of esiti.filter((one) => one.gravita === 'errore'))
      console.log(`  riga ${riga} (${segnatura || 'senza segnatura'})${colonna ? `, ${colonna}` : ''}: ${testo}`)
}

async function tellEnd(lottoId: string, { prova, rapporto }: Opzioni): Promise<number> {
  const [lotto, conto] = await Promise.all([findLotto('sistema', lottoId), findConto('sistema', lottoId)])
  if (rapporto) {
    await writeFile(rapporto, await writeRapporto('sistema', lottoId))
    console.log(`Rapporto riga per riga: ${rapporto}`)
  }
  if (prova) console.log('Era una prova: l’archivio è rimasto com’era.')
  else {
    await tellRighe(lottoId, 'non_riuscita')
    console.log(
      `${many(conto.caricata, 'riga caricata', 'righe caricate')}, ${many(conto.errata + conto.non_riuscita, 'rimasta fuori', 'rimaste fuori')}.`,
    )
    const antivirus = fraseAntivirus(await countAntivirus(lottoId))
    if (antivirus) console.log(`Antivirus: ${antivirus}.`)
  }
  console.log(`Il lotto: ${env().BASE_URL}${paths.ufficio.lotto(lottoId)}`)
  if (lotto?.difetto) return 2
  return conto.errata + conto.non_riuscita > 0 || (!prova && conto.da_caricare > 0) ? 1 : 0
}

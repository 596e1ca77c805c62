/** A Province with its people and procedures, in the database of the test run; and people to act as. */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { documenti } from '@/drizzle/schema/pratiche'
import { SISTEMA } from '@/lib/audit/record'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { createBozza } from '@/lib/bozze/commands'
import { findBozza } from '@/lib/bozze/queries'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { findAttore, findFunzionario } from '@/lib/mondo/attori'
import { singola } from '@/lib/mondo/domande'
import { loadEnte } from '@/lib/mondo/load-ente'
import { loadPersone } from '@/lib/mondo/load-persone'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { publishDefinizione } from '@/lib/procedimenti/commands'
import { listStrade } from '@/lib/strade/queries'

const folder = new URL('../../procedimenti/definizioni/', import.meta.url)

/** Loads everything once a run; may be called by each test file. */
export async function loadWorld(): Promise<void> {
  await loadEnte()
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const result = await publishDefinizione(SISTEMA, parse(readFileSync(new URL(file, folder), 'utf8')))
    if (!result.ok) throw new Error(`${file}: ${result.message}`)
  }
  await loadPersone()
}

const codiceFiscaleOf = (nome: string, cognome: string): string => {
  const demo = PERSONE_DEMO.find((one) => one.nome === nome && one.cognome === cognome)
  if (!demo) throw new Error(`No sample person ${nome} ${cognome}`)
  return demo.codiceFiscale
}

/** A person of the sample world by name, as the portal sees them once signed in. */
export const viewerOf = (nome: string, cognome: string): Promise<Viewer> => findAttore(codiceFiscaleOf(nome, cognome))
export const officerNamed = (nome: string, cognome: string): Promise<Funzionario> =>
  findFunzionario(codiceFiscaleOf(nome, cognome))

const DICHIARAZIONI = [
  'veridicita',
  'disponibilita',
  'prescrizioni',
  'massa-articolo-62',
  'dati-invariati',
  'viaggi-non-fatti',
]

/** Answers of a whole singola, good when filed today. */
export async function aSingola(): Promise<Record<string, unknown>> {
  const oggi = await today()
  return singola(oggi, await listStrade(oggi), 'Un trasformatore di prova')
}

/** A draft of LUNI TRASPORTI with answers and a ready file for each attachment that is due. */
export async function aBozza(
  viewer: Viewer,
  dati?: Record<string, unknown>,
): Promise<{ bozzaId: string; chiaveInvio: string }> {
  const organizzazioneId = viewer.organizzazioni[0]?.id ?? null
  const created = await createBozza(viewer, 'trasporto-eccezionale', organizzazioneId, dati ?? (await aSingola()))
  if (!created.ok) throw new Error(created.message)
  const bozzaId = created.value
  for (const tipo of ['schema-grafico', 'carte-circolazione', 'percorribilita', 'committente', 'franchi']) {
    await dbAs(viewer)
      .insert(documenti)
      .values({
        ente: ENTE,
        bozzaId,
        tipo,
        nome: `${tipo}.pdf`,
        mime: 'application/pdf',
        byte: 1000,
        sha256: 'a'.repeat(64),
        stato: 'pronto',
        caricatoDaId: viewer.personaId,
        prontoAt: new Date(),
      })
  }
  const bozza = await findBozza(viewer, bozzaId)
  if (!bozza) throw new Error('No draft')
  return { bozzaId, chiaveInvio: bozza.chiaveInvio }
}

/** Files a whole singola for the viewer's company. */
export async function file(viewer: Viewer): Promise<{ praticaId: string; numero: string }> {
  const { bozzaId, chiaveInvio } = await aBozza(viewer)
  const filed = await presentaIstanza(viewer, bozzaId, chiaveInvio, DICHIARAZIONI)
  if (!filed.ok) throw new Error(`${filed.message} ${JSON.stringify(filed.errors)}`)
  return filed.value
}

export { DICHIARAZIONI }

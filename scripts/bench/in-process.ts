/** Measures that need no HTTP: queue statements, filings, rules, a PDF. Prints one JSON object. */
import { sql } from 'drizzle-orm'
import { renderAtto } from '@/lib/atti/render'
import { anAtto } from '@/lib/atti/testing/contenuti'
import { createBozza } from '@/lib/bozze/commands'
import { listBozze } from '@/lib/bozze/queries'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { findAttore, findFunzionario } from '@/lib/mondo/attori'
import { singola } from '@/lib/mondo/domande'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { countViste, listCoda } from '@/lib/pratiche/queries-coda'
import { ORDINI, parseFiltro, VISTE } from '@/lib/pratiche/rules-coda'
import { loadContesto } from '@/lib/procedimenti/contesto'
import { findServizio } from '@/lib/procedimenti/queries'
import { allegatiDovuti, checkTutto, regoleOf } from '@/lib/procedimenti/rules-registro'
import { listStrade } from '@/lib/strade/queries'
import { openReference, REQUIREMENTS } from './reference-policy'

const quantiles = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (q: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) * 100) / 100
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) }
}
const timed = async (work: () => Promise<unknown> | unknown): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
const oggi = await today()
const personWith = (test: (one: (typeof PERSONE_DEMO)[number]) => boolean | undefined) => {
  const found = PERSONE_DEMO.find(test)
  if (!found) throw new Error('Not in the sample world')
  return found.codiceFiscale
}

async function queue() {
  const officer = await findFunzionario(
    personWith((one) => one.ruoli?.some((r) => r.ruolo === 'istruttore' && r.ufficio === 'trasporti-eccezionali')),
  )
  const ufficioId = officer.funzionario[0]?.ufficioId ?? ''
  const filters = [
    {},
    { tipo: 'periodica' },
    { massa: '100' },
    { q: 'ditta 12' },
    { q: 'zz123zz' },
    { assegnatario: officer.personaId },
    { tipo: 'rinnovo' },
  ]
  const times: number[] = []
  for (const vista of VISTE) {
    for (const ordina of ORDINI) {
      for (const verso of ['asc', 'desc']) {
        for (const filter of filters) {
          const filtro = parseFiltro({ vista, ordina, verso, ...filter })
          await listCoda(officer, ufficioId, filtro, oggi)
          times.push(await timed(() => listCoda(officer, ufficioId, filtro, oggi)))
        }
      }
    }
  }
  const counters = await Promise.all(Array.from({ length: 5 }, () => timed(() => countViste(officer, ufficioId, oggi))))
  return { list: quantiles(times), counters: quantiles(counters) }
}

async function filings(count: number, clients: number) {
  const viewer = await findAttore(
    personWith((one) => one.appartenenze?.some((other) => other.ruolo === 'legale_rappresentante')),
  )
  const [strade, servizio, contesto] = await Promise.all([
    listStrade(oggi),
    findServizio('trasporto-eccezionale'),
    loadContesto(oggi),
  ])
  if (!servizio) throw new Error('The transport procedure is not published')
  const dati = singola(oggi, strade, 'Misura')
  const due = allegatiDovuti(servizio.definizione, dati, contesto).filter((one) => one.obbligatorio)
  const before = new Set((await listBozze(viewer)).map((one) => one.id))
  const ready: { id: string; chiave: string }[] = []
  for (let i = 0; i < count; i++) {
    const created = await createBozza(viewer, 'trasporto-eccezionale', viewer.organizzazioni[0]?.id ?? null, dati)
    if (!created.ok) throw new Error(created.message)
    for (const allegato of due) {
      await dbAs(
        'sistema',
      ).execute(sql`insert into documenti (ente, bozza_id, tipo, nome, mime, byte, sha256, stato, pronto_at)
        values (${ENTE}, ${created.value}::uuid, ${allegato.id}, ${`${allegato.id}.pdf`}, 'application/pdf', 1000, ${'a'.repeat(64)}, 'pronto', now())`)
    }
    const [row] = await dbAs('sistema').execute<{ chiave: string }>(
      sql`select chiave_invio as chiave from bozze where id = ${created.value}::uuid`,
    )
    if (!before.has(created.value)) ready.push({ id: created.value, chiave: row?.chiave ?? '' })
  }
  const dichiarazioni = servizio.definizione.dichiarazioni.map((one) => one.id)
  const times: number[] = []
  const processor = process.cpuUsage()
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let one = ready.pop(); one; one = ready.pop()) {
        const { id, chiave } = one
        times.push(
          await timed(async () => {
            const filed = await presentaIstanza(viewer, id, chiave, dichiarazioni)
            if (!filed.ok) throw new Error(filed.message)
          }),
        )
      }
    }),
  )
  const { user, system } = process.cpuUsage(processor)
  const ownMs = (user + system) / 1000 / count
  return {
    clients,
    ownMs,
    perSecond: Math.round((count / (performance.now() - began)) * 10_000) / 10,
    ms: quantiles(times),
  }
}

async function rules() {
  const [strade, servizio, contesto] = await Promise.all([
    listStrade(oggi),
    findServizio('trasporto-eccezionale'),
    loadContesto(oggi),
  ])
  if (!servizio) throw new Error('The transport procedure is not published')
  const dati = singola(oggi, strade, 'Misura')
  const { definizione } = servizio
  const whole = () => [
    checkTutto(definizione, dati, contesto),
    regoleOf(definizione).costi(dati, contesto, definizione),
  ]
  if (whole()[0]?.length !== 0) throw new Error('The sample istanza is not complete')
  const reference = await openReference(oggi)
  const ours: number[] = []
  const theirs: number[] = []
  // In turn, so that whatever else the machine does weighs on both.
  for (let i = 0; i < 500; i++) {
    ours.push(await timed(whole))
    theirs.push(await timed(reference))
  }
  return {
    ours: quantiles(ours.slice(100)),
    reference: { ...quantiles(theirs.slice(100)), requirements: REQUIREMENTS },
  }
}

/** One small row, written to disk before the answer: tells whether the disk is what holds filings back. */
async function commits() {
  const times: number[] = []
  for (let i = 0; i < 220; i++) {
    times.push(
      await timed(() =>
        dbAs('sistema').execute(
          sql`insert into asserzioni_usate (asserzione_id, scade_at) values (${`misura-${i}`}, now())`,
        ),
      ),
    )
  }
  return quantiles(times.slice(20))
}

async function pdf() {
  const contenuto = anAtto()
  const times: number[] = []
  for (let i = 0; i < 15; i++) times.push(await timed(() => renderAtto('autorizzazione@1', contenuto)))
  return quantiles(times.slice(3))
}

const queueTimes = await queue()
await filings(120, 8) // a process that has just started opens its connections and compiles: not what a day is made of
const result = {
  queue: queueTimes,
  rules: await rules(),
  filing8: await filings(400, 8),
  filing32: await filings(600, 32),
  commit: await commits(),
  pdf: await pdf(),
}
await closeDatabase()
console.log(`RISULTATO ${JSON.stringify(result)}`)

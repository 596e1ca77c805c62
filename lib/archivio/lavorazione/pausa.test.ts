import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lavorazioniArchivio } from '@/drizzle/schema/archivio-digitale'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { createLotto } from '../lotti/commands-ufficio'
import { failLavoro, takeLavoro } from './coda'
import { pauseLavorazione, resumeLavorazione, retryMorte } from './commands-coda'
import { writeApertura } from './esiti'
import { findAvanzamento, listMorte } from './queries-avanzamento'
import { consegna, emptyCarte, fileOf, openArchivio } from './testing/consegna'

let paolo: Funzionario // archive
let elena: Funzionario // another office
let unitaId: string
const lotto: Record<'uno' | 'due', string> = { uno: '', due: '' }

beforeAll(async () => {
  await loadWorld()
  unitaId = (await openArchivio()).id
  paolo = await officerNamed('Paolo', 'Archivista')
  elena = await officerNamed('Elena', 'Istruttore')
  for (const nome of ['uno', 'due'] as const) {
    const made = await createLotto(paolo, { nome: `Lotto ${nome}`, modo: 'nuove' })
    if (!made.ok) throw new Error(made.message)
    lotto[nome] = made.value.id
  }
})
afterAll(closeDatabase)
beforeEach(async () => {
  await emptyCarte()
  await db.execute(
    sql`update sospensioni_lavorazione set ripresa_at = now(), ripresa_da_id = sospesa_da_id where ripresa_at is null`,
  )
})

let n = 0
const deliver = (lottoId: string | null) => {
  n += 1
  return consegna(unitaId, `${n}.pdf`, Buffer.from(`%PDF-1.7 ${n}`), { lottoId })
}
const taken = async () => {
  const files = []
  for (let one = await takeLavoro(randomUUID()); one; one = await takeLavoro(randomUUID())) files.push(one.fileId)
  return files
}
const stati = async (fileId: string) =>
  (await db.select().from(lavorazioniArchivio).where(eq(lavorazioniArchivio.fileId, fileId))).map((one) => one.stato)
const done = async (result: Promise<{ ok: boolean }>) => expect(await result).toMatchObject({ ok: true })

describe('a pause', () => {
  test('of a batch: its work is not taken, what came after it neither, the others go on', async () => {
    const before = await deliver(lotto.uno)
    const other = await deliver(lotto.due)
    await done(pauseLavorazione(paolo, lotto.uno))
    const after = await deliver(lotto.uno)
    expect([await stati(before), await stati(after)]).toEqual([['sospesa'], ['sospesa']])
    expect(await taken()).toEqual([other])
    await done(resumeLavorazione(paolo, lotto.uno))
    expect(await taken()).toEqual([before, after])
  })

  test('also work that was waiting unknown to whoever stopped the batch is not taken', async () => {
    const file = await deliver(lotto.uno)
    await done(pauseLavorazione(paolo, lotto.uno))
    await db.execute(sql`alter table lavorazioni_archivio disable trigger lavorazioni_archivio_pausa`)
    await db.execute(sql`update lavorazioni_archivio set stato = 'attesa' where file_id = ${file}::uuid`)
    await db.execute(sql`alter table lavorazioni_archivio enable trigger lavorazioni_archivio_pausa`)
    expect(await taken()).toEqual([])
  })

  test('what is in hand ends, and what follows from it waits', async () => {
    const file = await deliver(lotto.uno)
    const lavoro = await takeLavoro('uno')
    await done(pauseLavorazione(paolo, lotto.uno))
    expect(await stati(file)).toEqual(['in_corso'])
    if (!lavoro) throw new Error('Nothing to take')
    const misure = [{ larghezza: 10, altezza: 10, dpi: null }]
    await writeApertura(lavoro, { tipo: 'pdf', pagine: 1, profilo: null, misure })
    expect([await stati(file), await taken()]).toEqual([['sospesa'], []])
  })

  test('a work given back while its batch is stopped waits with the others', async () => {
    const file = await deliver(lotto.uno)
    const lavoro = await takeLavoro('uno')
    await done(pauseLavorazione(paolo, lotto.uno))
    if (lavoro) await failLavoro(lavoro, 'per ora no', 'poi')
    expect(await stati(file)).toEqual(['sospesa'])
  })

  test('of everything: also of what has no batch; a batch stopped by itself stays so when all goes on', async () => {
    const [alone, one, two] = [await deliver(null), await deliver(lotto.uno), await deliver(lotto.due)]
    await done(pauseLavorazione(paolo, lotto.uno))
    await done(pauseLavorazione(paolo, null))
    expect(await taken()).toEqual([])
    await done(resumeLavorazione(paolo, null))
    expect(await taken()).toEqual([alone, two])
    expect(await stati(one)).toEqual(['sospesa'])
  })

  test('is said with who did it, and left in the audit', async () => {
    await deliver(lotto.uno)
    await done(pauseLavorazione(paolo, lotto.uno))
    const found = await findAvanzamento(paolo)
    expect(found.lotti).toMatchObject([{ nome: 'Lotto uno', sospensione: { da: 'Paolo Archivista' } }])
    expect(found.lotti[0]?.fasi[0]).toMatchObject({ fase: 'apertura', totale: 1, fatte: 0, sospese: 1 })
    expect(found.daFare).toBe(0)
    const rows = await db.execute(
      sql`select 1 from audit where azione = 'archivio.lavorazione_sospesa' and soggetto_id = ${lotto.uno} and attore_id = ${paolo.personaId}::uuid`,
    )
    expect(rows.length).toBeGreaterThan(0)
  })

  test('is refused twice, without a pause to end, to another office, and for what is not there', async () => {
    await done(pauseLavorazione(paolo, lotto.due))
    for (const refused of [
      await pauseLavorazione(paolo, lotto.due),
      await resumeLavorazione(paolo, lotto.uno),
      await pauseLavorazione(elena, lotto.uno),
      await resumeLavorazione(elena, lotto.due),
      await retryMorte(elena, { lottoId: null }),
      await pauseLavorazione(paolo, randomUUID()),
    ])
      expect(refused.ok).toBe(false)
    expect(await resumeLavorazione(elena, lotto.due)).toEqual(await resumeLavorazione(paolo, randomUUID()))
  })

  test('by plain SQL too: only the archive writes it, in its own name, and nobody erases it', async () => {
    await done(pauseLavorazione(paolo, lotto.uno))
    const insert = (
      by: Funzionario,
    ) => sql`insert into sospensioni_lavorazione (ente, lotto_id, sospesa_da_id, sospesa_da)
      values ('p_sp', ${lotto.due}::uuid, ${by.personaId}::uuid, 'x')`
    await expect(dbAs(elena).execute(insert(elena))).rejects.toThrow()
    await expect(dbAs(paolo).execute(insert(elena))).rejects.toThrow()
    await expect(dbAs(paolo).execute(sql`delete from sospensioni_lavorazione`)).rejects.toThrow()
    expect(await dbAs(elena).execute(sql`select 1 from sospensioni_lavorazione`)).toHaveLength(0)
    expect(await dbAs(elena).execute(sql`select * from avanzamento_lavorazioni('p_sp')`)).toHaveLength(0)
  })
})

describe('what failed', () => {
  const kill = async (lottoId: string, motivo: string) => {
    const file = await deliver(lottoId)
    const lavoro = await takeLavoro(randomUUID())
    if (lavoro) await failLavoro(lavoro, motivo, 'mai')
    return file
  }

  test('is listed with its reason, and is tried again one by one or all', async () => {
    const [a, b] = [await kill(lotto.uno, 'Il file è danneggiato'), await kill(lotto.due, 'Serve troppa memoria')]
    const { morte, quante } = await listMorte(paolo, null, 1)
    expect(quante).toBe(2)
    expect(morte.map((one) => one.errore)).toEqual(['Il file è danneggiato', 'Serve troppa memoria'])
    expect((await listMorte(paolo, lotto.due, 1)).morte).toMatchObject([{ errore: 'Serve troppa memoria' }])
    expect((await listMorte(elena, null, 1)).quante).toBe(0)
    expect((await fileOf(a)).stato).toBe('guasto')
    await done(retryMorte(paolo, { id: morte[0]?.id ?? '' }))
    expect(await fileOf(a)).toMatchObject({ stato: 'da_lavorare', errore: null })
    expect(await taken()).toEqual([a])
    await done(retryMorte(paolo, { lottoId: lotto.due }))
    expect(await taken()).toEqual([b])
    expect((await retryMorte(paolo, { lottoId: null })).ok).toBe(false)
  })
})

import { createHash, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copieConformi, fileConformi } from '@/drizzle/schema/archivio-conformi'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { postaUscita } from '@/drizzle/schema/pratiche'
import { audit } from '@/drizzle/schema/procedimenti'
import { listPublicKeys, sealAtto, sealValori } from '@/lib/atti/sigillo'
import type { Viewer } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { done } from '@/lib/mondo/pratiche'
import { confirmPagamento, declarePagamento } from '../accesso/commands-copie'
import { revokeVisione } from '../accesso/commands-visioni'
import { computeCostiCopie } from '../accesso/rules-copie'
import { grantAccesso, type MondoAccesso, openAccesso } from '../accesso/testing/mondo'
import { layCarte } from '../visore/testing/carte'
import { certifyConforme, makeConforme, revokeConforme } from './commands'
import { listMieConformi, openConforme } from './queries'
import { findConformeUfficio, findProposta } from './queries-ufficio'
import { openSigilloCopia } from './sigillo'
import { findConforme } from './verifica'

let mondo: MondoAccesso
let pagine: string[]
beforeAll(async () => {
  mondo = await openAccesso(false)
  const righe = ['Relazione sul cemento armato']
  const piccola = { righe, w: 310, h: 438 }
  pagine = await layCarte(mondo.unit.fascicolo, [{ ...piccola, etichetta: 'c. 1 recto' }, piccola, piccola])
  await db.execute(sql`update pagine_archivio set riservata = true where id = ${pagine[1]}::uuid`)
})
afterAll(closeDatabase)

/** Granted to Anna, with copies asked for as certified. @returns id of the view */
async function asked(modo = 'conforme'): Promise<string> {
  const pratica = await grantAccesso(mondo, mondo.anna, { modo, consegna: 'portale' }, { modo: 'copie' })
  const [row] = await db.select().from(visioni).where(eq(visioni.praticaId, pratica))
  return row?.id ?? ''
}
async function paid(): Promise<string> {
  const visione = await asked()
  done(await declarePagamento(mondo.anna, visione, { pagamento: 'MARCA 01234567890123', pagatoIl: await today() }))
  done(await confirmPagamento(mondo.paolo, visione))
  return visione
}
const input = (more: Partial<Parameters<typeof certifyConforme>[2]> = {}) => ({
  chiave: randomUUID() as string,
  pagine: '1, 3',
  base: 'raffronto' as const,
  ...more,
})
async function issued(more: Partial<Parameters<typeof certifyConforme>[2]> = {}) {
  const visione = await paid()
  const id = done(await certifyConforme(mondo.franca, visione, input(more)))
  done(await makeConforme(mondo.franca, id))
  const copia = await findConformeUfficio(mondo.paolo, id)
  if (!copia) throw new Error('no copy')
  return { visione, id, copia }
}
const take = async (viewer: Viewer, id: string): Promise<Buffer | null> => {
  const copia = await openConforme(viewer, id)
  if (!copia) return null
  const pieces: Uint8Array[] = []
  for await (const piece of copia.pdf) pieces.push(piece)
  return Buffer.concat(pieces)
}

describe('a certified copy (D.P.R. 445/2000 art. 18)', () => {
  test('is given after the payment, by the head of the archive, of pages that the reader may have', async () => {
    const { paolo, franca, elena, anna } = mondo
    const visione = await asked()
    const absent = await certifyConforme(franca, randomUUID(), input())
    expect(await certifyConforme(elena, visione, input())).toEqual(absent)
    expect(await certifyConforme(franca, visione, input())).toMatchObject({
      message: expect.stringContaining('dopo il pagamento'),
    })
    expect((await findProposta(franca, visione))?.perche).toContain('dopo il pagamento')
    done(await declarePagamento(anna, visione, { pagamento: 'MARCA 01234567890123', pagatoIl: await today() }))
    done(await confirmPagamento(paolo, visione))
    const told = await db
      .select()
      .from(postaUscita)
      .where(sql`percorso = ${`/ufficio/archivio/visioni/${visione}/conforme`}`)
    expect(told.map((one) => one.personaId)).toContain(franca.personaId)
    expect(await certifyConforme(paolo, visione, input())).toMatchObject({
      message: expect.stringContaining('dirigente'),
    })
    expect(await findProposta(franca, visione)).toMatchObject({ perche: null, dabili: [1, 3], attestate: false })
    for (const [wrong, said] of [
      ['1-3', 'La pagina 2 non si può dare'],
      ['7', 'da 1 a 3'],
    ])
      expect(await certifyConforme(franca, visione, input({ pagine: wrong }))).toMatchObject({
        errors: { pagine: expect.stringContaining(said ?? '') },
      })
    expect(await certifyConforme(franca, visione, input({ base: 'attestate' }))).toMatchObject({
      errors: { base: expect.stringContaining('Non tutte') },
    })
    expect(await db.$count(copieConformi)).toBe(0)
    // not asked for as certified: nothing was due for it
    expect(await certifyConforme(franca, await asked('copia'), input())).toMatchObject({
      message: expect.stringContaining('Non è stata chiesta'),
    })
  })

  test('has a number of its own register, is one however often it is pressed, and its file is always the same', async () => {
    const { franca, anna } = mondo
    const visione = await paid()
    const once = input()
    const both = await Promise.all([certifyConforme(franca, visione, once), certifyConforme(franca, visione, once)])
    expect(both.map((one) => one.ok)).toEqual([true, true])
    const id = once.chiave
    expect(await findConformeUfficio(franca, id)).toMatchObject({ stato: 'in_preparazione', pagine: 2 })
    expect(await take(anna, id)).toBeNull()
    const made = await Promise.all([makeConforme(franca, id), makeConforme(franca, id)])
    expect(made.map((one) => one.ok)).toEqual([true, true])
    expect((await makeConforme(franca, id)).ok).toBe(false)
    const next = done(await certifyConforme(franca, visione, input({ pagine: '1' })))
    const [first, second] = [await findConformeUfficio(franca, id), await findConformeUfficio(franca, next)]
    expect((second?.numero ?? 0) - (first?.numero ?? 0)).toBe(1)
    const pdf = await take(anna, id)
    expect(pdf?.equals((await take(mondo.paolo, id)) ?? Buffer.alloc(0))).toBe(true)
    expect(pdf?.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(2)
    expect((await listMieConformi(anna, visione)).map((one) => one.stato).sort()).toEqual([
      'in_preparazione',
      'rilasciata',
    ])
    const events = await db.select().from(audit).where(eq(audit.soggettoId, id)).orderBy(audit.id)
    expect(new Set(events.map((one) => `${one.azione} ${one.attoreId}`))).toEqual(
      new Set([
        `archivio.conforme_certificata ${franca.personaId}`,
        `archivio.conforme_pronta ${franca.personaId}`,
        `archivio.conforme_scaricata ${anna.personaId}`,
        `archivio.conforme_scaricata ${mondo.paolo.personaId}`,
      ]),
    )
  })

  test('says what it is: who, when, how many sheets, what is left out, and the hash of each image and original', async () => {
    const { copia } = await issued()
    expect(copia.contenuto).toMatchObject({
      segnatura: 'MURI/SIS/1',
      perChi: 'Anna Esempio',
      certificatore: 'Franca Dirigente, dirigente (Archivio tecnico)',
      totale: 3,
      pagamento: 'MARCA 01234567890123',
      bollo: [{ importoCents: 1600 }],
    })
    const images = await db.execute<{ sha256: string }>(
      sql`select sha256 from derivati_pagina where pagina_id in (${pagine[0]}::uuid, ${pagine[2]}::uuid)`,
    )
    const [original] = await db.execute<{ sha256: string }>(
      sql`select sha256 from file_archivio where unita_id = ${mondo.unit.fascicolo}::uuid`,
    )
    expect(new Set(copia.contenuto.pagine.map((one) => one.sha256))).toEqual(new Set(images.map((one) => one.sha256)))
    expect(copia.contenuto.originali).toEqual([original?.sha256])
  })

  test('is not made of an image that is no longer the one certified', async () => {
    const id = done(await certifyConforme(mondo.franca, await paid(), input({ pagine: '1' })))
    const [before] = await db.execute<{ sha256: string }>(
      sql`select sha256 from derivati_pagina where pagina_id = ${pagine[0]}::uuid`,
    )
    const set = (sha256: string) =>
      db.execute(sql`update derivati_pagina set sha256 = ${sha256} where pagina_id = ${pagine[0]}::uuid`)
    await set('0'.repeat(64))
    expect(await makeConforme(mondo.franca, id)).toMatchObject({ message: expect.stringContaining('è cambiata') })
    await set(before?.sha256 ?? '')
    done(await makeConforme(mondo.franca, id))
  })

  test('is of who has it: the others find nothing; who lost the view has it no more', async () => {
    const { visione, id } = await issued()
    for (const other of [mondo.carlo, mondo.elena, mondo.giulia]) {
      expect(await take(other, id)).toBeNull()
      expect(await listMieConformi(other, visione)).toEqual([])
      expect(await dbAs(other).$count(copieConformi)).toBe(0)
      expect(await dbAs(other).$count(fileConformi)).toBe(0)
    }
    expect(await take(mondo.anna, id)).not.toBeNull()
    done(await revokeVisione(mondo.paolo, visione, { motivo: 'Il titolo presentato non era valido' }))
    expect(await take(mondo.anna, id)).toBeNull()
  })

  test('and so say the walls: who certifies, what may change', async () => {
    const { id, copia } = await issued()
    const change = (who: Viewer, table: string, set: string) =>
      dbAs(who)
        .execute(sql.raw(`update ${table} set ${set}`))
        .then(
          (rows) => rows.count,
          (error: { cause?: Error }) => error.cause?.message,
        )
    const revoke = (by: Viewer) => `revocata_at = now(), revocata_da_id = '${by.personaId}', revocata_motivo = 'x'`
    expect(await change(mondo.anna, 'copie_conformi', revoke(mondo.anna))).toBe(0)
    expect(await change(mondo.paolo, 'copie_conformi', revoke(mondo.paolo))).toBe(0)
    expect(await change(mondo.franca, 'copie_conformi', revoke(mondo.paolo))).toContain('row-level security')
    expect(await change(mondo.franca, 'copie_conformi', 'pagine = 9')).toContain('permission denied')
    expect(await change(mondo.franca, 'file_conformi', `sha256 = 'x'`)).toBe(0)
    await expect(db.execute(sql`update file_conformi set sha256 = 'x'`)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('non si cambia') },
    })
    const copy = sql`insert into copie_conformi (ente, visione_id, unita_id, persona_id, anno, numero, rilasciata_il,
        rilasciata_at, certificata_da_id, base, pagine, contenuto, codice_verifica, sigillo)
      select ente, visione_id, unita_id, persona_id, anno, 999, rilasciata_il, rilasciata_at, ${mondo.paolo.personaId}::uuid,
        base, pagine, contenuto, 'X', sigillo from copie_conformi where id = ${id}::uuid`
    await expect(dbAs(mondo.paolo).execute(copy)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('row-level security') },
    })
    // anybody who brings the code, or the hash of the file, finds that copy alone
    expect(await dbAs(`pubblico:${copia.codiceVerifica}`).$count(copieConformi)).toBe(1)
    expect(await dbAs('pubblico:AAAAAAAAAAAAAAAA').$count(copieConformi)).toBe(0)
    expect(await dbAs('pubblico').$count(fileConformi)).toBe(0)
  })
})

describe('the public check', () => {
  test('finds it by its code or by the file, and says its facts and nothing of what is copied', async () => {
    const { id, copia } = await issued()
    const pdf = await take(mondo.anna, id)
    const sha256 = createHash('sha256')
      .update(pdf ?? '')
      .digest('hex')
    const byCode = await findConforme(copia.codiceVerifica)
    expect(byCode).toMatchObject({
      numero: copia.codice,
      il: await today(),
      pagine: 2,
      sha256,
      revocataIl: null,
      differenze: [],
    })
    expect({ ...(await findConforme(sha256)), controllataAt: null }).toEqual({ ...byCode, controllataAt: null })
    expect(await findConforme('0'.repeat(64))).toBeNull()
    expect(await findConforme('ABCDEFGHJKLMNPQR')).toBeNull()
    expect(JSON.stringify(byCode)).not.toMatch(/MURI|Anna|Esempio|Franca|fabbricato/i)
    expect(openSigilloCopia(byCode?.sigillo ?? '')).toMatchObject({ numero: copia.codice, pagine: 2 })
  })

  test('says that it holds no more once it is revoked; before its file is made it is not there', async () => {
    const { id, copia, visione } = await issued()
    const MOTIVO = { motivo: 'Rilasciata per errore a chi non ne aveva diritto' }
    const absent = await revokeConforme(mondo.franca, randomUUID(), MOTIVO)
    expect(await revokeConforme(mondo.elena, id, MOTIVO)).toEqual(absent)
    expect((await revokeConforme(mondo.paolo, id, MOTIVO)).ok).toBe(false)
    done(await revokeConforme(mondo.franca, id, MOTIVO))
    expect((await revokeConforme(mondo.franca, id, MOTIVO)).ok).toBe(false)
    expect(await findConforme(copia.codiceVerifica)).toMatchObject({ revocataIl: await today(), differenze: [] })
    expect(await take(mondo.anna, id)).toBeNull()
    expect(await listMieConformi(mondo.anna, visione)).toMatchObject([
      { stato: 'revocata', revocataMotivo: MOTIVO.motivo },
    ])
    const early = done(await certifyConforme(mondo.franca, await paid(), input()))
    const [row] = await db.select().from(copieConformi).where(eq(copieConformi.id, early))
    expect(await findConforme(row?.codiceVerifica ?? '')).toBeNull()
  })

  test('tells a register that was changed: the key is not in the database', async () => {
    const { id, copia } = await issued()
    const check = async () => (await findConforme(copia.codiceVerifica))?.differenze
    const set = (what: string) => db.execute(sql.raw(`update copie_conformi set ${what} where id = '${id}'`))
    await set(`pagine = 7`)
    expect(await check()).toEqual(['pagine'])
    await set(`pagine = 2, rilasciata_il = rilasciata_il - 1`)
    expect(await check()).toEqual(['data'])
    await set(`rilasciata_il = rilasciata_il + 1, contenuto = jsonb_set(contenuto, '{perChi}', '"Altri"')`)
    expect(await check()).toEqual(['attestazione'])
    await db.execute(sql`alter table file_conformi disable trigger file_conformi_stesso`)
    await db.execute(sql`update file_conformi set sha256 = ${'0'.repeat(64)} where copia_id = ${id}::uuid`)
    await db.execute(sql`alter table file_conformi enable trigger file_conformi_stesso`)
    expect(await check()).toEqual(['attestazione', 'file'])
    await set(`sigillo = 'x'`)
    expect(await check()).toBeNull()
  })
})

test('the seal of an act is not that of a copy, though the key is one', () => {
  const atto = { v: 1, e: 'p_sp', n: '1', t: 'x', d: null, a: null, g: [], m: null, s: '0123456789abcdef' } as const
  expect(openSigilloCopia(sealAtto({ ...atto, g: [], l: [null, null, null] }))).toBeNull()
  expect(openSigilloCopia(sealValori(['file', 'p_sp', '2026/0000001', '0'.repeat(64)]))).toBeNull()
  expect(listPublicKeys()).toHaveLength(1)
})

test('stamp duty: one for the whole copy, or one each so many pages once the Province says so', () => {
  const setting = (chiave: string, valore: number) => ({
    chiave,
    validoDal: '2026-01-01' as const,
    validoAl: null,
    valore,
    daConfermare: true,
    fonte: 'prova',
  })
  const bollo = (n: number, ...more: ReturnType<typeof setting>[]) =>
    computeCostiCopie(
      { pagine: n, conforme: true },
      [setting('accesso.copia.bollo-conforme', 1600), ...more],
      '2026-12-01',
    ).find((one) => one.codice === 'bollo-copia')?.importoCents
  expect(bollo(9)).toBe(1600)
  const ogni4 = setting('accesso.copia.bollo-conforme-pagine', 4)
  expect([4, 5, 8, 9].map((n) => bollo(n, ogni4))).toEqual([1600, 3200, 3200, 4800])
})

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileArchivio } from '@/drizzle/schema/archivio-digitale'
import type { Funzionario } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { makePersona } from '@/lib/imprese/testing/world'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from './carico'
import { addUnita } from './commands'
import { decideDoppione } from './doppioni/commands'
import { doppioneInput } from './doppioni/forms'
import { COPPIE_MAX, listCoppie } from './doppioni/queries'
import { nuovaUnitaInput } from './forms'
import { changeMassa } from './massa/commands'
import { massaInput } from './massa/forms'
import { listDaCambiare } from './massa/queries'
import { addModello, removeModello } from './modelli/commands'
import { lastSegnatura, listModelli } from './modelli/queries'
import { findScheda, recordScheda } from './queries'
import { searchArchivio } from './ricerca'
import { proposeScarto, recordDistruzione, recordNullaOsta, setTermine, withdrawScarto } from './scarto/commands'
import { findDistruzione, findProposta, listScartabiliDi, listTermini } from './scarto/queries'
import { listConsultazioni } from './statistiche/queries'
import { sommaPer } from './statistiche/rules'

// What archivists do at their desk, beside describing one unit at a time.

let paolo: Funzionario
let franca: Funzionario // directs the archive
let elena: Funzionario
const FONDO = 'IT-SP-PROV/SIS'
const SERIE = `${FONDO}/1990`
const serieId = unitaIdOf(SERIE)
const unita = (n: number) => unitaIdOf(`${SERIE}/b001/f000${n}`)
const total = async (testo: string) => (await searchArchivio(null, { testo })).totale

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(600)
  paolo = await officerNamed('Paolo', 'Archivista')
  franca = await officerNamed('Franca', 'Dirigente')
  elena = await officerNamed('Elena', 'Istruttore')
})
afterAll(closeDatabase)

describe('many units at once', () => {
  const choose = async (ids: string[], campo: string, valore: string) => {
    const rows = (await listDaCambiare(paolo, serieId)).righe.filter((one) => ids.includes(one.id))
    return massaInput.parse({
      unita: rows.map((one) => `${one.id}:${one.versione}`),
      campo,
      valori: { [campo]: valore, opera: 'non conta' },
    })
  }
  test('one value is written in those that differ, with a line of history each, and the search follows', async () => {
    const ids = [unita(1), unita(2)]
    expect(await changeMassa(paolo, await choose(ids, 'materiale', 'zirconite'))).toEqual({ ok: true, value: 2 })
    expect(await total('zirconite')).toBe(2)
    for (const id of ids)
      expect((await findScheda(paolo, id))?.storia?.[0]).toMatchObject({
        cosa: 'modificata insieme ad altre',
        modifiche: { materiale: { a: 'zirconite' } },
      })
    expect(await changeMassa(paolo, await choose([...ids, unita(3)], 'materiale', 'zirconite'))).toEqual({
      ok: true,
      value: 1,
    })
    expect((await changeMassa(paolo, await choose(ids, 'materiale', 'zirconite'))).ok).toBe(false)
  })
  test('one that changed in the meantime stops all of them, and is named; who works elsewhere changes none', async () => {
    const old = await choose([unita(1), unita(2)], 'esito', 'archiviato')
    expect((await changeMassa(elena, old)).ok).toBe(false)
    await changeMassa(paolo, await choose([unita(2)], 'supporto', 'carta'))
    expect(await changeMassa(paolo, old)).toMatchObject({
      errors: { unita: expect.stringContaining(`${SERIE}/b001/f0002`) },
    })
    expect((await findScheda(paolo, unita(1)))?.descrizione?.esito).not.toBe('archiviato')
  })
  test('what is no value of its field is refused', () => {
    const parse = (campo: string, valore: string) =>
      massaInput.safeParse({ unita: [`${unita(1)}:0`], campo, valori: { [campo]: valore } }).success
    expect([
      parse('trattamento', ''),
      parse('tipologia', 'x'),
      parse('comuneIstat', 'Luni'),
      parse('titolo', 'x'),
    ]).toEqual([false, false, false, false])
    expect([parse('trattamento', 'validato'), parse('tipologia', ''), parse('localita', '')]).toEqual([
      true,
      true,
      true,
    ])
  })
})

describe('disposal', () => {
  const oggi = () => today()
  const term = async (anni: string, confermato: boolean) =>
    setTermine(franca, { segnatura: SERIE, anni: Number(anni) || null, fonte: 'Piano di prova, art. 1', confermato })
  const propose = (ids: string[]) =>
    proposeScarto(paolo, {
      oggetto: 'Prova di scarto',
      motivazione: 'Carte oltre il termine del piano di prova',
      unita: ids,
    })
  const act = async (numero = '12/2026') => ({ numero, il: await oggi() })

  test('papers are proposed only past a confirmed term, and those of a series without one never', async () => {
    expect((await setTermine(paolo, { segnatura: SERIE, anni: 1, fonte: 'Piano', confermato: true })).ok).toBe(false)
    expect(await listScartabiliDi(paolo, serieId)).toEqual([])
    expect((await term('10', false)).ok).toBe(true)
    expect(await listScartabiliDi(paolo, serieId)).toEqual([])
    expect((await term('', true)).ok).toBe(true)
    expect(await listScartabiliDi(paolo, serieId)).toEqual([])
    expect((await term('90', true)).ok).toBe(true)
    expect(await listScartabiliDi(paolo, serieId)).toEqual([])
    expect((await propose([unita(4)])).ok).toBe(false)
    expect((await term('10', true)).ok).toBe(true)
    expect((await listScartabiliDi(paolo, serieId)).map((one) => one.id)).toContain(unita(4))
    expect((await listTermini(elena)).map((one) => [one.segnatura, one.anni])).toEqual([[SERIE, 10]])
  })

  test('the list goes from proposal to authorisation to report, each by who may; nothing is deleted', async () => {
    const proposed = await propose([unita(4), unita(5)])
    const id = proposed.ok ? proposed.value.id : ''
    expect((await propose([unita(5)])).ok).toBe(false) // in another list
    expect((await recordDistruzione(franca, id, await act())).ok).toBe(false) // not authorised
    expect((await recordNullaOsta(paolo, id, { esito: 'authorise', ...(await act()) })).ok).toBe(false)
    const tomorrow = { esito: 'authorise' as const, numero: '1', il: addDays(await oggi(), 1) }
    expect(await recordNullaOsta(franca, id, tomorrow)).toMatchObject({ errors: { il: expect.any(String) } })
    expect((await recordNullaOsta(franca, id, { esito: 'authorise', ...(await act()) })).ok).toBe(true)
    expect((await withdrawScarto(paolo, id)).ok).toBe(false)
    const before = { numero: '2', il: addDays(await oggi(), -1) }
    expect(await recordDistruzione(franca, id, before)).toMatchObject({ errors: { il: expect.any(String) } })
    expect((await recordDistruzione(franca, id, await act('V/7'))).ok).toBe(true)
    expect((await recordDistruzione(franca, id, await act())).ok).toBe(false)
    const list = await findProposta(elena, id)
    expect([list?.stato, list?.elenco.map((one) => one.unitaId).sort()]).toEqual([
      'distrutta',
      [unita(4), unita(5)].sort(),
    ])
    expect((await findScheda(null, unita(4)))?.titolo).toBe(
      list?.elenco.find((one) => one.unitaId === unita(4))?.titolo,
    )
    expect(await findDistruzione(elena, unita(4))).toMatchObject({ verbale: 'V/7' })
    expect((await findScheda(elena, unita(4)))?.storia?.[0]?.cosa).toBe('scartata')
  })

  test('a list withdrawn or denied leaves its papers free to be proposed again', async () => {
    for (const end of ['withdraw', 'deny'] as const) {
      const proposed = await propose([unita(6)])
      const id = proposed.ok ? proposed.value.id : ''
      const ended =
        end === 'withdraw'
          ? await withdrawScarto(paolo, id)
          : await recordNullaOsta(franca, id, { esito: 'deny', ...(await act()) })
      expect(ended.ok).toBe(true)
      expect((await listScartabiliDi(paolo, serieId)).map((one) => one.id)).toContain(unita(6))
    }
  })

  test('two propose the same papers at once: one list has them', async () => {
    const [free] = await listScartabiliDi(paolo, serieId)
    const ids = [free?.id ?? '']
    const both = await Promise.all([propose(ids), propose(ids)])
    expect(both.map((one) => one.ok).sort()).toEqual([false, true])
  })

  test('by plain SQL, a list neither goes back nor changes, and only who directs the archive authorises it', async () => {
    const changed = async (who: Funzionario, statement: string) => {
      try {
        return (await dbAs(who).execute(sql.raw(statement))).count
      } catch (error) {
        return String((error as { cause?: Error }).cause?.message)
      }
    }
    expect(
      await changed(
        paolo,
        `update proposte_scarto set stato = 'autorizzata', nulla_osta = 'x', nulla_osta_il = now() where stato = 'proposta'`,
      ),
    ).toContain('row-level security')
    expect(
      await changed(
        franca,
        `update proposte_scarto set stato = 'proposta', nulla_osta = null, nulla_osta_il = null, verbale = null, verbale_il = null where stato = 'distrutta'`,
      ),
    ).toContain('solo avanti')
    expect(await changed(franca, `delete from unita_scarto`)).toContain('permission denied')
    expect(await changed(elena, `update proposte_scarto set oggetto = 'x'`)).toBe(0)
    await expect(db.execute(sql`update unita_scarto set titolo = 'x'`)).rejects.toThrow()
  })
})

describe('doubles', () => {
  const make = async (segnatura: string, more = {}) => {
    const input = {
      titolo: 'Doppione di prova',
      data: '1990',
      trattamento: 'schedato',
      livello: 'fascicolo',
      segnatura,
      ...more,
    }
    const made = await addUnita(paolo, serieId, nuovaUnitaInput.parse(input))
    return made.ok ? made.value.id : ''
  }
  test('pairs are found by signature, by practice and by file; the decision is in the history of both', async () => {
    const practice = { numeroPratica: '98765', annoPratica: '1990', comuneIstat: '011015' }
    const a = await make(`${SERIE}/b901/f0001`, practice)
    const b = await make(`${SERIE}/B901/f01`, practice)
    const c = await make(`${SERIE}/b902/f0001`)
    for (const [n, id] of [a, c].entries())
      await dbAs('sistema')
        .insert(fileArchivio)
        .values({
          ente: ENTE,
          unitaId: id,
          ordine: 1,
          nome: `${n}.pdf`,
          mime: 'application/pdf',
          byte: 1,
          sha256: 'd'.repeat(64),
          deposito: 'disco',
          chiaveCifrata: 'x',
          chiaveMaestra: 'x',
        })
    const pairs = async () => (await listCoppie(paolo, unitaIdOf(FONDO))).coppie
    const pair = async (x: string, y: string) =>
      (await pairs()).find((one) => [one.una.id, one.altra.id].sort().join() === [x, y].sort().join())
    expect((await pair(a, b))?.somiglianze).toEqual(['pratica', 'segnatura'])
    expect((await pair(a, c))?.somiglianze).toEqual(['file'])
    expect(await pair(b, c)).toBeUndefined()
    const join = doppioneInput.parse({ esito: 'da_unire', tieniId: a, motivo: 'La stessa pratica due volte' })
    expect((await decideDoppione(elena, a, b, join)).ok).toBe(false)
    expect(await decideDoppione(paolo, a, b, { ...join, tieniId: c })).toMatchObject({
      errors: { tieniId: expect.any(String) },
    })
    expect((await decideDoppione(paolo, b, a, join)).ok).toBe(true)
    expect(await pair(a, b)).toMatchObject({ esito: 'da_unire', tieniId: a })
    expect((await findScheda(paolo, a))?.storia?.[0]?.cosa).toBe('proposta per l’unione: resta')
    expect((await findScheda(paolo, b))?.storia?.[0]?.cosa).toBe('proposta per l’unione')
    expect(
      (await decideDoppione(paolo, a, b, { esito: 'distinte', tieniId: null, motivo: 'Sono due edifici' })).ok,
    ).toBe(true)
    expect((await pairs()).at(-1)?.esito).toBe('distinte')
    const all = await listCoppie(paolo, unitaIdOf(FONDO))
    expect([all.totale, all.pagina]).toEqual([all.coppie.length, 1])
    expect(await listCoppie(paolo, unitaIdOf(FONDO), 2)).toEqual(all) // there is no second page
    const many = Array.from({ length: 11 }, (_, n) => `${SERIE}/b77/f${'0'.repeat(n)}5`)
    for (const segnatura of many) await make(segnatura)
    const [first, second] = [await listCoppie(paolo, unitaIdOf(FONDO)), await listCoppie(paolo, unitaIdOf(FONDO), 2)]
    expect([first.totale, second.totale, first.coppie.length]).toEqual([all.totale + 55, all.totale + 55, COPPIE_MAX])
    expect(second.coppie).toHaveLength(all.totale + 55 - COPPIE_MAX)
    expect(second.coppie.at(-1)?.esito).toBe('distinte')
    expect((await findScheda(null, b))?.titolo).toBe('Doppione di prova')
  })
})

describe('drafts', () => {
  test('what a unit has in common with its neighbours is written already in the next, for who describes', async () => {
    const made = await addModello(paolo, unita(1), 'Depositi in zirconite')
    const padreId = made.ok ? made.value.padreId : ''
    const [modello] = await listModelli(paolo, padreId, [])
    expect(modello).toMatchObject({ nome: 'Depositi in zirconite', valori: { materiale: 'zirconite' } })
    expect(Object.keys(modello?.valori ?? {})).not.toContain('titolo')
    expect((await listModelli(paolo, crypto.randomUUID(), [padreId])).length).toBe(1)
    expect((await addModello(elena, unita(1), 'Altro')).ok).toBe(false)
    expect((await removeModello(paolo, padreId, modello?.id ?? '')).ok).toBe(true)
    expect(await listModelli(paolo, padreId, [])).toEqual([])
    expect(await lastSegnatura(paolo, padreId)).toMatch(/f\d+$/)
  })
})

test('readings are counted by month, fonds and kind of reader, without names', async () => {
  const citizen = await makePersona()
  for (const chi of [elena, elena, paolo, citizen, null]) {
    const scheda = await findScheda(chi, unita(8))
    if (scheda) await recordScheda(chi, scheda)
  }
  const rows = await listConsultazioni(paolo)
  const mese = (await today()).slice(0, 7)
  expect(rows.filter((row) => row.mese === mese).map((row) => [row.fondo, row.classe, row.schede])).toEqual([
    [(await findScheda(null, unitaIdOf(FONDO)))?.titolo, 'ufficio', 3],
  ])
  expect(sommaPer(rows, 'mese')).toEqual([{ chi: mese, schede: 3, pagine: 0, pacchetti: 0 }])
  expect(JSON.stringify(rows)).not.toContain(elena.cognome)
})

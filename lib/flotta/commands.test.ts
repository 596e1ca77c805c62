import { and, eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { carteVeicolo } from '@/drizzle/schema/imprese'
import { atti, documenti, postaUscita } from '@/drizzle/schema/pratiche'
import { audit } from '@/drizzle/schema/procedimenti'
import { veicoli } from '@/drizzle/schema/soggetti'
import type { Viewer } from '@/lib/auth/viewer'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { decode, findSeparatore, inspectZip } from '@/lib/core/tabella'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { findDestinazione } from '@/lib/documenti/destinazioni'
import { findDocumento } from '@/lib/documenti/queries'
import { endAppartenenza } from '@/lib/imprese/commands'
import { addMembro, again, makePersona, makeRappresentata } from '@/lib/imprese/testing/world'
import { findPraticaOf, listAttiOf } from '@/lib/pratiche/queries'
import { file, loadWorld } from '@/lib/pratiche/testing/world'
import { listFlotta } from '@/lib/trasporti/queries'
import { dismissVeicolo, removeCarta, saveCarta, saveVeicolo, setAutisti } from './commands'
import { warnScadenze } from './commands-avvisi'
import { applyImportazione, readImportazione } from './commands-importazione'
import { readCelle } from './lettura-file'
import { findImportazione, findVeicolo, listAttiGuidati, listScadenze, listTargheGuidate, listVeicoli } from './queries'
import { makeXlsx, makeZip } from './testing/xlsx'

let oggi: IsoDate
beforeAll(async () => {
  await loadWorld()
  oggi = await today()
})
afterAll(closeDatabase)

const value = <T>(result: { ok: true; value: T } | { ok: false; message: string }): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const trattore = (targa: string) => ({
  targa,
  classe: 'trattore' as const,
  marca: 'Esempio T8',
  taraKg: 11_800,
  massaMaxKg: 41_000,
  numeroAssi: 4,
  interassiCm: [185, 250, 137],
})

describe('vehicles and their papers', () => {
  let impresa: { id: string }
  let capo: Viewer
  let osservatore: Viewer
  let estraneo: Viewer
  beforeEach(async () => {
    const made = await makeRappresentata()
    impresa = made.impresa
    capo = made.rappresentante
    osservatore = await addMembro(await makePersona(), impresa.id, 'osservatore')
    estraneo = (await makeRappresentata()).rappresentante
  })

  test('a vehicle added is offered in the next istanza; taken out of use, no more; back again, yes', async () => {
    const id = value(await saveVeicolo(capo, impresa.id, null, trattore('ZZ901ZZ')))
    expect((await listFlotta(capo, impresa.id)).map((one) => one.targa)).toEqual(['ZZ901ZZ'])
    value(await dismissVeicolo(capo, impresa.id, id, true))
    expect(await listFlotta(capo, impresa.id)).toEqual([])
    expect(await saveVeicolo(capo, impresa.id, null, trattore('ZZ901ZZ'))).toMatchObject({
      ok: false,
      errors: { targa: expect.stringContaining('dismessi') },
    })
    value(await dismissVeicolo(capo, impresa.id, id, false))
    expect(await listFlotta(capo, impresa.id)).toHaveLength(1)
    value(await saveVeicolo(capo, impresa.id, id, { ...trattore('ZZ901ZZ'), marca: 'Corretta' }))
    expect(await findVeicolo(capo, impresa.id, id)).toMatchObject({ marca: 'Corretta' })
    const azioni = await db.select({ azione: audit.azione }).from(audit).where(eq(audit.soggettoId, id))
    expect(azioni.map((one) => one.azione)).toEqual([
      'veicolo.aggiunto',
      'veicolo.dismesso',
      'veicolo.ripreso',
      'veicolo.modificato',
    ])
  })

  test('an osservatore looks and changes nothing; a stranger sees nothing and gets the answer of a missing one', async () => {
    const id = value(await saveVeicolo(capo, impresa.id, null, trattore('ZZ902ZZ')))
    expect(await listVeicoli(osservatore, impresa.id)).toHaveLength(1)
    expect(await listVeicoli(estraneo, impresa.id)).toEqual([])
    expect(await findVeicolo(estraneo, impresa.id, id)).toBeNull()
    for (const other of [osservatore, estraneo]) {
      expect(await saveVeicolo(other, impresa.id, id, trattore('ZZ903ZZ'))).toMatchObject({
        ok: false,
        message: 'Impresa non trovata',
      })
      expect(await dismissVeicolo(other, impresa.id, id, true)).toMatchObject({ ok: false })
      expect(await readImportazione(other, impresa.id, { nome: 'a.csv', bytes: new Uint8Array([1]) })).toMatchObject({
        ok: false,
      })
    }
    // Of a company of one's own, a vehicle of another's is not there either.
    const [sua] = estraneo.organizzazioni
    expect(await saveVeicolo(estraneo, sua?.id ?? '', id, trattore('ZZ903ZZ'))).toMatchObject({
      ok: false,
      message: 'Veicolo non trovato',
    })
    expect(
      await saveCarta(estraneo, sua?.id ?? '', id, { tipo: 'revisione', numero: null, scadeIl: oggi }),
    ).toMatchObject({ ok: false })
  })

  test('a paper has one row a kind; its file is the fleet’s own; removed, its key is gone', async () => {
    const veicoloId = value(await saveVeicolo(capo, impresa.id, null, trattore('ZZ904ZZ')))
    const id = value(
      await saveCarta(capo, impresa.id, veicoloId, { tipo: 'revisione', numero: 'A1', scadeIl: addDays(oggi, 5) }),
    )
    expect(
      value(
        await saveCarta(capo, impresa.id, veicoloId, { tipo: 'revisione', numero: null, scadeIl: addDays(oggi, 400) }),
      ),
    ).toBe(id)
    expect((await findVeicolo(capo, impresa.id, veicoloId))?.carte).toMatchObject([
      { id, numero: 'A1', stato: 'valida' },
    ])
    const to = { soggetto: 'carta', soggettoId: id, tipo: 'prova' } as const
    expect(await findDestinazione(capo, to)).toMatchObject({ tipo: 'prova' })
    expect(await findDestinazione(osservatore, to)).toBeNull()
    expect(await findDestinazione(estraneo, to)).toBeNull()
    const [documento] = await db
      .insert(documenti)
      .values({
        ente: ENTE,
        soggettoTipo: 'carta',
        soggettoId: id,
        tipo: 'prova',
        nome: 'revisione.pdf',
        mime: 'application/pdf',
        byte: 5,
        sha256: 'c'.repeat(64),
        stato: 'pronto',
        chiaveCifrata: 'x',
        prontoAt: new Date(),
      })
      .returning({ id: documenti.id })
    expect(await findDocumento(osservatore, documento?.id ?? '')).not.toBeNull()
    expect(await findDocumento(estraneo, documento?.id ?? '')).toBeNull()
    value(await removeCarta(capo, impresa.id, veicoloId, id))
    expect(await findDocumento(capo, documento?.id ?? '')).toBeNull()
    const [gone] = await db
      .select()
      .from(documenti)
      .where(eq(documenti.id, documento?.id ?? ''))
    expect(gone).toMatchObject({ stato: 'eliminato', chiaveCifrata: null })
  })

  test('the company is told 30 and 7 days before, each person once; a new date is told of again', async () => {
    const veicoloId = value(await saveVeicolo(capo, impresa.id, null, trattore('ZZ905ZZ')))
    const id = value(
      await saveCarta(capo, impresa.id, veicoloId, { tipo: 'assicurazione', numero: null, scadeIl: addDays(oggi, 20) }),
    )
    const told = () =>
      db
        .select({ persona: postaUscita.personaId, canale: postaUscita.canale, percorso: postaUscita.percorso })
        .from(postaUscita)
        .where(like(postaUscita.chiave, `carta:${id}:%`))
    await warnScadenze()
    await Promise.all([warnScadenze(), warnScadenze()])
    expect((await told()).map((one) => one.canale).sort()).toEqual(['area', 'email'])
    expect((await told())[0]).toMatchObject({
      persona: capo.personaId,
      percorso: `/area-personale/imprese/${impresa.id}/flotta/${veicoloId}`,
    })
    expect((await listScadenze(capo)).map((one) => one.id)).toEqual([id])
    expect((await listFlotta(capo, impresa.id)).map((one) => one.carteScadute)).toEqual([[]])
    await db
      .update(carteVeicolo)
      .set({ scadeIl: addDays(oggi, -1) })
      .where(eq(carteVeicolo.id, id))
    expect((await listFlotta(capo, impresa.id)).map((one) => one.carteScadute)).toEqual([['assicurazione']])
    await db
      .update(carteVeicolo)
      .set({ scadeIl: addDays(oggi, 7) })
      .where(eq(carteVeicolo.id, id))
    await warnScadenze()
    await warnScadenze()
    expect(await told()).toHaveLength(4)
    value(await dismissVeicolo(capo, impresa.id, veicoloId, true))
    await db
      .update(carteVeicolo)
      .set({ scadeIl: addDays(oggi, 6) })
      .where(eq(carteVeicolo.id, id))
    await warnScadenze()
    expect(await told()).toHaveLength(4) // out of use: nobody is told
  })
})

describe('import of a table', () => {
  const HEAD = [
    'Targa',
    'Tipo',
    'Marca e modello',
    'Tara (t)',
    'Massa massima (t)',
    'Assi',
    'Interassi (m)',
    'Scadenza revisione',
  ]
  const csv = (rows: string[]) => `${HEAD.join(';')}\r\n${rows.join('\r\n')}\r\n`
  const GOOD = 'ZZ911ZZ;Trattore stradale;Città T8;11,8;41;4;1,85 + 2,50 + 1,37;31/12/2029'
  const BAD = 'ZZ912ZZ;Astronave;X;1;2;3;;'
  let impresa: { id: string }
  let capo: Viewer
  beforeEach(async () => {
    const made = await makeRappresentata()
    impresa = made.impresa
    capo = made.rappresentante
  })
  const count = async () => (await listVeicoli(capo, impresa.id)).length

  test('reading changes nothing; applying writes the good rows once; again, it is all the same', async () => {
    const bytes = Buffer.from(csv([GOOD, BAD]))
    const id = value(await readImportazione(capo, impresa.id, { nome: 'flotta.csv', bytes }))
    expect(await count()).toBe(0)
    expect((await findImportazione(capo, impresa.id, id))?.righe.map((one) => one.esito)).toEqual(['nuovo', 'errore'])
    const results = await Promise.all([
      applyImportazione(capo, impresa.id, id),
      applyImportazione(capo, impresa.id, id),
    ])
    expect(results.filter((one) => one.ok)).toEqual([
      { ok: true, value: { creati: 1, modificati: 0, uguali: 0, scartati: 1 } },
    ])
    expect(await listVeicoli(capo, impresa.id)).toMatchObject([
      { targa: 'ZZ911ZZ', marca: 'Città T8', carte: [{ tipo: 'revisione', scadeIl: '2029-12-31' }] },
    ])
    const again = value(await readImportazione(capo, impresa.id, { nome: 'flotta.csv', bytes }))
    expect((await findImportazione(capo, impresa.id, again))?.righe.map((one) => one.esito)).toEqual([
      'uguale',
      'errore',
    ])
    expect(value(await applyImportazione(capo, impresa.id, again))).toEqual({
      creati: 0,
      modificati: 0,
      uguali: 1,
      scartati: 1,
    })
    expect(await count()).toBe(1)
  })

  test('the fleet changed between report and import: the row is compared again', async () => {
    const id = value(await readImportazione(capo, impresa.id, { nome: 'a.csv', bytes: Buffer.from(csv([GOOD])) }))
    value(await saveVeicolo(capo, impresa.id, null, trattore('ZZ911ZZ')))
    expect(value(await applyImportazione(capo, impresa.id, id))).toMatchObject({ creati: 0, modificati: 1 })
    expect(await count()).toBe(1)
  })

  test('another’s report is not there', async () => {
    const id = value(await readImportazione(capo, impresa.id, { nome: 'a.csv', bytes: Buffer.from(csv([GOOD])) }))
    const estraneo = await makeRappresentata()
    expect(await findImportazione(estraneo.rappresentante, impresa.id, id)).toBeNull()
    expect(await applyImportazione(estraneo.rappresentante, estraneo.impresa.id, id)).toMatchObject({
      ok: false,
      message: 'Importazione non trovata',
    })
  })

  test('a spreadsheet: numbers, days, first sheet', async () => {
    const bytes = makeXlsx(
      [HEAD, ['ZZ913ZZ', 'Semirimorchio', 'Campione', 14.5, 62, 4, '1,36 + 1,36 + 1,36', 47_483]],
      [7],
    )
    const id = value(await readImportazione(capo, impresa.id, { nome: 'flotta.xlsx', bytes }))
    expect((await findImportazione(capo, impresa.id, id))?.righe).toMatchObject([
      { esito: 'nuovo', veicolo: { taraKg: 14_500, interassiCm: [136, 136, 136] }, carte: [{ scadeIl: '2029-12-31' }] },
    ])
  })

  test('text in any of the ways Windows and others write it', async () => {
    const text = csv([GOOD])
    const latin = Buffer.from(text, 'latin1') // à is one byte, as in Windows-1252
    expect(decode(latin).testo).toContain('Città')
    expect(decode(Buffer.from(`\ufeff${text}`)).testo).toMatch(/^Targa/)
    expect(decode(Buffer.from(`\ufeff${text}`, 'utf16le')).testo).toContain('Città')
    expect([';', ',', '\t', '|'].map((sign) => findSeparatore(`"a;b"${sign}b${sign}c`))).toEqual([';', ',', '\t', '|'])
    const quoted = `Targa,Tipo,"Marca e modello","Tara (t)","Massa massima (t)",Assi\nZZ914ZZ,Autocarro,"Esempio, grande","11,8","26",3\n`
    expect(value(await readCelle(Buffer.from(quoted)))[1]).toEqual([
      'ZZ914ZZ',
      'Autocarro',
      'Esempio, grande',
      '11,8',
      '26',
      '3',
    ])
  })

  test('S41: what is no table, an old format, macros, an archive too big once open, are refused with what to do', async () => {
    const refused = async (bytes: Uint8Array) => {
      const result = await readCelle(bytes)
      return result.ok ? null : result.message
    }
    expect(await refused(new Uint8Array())).toContain('vuoto')
    expect(await refused(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toContain('formato vecchio')
    expect(await refused(new Uint8Array([0x41, 0, 0, 0x42]))).toContain('non è una tabella')
    expect(await refused(makeXlsx([['Targa']], [], { 'xl/vbaProject.bin': 'x' }))).toContain('macro')
    expect(await refused(makeZip({ 'xl/workbook.xml': 'x' }, 2_000_000_000))).toContain('troppo grande')
    expect(await refused(makeZip({ 'altro.txt': 'x' }))).toContain('non riusciamo'.replace('n', 'N'))
    expect(await refused(makeXlsx([['Targa']]).subarray(0, 200))).toContain('Non riusciamo')
    expect(await refused(makeXlsx([['Targa']]).map((byte, i) => (i > 300 && i < 900 ? 0 : byte)))).toContain(
      'Non riusciamo',
    )
    expect(inspectZip(makeZip({ a: '12', b: '345' }))).toEqual({ entries: ['a', 'b'], unpacked: 5 })
    expect(await refused(new Uint8Array(900_001))).toContain('900 kB')
  })
})

describe('a driver', () => {
  test('sees the acts of his vehicles, downloads them, and nothing else of the company', async () => {
    const { impresa, rappresentante: capo } = await makeRappresentata()
    const autista = await addMembro(await makePersona('Ugo'), impresa.id, 'autista')
    const { praticaId } = await file(capo)
    const act = async (targhe: string[]) => {
      const [documento] = await db
        .insert(documenti)
        .values({
          ente: ENTE,
          praticaId,
          tipo: 'atto',
          nome: 'atto.pdf',
          mime: 'application/pdf',
          byte: 5,
          sha256: 'd'.repeat(64),
          stato: 'pronto',
          eventoSeq: 1,
          prontoAt: new Date(),
        })
        .returning({ id: documenti.id })
      // A year of its own: the register of acts of this run counts without gaps.
      await db.insert(atti).values({
        ente: ENTE,
        praticaId,
        tipo: 'autorizzazione',
        stato: 'firmato',
        anno: 1990,
        numero: Math.floor(Math.random() * 1e9) + 1,
        contenuto: { titolo: 'Autorizzazione di prova' },
        modello: 'trasporto@1',
        propostoDaId: capo.personaId,
        targhe,
        documentoId: documento?.id,
      })
      return documento?.id ?? ''
    }
    const [suo, altrui] = [await act(['ZZ921ZZ', 'XZ921ZZ']), await act(['ZZ922ZZ'])]
    const veicoloId = value(await saveVeicolo(capo, impresa.id, null, trattore('ZZ921ZZ')))
    expect(await listAttiGuidati(autista)).toEqual([])
    value(
      await setAutisti(
        capo,
        impresa.id,
        veicoloId,
        autista.guida.map((one) => one.appartenenzaId),
      ),
    )
    expect(await listTargheGuidate(autista)).toEqual(['ZZ921ZZ'])
    expect(await listAttiGuidati(autista)).toMatchObject([{ documentoId: suo, targhe: ['ZZ921ZZ'] }])
    expect(await findDocumento(autista, suo)).not.toBeNull()
    expect(await findDocumento(autista, altrui)).toBeNull()
    expect(await findPraticaOf(autista, praticaId)).toBeNull()
    expect(await listAttiOf(autista)).toEqual([])
    expect(await listVeicoli(autista, impresa.id)).toEqual([])
    expect(await listFlotta(autista, impresa.id)).toEqual([])
    // Somebody of another company is not made a driver of this one's vehicles.
    const altro = await addMembro(await makePersona(), (await makeRappresentata()).impresa.id, 'autista')
    expect(
      await setAutisti(
        capo,
        impresa.id,
        veicoloId,
        altro.guida.map((one) => one.appartenenzaId),
      ),
    ).toMatchObject({ ok: false })
    value(await endAppartenenza(capo, impresa.id, autista.guida[0]?.appartenenzaId ?? ''))
    const uscito = await again(autista)
    expect(await listAttiGuidati(uscito)).toEqual([])
    expect(await findDocumento(uscito, suo)).toBeNull()
    expect(
      await db
        .select({ n: veicoli.id })
        .from(veicoli)
        .where(and(eq(veicoli.id, veicoloId))),
    ).toHaveLength(1)
  })
})

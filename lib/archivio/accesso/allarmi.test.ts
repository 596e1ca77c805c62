import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { segnalazioniArchivio as segnalazioni } from '@/drizzle/schema/archivio-accesso'
import { postaUscita, pratiche } from '@/drizzle/schema/pratiche'
import { attoreOf, recordRead } from '@/lib/audit/record'
import { LIMITI } from '@/lib/auth/limits'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { accesso } from '@/lib/mondo/domande'
import { file } from '@/lib/mondo/pratiche'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { recordParticella, recordRifiuto, recordScheda } from '../queries'
import { askCarte, askScheda } from '../risposta'
import { recordPaginaRifiutata } from '../visore/commands-viste'
import { closeSegnalazione, countLetture, watchLetture } from './commands-allarmi'
import { openProprio } from './commands-proprio'
import { withinArchivio } from './limiti'
import { listSegnalazioni } from './queries-allarmi'
import { listRegistro } from './registro'
import { ALLARMI } from './rules-allarmi'

let anna: Viewer
let carlo: Viewer
let paolo: Funzionario
let franca: Funzionario
let elena: Funzionario
beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  carlo = await viewerOf('Carlo', 'Finto')
  paolo = await officerNamed('Paolo', 'Archivista')
  franca = await officerNamed('Franca', 'Dirigente')
  elena = await officerNamed('Elena', 'Istruttore')
})
afterAll(closeDatabase)

const IP = '192.0.2.77'
const search = async (chi: Viewer | null, from: number, to: number) => {
  for (let n = from; n < to; n++) await recordParticella(chi, IP, { comune: '011015', foglio: '1', mappale: `${n}` })
}
const found = (regola: string, chi: string) =>
  listSegnalazioni(paolo).then((rows) => rows?.find((one) => one.regola === regola && one.chi === chi))

describe('reading that is not usual', () => {
  test('is told once, to the archive, with what to do; one less is not', async () => {
    const { soglia } = ALLARMI.particelle
    await search(anna, 1, soglia)
    await watchLetture()
    expect(await found('particelle', 'Anna Esempio')).toBeUndefined()
    await search(anna, 1, 2) // the same again is no other parcel
    await watchLetture()
    expect(await found('particelle', 'Anna Esempio')).toBeUndefined()
    await search(anna, soglia, soglia + 1)
    expect(await watchLetture()).toBe(1)
    expect(await watchLetture()).toBe(0)
    const one = await found('particelle', 'Anna Esempio')
    expect(one).toMatchObject({ quanti: soglia, soglia, stato: 'aperta' })
    const notices = await db
      .select()
      .from(postaUscita)
      .where(sql`chiave like ${`segnalazione:${one?.id}%`}`)
    const told = new Set(notices.map((notice) => notice.personaId))
    expect(told).toEqual(new Set([paolo.personaId, franca.personaId]))
    expect(notices[0]?.testo).toContain(ALLARMI.particelle.cheFare)
  })

  test('is also of who has not signed in, by their address', async () => {
    await search(null, 1, ALLARMI.particelle.soglia + 1)
    expect(await watchLetture()).toBe(1)
    expect(await found('particelle', `Indirizzo di rete ${IP}`)).toMatchObject({ personaId: null })
  })

  test('is many units, and for an office many more; and many that are not there', async () => {
    for (let n = 0; n < ALLARMI.unita.soglia; n++)
      for (const viewer of [carlo, elena]) await recordScheda(viewer, { id: crypto.randomUUID(), classe: 'proprio' })
    for (let n = 0; n < ALLARMI.rifiuti.soglia; n++) await recordRifiuto(carlo, crypto.randomUUID())
    await watchLetture() // and of readings by night, when it is night
    expect(await found('unita', 'Carlo Finto')).toBeDefined()
    expect(await found('rifiuti', 'Carlo Finto')).toBeDefined()
    expect(await found('unita_ufficio', 'Elena Istruttore')).toBeUndefined()
  })

  test('is also a fonds taken out in packages, copies and lists, each unit once; and pages asked for in vain', async () => {
    const quanti = async (chi: Viewer, regola: string) =>
      (await countLetture()).find((one) => one.regola === regola && one.persona_id === chi.personaId)?.quanti ?? 0
    const before = { unita: await quanti(franca, 'unita_ufficio'), rifiuti: await quanti(anna, 'rifiuti') }
    const record = (azione: string, soggettoId: string, dati = {}) =>
      recordRead(attoreOf(franca), { azione: `archivio.${azione}`, soggettoTipo: 'prova', soggettoId, dati })
    const unitaId = crypto.randomUUID()
    for (let i = 0; i < 2; i++) {
      await record('pacchetto_scaricato', unitaId)
      await record('conforme_scaricata', crypto.randomUUID(), { unitaId })
      await record('pacchetto_scaricato', crypto.randomUUID())
      await record('elenco_scaricato', 'archivio')
    }
    expect(await quanti(franca, 'unita_ufficio')).toBe(before.unita + 1 + 2 + 2)
    const paginaId = crypto.randomUUID()
    for (let i = 0; i < 2; i++) await recordPaginaRifiutata(anna, paginaId)
    await recordRifiuto(anna, crypto.randomUUID())
    expect(await quanti(anna, 'rifiuti')).toBe(before.rifiuti + 2)
  })

  test('is many readings by night, from 22 to 6 of Rome in every season', async () => {
    await recordScheda(anna, { id: crypto.randomUUID(), classe: 'proprio' })
    const nights = async (quando: string): Promise<number> => {
      const at = sql`${quando}::timestamp at time zone 'Europe/Rome'`
      await db.execute(sql`
        insert into audit (ente, attore_id, attore_ruolo, azione, soggetto_tipo, soggetto_id, dati, sale, impronta, avvenuto_at)
        select ente, attore_id, attore_ruolo, azione, soggetto_tipo, soggetto_id, dati, sale, impronta, ${at}
        from (select * from audit where attore_id = ${anna.personaId}::uuid and azione = 'archivio.scheda_letta' limit 1) one,
          generate_series(1, 5)`)
      const counts = await countLetture(sql`${at} + interval '10 minutes'`)
      return counts.find((one) => one.regola === 'notte' && one.persona_id === anna.personaId)?.quanti ?? 0
    }
    expect(await nights('2025-01-15 21:59:59')).toBe(0)
    expect(await nights('2025-01-20 22:00:00')).toBe(5)
    expect(await nights('2025-01-21 05:59:59')).toBe(5)
    expect(await nights('2025-01-22 06:00:00')).toBe(0)
    expect(await nights('2025-07-15 22:00:00')).toBe(5) // 20 by Greenwich
    expect(await nights('2025-07-16 06:00:00')).toBe(0)
  })

  test('is looked at by the archive, never by who it is about', async () => {
    const one = await found('unita', 'Carlo Finto')
    const id = one?.id ?? ''
    const NOTE = { nota: 'Ho sentito la persona: cercava un suo lavoro' }
    expect(await listSegnalazioni(elena)).toBeNull()
    for (const who of [anna, carlo, elena]) expect(await dbAs(who).$count(segnalazioni)).toBe(0)
    expect(await closeSegnalazione(elena, id, NOTE)).toEqual(await closeSegnalazione(paolo, crypto.randomUUID(), NOTE))
    await db.update(segnalazioni).set({ personaId: paolo.personaId }).where(eq(segnalazioni.id, id))
    expect(await closeSegnalazione(paolo, id, NOTE)).toMatchObject({ ok: false })
    expect(await closeSegnalazione(franca, id, NOTE)).toMatchObject({ ok: true })
    expect(await closeSegnalazione(franca, id, NOTE)).toMatchObject({ ok: false })
  })
})

test('papers and requests asked for in vain are seen as descriptions are', async () => {
  const rifiuti = async () =>
    (await countLetture()).find((one) => one.regola === 'rifiuti' && one.persona_id === anna.personaId)?.quanti ?? 0
  const before = await rifiuti()
  const asked = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()] as const
  expect(await askCarte(anna, null, asked[0])).toBeNull()
  expect(await askScheda(anna, null, asked[1])).toBeNull()
  expect(await openProprio(anna, asked[2], { scopo: 'Una prova' })).toMatchObject({ ok: false })
  expect(await rifiuti()).toBe(before + 3)
})

test('who is signed in is counted by person: an office behind one address does not lock itself out', {
  retry: 2,
}, async () => {
  const IP_UFFICIO = '192.0.2.200'
  await db.execute(sql`delete from contatori`)
  for (const who of [elena, franca]) {
    const asked = []
    for (let n = 0; n < LIMITI.archivio + 1; n++) asked.push(await withinArchivio(who, IP_UFFICIO))
    expect(asked).toEqual([...Array(LIMITI.archivio).fill(true), false])
  }
  expect(await withinArchivio(null, IP_UFFICIO)).toBe(true)
  const many = sql`update contatori set conto = 1000000`
  await withinArchivio(null, IP_UFFICIO)
  await db.execute(many)
  expect(await withinArchivio(null, IP_UFFICIO)).toBe(false)
  expect(await withinArchivio(carlo, IP_UFFICIO)).toBe(true)
  expect(await askScheda(elena, null, crypto.randomUUID())).toBe('troppe')
  await db.execute(sql`delete from contatori`)
})

test('searches by parcel are few in a minute for a person, from whatever address', async () => {
  const asked = []
  for (let n = 0; n < 11; n++) asked.push(await withinArchivio(carlo, `192.0.2.${n}`, true))
  expect(asked).toEqual([...Array(10).fill(true), false])
  expect(await withinArchivio(anna, '192.0.2.1', true)).toBe(true)
  expect(await withinArchivio(carlo, '192.0.2.1')).toBe(true) // other searches are counted apart
})

test('the register tells requests without saying whose they are, or what of', async () => {
  const anno = Number((await today()).slice(0, 4))
  const before = await listRegistro(anno)
  const dati = { ...accesso, titolo: 'terzo', modo: 'visione', oggetto: 'La casa del signor Tizio' }
  const id = await file({ chi: anna.codiceFiscale, codice: 'accesso-agli-atti', per: null, dati }, await today())
  const after = await listRegistro(anno)
  expect(after).toHaveLength(before.length + 1)
  expect(after.at(-1)).toEqual({
    presentataIl: await today(),
    diritto: 'documentale',
    esito: null,
    conclusaIl: null,
    oltreTermine: false,
  })
  expect(JSON.stringify(after)).not.toMatch(/Tizio|Anna|Esempio/)
  await db.update(pratiche).set({ scadeIl: sql`avviata_il - 1` }).where(eq(pratiche.id, id))
  expect((await listRegistro(anno)).filter((one) => one.oltreTermine)).toHaveLength(1)
  expect(await listRegistro(anno - 1)).toEqual([])
})

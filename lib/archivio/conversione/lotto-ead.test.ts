import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { storeContent } from '@/lib/documenti/content'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { changeLotto, createLotto } from '../lotti/commands-ufficio'
import { workLotti } from '../lotti/lavoro'
import { findConto, findLotto, listRighe } from '../lotti/queries'
import { ead3Of } from '../scambio/ead3'
import { findSchedaPubblica, walkSchedePubbliche } from '../scambio/scheda-pubblica'
import { writeMappaEad } from './commands'
import { cimaInput } from './forms'

let paolo: Funzionario // archive
let franca: Funzionario // dirigente of the archive
const mark = Math.random().toString(36).slice(2, 8)

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(100)
  paolo = await officerNamed('Paolo', 'Archivista')
  franca = await officerNamed('Franca', 'Dirigente')
})
afterAll(closeDatabase)

async function lottoOf(xml: string): Promise<string> {
  const made = await createLotto(paolo, { nome: `EAD ${mark}`, modo: 'nuove' })
  if (!made.ok) throw new Error(made.message)
  const { id, deposito, chiaveCifrata, chiaveMaestra, byte, sha256 } = await storeContent(Buffer.from(xml))
  await db.execute(sql`insert into documenti (ente, id, soggetto_tipo, soggetto_id, tipo, nome, mime, byte, sha256, stato, deposito, chiave_cifrata,
      chiave_maestra, caricato_da_id, pronto_at)
    values ('p_sp', ${id}::uuid, 'lotto', ${made.value.id}::uuid, 'prova', 'inventario.xml', 'x', ${byte}, ${sha256}, 'pronto', ${deposito},
      ${chiaveCifrata}, ${chiaveMaestra}, ${paolo.personaId}::uuid, now())`)
  return made.value.id
}
async function loaded(id: string) {
  for (const atto of ['verifica', 'carica'] as const) {
    const done = await changeLotto(paolo, id, atto)
    if (!done.ok) throw new Error(done.message)
    await workLotti()
  }
  return findConto(paolo, id)
}
const unita = async (fondo: string) =>
  (
    await db.execute<{ segnatura: string; livello: string; accesso: string }>(
      sql`select segnatura, livello, accesso_base as accesso from unita_archivistiche
        where segnatura = ${fondo} or segnatura like ${`${fondo}/%`} order by segnatura`,
    )
  ).map(({ segnatura, livello, accesso }) => [segnatura, livello, accesso])

const EAD2002 = `<ead><eadheader><eadid>x</eadid></eadheader><archdesc level="fonds"><did><unitid>GC</unitid><unittitle>Genio civile</unittitle>
    <origination><corpname>Ufficio del Genio civile</corpname></origination></did>
    <dsc type="combined"><c01 level="series"><did><unitid>A</unitid><unittitle>Argini</unittitle><unitdate normal="1951/1952">1951-1952</unitdate></did>
      <c02 level="file"><did><unitid>b. 1</unitid><unittitle>Magra</unittitle></did></c02>
      <c02 level="file"><did><unitid>b. 2</unitid><unittitle>Vara</unittitle></did><accessrestrict><p>Consultazione riservata</p></accessrestrict></c02>
    </c01></dsc></archdesc></ead>`

test('a finding aid in EAD 2002 of a new fonds goes into the archive, closed unless it says that it is open', async () => {
  const fondo = `IT-SP-PROV/A${mark}`
  const id = await lottoOf(EAD2002)
  expect(await writeMappaEad(paolo, id, cimaInput.parse({ segnatura: fondo, accesso: 'su_richiesta' }))).toMatchObject({
    ok: true,
  })
  expect(await loaded(id)).toMatchObject({ caricata: 4, errata: 0 })
  expect(await unita(fondo)).toEqual([
    [fondo, 'fondo', 'su_richiesta'],
    [`${fondo}/A`, 'serie', 'su_richiesta'],
    [`${fondo}/A/b.-1`, 'fascicolo', 'su_richiesta'],
    [`${fondo}/A/b.-2`, 'fascicolo', 'riservato'],
  ])
  expect(await findLotto(paolo, id)).toMatchObject({ avvisiIndice: [], indiceLetto: 'convertito con mappa.yaml' })
})

test('without a mapping it goes in on request, and the report says so', async () => {
  const fondo = `B${mark}`
  const id = await lottoOf(EAD2002.replace('<unitid>GC<', `<unitid>${fondo}<`))
  expect(await loaded(id)).toMatchObject({ caricata: 4, errata: 0 })
  expect((await unita(fondo)).map(([, , accesso]) => accesso)).toEqual([
    'su_richiesta',
    'su_richiesta',
    'su_richiesta',
    'riservato',
  ])
  expect((await findLotto(paolo, id))?.avvisiIndice).toEqual([expect.stringContaining('non dice come si consulta')])
})

test('what this portal gives out as EAD3 goes in as a new fonds, as open as it was', async () => {
  const [fonds] = await db.execute<{ id: string }>(
    sql`select id from unita_archivistiche where segnatura = 'IT-SP-PROV/SIS'`,
  )
  let xml = ''
  const cornice = { ente: 'P', codiceEnte: 'p', base: 'https://x/', adesso: new Date() }
  const cima = await findSchedaPubblica(fonds?.id ?? '', '2026-01-31')
  if (!cima) throw new Error('No fonds')
  for await (const piece of ead3Of(walkSchedePubbliche(cima, '2026-01-31'), cornice)) xml += piece
  const fondo = `IT-SP-PROV/C${mark}`
  const id = await lottoOf(xml)
  await writeMappaEad(paolo, id, cimaInput.parse({ segnatura: fondo, accesso: 'libero' }))
  const conto = await loaded(id)
  expect((await listRighe(paolo, id, 'errata')).map((one) => one.esiti)).toEqual([])
  expect(conto).toMatchObject({ errata: 0, da_caricare: 0 })
  expect(conto.caricata).toBeGreaterThan(50)
  const before = await unita('IT-SP-PROV/SIS')
  const known = new Set((await unita(fondo)).map(([segnatura]) => segnatura?.replace(fondo, 'IT-SP-PROV/SIS')))
  expect(await unita(fondo)).toEqual(
    before
      .filter(([segnatura]) => known.has(segnatura))
      .map(([segnatura = '', ...more]) => [segnatura.replace('IT-SP-PROV/SIS', fondo), ...more]),
  )
})

test('the mapping takes the place of the one before; it is of whoever opened the batch, until it is handed over', async () => {
  const id = await lottoOf(EAD2002)
  const cima = cimaInput.parse({ accesso: 'riservato', produttore: ' Genio ' })
  expect(await writeMappaEad(franca, id, cima)).toMatchObject({ ok: false })
  await writeMappaEad(paolo, id, cima)
  await writeMappaEad(paolo, id, cima)
  const stati = await db.execute<{ stato: string }>(
    sql`select stato from documenti where soggetto_id = ${id}::uuid and nome = 'mappa.yaml' order by stato`,
  )
  expect(stati.map((one) => one.stato)).toEqual(['eliminato', 'pronto'])
  await changeLotto(paolo, id, 'verifica')
  expect(await writeMappaEad(paolo, id, cima)).toMatchObject({ ok: false })
  expect(cimaInput.safeParse({}).success).toBe(false)
})

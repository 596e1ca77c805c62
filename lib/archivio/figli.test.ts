import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { addFondo } from './commands-fondo'
import { nuovoFondoInput } from './forms'
import { listFigli } from './queries-figli'
import { FIGLI_PER_VOLTA } from './rules-figli'

// A parent with more units than are shown at once: FAR/b001 … FAR/b180, the 91st closed.

const QUANTI = 180
const CHIUSA = 90
let paolo: Funzionario
let fondo: string
const read = async (punto?: Parameters<typeof listFigli>[2]) => {
  const { nodi, prima, dopo, nonTrovata } = await listFigli(null, fondo, punto)
  return { da: nodi[0]?.segnatura, a: nodi.at(-1)?.segnatura, quanti: nodi.length, prima, dopo, nonTrovata }
}

beforeAll(async () => {
  await loadWorld()
  paolo = await officerNamed('Paolo', 'Archivista')
  const input = {
    titolo: 'Faro',
    data: 's.d.',
    trattamento: 'censito',
    livello: 'fondo',
    segnatura: 'FAR',
    produttore: 'Fari',
  }
  const made = await addFondo(paolo, nuovoFondoInput.parse({ ...input, accesso: 'libero' }))
  fondo = made.ok ? made.value.id : ''
  await dbAs('sistema').execute(sql`
    insert into unita_archivistiche (ente, id, padre_id, fondo_id, posizione, ordine, profondita, livello, segnatura, titolo, certezza,
      data_mostrata, trattamento, accesso_base, accesso, accesso_dopo, fonte)
    select u.ente, gen_random_uuid(), u.id, u.id, n, u.ordine || '.' || lpad(n::text, 5, '0'), 1, 'serie', 'FAR/b' || lpad((n + 1)::text, 3, '0'),
      'Serie ' || n, 'senza_data', 's.d.', 'censito', 'libero', case n when ${CHIUSA} then 'particolare' else 'libero' end, 'libero', 'prova'
    from unita_archivistiche u, generate_series(0, ${QUANTI - 1}) n where u.id = ${fondo}::uuid`)
})
afterAll(closeDatabase)

test('from the first, on to the last and back to the first, without one that is closed', async () => {
  const first = await read()
  expect(first).toMatchObject({ da: 'FAR/b001', a: 'FAR/b050', quanti: FIGLI_PER_VOLTA, prima: false, dopo: true })
  const second = await read({ dopo: 49 })
  expect(second).toMatchObject({ da: 'FAR/b051', a: 'FAR/b101', quanti: FIGLI_PER_VOLTA, prima: true, dopo: true })
  expect(await read({ dopo: 178 })).toMatchObject({ da: 'FAR/b180', quanti: 1, prima: true, dopo: false })
  expect(await read({ prima: 50 })).toMatchObject({ ...first })
  expect(await read({ prima: 179 })).toMatchObject({ da: 'FAR/b130', a: 'FAR/b179', prima: true, dopo: true })
})

test('a signature, or how it begins, leads there; the whole one before those that only begin so', async () => {
  expect(await read({ vai: 'FAR/b120' })).toMatchObject({ da: 'FAR/b120', prima: true, nonTrovata: null })
  expect(await read({ vai: 'B12' })).toMatchObject({ da: 'FAR/b120', a: 'FAR/b169', prima: true, dopo: true })
  expect(await read({ vai: 'b0' })).toMatchObject({ da: 'FAR/b001', prima: false })
  await dbAs('sistema').execute(sql`update unita_archivistiche set segnatura = 'FAR/b12' where segnatura = 'FAR/b170'`)
  expect(await read({ vai: 'b12' })).toMatchObject({ da: 'FAR/b12' })
})

test('what is not there, and what is closed, is said alike, and the first are shown', async () => {
  for (const vai of ['zzz', 'b091', '%', 'b_0'])
    expect(await read({ vai })).toMatchObject({ da: 'FAR/b001', prima: false, nonTrovata: vai })
})

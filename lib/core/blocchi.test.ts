import { expect, test } from 'vitest'
import { z } from 'zod'
import { blocchiOf, changeBlocchi, parseBlocchi } from './blocchi'

const GRUPPI = { agenti: { primo: 'nome', muti: ['ruolo'] } }
const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
const DUE = {
  versione: '3',
  'agenti.0.nome': 'Tizio',
  'agenti.0.ruolo': 'geologo',
  'agenti.1.nome': '',
  'agenti.1.ruolo': 'geologo',
  'agenti.2.nome': 'Caia',
  'agenti.2.ruolo': '',
}
const schema = z.object({
  agenti: z.array(z.object({ nome: z.string(), ruolo: z.string().min(1, 'Scegli il ruolo') })),
})

test('a block with only its choice made is not there, and errors name the blocks as they are shown again', () => {
  const { input, values } = parseBlocchi(schema, form(DUE), GRUPPI)
  expect(input).toMatchObject({ ok: false, errors: { 'agenti.1.ruolo': 'Scegli il ruolo' } })
  expect(blocchiOf(values, 'agenti').map((one) => one.nome)).toEqual(['Tizio', 'Caia'])
  expect(values.versione).toBe('3')
})

test('without scripts a button adds an empty block after the others, or takes one away, and keeps the rest', () => {
  const added = changeBlocchi(form({ ...DUE, aggiungi: 'agenti' }), GRUPPI)
  expect(blocchiOf(added?.values ?? {}, 'agenti').map((one) => one.nome)).toEqual(['Tizio', '', 'Caia', ''])
  const removed = changeBlocchi(form({ ...DUE, togli: 'agenti.0' }), GRUPPI)
  expect(blocchiOf(removed?.values ?? {}, 'agenti').map((one) => one.nome)).toEqual(['', 'Caia'])
  expect(removed?.values.versione).toBe('3')
})

test('the save button, and groups that the form does not have, change nothing', () => {
  expect(changeBlocchi(form(DUE), GRUPPI)).toBeNull()
  expect(changeBlocchi(form({ ...DUE, togli: 'altro.0' }), GRUPPI)).toBeNull()
  expect(changeBlocchi(form({ ...DUE, aggiungi: 'toString' }), GRUPPI)).toBeNull()
})

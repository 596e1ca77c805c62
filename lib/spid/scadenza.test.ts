import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { computeInScadenza } from './scadenza'
import { newKeys } from './testing/idp'

const pem = newKeys().certificate
const end = new Date(new X509Certificate(pem).validTo).getTime()
const at = (days: number) => computeInScadenza([{ nome: 'portale', pem }], new Date(end - days * 86_400_000))

test('spid.md §2.2: told from 60 days before the end, and after it', () => {
  expect(at(60)).toEqual([])
  expect(at(59.9)).toMatchObject([{ nome: 'portale', giorni: 59 }])
  expect(at(-1)).toMatchObject([{ giorni: -1 }])
})

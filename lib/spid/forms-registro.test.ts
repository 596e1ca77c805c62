import { expect, test } from 'vitest'
import { parseForm } from '@/lib/core/parse-form'
import { registroInput } from './forms-registro'

const typed = (fields: Record<string, string>) => {
  const form = new FormData()
  const all = { codiceFiscale: '', riferimento: '', dal: '', al: '', motivo: 'verifica interna', ...fields }
  for (const [name, value] of Object.entries(all)) form.set(name, value)
  return parseForm(registroInput, form)
}

test('a period holds its last day; one person, one reference or a period is asked, and the reason', () => {
  expect(typed({ dal: '2027-03-01', al: '2027-03-31' })).toMatchObject({
    ok: true,
    value: { ricerca: { dal: new Date('2027-03-01T00:00:00Z'), al: new Date('2027-04-01T00:00:00Z') } },
  })
  expect(typed({ codiceFiscale: ' smpnna84c52z999s ' })).toMatchObject({
    value: { ricerca: { codiceFiscale: 'SMPNNA84C52Z999S' } },
  })
  for (const wrong of [{}, { dal: '2027-03-01' }, { codiceFiscale: 'X' }, { riferimento: 'a', motivo: 'corto' }])
    expect(typed(wrong as Record<string, string>).ok).toBe(false)
})

import { expect, test } from 'vitest'
import { checkCodiceFiscale, checkPartitaIva, checkTarga } from '@/lib/core/codici'
import { SEDE_RUOLO } from '@/lib/ruoli/rules'
import { UFFICI } from './ente'
import { ORGANIZZAZIONI_DEMO, PERSONE_DEMO, VEICOLI_DEMO } from './persone'

test('codes of the sample world pass every check and are of nobody', () => {
  for (const { codiceFiscale, nome } of PERSONE_DEMO) {
    expect(checkCodiceFiscale(codiceFiscale).ok, nome).toBe(true)
    expect(codiceFiscale.slice(11, 15)).toBe('Z999') // no Comune and no State
  }
  for (const { partitaIva, denominazione } of ORGANIZZAZIONI_DEMO) {
    expect(checkPartitaIva(partitaIva).ok, denominazione).toBe(true)
    expect(partitaIva.slice(7, 10)).toBe('000') // no office has this number
  }
  for (const { targa } of VEICOLI_DEMO) expect(checkTarga(targa).ok, targa).toBe(true)
})

test('codes are of one person, company or vehicle each', () => {
  for (const codes of [
    PERSONE_DEMO.map((one) => one.codiceFiscale),
    ORGANIZZAZIONI_DEMO.map((one) => one.partitaIva),
    VEICOLI_DEMO.map((one) => one.targa),
  ]) {
    expect(new Set(codes).size).toBe(codes.length)
  }
})

test('the birthday in the code is the one declared', () => {
  for (const { codiceFiscale, natoIl, nome } of PERSONE_DEMO) {
    const [year = '', month = '', day = ''] = natoIl.split('-')
    expect(codiceFiscale.slice(6, 8), nome).toBe(year.slice(2))
    expect('ABCDEHLMPRST'.indexOf(codiceFiscale[8] ?? '') + 1, nome).toBe(Number(month))
    expect(Number(codiceFiscale.slice(9, 11)) % 40, nome).toBe(Number(day))
  }
})

test('memberships, roles and vehicles point at what exists', () => {
  const names = ORGANIZZAZIONI_DEMO.map((one) => one.denominazione)
  for (const persona of PERSONE_DEMO) {
    for (const { organizzazione } of persona.appartenenze ?? []) expect(names).toContain(organizzazione)
    for (const { ruolo, ufficio, organizzazione } of persona.ruoli ?? []) {
      if (ufficio) expect(UFFICI.map((one) => one.codice)).toContain(ufficio)
      if (organizzazione) expect(names).toContain(organizzazione)
      const sede = SEDE_RUOLO[ruolo].dove
      expect({ ufficio: Boolean(ufficio), organizzazione: Boolean(organizzazione) }, persona.nome).toEqual({
        ufficio: sede === 'ufficio',
        organizzazione: sede === 'organizzazione',
      })
    }
  }
  for (const { organizzazione, numeroAssi, interassiCm } of VEICOLI_DEMO) {
    expect(names).toContain(organizzazione)
    expect(interassiCm).toHaveLength(numeroAssi - 1)
  }
})

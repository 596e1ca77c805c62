import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { UFFICI } from '@/lib/mondo/ente'
import { IMPOSTAZIONI } from '@/lib/mondo/impostazioni'
import type { DomandaTrasporto } from '@/lib/trasporti/rules-tipi'
import type { Definizione } from './forms'
import { checkDefinizione, listCampi } from './forms-definizione'

const folder = path.join(import.meta.dirname, 'definizioni')
const read = (file: string): unknown => parse(readFileSync(path.join(folder, file), 'utf8'))
/** Predicates the transport rules must offer; the database test checks them against the registry. */
const PREDICATI = ['sagoma-eccezionale', 'massa-eccezionale', 'altezza-eccezionale']
const predicati = (regole: string | undefined) =>
  regole === undefined ? [] : regole === 'trasporto-eccezionale' ? PREDICATI : null

function check(input: unknown): Definizione {
  const result = checkDefinizione(input, predicati)
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.value
}
const errorsOf = (input: unknown) => {
  const result = checkDefinizione(input, predicati)
  return result.ok ? {} : result.errors
}
/** The transport definition with one thing changed. */
function changed(change: (def: Definizione) => void): unknown {
  const copy = structuredClone(read('trasporto-eccezionale.yaml')) as Definizione
  change(copy)
  return copy
}

describe.each(readdirSync(folder))('%s', (file) => {
  const def = check(read(file))

  test('is named as its file and belongs to an office of the Province', () => {
    expect(`${def.codice}.yaml`).toBe(file)
    expect(UFFICI.map((ufficio) => ufficio.codice)).toContain(def.ufficio)
  })

  test('its fees have a dated setting', () => {
    for (const tariffa of def.tariffe) expect(IMPOSTAZIONI.map((one) => one.chiave)).toContain(tariffa.impostazione)
  })

  test('every question tells what to write when it is left empty', () => {
    for (const [where, campo] of listCampi(def)) {
      if (!campo.facoltativo && campo.genere !== 'gruppo' && campo.genere !== 'elenco')
        expect(campo.seManca, where).toBeTruthy()
    }
  })
})

/** Root and, for groups, second level of the answers the rules read. */
const DOMANDA = {
  tipo: true,
  categoria: true,
  datiInvariati: true,
  viaggi: true,
  convoglio: true,
  percorso: true,
  periodo: true,
  precedente: {
    numero: true,
    rilasciataIl: true,
    ente: true,
    scadeIl: true,
    primoRilascioIl: true,
    tipo: true,
    rinnoviFatti: true,
    prorogata: true,
  },
  carico: { descrizione: true, natura: true, massaKg: true, pezzi: true, indivisibile: true, committente: true },
  urgenza: { richiesta: true, motivo: true },
  proroga: { motivo: true, viaggiRimasti: true },
  delega: { perAltri: true, denominazione: true, partitaIva: true, sede: true },
  referente: { nome: true, telefono: true },
  bollo: { istanza: true, atto: true },
} satisfies {
  [K in keyof Required<DomandaTrasporto>]: true | { [P in keyof Required<NonNullable<DomandaTrasporto[K]>>]?: true }
}

test('the transport asks for the answers its rules read, and for nothing they do not know', () => {
  const asked = new Set(
    [...listCampi(check(read('trasporto-eccezionale.yaml'))).keys()].filter(
      (where) => !['precedente', 'carico', 'urgenza', 'proroga', 'delega', 'referente', 'bollo'].includes(where),
    ),
  )
  const known = new Set(
    Object.entries(DOMANDA).flatMap(([root, parts]) =>
      parts === true ? [root] : Object.keys(parts).map((part) => `${root}.${part}`),
    ),
  )
  expect([...asked].sort()).toEqual([...known].sort())
})

test('an urgent transport is decided in 3 working days, another in 15 days (art. 14 c. 2 Reg.)', () => {
  const { termine } = check(read('trasporto-eccezionale.yaml'))
  expect(termine).toMatchObject({ giorni: 15, unita: 'giorni' })
  expect(termine.ridotto).toMatchObject([
    { giorni: 3, unita: 'giorni_lavorativi', quando: { campo: 'urgenza.richiesta', valore: true } },
  ])
})

test('silence on access to documents is a refusal after 30 days (art. 25 c. 4 L. 241/1990)', () => {
  const def = check(read('accesso-agli-atti.yaml'))
  expect(def.termine).toMatchObject({ giorni: 30, silenzio: 'diniego' })
  expect(def.regole).toBeUndefined()
})

test('a condition on a question that does not exist is refused, with its place', () => {
  const errors = errorsOf(
    changed((def) => {
      const allegato = def.allegati[0]
      if (allegato) allegato.quando = { campo: 'tippo', op: 'uguale', valore: 'singola' }
    }),
  )
  expect(errors).toEqual({ 'allegati.0.quando': 'Campo che non esiste: tippo' })
})

test('a condition on a choice that does not exist is refused', () => {
  const errors = errorsOf(
    changed((def) => {
      const allegato = def.allegati[0]
      if (allegato) allegato.quando = { campo: 'tipo', op: 'tra', valori: ['singola', 'annuale'] }
    }),
  )
  expect(errors).toEqual({ 'allegati.0.quando': '«annuale» non è tra le scelte di tipo' })
})

test('an unknown predicate and an unknown rule set are refused', () => {
  expect(
    errorsOf(
      changed((def) => {
        const allegato = def.allegati[0]
        if (allegato) allegato.quando = { non: { tutte: [{ regola: 'peso-eccezionale' }] } }
      }),
    ),
  ).toEqual({ 'allegati.0.quando': 'Regola sconosciuta: peso-eccezionale' })
  expect(
    errorsOf(
      changed((def) => {
        def.regole = 'sconosciute'
      }),
    ),
  ).toEqual({ regole: 'Regole sconosciute: sconosciute' })
})

test('a sheet with an empty section due to the reader is not published', () => {
  const errors = errorsOf(
    changed((def) => {
      def.scheda.rimedi = '  '
      def.scheda.cosaServe[1] = ''
    }),
  )
  expect(errors).toEqual({
    'scheda.rimedi': 'Sezione obbligatoria vuota',
    'scheda.cosaServe.1': 'Sezione obbligatoria vuota',
  })
})

test('two pages with one address are refused', () => {
  expect(
    errorsOf(
      changed((def) => {
        const second = def.sezioni[1]?.passi[0]
        if (second) second.id = 'tipo'
      }),
    ),
  ).toEqual({ passi: 'Ripetuto: tipo' })
})

test('a wrong shape is told by path', () => {
  expect(
    Object.keys(
      errorsOf(
        changed((def) => {
          def.termine.giorni = 400
        }),
      ),
    ),
  ).toEqual(['termine.giorni'])
  expect(Object.keys(errorsOf('testo'))).toEqual(['definizione'])
})

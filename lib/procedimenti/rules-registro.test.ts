import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { definizione } from './forms'
import type { Dati } from './rules-condizioni'
import { moduloOf } from './rules-modulo'
import {
  allegatiDovuti,
  type Contesto,
  checkPasso,
  checkTutto,
  listInsiemi,
  regoleOf,
  risposteInviate,
  silenzioOf,
} from './rules-registro'
import { findPasso, nextPasso, passiVisibili, previousPasso, rebase, riepilogo, sezioniStato } from './rules-risposte'
import { computeVista } from './rules-vista'

const load = (codice: string) =>
  definizione.parse(parse(readFileSync(`lib/procedimenti/definizioni/${codice}.yaml`, 'utf8')))
const trasporto = load('trasporto-eccezionale')
const accesso = load('accesso-agli-atti')
const contesto: Contesto = { oggi: '2027-03-01', impostazioni: [], limiti: [] }

const asse = (massaKg: number, interasseCm: number | null) => ({
  massaKg,
  interasseCm,
  ruoteGemellate: false,
  sospensionePneumatica: false,
  motore: false,
})
/** A singola of 44,1 t on five axles: 100 kg past art. 62. */
const singola: Dati = {
  tipo: 'singola',
  delega: { perAltri: false },
  referente: { nome: 'Anna Esempio', telefono: '0187123456' },
  convoglio: {
    tipo: 'autoarticolato',
    veicoli: [
      {
        ruolo: 'motrice',
        classe: 'trattore',
        targa: 'AB123CD',
        marca: 'Esempio',
        taraKg: 8000,
        massaMaxKg: 20_000,
        numeroAssi: 2,
      },
      {
        ruolo: 'rimorchio',
        classe: 'semirimorchio',
        targa: 'XA123BC',
        marca: 'Esempio',
        taraKg: 9000,
        massaMaxKg: 40_000,
        numeroAssi: 3,
      },
    ],
    lunghezzaCm: 1650,
    larghezzaCm: 255,
    altezzaCm: 400,
    massaComplessivaKg: 44_100,
    gommatura8daN: true,
    refrigerato: false,
    assi: [asse(7100, 380), asse(11_500, 600), asse(8500, 131), asse(8500, 131), asse(8500, null)],
  },
  carico: {
    natura: 'apparecchiature',
    descrizione: 'Trasformatore',
    massaKg: 27_000,
    pezzi: 1,
    indivisibile: true,
    committente: 'Esempio S.p.A.',
  },
  percorso: {
    partenza: 'Luni',
    partenzaProvincia: '011',
    arrivo: 'La Spezia',
    andataRitorno: false,
    tratti: [
      {
        registro: 's1',
        strada: 'SP 21',
        stradaId: 's1',
        proprietario: 'provincia_sp',
        proprietarioNome: 'Provincia della Spezia',
        da: 'Luni',
        a: 'La Spezia',
        lunghezzaM: 12_400,
      },
    ],
  },
  periodo: { dal: '2027-03-20', al: '2027-03-25', orario: 'diurno' },
  urgenza: { richiesta: false },
}

describe('what is asked', () => {
  test('pages follow the kind of istanza', () => {
    const ids = (dati: Dati) => passiVisibili(trasporto, dati).map(({ passo }) => passo.id)
    expect(ids({ tipo: 'singola' })).not.toContain('viaggi')
    expect(ids({ tipo: 'multipla' })).toContain('viaggi')
    expect(ids({ tipo: 'rinnovo', precedente: { tipo: 'periodica' } })).toContain('categoria')
    expect(ids({ tipo: 'proroga' })).toContain('motivo-proroga')
  })

  test('an answer left behind by a change of mind decides nothing and is not filed, but stays in the draft', () => {
    const dati = {
      ...singola,
      tipo: 'singola',
      precedente: { tipo: 'periodica', numero: '12' },
      categoria: 'A1',
      viaggi: 7,
      urgenza: { richiesta: false, motivo: 'un motivo di prima' },
    }
    const asked = risposteInviate(trasporto, dati)
    expect(asked).not.toHaveProperty('precedente')
    expect(asked).not.toHaveProperty('categoria')
    expect(asked).not.toHaveProperty('viaggi')
    expect(asked.urgenza).toEqual({ richiesta: false })
    expect(dati.precedente.numero).toBe('12')
    // A rinnovo of a periodica would ask the category; what was written about the earlier act must not outlive the choice.
    expect(passiVisibili(trasporto, dati).map(({ passo }) => passo.id)).not.toContain('categoria')
  })

  test('unread texts and foreign names are never filed', () => {
    const asked = risposteInviate(trasporto, {
      ...singola,
      _testi: { assi: [['convoglio.assi.0.massaKg', 'x']] },
      intruso: 1,
      convoglio: { ...(singola.convoglio as Dati), intruso: 2 },
    })
    expect(JSON.stringify(asked)).not.toMatch(/_testi|intruso/)
  })
})

describe('what is wrong', () => {
  test('a complete singola can be filed', () => {
    expect(checkTutto(trasporto, singola, contesto)).toEqual([])
  })

  test('an empty draft says what to do, page by page, in the order of the form', () => {
    const found = checkTutto(trasporto, {}, contesto)
    expect(found[0]).toEqual({ campo: 'tipo', passoId: 'tipo', messaggio: 'Scegli il tipo di autorizzazione' })
    expect(found.map((one) => one.campo)).toEqual(
      expect.arrayContaining(['convoglio.tipo', 'convoglio.veicoli', 'percorso.partenza', 'periodo.dal']),
    )
    expect(new Set(found.map((one) => `${one.passoId} ${one.campo}`)).size).toBe(found.length)
  })

  test('a hidden question is not required; shown, it is', () => {
    const urgenza = findPasso(trasporto, 'urgenza')
    if (!urgenza) throw new Error('no such page')
    expect(checkPasso(trasporto, urgenza, singola, contesto)).toEqual({})
    expect(checkPasso(trasporto, urgenza, { ...singola, urgenza: { richiesta: true } }, contesto)).toEqual({
      'urgenza.motivo': 'Spiega il motivo dell’urgenza',
    })
    expect(
      checkPasso(trasporto, urgenza, { ...singola, urgenza: { richiesta: true, motivo: 'corto' } }, contesto),
    ).toEqual({ 'urgenza.motivo': 'Scrivi almeno 20 caratteri: ora sono 5' })
  })

  test('inside blocks too; the last axle has no distance to give', () => {
    const assi = findPasso(trasporto, 'assi')
    if (!assi) throw new Error('no such page')
    const dati = {
      ...singola,
      convoglio: {
        ...(singola.convoglio as Dati),
        assi: [
          asse(7100, 380),
          { ...asse(0, null), massaKg: null },
          asse(8500, 131),
          asse(8500, 131),
          asse(8500, null),
        ],
      },
    }
    expect(checkPasso(trasporto, assi, dati, contesto)).toMatchObject({
      'convoglio.assi.1.massaKg': 'Inserisci la massa dell’asse (asse 2)',
      'convoglio.assi.1.interasseCm': 'Inserisci la distanza dall’asse che segue (asse 2)',
    })
    expect(checkPasso(trasporto, assi, dati, contesto)).not.toHaveProperty('convoglio.assi.4.interasseCm')
  })

  test('a text that could not be read stands in the way of filing, on its page', () => {
    const dati = {
      ...singola,
      convoglio: { ...(singola.convoglio as Dati), lunghezzaCm: null },
      _testi: { misure: [['convoglio.lunghezzaCm', 'sedici']] },
    }
    expect(checkTutto(trasporto, dati, contesto)).toContainEqual({
      campo: 'convoglio.lunghezzaCm',
      passoId: 'misure',
      messaggio: 'Scrivi un numero, con la virgola per i decimali',
    })
  })

  test('findings of the law stand on the page that asks the figure', () => {
    const early = { ...singola, periodo: { dal: '2027-03-10', al: '2027-03-12', orario: 'diurno' } }
    expect(checkTutto(trasporto, early, contesto).map((one) => one.passoId)).toEqual(['periodo'])
    const heavyAxles = { ...singola, convoglio: { ...(singola.convoglio as Dati), massaComplessivaKg: 50_000 } }
    expect(
      checkTutto(trasporto, heavyAxles, contesto).every((one) => ['misure', 'assi', 'veicoli'].includes(one.passoId)),
    ).toBe(true)
    expect(checkTutto(trasporto, heavyAxles, contesto)).not.toEqual([])
  })

  test('an option that another answer excluded must be chosen again', () => {
    const dati = { tipo: 'proroga', precedente: { tipo: 'periodica' } }
    expect(checkTutto(trasporto, dati, contesto)).toContainEqual(expect.objectContaining({ campo: 'precedente.tipo' }))
    expect(checkTutto(trasporto, { ...dati, tipo: 'rinnovo' }, contesto)).not.toContainEqual(
      expect.objectContaining({ campo: 'precedente.tipo' }),
    )
  })

  test('data alone is enough: a procedure without rules of its own', () => {
    expect(checkTutto(accesso, {}, contesto).map((one) => one.campo)).toEqual([
      'oggetto',
      'documenti',
      'diritto',
      'modo',
    ])
    const dati = {
      oggetto: 'progetto di via Fiume 12',
      documenti: [{ descrizione: 'progetto' }],
      diritto: 'documentale',
      scopo: 'vendita',
      titolo: 'proprietario',
      motivo: 'devo fare dei lavori in casa',
      modo: 'visione',
      controinteressati: [],
    }
    expect(checkTutto(accesso, dati, contesto)).toEqual([])
    expect(checkTutto(accesso, { ...dati, documenti: [{ descrizione: 'x', anno: 1700 }] }, contesto)).toEqual([
      { campo: 'documenti.0.anno', passoId: 'elenco', messaggio: 'Anno: il minimo è 1800' },
    ])
    expect(regoleOf(accesso).oggetto(dati, accesso)).toBe('Accesso agli atti: progetto di via Fiume 12')
    expect(
      regoleOf(accesso)
        .costi(
          { ...dati, modo: 'conforme' },
          {
            ...contesto,
            impostazioni: [
              {
                chiave: 'bollo.istanza',
                validoDal: '2020-01-01',
                validoAl: null,
                valore: 1600,
                daConfermare: false,
                fonte: 'D.P.R. 642/1972',
              },
            ],
          },
          accesso,
        )
        .map((one) => [one.codice, one.importoCents]),
    ).toEqual([
      ['bollo-istanza', 1600],
      ['ricerca', null],
    ])
  })
})

describe('what comes with it', () => {
  test('attachments follow the answers and the reasons', () => {
    const ids = (dati: Dati) => allegatiDovuti(trasporto, dati).map((one) => one.id)
    expect(ids(singola)).toContain('schema-grafico')
    expect(ids(singola)).not.toContain('schema-semplificato')
    const tall = { ...singola, convoglio: { ...(singola.convoglio as Dati), altezzaCm: 430 } }
    expect(ids(tall).length).toBeGreaterThan(ids(singola).length)
    expect(allegatiDovuti(accesso, { diritto: 'documentale', titolo: 'erede' }).map((one) => one.id)).toEqual([
      'successione',
    ])
  })

  test('silence is what the procedure says, or what it says of these answers', () => {
    expect(silenzioOf(accesso, { diritto: 'documentale' })).toBe('diniego') // art. 25 c. 4 L. 241/1990
    expect(silenzioOf(accesso, { diritto: 'generalizzato' })).toBe('inadempimento') // art. 5 c. 6 D.Lgs. 33/2013
    expect(silenzioOf(accesso, {})).toBe('diniego')
  })

  test('a summary in words: options, units, blocks, what was not given', () => {
    const rows = riepilogo(trasporto, singola).flatMap((page) => page.righe)
    const said = (campo: string) => rows.find((one) => one.campo === campo)?.valore
    expect(said('tipo')).toBe('Singola')
    expect(said('convoglio.massaComplessivaKg')).toBe('44,1 t')
    expect(said('convoglio.veicoli.0')).toBe(
      'Motrice · Trattore stradale · AB123CD · Esempio · tara 8,0 t · massa massima 20,0 t · 2 assi',
    )
    expect(said('convoglio.assi.1')).toBe('11,5 t · a 6,00 m dal successivo')
    expect(said('percorso.tratti.0')).toBe('SP 21 · da Luni a La Spezia · 12,4 km · Provincia della Spezia')
    expect(said('periodo.dal')).toBe('20 marzo 2027')
    expect(said('convoglio.sbalzoAnterioreCm')).toBeNull()
    expect(rows.every((one) => !one.campo.includes('stradaId'))).toBe(true)
  })

  test('unknown names of rule sets and predicates are faults of the definition', () => {
    expect(listInsiemi()).toContain('trasporto-eccezionale')
    expect(() => regoleOf({ regole: 'toString' })).toThrow(RangeError)
  })
})

describe('the way through', () => {
  test('next and previous stay in their section; a changed answer leads to what it newly asks', () => {
    expect(nextPasso(trasporto, { tipo: 'multipla' }, 'tipo')).toBe('viaggi')
    expect(nextPasso(trasporto, { tipo: 'singola' }, 'tipo')).toBeNull()
    expect(previousPasso(trasporto, singola, 'misure')).toBe('veicoli')
    expect(previousPasso(trasporto, singola, 'veicoli')).toBeNull()
    const incompleti = (dati: Dati) => new Set(checkTutto(trasporto, dati, contesto).map((one) => one.passoId))
    const multipla = { ...singola, tipo: 'multipla' }
    expect(nextPasso(trasporto, singola, 'tipo', incompleti(singola))).toBeNull()
    expect(nextPasso(trasporto, multipla, 'tipo', incompleti(multipla))).toBe('viaggi')
  })

  test('sections: to do, begun, done, waiting for the first', () => {
    const stati = (dati: Dati, visti: string[]) =>
      sezioniStato(
        trasporto,
        dati,
        visti,
        new Set(checkTutto(trasporto, dati, contesto).map((one) => one.passoId)),
      ).map((one) => one.stato)
    expect(stati({}, [])[0]).toBe('da_fare')
    expect(stati({}, [])[1]).toBe('non_disponibile')
    expect(stati({ tipo: 'singola' }, []).slice(0, 2)).toEqual(['in_corso', 'da_fare'])
    expect(stati({ tipo: 'multipla' }, ['tipo']).slice(0, 2)).toEqual(['in_corso', 'non_disponibile'])
    expect(stati({ tipo: 'singola' }, ['tipo']).slice(0, 2)).toEqual(['completata', 'da_fare'])
    expect(
      stati(
        singola,
        passiVisibili(trasporto, singola).map(({ passo }) => passo.id),
      ).every((one) => one === 'completata'),
    ).toBe(true)
  })
})

describe('a newer definition', () => {
  test('keeps answers by name, blocks too; says which found no place', () => {
    const after = structuredClone(accesso)
    const elenco = after.sezioni[0]?.passi[1]?.campi[0]
    if (elenco?.genere !== 'elenco') throw new Error('not the list')
    elenco.campi = elenco.campi.filter((one) => one.nome !== 'indirizzo')
    const modo = after.sezioni[2]?.passi[0]?.campi[0]
    if (modo?.genere !== 'scelta') throw new Error('not the choice')
    modo.opzioni = modo.opzioni.filter((one) => one.valore !== 'visione')
    const { dati, persi } = rebase(accesso, after, {
      oggetto: 'x',
      modo: 'visione',
      documenti: [{ descrizione: 'a', indirizzo: 'via Fiume' }, { descrizione: 'b' }],
      intruso: 1,
      _testi: {},
    })
    expect(dati).toEqual({ oggetto: 'x', documenti: [{ descrizione: 'a' }, { descrizione: 'b' }] })
    expect(persi).toEqual(['Indirizzo o foglio e mappale', 'Modo'])
  })

  test('the same definition loses nothing', () => {
    const { dati, persi } = rebase(trasporto, structuredClone(trasporto), singola)
    expect(persi).toEqual([])
    expect(checkTutto(trasporto, dati, contesto)).toEqual([])
  })
})

test('what a page takes to the browser weighs less and decides the same', () => {
  const passo = findPasso(trasporto, 'urgenza')
  if (!passo) throw new Error('no such page')
  const light = moduloOf(trasporto, 'urgenza')
  expect(JSON.stringify(light).length).toBeLessThan(
    JSON.stringify({ sezioni: trasporto.sezioni, tariffe: trasporto.tariffe }).length * 0.7,
  )
  for (const dati of [singola, {}, { ...singola, tipo: 'rinnovo' }, { ...singola, urgenza: { richiesta: true } }]) {
    expect(passiVisibili(light, dati).map((one) => one.passo.id)).toEqual(
      passiVisibili(trasporto, dati).map((one) => one.passo.id),
    )
    expect(risposteInviate(light, dati)).toEqual(risposteInviate(trasporto, dati))
    expect(checkPasso(light, passo, dati, contesto)).toEqual(checkPasso(trasporto, passo, dati, contesto))
  }
})

test('all the conditions of the transport definition are weighed in less than 5 ms', () => {
  const { predicati } = regoleOf(trasporto)
  const run = () => computeVista(trasporto, singola, predicati)
  for (let i = 0; i < 50; i += 1) run()
  const times = Array.from({ length: 200 }, () => {
    const from = performance.now()
    run()
    return performance.now() - from
  }).sort((a, b) => a - b)
  expect(times[100]).toBeLessThan(5)
})

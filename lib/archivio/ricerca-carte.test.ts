import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from './carico'
import type { Chi } from './lettore'
import { searchArchivio, suggestParole } from './ricerca'
import type { Descrizione } from './rules-descrizione'
import { paroleOf } from './rules-parole'
import { isClosed, isReserved, UNITA } from './testing/domande'
import { loadCarte, paginaIdOf } from './testing/pagine'
import { findCarte } from './visore/queries'
import { openVisore } from './visore/queries-visore'

// What papers say is found, counted, shown and suggested only to who may see the papers.

let anna: Chi // a citizen
let marta: Chi // Comune di Sarzana
let elena: Chi // an officer
let paolo: Chi // named for the closed fonds

const FILES = UNITA.filter((unit) => unit.livello === 'fascicolo')
const of = (test: (unit: Descrizione) => boolean) => FILES.find(test) as Descrizione
const LIBERA = of((unit) => unit.accessoBase === 'libero' && unit.etichette.length === 0)
const RICHIESTA = of(
  (unit) => unit.accessoBase === 'su_richiesta' && !isReserved(unit) && unit.comuneIstat === '011015',
)
const SARZANA = of((unit) => unit.accessoBase === 'su_richiesta' && !isReserved(unit) && unit.comuneIstat === '011027')
const RISERVATA = of((unit) => isReserved(unit) && !isClosed(unit) && unit.comuneIstat === '011027')
const CHIUSA = of((unit) => unit.segnatura.startsWith('IT-SP-PROV/ASS/') && Number(unit.dal?.slice(0, 4)) > 1970)

const COPERTA = of(
  (unit) =>
    unit.accessoBase === 'su_richiesta' &&
    !isReserved(unit) &&
    unit.comuneIstat === '011015' &&
    unit.segnatura !== RICHIESTA.segnatura,
)

/** One word that is nowhere else, for the papers of each. */
const PAROLE = {
  libera: 'quarzoliberato',
  richiesta: 'quarzorichiesto',
  sarzana: 'quarzosarzanese',
  riservata: 'quarzoriservato',
  chiusa: 'quarzochiuso',
  pagina: 'quarzopagina',
}
type Nome = keyof typeof PAROLE
const UNITA_DI: Record<Nome, Descrizione> = {
  libera: LIBERA,
  richiesta: RICHIESTA,
  sarzana: SARZANA,
  riservata: RISERVATA,
  chiusa: CHIUSA,
  pagina: LIBERA,
}

beforeAll(async () => {
  await loadWorld()
  await loadArchivio()
  anna = await viewerOf('Anna', 'Esempio')
  marta = await viewerOf('Marta', 'Tecnico')
  elena = await officerNamed('Elena', 'Istruttore')
  paolo = await officerNamed('Paolo', 'Archivista')
  const page = (testo: string) => ({ testo: `Relazione sulla prova del ${testo} eseguita in cantiere.` })
  await loadCarte([
    {
      segnatura: LIBERA.segnatura,
      pagine: [page('calcestruzzo'), page(PAROLE.libera), { ...page(PAROLE.pagina), riservata: true }],
    },
    ...(['richiesta', 'sarzana', 'riservata', 'chiusa'] as const).map((nome) => ({
      segnatura: UNITA_DI[nome].segnatura,
      pagine: [page(PAROLE[nome])],
    })),
  ])
})
afterAll(closeDatabase)

/** Names of the papers whose word this reader finds, by any way of asking. */
async function found(chi: Chi): Promise<Nome[]> {
  const names: Nome[] = []
  for (const [nome, parola] of Object.entries(PAROLE) as [Nome, string][]) {
    const { totale, risultati, faccette, corrette } = await searchArchivio(chi, { testo: parola })
    if (totale === 0) {
      expect([nome, risultati, Object.values(faccette).flatMap(Object.keys), corrette]).toEqual([nome, [], [], []])
      expect([nome, await suggestParole(chi, parola.slice(0, 8))]).not.toContain(parola)
      expect((await searchArchivio(chi, { testo: `${parola.slice(0, -2)}*` })).totale).toBe(0)
      expect((await searchArchivio(chi, { testo: `x${parola.slice(1)}` })).corrette).toEqual([])
      continue
    }
    expect([nome, totale, risultati[0]?.segnatura]).toEqual([nome, 1, UNITA_DI[nome].segnatura])
    expect(risultati[0]?.brano?.find((piece) => piece.segnato)?.testo).toBe(parola)
    names.push(nome)
  }
  return names
}

describe('words of the papers', () => {
  test('of free files are found by anybody, on their page', async () => {
    expect(await found(null)).toEqual(['libera'])
    expect((await searchArchivio(null, { testo: PAROLE.libera })).risultati[0]?.pagina).toBe(2)
  })
  test('of the others not by a Comune either, until one who reads for it has opened them', async () => {
    expect(await found(marta)).toEqual(['libera'])
  })
  test('by officers, also on pages closed by themselves; of the closed fonds by who is named', async () => {
    expect(await found(elena)).toEqual(['libera', 'richiesta', 'sarzana', 'riservata', 'pagina'])
    expect(await found(paolo)).toEqual(['libera', 'richiesta', 'sarzana', 'riservata', 'chiusa', 'pagina'])
    expect((await searchArchivio(elena, { testo: PAROLE.pagina })).risultati[0]?.pagina).toBe(3)
  })
  test('by who was let in, as long as they are', async () => {
    expect(await found(anna)).toEqual(['libera'])
    const personaId = anna?.personaId ?? ''
    await db.execute(sql`insert into visioni_archivio (ente, unita_id, persona_id, scopo, dal, al, concessa_da_id)
      values ('p_sp', ${unitaIdOf(RISERVATA.segnatura)}::uuid, ${personaId}::uuid, 'prova', now(), now() + interval '1 day', ${elena?.personaId}::uuid)`)
    expect(await found(anna)).toEqual(['libera', 'riservata'])
    expect(await found(null)).toEqual(['libera'])
    await db.execute(sql`update visioni_archivio set revocata_at = now(), revocata_da_id = concessa_da_id`)
    expect(await found(anna)).toEqual(['libera'])
  })
})

test('a result opens its papers at words that are lit: begun, miswritten, beside one that only the title has', async () => {
  const [titolo = ''] = paroleOf(LIBERA.titolo).filter((one) => one.length > 6)
  for (const typed of [
    'quarzolibera*',
    'quarzolibberato',
    `${titolo} ${PAROLE.libera}`,
    `${PAROLE.libera} ${LIBERA.dal?.slice(0, 4)}`,
  ]) {
    const { risultati, sulleCarte } = await searchArchivio(null, { testo: typed })
    expect([typed, risultati[0]?.segnatura, risultati[0]?.pagina]).toEqual([typed, LIBERA.segnatura, 2])
    const carte = await findCarte(null, risultati[0]?.id ?? '')
    if (!carte) throw new Error('No papers')
    const visore = await openVisore(null, carte, { numero: 2, q: sulleCarte, quale: null, con: null })
    expect([typed, visore?.ricerca?.dove]).toEqual([typed, [2]])
    expect(visore?.aperta.trovate.map((at) => visore.aperta.parole[at]?.[0])).toEqual([PAROLE.libera])
  }
})

test('a text read again is found by what it says now; a page that is closed is found no more', async () => {
  const pagina = paginaIdOf(LIBERA.segnatura, 2)
  await db.execute(
    sql`update testi_pagina set testo = 'Prova del quarzocorretto eseguita' where pagina_id = ${pagina}::uuid`,
  )
  const total = async (testo: string) => (await searchArchivio(null, { testo })).totale
  expect([await total('quarzocorretto'), await total(PAROLE.libera)]).toEqual([1, 0])
  expect(await suggestParole(null, 'quarzo')).toEqual(['quarzocorretto'])
  await db.execute(sql`update pagine_archivio set riservata = true where id = ${pagina}::uuid`)
  expect([await total('quarzocorretto'), await suggestParole(null, 'quarzo')]).toEqual([0, []])
})

describe('a page of which parts are covered', () => {
  const pagina = paginaIdOf(COPERTA.segnatura, 2)
  const total = async (chi: Chi, testo: string) => (await searchArchivio(chi, { testo })).totale
  const cover = (testo: string) =>
    db.execute(sql`insert into testi_oscurati (ente, pagina_id, unita_id, testo, parole)
      values ('p_sp', ${pagina}::uuid, ${unitaIdOf(COPERTA.segnatura)}::uuid, ${testo}, '[]')
      on conflict (ente, pagina_id) do update set testo = excluded.testo`)
  const INTERO = 'Perizia del signor quarzoscuro sul mercato di Gragnola'

  beforeAll(async () => {
    await loadCarte([
      {
        segnatura: COPERTA.segnatura,
        pagine: [{ testo: 'Prova di carico' }, { testo: INTERO, riservata: true }],
      },
    ])
    await cover('Perizia del signor [coperto] sul mercatoquarzo di Gragnola')
    await db.execute(sql`insert into visioni_archivio (ente, unita_id, persona_id, scopo, dal, al, concessa_da_id)
      values ('p_sp', ${unitaIdOf(COPERTA.segnatura)}::uuid, ${anna?.personaId}::uuid, 'prova', now(), now() + interval '1 day', ${elena?.personaId}::uuid)`)
  })

  test('is found by what is left of it, on its page, by who was let in: never by what is covered', async () => {
    const found = await searchArchivio(anna, { testo: 'mercatoquarzo' })
    expect([found.totale, found.risultati[0]?.pagina]).toEqual([1, 2])
    const shown = found.risultati[0]?.brano?.map((piece) => piece.testo).join('')
    expect(shown).toBe('Perizia del signor [coperto] sul mercatoquarzo di Gragnola')
    for (const chi of [anna, marta, null]) {
      expect(await total(chi, 'quarzoscuro')).toBe(0)
      expect(await total(chi, 'quarzoscur*')).toBe(0)
      expect((await searchArchivio(chi, { testo: 'quarzoscurro' })).corrette).toEqual([])
      expect(await suggestParole(chi, 'quarzosc')).toEqual([])
    }
    expect([await total(null, 'mercatoquarzo'), await total(marta, 'mercatoquarzo')]).toEqual([0, 0])
  })

  test('is found whole by the offices, who see it whole', async () => {
    const found = await searchArchivio(elena, { testo: 'quarzoscuro' })
    expect([found.totale, found.risultati[0]?.pagina]).toEqual([1, 2])
    expect(found.risultati[0]?.brano?.map((piece) => piece.testo).join('')).toBe(INTERO)
  })

  test('covered otherwise, or no more, it is found by what is left then', async () => {
    await cover('Perizia del [coperto]')
    expect([await total(anna, 'mercatoquarzo'), await total(anna, 'perizia gragnola')]).toEqual([0, 0])
    await cover('Perizia sul [coperto] di gragnolaquarzo')
    expect(await total(anna, 'gragnolaquarzo')).toBe(1)
    expect(await total(anna, 'coperto gragnolaquarzo')).toBe(0)
    await db.execute(sql`delete from testi_oscurati where pagina_id = ${pagina}::uuid`)
    expect(await total(anna, 'gragnolaquarzo')).toBe(0)
    await db.execute(sql`update pagine_archivio set riservata = false where id = ${pagina}::uuid`)
    expect([await total(anna, 'quarzoscuro'), await total(null, 'quarzoscuro')]).toEqual([1, 0])
  })
})

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/db/actor'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, viewerOf } from '@/lib/pratiche/testing/world'
import type { LivelloAccesso } from './rules-consultabilita'
import { type Classe, canSee, type Gruppo } from './rules-visibilita'
import { type ArchivioDiProva, layArchivio } from './testing/world'

// The policies of the archive by plain SQL, against the table that the code reads.

const actors: Record<string, Actor> = { pubblico: 'pubblico' }
let unit: ArchivioDiProva

beforeAll(async () => {
  await loadWorld()
  const people = {
    anna: 'Anna Esempio',
    marta: 'Marta Tecnico',
    elena: 'Elena Istruttore',
    paolo: 'Paolo Archivista',
    franca: 'Franca Dirigente',
    carlo: 'Carlo Finto',
    giulia: 'Giulia Modello',
  }
  for (const [key, name] of Object.entries(people)) {
    const [nome = '', cognome = ''] = name.split(' ')
    const viewer = await viewerOf(nome, cognome)
    actors[key] = { personaId: viewer.personaId }
    if (key === 'carlo') unit = await layArchivio(viewer.personaId)
    if (key === 'carlo')
      await db.execute(sql`insert into agenti_unita (ente, unita_id, ruolo, nome, codice_fiscale) values
        ('p_sp', ${unit.fascicolo}::uuid, 'progettista', 'Carlo', ${viewer.codiceFiscale}),
        ('p_sp', ${unit.riservato}::uuid, 'progettista', 'Carlo', ${viewer.codiceFiscale}),
        ('p_sp', ${unit.chiuso}::uuid, 'progettista', 'Carlo', ${viewer.codiceFiscale})`)
  }
  await name('paolo', unit.infanzia, '2020-01-01', '2099-12-31')
  for (const key of ['fascicolo', 'riservato', 'chiuso'] as const)
    await admit('giulia', unit[key], '2020-01-01', '2099-12-31')
})
afterAll(closeDatabase)

const idOf = (who: string) => (actors[who] as { personaId: string }).personaId
const name = (who: string, unita: string, dal: string, al: string) =>
  db.execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
    values ('p_sp', ${idOf(who)}::uuid, ${unita}::uuid, 'prova', ${dal}::date, ${al}::date)`)
const admit = (who: string, unita: string, dal: string, al: string) =>
  db.execute(sql`insert into visioni_archivio (ente, persona_id, unita_id, scopo, dal, al, concessa_da_id)
    values ('p_sp', ${idOf(who)}::uuid, ${unita}::uuid, 'prova', ${dal}, ${al}, ${idOf('paolo')}::uuid)`)
const count = async (who: string, table: string, unita: string): Promise<number> => {
  const column = table === 'unita_archivistiche' ? 'id' : 'unita_id'
  const [row] = await dbAs(actors[who] ?? 'pubblico').execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table} where ${column} = '${unita}'`),
  )
  return row?.n ?? -1
}

const TABLES: Partial<Record<Gruppo, string[]>> = {
  scheda: ['unita_archivistiche', 'tratte_unita', 'voci_unita'],
  luogo: ['ubicazioni_unita'],
  nomi: ['agenti_unita', 'unita_riservate'],
  collocazione: ['unita_contenute'],
  etichette: ['etichette_unita', 'storia_unita'],
  carte: ['file_archivio', 'pagine_archivio', 'derivati_pagina', 'testi_pagina', 'file_attestati', 'testi_oscurati'],
}

/** who · what they are for the units of La Spezia · and for those of Sarzana */
const WHO: [string, keyof ArchivioDiProva, Classe, LivelloAccesso][] = [
  ['pubblico', 'fascicolo', 'pubblico', 'su_richiesta'],
  ['anna', 'fascicolo', 'registrato', 'su_richiesta'],
  ['marta', 'fascicolo', 'registrato', 'su_richiesta'],
  ['marta', 'ponte', 'ente', 'su_richiesta'],
  ['carlo', 'fascicolo', 'proprio', 'su_richiesta'],
  ['giulia', 'fascicolo', 'ammesso', 'su_richiesta'],
  ['giulia', 'ponte', 'registrato', 'su_richiesta'],
  ['elena', 'fascicolo', 'ufficio', 'su_richiesta'],
  ['pubblico', 'riservato', 'pubblico', 'riservato'],
  ['anna', 'riservato', 'registrato', 'riservato'],
  ['marta', 'riservato', 'ente', 'riservato'],
  ['carlo', 'riservato', 'proprio', 'riservato'],
  ['giulia', 'riservato', 'ammesso', 'riservato'],
  ['elena', 'riservato', 'ufficio', 'riservato'],
  ['pubblico', 'chiuso', 'pubblico', 'particolare'],
  ['anna', 'chiuso', 'registrato', 'particolare'],
  ['carlo', 'chiuso', 'proprio', 'particolare'],
  ['giulia', 'chiuso', 'ammesso', 'particolare'],
  ['elena', 'chiuso', 'ufficio', 'particolare'],
  ['paolo', 'chiuso', 'abilitato', 'particolare'],
  ['pubblico', 'aperto', 'pubblico', 'libero'],
  ['anna', 'aperto', 'registrato', 'libero'],
  ['paolo', 'aperto', 'abilitato', 'libero'],
]

describe('the policies say what the table says', () => {
  test.each(WHO)('%s, %s: %s', async (who, key, classe, accesso) => {
    for (const [gruppo, tables] of Object.entries(TABLES))
      for (const table of tables) {
        const [row] = await db.execute<{ n: number }>(
          sql.raw(
            `select count(*)::int as n from ${table} where ${table === 'unita_archivistiche' ? 'id' : 'unita_id'} = '${unit[key]}'`,
          ),
        )
        if (!row?.n) continue
        const seen = (await count(who, table, unit[key])) > 0
        expect([gruppo, table, seen]).toEqual([gruppo, table, canSee(classe, gruppo as Gruppo, accesso)])
      }
  })
})

describe('who is named for what is closed', () => {
  test('is one who works in an office, for the days of the naming', async () => {
    await name('anna', unit.infanzia, '2020-01-01', '2099-12-31')
    expect(await count('anna', 'unita_archivistiche', unit.chiuso)).toBe(0) // named, and no officer
    await name('elena', unit.infanzia, '2020-01-01', '2020-12-31')
    expect(await count('elena', 'unita_archivistiche', unit.chiuso)).toBe(0) // over
    await name('elena', unit.chiuso, '2020-01-01', '2099-12-31')
    expect(await count('elena', 'unita_archivistiche', unit.chiuso)).toBe(1)
  })
})

describe('who was let in', () => {
  test('sees for as long as the view lasts, and not once it is revoked', async () => {
    const pages = () => count('anna', 'pagine_archivio', unit.fascicolo)
    await admit('anna', unit.fascicolo, '2020-01-01', '2020-12-31')
    expect(await pages()).toBe(0)
    await admit('anna', unit.fascicolo, '2020-01-01', '2099-12-31')
    expect(await pages()).toBe(2)
    await db.execute(sql`update visioni_archivio set revocata_at = now() where persona_id = ${idOf('anna')}::uuid`)
    expect(await pages()).toBe(0)
  })

  test('sees of a page closed by itself only what covers it; the offices see it whole', async () => {
    expect(await count('giulia', 'pagine_archivio', unit.riservato)).toBe(2)
    expect(await count('giulia', 'derivati_pagina', unit.riservato)).toBe(2) // the first whole, the second covered
    expect(await count('giulia', 'testi_pagina', unit.riservato)).toBe(1)
    expect(await count('elena', 'derivati_pagina', unit.riservato)).toBe(3)
    expect(await count('elena', 'testi_pagina', unit.riservato)).toBe(2)
  })
})

describe('what was delivered', () => {
  test('is never altered', async () => {
    for (const altro of [sql`sha256 = 'altro'`, sql`copia = 2`])
      await expect(db.execute(sql`update file_archivio set ${altro}`)).rejects.toMatchObject({
        cause: { message: expect.stringContaining('non si cambia') },
      })
  })
})

describe('a batch', () => {
  const counts = async (who: string) => {
    const [row] = await dbAs(actors[who] ?? 'pubblico').execute<Record<string, number>>(sql`select
      (select count(*)::int from lotti_archivio) as lotti, (select count(*)::int from righe_lotto) as righe,
      (select count(*)::int from file_lotto) as file, (select count(*)::int from attestazioni_lotto) as attestazioni`)
    return row
  }

  test('is of who works in the archive; what it says of a closed unit is of who sees the unit', async () => {
    for (const who of ['anna', 'marta', 'carlo', 'elena'])
      expect(await counts(who)).toMatchObject({ lotti: 0, righe: 0, file: 0 })
    expect(await counts('paolo')).toMatchObject({ lotti: 1, righe: 5, file: 5 }) // named for the closed fonds
    expect(await counts('franca')).toMatchObject({ lotti: 1, righe: 4, file: 4 })
  })

  test('before it is in, a closed row is seen by whoever brought it', async () => {
    await db.execute(sql`insert into lotti_archivio (ente, id, nome, origine, stato, creato_da_id)
      values ('p_sp', '00000000-0000-4000-8000-0000000000b1', 'Portato', 'caricati', 'verificato', ${idOf('franca')}::uuid)`)
    await db.execute(sql`insert into righe_lotto (ente, lotto_id, riga, posizione, segnatura, stato, chiusa)
      values ('p_sp', '00000000-0000-4000-8000-0000000000b1', 2, 1, 'X', 'da_caricare', true)`)
    expect([(await counts('franca'))?.righe, (await counts('paolo'))?.righe]).toEqual([5, 5])
    await db.execute(sql`delete from righe_lotto where lotto_id = '00000000-0000-4000-8000-0000000000b1'`)
  })

  test('has an attestation that is known with its copies, and is never changed', async () => {
    for (const who of ['pubblico', 'anna', 'elena', 'paolo']) expect((await counts(who))?.attestazioni).toBe(1) // one copy is free
    await expect(db.execute(sql`update attestazioni_lotto set attestante = 'Altri'`)).rejects.toThrow()
    await expect(db.execute(sql`delete from file_attestati`)).rejects.toThrow()
  })
})

describe('who writes', () => {
  const changed = async (who: string, statement: string) => {
    try {
      return (await dbAs(actors[who] ?? 'pubblico').execute(sql.raw(statement))).count
    } catch (error) {
      return String((error as { cause?: Error }).cause?.message)
    }
  }

  test('only the archive corrects a description', async () => {
    const statement = `update unita_archivistiche set titolo = 'Altro' where id = '${unit.fascicolo}'`
    for (const who of ['pubblico', 'anna', 'marta', 'carlo', 'elena']) expect(await changed(who, statement)).toBe(0)
    expect(await changed('paolo', statement)).toBe(1)
  })

  test('nobody opens or closes a unit by hand, nor erases it, nor its history', async () => {
    const of = `where id = '${unit.riservato}'`
    expect(await changed('paolo', `update unita_archivistiche set accesso = 'libero' ${of}`)).toContain('si calcola')
    expect(await changed('paolo', `update unita_archivistiche set consultabile_dal = '2020-01-01' ${of}`)).toContain(
      'si calcola',
    )
    expect(await changed('paolo', `delete from unita_archivistiche ${of}`)).toContain('permission denied')
    expect(await changed('paolo', `update storia_unita set cosa = 'x'`)).toContain('permission denied')
    await expect(db.execute(sql`update storia_unita set cosa = 'x'`)).rejects.toThrow()
  })

  test('only the archive closes a page and covers it, and nobody touches the whole image or what was seen', async () => {
    const of = `where unita_id = '${unit.ponte}'`
    const close = `update pagine_archivio set riservata = true ${of}`
    const cover = (
      tipo: string,
    ) => `insert into derivati_pagina (ente, pagina_id, unita_id, tipo, byte, sha256, deposito, chiave_cifrata, chiave_maestra)
      select ente, id, unita_id, '${tipo}', 1, 'x', 'disco', 'x', 'x' from pagine_archivio ${of} and numero = 1`
    const history = `insert into coperture_archivio (ente, pagina_id, unita_id, versione, atto, regioni, motivo, persona_id, nome)
      select ente, id, unita_id, 9, 'chiusa', '[]', 'prova', attore_persona(), 'x' from pagine_archivio ${of} and numero = 1`
    for (const who of ['pubblico', 'anna', 'marta', 'elena']) {
      expect(await changed(who, close)).toBe(0)
      expect(await changed(who, `delete from derivati_pagina ${of}`)).toBe(0)
      expect(await count(who, 'coperture_archivio', unit.ponte)).toBe(0)
    }
    expect(await changed('elena', cover('oscurata'))).toContain('row-level security')
    expect(await changed('elena', history)).toContain('row-level security')
    expect(await changed('paolo', close)).toBe(2)
    expect(await changed('paolo', cover('oscurata'))).toBe(1)
    expect(await changed('paolo', history)).toBe(1)
    expect(await changed('paolo', `delete from derivati_pagina ${of} and tipo = 'intera'`)).toBe(0)
    expect(await changed('paolo', `delete from derivati_pagina ${of} and tipo = 'oscurata'`)).toBe(2)
    for (const table of ['viste_pagina', 'coperture_archivio'])
      expect(await changed('paolo', `delete from ${table}`)).toContain('permission denied')
  })

  test('only the archive corrects a text, of papers that it sees; what was corrected is not forgotten', async () => {
    const of = `where unita_id = '${unit.ponte}'`
    const correct = `update testi_pagina set testo = 'Corretto' ${of}`
    const history = `insert into correzioni_testo (ente, pagina_id, unita_id, versione, atto, righe, persona_id, nome)
      select ente, id, unita_id, 9, 'corretta', '[]', attore_persona(), 'x' from pagine_archivio ${of} and numero = 1`
    for (const who of ['pubblico', 'anna', 'marta', 'elena']) {
      expect(await changed(who, correct)).toBe(0)
      for (const table of ['testi_letti', 'correzioni_testo', 'sospensioni_lavorazione']) {
        const [row] = await dbAs(actors[who] ?? 'pubblico').execute<{ n: number }>(
          sql.raw(`select count(*)::int as n from ${table}`),
        )
        expect([table, who, row?.n]).toEqual([table, who, 0])
      }
    }
    expect(await changed('elena', history)).toContain('row-level security')
    expect(await changed('paolo', correct)).toBe(2)
    expect(await changed('paolo', history)).toBe(1)
    expect(await changed('franca', `update testi_pagina set testo = 'x' where unita_id = '${unit.chiuso}'`)).toBe(0)
    expect(await changed('paolo', `update correzioni_testo set nome = 'Altri'`)).toContain('permission denied')
  })

  test('only who directs the archive names others, for good reasons and not themselves, and takes it back once', async () => {
    const names = (who: string, whom: string, by = who) =>
      changed(
        who,
        `insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al, data_da_id)
          values ('p_sp', '${idOf(whom)}', '${unit.chiuso}', 'prova', '2020-01-01', '2099-12-31', '${idOf(by)}')`,
      )
    for (const who of ['anna', 'elena', 'paolo']) expect(await names(who, 'marta')).toContain('row-level security')
    expect(await names('franca', 'franca')).toContain('row-level security')
    expect(await names('franca', 'elena', 'paolo')).toContain('row-level security')
    expect(await names('franca', 'elena')).toBe(1)
    const mine = `persona_id = '${idOf('elena')}' and data_da_id = '${idOf('franca')}'`
    const revoke = `update abilitazioni_archivio set revocata_at = now(), revocata_da_id = '${idOf('franca')}' where ${mine}`
    expect(await changed('paolo', revoke)).toBe(0)
    expect(await changed('franca', `update abilitazioni_archivio set al = '2100-01-01' where ${mine}`)).toContain(
      'si revoca',
    )
    expect(await changed('franca', revoke)).toBe(1)
    expect(await changed('franca', revoke)).toContain('si revoca')
  })

  test('the deposit is read by the offices and changed by the archive; its history and its counts are not undone', async () => {
    for (const table of ['storia_archivio', 'inventari', 'letture_inventario', 'non_letti_inventario'])
      for (const [who, seen] of [
        ['pubblico', 0],
        ['anna', 0],
        ['elena', 1],
      ] as const) {
        const [row] = await dbAs(actors[who] ?? 'pubblico').execute<{ n: number }>(
          sql.raw(`select count(*)::int as n from ${table}`),
        )
        expect([table, who, row?.n]).toEqual([table, who, seen])
      }
    expect(await changed('elena', `update inventari set chiuso_at = now()`)).toBe(0)
    for (const table of ['letture_inventario', 'non_letti_inventario'])
      expect(await changed('paolo', `delete from ${table}`)).toContain('permission denied')
    expect(await changed('paolo', `update storia_archivio set cosa = 'x'`)).toContain('permission denied')
  })

  test('what hangs on a closed unit is seen with it: in lists of disposal, among doubles', async () => {
    for (const [table, who] of [
      ['unita_scarto', 'elena'],
      ['doppioni', 'elena'],
      ['unita_scarto', 'anna'],
      ['proposte_scarto', 'anna'],
      ['termini_conservazione', 'anna'],
      ['modelli_descrizione', 'anna'],
    ] as const) {
      const [row] = await dbAs(actors[who] ?? 'pubblico').execute<{ n: number }>(
        sql.raw(`select count(*)::int as n from ${table}`),
      )
      const named = who === 'elena' && (await count('elena', 'unita_archivistiche', unit.chiuso)) > 0
      expect([table, who, (row?.n ?? 0) > 0]).toEqual([table, who, named])
    }
    for (const who of ['anna', 'elena']) expect(await changed(who, `update termini_conservazione set anni = 1`)).toBe(0)
  })

  test('a container has one open movement', async () => {
    await expect(
      db.execute(sql`insert into movimenti (ente, contenitore_id, da_luogo_id, motivo, chiesto_da_id)
        select ente, contenitore_id, da_luogo_id, 'restauro', chiesto_da_id from movimenti limit 1`),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('movimenti_aperto_uq') } })
  })
})

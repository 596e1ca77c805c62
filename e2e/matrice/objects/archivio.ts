/** Units of the archive and what archivists make beside them. */
import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { unitaArchivistiche } from '@/drizzle/schema/archivio'
import { lottiArchivio } from '@/drizzle/schema/archivio-lotti'
import { unitaIdOf } from '@/lib/archivio/carico'
import { addEtichetta, addUnita } from '@/lib/archivio/commands'
import { addProduttore } from '@/lib/archivio/dettagli/commands-produttori'
import { etichettaInput, nuovaUnitaInput } from '@/lib/archivio/forms'
import { createLotto } from '@/lib/archivio/lotti/commands-ufficio'
import type { StatoLotto } from '@/lib/archivio/lotti/rules'
import { addModello } from '@/lib/archivio/modelli/commands'
import { findScheda } from '@/lib/archivio/queries'
import { removeRicerca, saveRicerca } from '@/lib/archivio/ricerche/commands'
import { listRicerche } from '@/lib/archivio/ricerche/queries'
import { MAX_RICERCHE } from '@/lib/archivio/ricerche/rules'
import { codiceOf } from '@/lib/archivio/rules-permanente'
import { proposeScarto, recordDistruzione, recordNullaOsta, setTermine } from '@/lib/archivio/scarto/commands'
import { coverPagina } from '@/lib/archivio/visore/commands-copertura'
import { layCarte } from '@/lib/archivio/visore/testing/carte'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { done } from '@/lib/mondo/pratiche'
import { funzionario, type People } from '../people'
import type { Deposito } from './deposito'
import { MOTIVO, type Named } from './shared'

const SERIE = 'IT-SP-PROV/SIS/1990'

export function makeArchivio({ di }: People, { sede, busta }: Pick<Deposito, 'sede' | 'busta'>) {
  /** A file of the sample archive's own series, with a tag whose term has passed; closed, with one whose term has not. */
  async function unita(stato: string): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const input = nuovaUnitaInput.parse({
      titolo: 'Unità della matrice',
      data: '1990',
      trattamento: 'schedato',
      livello: 'fascicolo',
      segnatura: `PROVA/${randomUUID().slice(0, 8)}`,
    })
    const { id } = done(await addUnita(archivista, unitaIdOf(SERIE), input))
    const tag = (quando: string) => etichettaInput.parse({ categoria: 'giudiziari', quando, motivo: MOTIVO })
    done(await addEtichetta(archivista, id, tag('1950')))
    const luogoId = await sede(archivista)
    const { id: contenitoreId } = await busta(archivista, luogoId, id)
    const scheda = await findScheda(archivista, id)
    const named = {
      id,
      versione: String(scheda?.versioneRiga),
      etichettaId: scheda?.etichette?.[0]?.id ?? '',
      contenitoreId,
      luogoId,
      padreId: unitaIdOf(SERIE),
      posto: codiceOf(id),
    }
    if (stato === 'chiusa') done(await addEtichetta(archivista, id, tag((await today()).slice(0, 4))))
    return named
  }

  /** A batch from the browser, as far as it has come. */
  async function lotto(stato: string): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const { id } = done(await createLotto(archivista, { nome: 'Lotto della matrice', modo: 'nuove' }))
    await dbAs('sistema')
      .update(lottiArchivio)
      .set({ stato: stato as StatoLotto })
      .where(eq(lottiArchivio.id, id))
    return { id }
  }

  /** The same with a page, its image and its words: everybody's, everybody's but for what is covered, on request, and of a unit that is closed. */
  async function carte(stato: string): Promise<Named> {
    const { id = '' } = await unita(stato === 'chiuse' ? 'chiusa' : 'aperta')
    const [paginaId = ''] = await layCarte(id, [{ righe: ['Relazione sul cemento armato'], w: 620, h: 877 }])
    if (stato === 'coperte')
      done(
        await coverPagina(await funzionario(di.istruttore_altro), paginaId, {
          regioni: [[60, 90, 200, 40]],
          motivo: MOTIVO,
        }),
      )
    if (stato === 'libere' || stato === 'coperte')
      await dbAs('sistema')
        .update(unitaArchivistiche)
        .set({ accesso: 'libero', accessoDopo: 'libero' })
        .where(and(eq(unitaArchivistiche.ente, ENTE), eq(unitaArchivistiche.id, id)))
    return { id, paginaId, pagina: '1', posto: codiceOf(id), carta: codiceOf(paginaId) }
  }

  async function coppia(): Promise<Named> {
    const [{ id = '' }, { id: altraId = '' }] = [await unita('aperta'), await unita('aperta')]
    return { id, altraId, fondoId: unitaIdOf('IT-SP-PROV/SIS') }
  }

  async function ricerca(): Promise<Named> {
    // more than these are not kept: the first make room
    for (const one of (await listRicerche(di.richiedente)).slice(MAX_RICERCHE / 2))
      done(await removeRicerca(di.richiedente, one.id))
    const testo = randomUUID()
    done(await saveRicerca(di.richiedente, { testo }, { nome: 'Ricerca della matrice', avviso: 'nessuno' }))
    const found = (await listRicerche(di.richiedente)).find((one) => one.domanda.testo === testo)
    return { id: found?.id ?? '' }
  }

  async function modello(): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const { id: unitaId = '' } = await unita('aperta')
    const nome = `Modello ${randomUUID()}`
    const { padreId } = done(await addModello(archivista, unitaId, nome))
    const [row] = await dbAs(archivista).execute<{ id: string }>(
      sql`select id from modelli_descrizione where nome = ${nome}`,
    )
    return { unitaId: padreId, id: row?.id ?? '' }
  }

  /** A list of one unit; its term was written by who directs the archive. */
  async function scarto(stato: string): Promise<Named> {
    const dirigente = await funzionario(di.dirigente_altro)
    const { id: unitaId = '' } = await unita('aperta')
    const termine = { segnatura: SERIE, anni: 1, fonte: 'Piano della matrice', confermato: true }
    done(await setTermine(dirigente, termine))
    const { id } = done(await proposeScarto(dirigente, { oggetto: 'Prova', motivazione: MOTIVO, unita: [unitaId] }))
    const atto = { numero: '1/2026', il: await today() }
    if (stato !== 'proposta') done(await recordNullaOsta(dirigente, id, { esito: 'authorise', ...atto }))
    if (stato === 'distrutta') done(await recordDistruzione(dirigente, id, atto))
    return { id }
  }

  /** Of papers that everybody knows of. */
  async function produttore(): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const input = { tipo: 'ente' as const, denominazione: `Ente ${randomUUID()}` }
    const { id } = done(
      await addProduttore(archivista, { ...input, altreDenominazioni: [], esistenza: null, storia: null }),
    )
    const { id: unitaId = '' } = await unita('aperta')
    await dbAs('sistema')
      .update(unitaArchivistiche)
      .set({ produttoreId: id })
      .where(and(eq(unitaArchivistiche.ente, ENTE), eq(unitaArchivistiche.id, unitaId)))
    return { id }
  }
  return { unita, lotto, carte, coppia, ricerca, modello, scarto, produttore }
}
export type Archivio = ReturnType<typeof makeArchivio>

/**
 * Makes what a journey starts from, with the commands that people use, as the sample world does. A program of its own,
 * because commands run where pages do not: `seed.ts` starts it and asks it over IPC.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { parse } from 'yaml'
import { fileArchivio, lavorazioniArchivio } from '@/drizzle/schema/archivio-digitale'
import { unitaIdOf } from '@/lib/archivio/carico'
import { addUnita } from '@/lib/archivio/commands'
import { nuovaUnitaInput } from '@/lib/archivio/forms'
import { createLotto } from '@/lib/archivio/lotti/commands-ufficio'
import { listAccessiSala } from '@/lib/archivio/sala/queries'
import { layCarte, type PaginaDiProva } from '@/lib/archivio/visore/testing/carte'
import { SISTEMA } from '@/lib/audit/record'
import { sessionCookie } from '@/lib/auth/cookies'
import { newToken, tokenHash } from '@/lib/auth/token'
import { createBozza } from '@/lib/bozze/commands'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { storeContent } from '@/lib/documenti/content'
import { findAttore, findFunzionario } from '@/lib/mondo/attori'
import { accesso, singola } from '@/lib/mondo/domande'
import { PERSONE_DEMO } from '@/lib/mondo/persone'
import { done, file, prepare, versioneOf } from '@/lib/mondo/pratiche'
import { decide } from '@/lib/pratiche/commands-atti'
import { askIntegrazione, claimPratica, noticeRefusal, proposeDecisione } from '@/lib/pratiche/commands-ufficio'
import { publishDefinizione } from '@/lib/procedimenti/commands'
import { listPrescrizioni } from '@/lib/procedimenti/queries'
import { listStrade } from '@/lib/strade/queries'
import type { BozzaVoluta, CarteVolute, CopieVolute, Fase, PraticaVoluta, Sessione } from './seed'

/** What is written on the pages of a unit that a test asks for. */
const CARTE: readonly PaginaDiProva[] = [
  {
    righe: [
      'Relazione di calcolo delle strutture',
      'Il fabbricato ha due piani fuori terra.',
      'Le fondazioni sono a plinti isolati,',
      'collegati da travi in cemento armato.',
      'Il cemento impiegato è di tipo 325.',
    ],
    incerte: ['plinti'],
  },
  { righe: ['Pianta delle fondazioni', 'scala 1:50'], etichetta: 'Tavola 1', w: 2480, h: 1754 },
  {
    righe: [
      'Certificato medico',
      'Si certifica che il signor Rossi Mario',
      'RSSMRA45C12E463T',
      'è affetto da silicosi.',
    ],
    riservata: true,
  },
  { righe: ['Certificato di collaudo', 'Visti i risultati delle prove sul cemento', 'si collauda.'] },
]

const TRASPORTO = 'trasporto-eccezionale'
const LUNI = 'LUNI TRASPORTI S.R.L.'

const codiceFiscaleOf = (nome: string): string => {
  const persona = PERSONE_DEMO.find((one) => `${one.nome} ${one.cognome}` === nome)
  if (!persona) throw new Error(`The sample world has no ${nome}`)
  return persona.codiceFiscale
}

async function trasporto(descrizione: string, oggi: IsoDate) {
  const dati = singola(oggi, await listStrade(oggi), descrizione)
  return { chi: codiceFiscaleOf('Lucia Campione'), codice: TRASPORTO, per: LUNI, dati }
}

/** What was done to a practice to bring it to each phase, in order; the notice of refusal leads elsewhere. */
const STRADA: readonly Fase[] = ['presentata', 'in_istruttoria', 'in_decisione', 'conclusa']

async function move(id: string, fase: Fase, oggi: IsoDate): Promise<void> {
  const [elena, franca] = await Promise.all(
    ['Elena Istruttore', 'Franca Dirigente'].map((nome) => findFunzionario(codiceFiscaleOf(nome))),
  )
  if (!elena || !franca || fase === 'presentata') return
  done(await claimPratica(elena, id, null))
  if (fase === 'integrazione')
    done(
      await askIntegrazione(elena, id, await versioneOf(id), {
        richieste: ['Carte di circolazione'],
        testo: 'La copia caricata non si legge.',
        giorni: 20,
      }),
    )
  if (fase === 'preavviso')
    done(
      await noticeRefusal(elena, id, await versioneOf(id), {
        motivi: 'Il ponte sul percorso non ha una verifica valida per la massa indicata.',
      }),
    )
  if (STRADA.indexOf(fase) < STRADA.indexOf('in_decisione')) return
  const [prescrizione] = await listPrescrizioni(TRASPORTO, oggi)
  done(
    await proposeDecisione(elena, id, await versioneOf(id), {
      esito: 'accolta_prescrizioni',
      validoDal: oggi,
      validoAl: addDays(oggi, 60),
      prescrizioni: prescrizione ? [prescrizione.id] : [],
      prescrizioniLibere: '',
      motivazione: 'Il convoglio è compatibile con le strade del percorso.',
      rispostaOsservazioni: '',
    }),
  )
  if (fase === 'conclusa') done(await decide(franca, id, await versioneOf(id)))
}

/** A request to see a unit of the archive, nobody's yet. @returns id of the practice */
async function askAccesso(persona: string, segnatura: string, more: Record<string, unknown>): Promise<string> {
  const documenti = [{ segnatura, descrizione: 'Fascicolo di prova' }]
  const dati = { ...accesso, documenti, titolo: 'terzo', ...more }
  return file({ chi: codiceFiscaleOf(persona), codice: 'accesso-agli-atti', per: null, dati }, await today())
}

/** The archive grants it: proposed by one, adopted by the other. */
async function grantAccesso(praticaId: string, segnatura: string, modo: 'sala' | 'copie'): Promise<void> {
  const [paolo, franca] = await Promise.all(
    ['Paolo Archivista', 'Franca Dirigente'].map((nome) => findFunzionario(codiceFiscaleOf(nome))),
  )
  if (!paolo || !franca) throw new Error('No officers of the archive')
  done(await claimPratica(paolo, praticaId, null))
  done(
    await proposeDecisione(paolo, praticaId, await versioneOf(praticaId), {
      esito: 'accolta',
      validoDal: null,
      validoAl: null,
      prescrizioni: [],
      prescrizioniLibere: '',
      motivazione: 'Il richiedente ha dimostrato un interesse diretto, concreto e attuale.',
      rispostaOsservazioni: '',
      modo,
      altre: segnatura,
      giorniVisione: 30,
      senzaAvviso: 'Chi vi è nominato non ne ha alcun danno alla riservatezza.',
    }),
  )
  done(await decide(franca, praticaId, await versioneOf(praticaId)))
}

const OPERAZIONI = {
  /** A singola of LUNI TRASPORTI, written by Lucia Campione: complete with its documents, or with no answer at all. */
  async bozza({ descrizione, vuota = false }: BozzaVoluta): Promise<string> {
    const oggi = await today()
    const domanda = await trasporto(descrizione, oggi)
    if (!vuota) return (await prepare(domanda, oggi)).bozzaId
    const viewer = await findAttore(domanda.chi)
    const luni = viewer.organizzazioni.find((one) => one.denominazione === LUNI)
    return done(await createBozza(viewer, TRASPORTO, luni?.id ?? null))
  },
  async pratica({ descrizione, fase }: PraticaVoluta): Promise<string> {
    const oggi = await today()
    const id = await file(await trasporto(descrizione, oggi), oggi)
    await move(id, fase, oggi)
    return id
  },
  async sessione({ persona }: { persona: string }): Promise<Sessione> {
    const { personaId } = await findAttore(codiceFiscaleOf(persona))
    const token = newToken()
    await dbAs('accesso').execute(sql`
      insert into sessioni (token_hash, ente, persona_id, livello, secondo_fattore_at, scade_at)
      values (${tokenHash(token)}, ${ENTE}, ${personaId}::uuid, 2, now(), now() + interval '1 hour')`)
    return { name: sessionCookie(), value: token }
  },
  async passanoMinuti({ persona, minuti }: { persona: string; minuti: number }): Promise<void> {
    const { personaId } = await findAttore(codiceFiscaleOf(persona))
    await dbAs(
      'sistema',
    ).execute(sql`update sessioni set secondo_fattore_at = secondo_fattore_at - make_interval(mins => ${minuti})
      where persona_id = ${personaId}::uuid`)
  },
  richiestaAccesso: ({ segnatura }: { segnatura: string }): Promise<string> =>
    askAccesso('Anna Esempio', segnatura, { modo: 'visione' }),
  async inSala({ segnatura }: { segnatura: string }): Promise<string> {
    const praticaId = await OPERAZIONI.richiestaAccesso({ segnatura })
    await grantAccesso(praticaId, segnatura, 'sala')
    const anna = await findAttore(codiceFiscaleOf('Anna Esempio'))
    return (await listAccessiSala(anna)).find((one) => one.praticaId === praticaId)?.id ?? ''
  },
  /** Somebody is granted certified copies of a unit, not paid for yet. @returns the view */
  async copieConformi({ unita, persona }: CopieVolute): Promise<string> {
    const [row] = await dbAs('sistema').execute<{ segnatura: string }>(
      sql`select segnatura from unita_archivistiche where id = ${unita}::uuid`,
    )
    const segnatura = row?.segnatura ?? ''
    const praticaId = await askAccesso(persona, segnatura, { modo: 'conforme', consegna: 'portale' })
    await grantAccesso(praticaId, segnatura, 'copie')
    const [visione] = await dbAs('sistema').execute<{ id: string }>(
      sql`select id from visioni_archivio where pratica_id = ${praticaId}::uuid`,
    )
    return visione?.id ?? ''
  },
  /** Somebody is named in a unit, as who drew what it holds. */
  async nominato({ unita, persona }: CopieVolute): Promise<void> {
    await dbAs('sistema').execute(sql`insert into agenti_unita (ente, unita_id, ruolo, nome, codice_fiscale)
      values (${ENTE}, ${unita}::uuid, 'progettista', ${persona}, ${codiceFiscaleOf(persona)})`)
  },
  async finisconoVisioni({ persona }: { persona: string }): Promise<void> {
    const { personaId } = await findAttore(codiceFiscaleOf(persona))
    await dbAs(
      'sistema',
    ).execute(sql`update visioni_archivio set dal = dal - interval '1 year', al = now() - interval '1 second'
      where persona_id = ${personaId}::uuid and al > now()`)
  },
  async carte({ titolo, libere }: CarteVolute): Promise<{ id: string; pagine: string[] }> {
    const archivista = await findFunzionario(codiceFiscaleOf('Paolo Archivista'))
    if (!archivista) throw new Error('No archivist')
    const input = nuovaUnitaInput.parse({
      titolo,
      data: '1974',
      trattamento: 'scansionato',
      livello: 'fascicolo',
      segnatura: `PROVA/${randomUUID().slice(0, 8)}`,
    })
    const { id } = done(await addUnita(archivista, unitaIdOf('IT-SP-PROV/SIS/1990'), input))
    if (libere)
      await dbAs('sistema').execute(
        sql`update unita_archivistiche set accesso = 'libero', accesso_dopo = 'libero' where id = ${id}::uuid`,
      )
    return { id, pagine: await layCarte(id, CARTE) }
  },
  /** A file of a new batch whose opening was given up. @returns the batch */
  async guasto({ lotto }: { lotto: string }): Promise<string> {
    const archivista = await findFunzionario(codiceFiscaleOf('Paolo Archivista'))
    if (!archivista) throw new Error('No archivist')
    const { id: lottoId } = done(await createLotto(archivista, { nome: lotto, modo: 'nuove' }))
    const content = await storeContent(Buffer.from(`%PDF-1.7 guasto ${randomUUID()}`))
    const motivo = 'Il file è danneggiato o incompleto: chiedi una nuova scansione'
    await dbAs('sistema')
      .insert(fileArchivio)
      .values({
        ...content,
        ente: ENTE,
        unitaId: unitaIdOf('IT-SP-PROV/SIS/1990'),
        lottoId,
        ordine: Math.floor(Math.random() * 2 ** 30),
        nome: 'rotto.pdf',
        mime: 'application/pdf',
        stato: 'guasto',
        errore: motivo,
      })
    await dbAs('sistema')
      .insert(lavorazioniArchivio)
      .values({ ente: ENTE, fileId: content.id, fase: 'apertura', stato: 'morta', tentativi: 1, errore: motivo })
    return lottoId
  },
  /** Puts a definition in force. @returns its version */
  async publish(yaml: string): Promise<number> {
    return done(await publishDefinizione(SISTEMA, parse(yaml))).versione
  },
}

type Domanda = { [Name in keyof typeof OPERAZIONI]: { n: number; name: Name; input: never } }[keyof typeof OPERAZIONI]

process.on('message', ({ n, name, input }: Domanda) => {
  const work = OPERAZIONI[name] as (input: never) => Promise<unknown>
  work(input).then(
    (value) => process.send?.({ n, value }),
    (error: Error) => process.send?.({ n, error: error.stack ?? error.message }),
  )
})
process.once('disconnect', () => void closeDatabase())
process.send?.({ n: 0 })

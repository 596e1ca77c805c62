/** The objects of the matrix, each brought to its state by the commands that people use. */
import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { unitaArchivistiche } from '@/drizzle/schema/archivio'
import { segnalazioniArchivio } from '@/drizzle/schema/archivio-accesso'
import { visioniArchivio } from '@/drizzle/schema/archivio-digitale'
import { lottiArchivio } from '@/drizzle/schema/archivio-lotti'
import { bozzeCondivisioni, bozzeFirmatari } from '@/drizzle/schema/condivisioni'
import { collegamenti } from '@/drizzle/schema/imprese'
import { atti, documenti } from '@/drizzle/schema/pratiche'
import { secondiFattori } from '@/drizzle/schema/sicurezza'
import { appartenenze, sessioni } from '@/drizzle/schema/soggetti'
import { nameAbilitato, revokeAbilitazione } from '@/lib/archivio/abilitazioni/commands'
import { closeSegnalazione } from '@/lib/archivio/accesso/commands-allarmi'
import { replyAvviso, sendAvviso } from '@/lib/archivio/accesso/commands-controinteressati'
import { addConvenzione, addLettore, endConvenzione } from '@/lib/archivio/accesso/commands-convenzioni'
import { askApertura, decideApertura } from '@/lib/archivio/accesso/commands-emergenza'
import { grantVisioni, revokeVisione } from '@/lib/archivio/accesso/commands-visioni'
import { findConvenzione, listEntiConvenzionabili } from '@/lib/archivio/accesso/queries-convenzioni'
import { unitaIdOf } from '@/lib/archivio/carico'
import { addEtichetta, addUnita } from '@/lib/archivio/commands'
import { addContenitore, addLuogo } from '@/lib/archivio/deposito/commands'
import { closeInventario, openInventario, readEtichette } from '@/lib/archivio/deposito/commands-inventario'
import { takeOut } from '@/lib/archivio/deposito/commands-movimenti'
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
import { bookSala } from '@/lib/archivio/sala/commands'
import { revokeSala } from '@/lib/archivio/sala/commands-ufficio'
import { findAccessoSala, listAccessiSala } from '@/lib/archivio/sala/queries'
import { chiaveTurno } from '@/lib/archivio/sala/rules'
import { proposeScarto, recordDistruzione, recordNullaOsta, setTermine } from '@/lib/archivio/scarto/commands'
import { coverPagina } from '@/lib/archivio/visore/commands-copertura'
import { layCarte } from '@/lib/archivio/visore/testing/carte'
import { issueRicevuta } from '@/lib/atti/commands'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Figura, Oggetto } from '@/lib/auth/rules-matrice'
import { tokenHash } from '@/lib/auth/token'
import { sealChiave } from '@/lib/auth/totp'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { createBozza, deleteBozza } from '@/lib/bozze/commands'
import { shareBozza } from '@/lib/bozze/commands-condivisione'
import { addFirmatario, findDaFirmare, signBozza } from '@/lib/bozze/commands-firme'
import { findBozza } from '@/lib/bozze/queries'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { completeUpload, inspectUpload, startUpload } from '@/lib/documenti/commands-caricamento'
import { removeDocumento } from '@/lib/documenti/commands-rimozione'
import { findInArrivo } from '@/lib/documenti/in-arrivo'
import { INGEST_ORIGIN, INGEST_PATH, sign } from '@/lib/documenti/ingest-url'
import { receiveUpload } from '@/lib/documenti/receive'
import { dismissVeicolo, removeCarta, saveCarta, saveVeicolo, setAutisti } from '@/lib/flotta/commands'
import { applyImportazione, readImportazione } from '@/lib/flotta/commands-importazione'
import { INTESTAZIONI } from '@/lib/flotta/rules-importazione'
import { answerInvito, endAppartenenza, inviteMembro, revokeInvito } from '@/lib/imprese/commands'
import {
  beginCollegamento,
  decideCollegamento,
  sendCollegamento,
  withdrawCollegamento,
} from '@/lib/imprese/commands-collegamento'
import {
  addMembro,
  again,
  makeImpresa,
  makePersona,
  newCodiceFiscale,
  newPartitaIva,
} from '@/lib/imprese/testing/world'
import { changeMandato, createMandato } from '@/lib/mandati/commands'
import { accesso } from '@/lib/mondo/domande'
import { done, file, versioneOf } from '@/lib/mondo/pratiche'
import { changeAtto, decide } from '@/lib/pratiche/commands-atti'
import { withdrawPratica } from '@/lib/pratiche/commands-richiedente'
import { offerBozza, offerPratica, withdrawOfferta } from '@/lib/pratiche/commands-trasferimento'
import { askIntegrazione, claimPratica, noticeRefusal, proposeDecisione } from '@/lib/pratiche/commands-ufficio'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { bareClient } from '@/lib/pratiche/testing/sql'
import { aSingola, DICHIARAZIONI } from '@/lib/pratiche/testing/world'
import { askRuolo, decideRichiesta, withdrawRichiesta } from '@/lib/ruoli/commands'
import { registerEnte } from '@/lib/ruoli/commands-anagrafe'
import { liftSospensione, suspendSoggetto } from '@/lib/sospensioni/commands'
import { funzionario, giveRuolo, type People, signIn } from './people'

/** What an address or an action needs to name the object; what is a uuid is replaced when a missing one is asked for. */
export type Named = Record<string, string>
export type Origin = 'impresa' | 'mandato' | 'mandato_revocato' | 'condivisa' | 'firmata'

const MOTIVO = 'Prova della matrice delle autorizzazioni'
const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>\nendobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n0000000111 00000 n \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n197\n%%EOF\n',
  'latin1',
)
const TRASPORTO = 'trasporto-eccezionale'
const SERIE = 'IT-SP-PROV/SIS/1990'
const ALLEGATI = ['schema-grafico', 'carte-circolazione', 'percorribilita', 'committente', 'franchi']

/** In whose hands an actor meets the object: each of these has one written their own way. */
const ORIGINS: Partial<Record<Figura, Origin>> = {
  agenzia: 'mandato',
  agenzia_revocata: 'mandato_revocato',
  firmatario: 'firmata',
  inviante: 'condivisa',
}
export const originFor = (oggetto: Oggetto, stato: string, figura: Figura): Origin => {
  if (oggetto !== 'pratica' && oggetto !== 'bozza') return 'impresa'
  const origin = ORIGINS[figura] ?? 'impresa'
  const shared = origin === 'firmata' || origin === 'condivisa'
  return oggetto === 'bozza' && shared && stato !== 'presentata' ? 'impresa' : origin
}

export function makeObjects(people: People) {
  const { di, impresa } = people
  const elena = () => funzionario(di.istruttore)
  const franca = () => funzionario(di.dirigente)

  async function giveMandato(to: { codiceFiscale: string }): Promise<string> {
    const oggi = await today()
    const input = {
      verso: 'do' as const,
      parte: impresa.id,
      controparte: to.codiceFiscale,
      ambito: 'tutti' as const,
      procedimenti: [],
      dal: oggi,
      al: addDays(oggi, 60),
    }
    return done(await createMandato(await again(di.amministratore), input))
  }

  let mandatoVivo: Promise<string> | null = null
  /** Does something in the name of the company as its agent; a mandate to be revoked is, as soon as it is done. */
  async function asAgent<T>(
    origin: 'mandato' | 'mandato_revocato',
    work: (agent: Viewer, mandatoId: string) => Promise<T>,
  ): Promise<T> {
    if (origin === 'mandato') {
      mandatoVivo ??= giveMandato(people.agenzia)
      const id = await mandatoVivo
      return work(await again(di.agenzia), id)
    }
    const id = await giveMandato(people.agenziaRevocata)
    const result = await work(await again(di.agenzia_revocata), id)
    done(await changeMandato(await again(di.amministratore), id, 'revoke', MOTIVO))
    return result
  }

  async function writeBozza(viewer: Viewer, perId: string): Promise<string> {
    const id = done(await createBozza(viewer, TRASPORTO, perId, await aSingola()))
    for (const tipo of ALLEGATI)
      await dbAs(viewer)
        .insert(documenti)
        .values({
          ente: ENTE,
          bozzaId: id,
          tipo,
          nome: `${tipo}.pdf`,
          mime: 'application/pdf',
          byte: PDF.length,
          sha256: 'a'.repeat(64),
          stato: 'pronto',
          caricatoDaId: viewer.personaId,
          prontoAt: new Date(),
        })
    return id
  }
  async function send(viewer: Viewer, bozzaId: string): Promise<string> {
    const bozza = await findBozza(viewer, bozzaId)
    return done(await presentaIstanza(viewer, bozzaId, bozza?.chiaveInvio ?? '', DICHIARAZIONI)).praticaId
  }
  const share = async (bozzaId: string) => {
    for (const [figura, livello] of [
      ['lettore', 'vede'],
      ['redattore', 'modifica'],
      ['inviante', 'invia'],
    ] as const)
      done(await shareBozza(di.richiedente, bozzaId, { codiceFiscale: di[figura].codiceFiscale, livello }))
  }
  async function signed(bozzaId: string): Promise<void> {
    done(await addFirmatario(di.richiedente, bozzaId, di.firmatario.codiceFiscale))
    const found = await findDaFirmare(di.firmatario, bozzaId)
    done(await signBozza(di.firmatario, bozzaId, found?.contenuto?.impronta ?? ''))
  }

  /** A draft of this origin, sent or not. @returns both ids */
  async function begin(origin: Origin, sent: boolean): Promise<{ bozzaId: string; praticaId: string }> {
    if (origin === 'mandato' || origin === 'mandato_revocato')
      return asAgent(origin, async (agent, mandatoId) => {
        const bozzaId = await writeBozza(agent, mandatoId)
        return { bozzaId, praticaId: sent ? await send(agent, bozzaId) : '' }
      })
    const bozzaId = await writeBozza(di.richiedente, impresa.id)
    if (!sent) {
      await share(bozzaId)
      done(await addFirmatario(di.richiedente, bozzaId, di.firmatario.codiceFiscale))
      return { bozzaId, praticaId: '' }
    }
    if (origin === 'firmata') await signed(bozzaId)
    if (origin !== 'firmata') await share(bozzaId)
    const praticaId = await send(origin === 'condivisa' ? di.inviante : di.richiedente, bozzaId)
    return { bozzaId, praticaId }
  }

  async function bozza(stato: string, origin: Origin): Promise<Named> {
    const { bozzaId } = await begin(origin, stato === 'presentata')
    const writer =
      origin === 'mandato' ? di.agenzia : origin === 'mandato_revocato' ? di.agenzia_revocata : di.richiedente
    const [[condivisione], [firmatario], found] = await Promise.all([
      dbAs('sistema').select().from(bozzeCondivisioni).where(eq(bozzeCondivisioni.bozzaId, bozzaId)),
      dbAs('sistema').select().from(bozzeFirmatari).where(eq(bozzeFirmatari.bozzaId, bozzaId)),
      dbAs('sistema').execute<{ chiave_invio: string }>(
        sql`select chiave_invio from bozze where id = ${bozzaId}::uuid`,
      ),
    ])
    const daFirmare = firmatario && stato === 'in_compilazione' ? await findDaFirmare(di.firmatario, bozzaId) : null
    if (stato === 'eliminata')
      await (origin === 'mandato_revocato'
        ? deleteBozza(await again(di.amministratore), bozzaId)
        : deleteBozza(await again(writer), bozzaId)
      ).then(done)
    return {
      id: bozzaId,
      bozzaId,
      passo: 'tipo',
      chiaveInvio: found[0]?.chiave_invio ?? '',
      condivisioneId: condivisione?.id ?? randomUUID(),
      firmatarioId: firmatario?.id ?? randomUUID(),
      impronta: daFirmare?.contenuto?.impronta ?? 'a'.repeat(64),
    }
  }

  async function proposta(id: string): Promise<void> {
    const oggi = await today()
    done(
      await proposeDecisione(await elena(), id, await versioneOf(id), {
        esito: 'accolta_prescrizioni',
        validoDal: oggi,
        validoAl: addDays(oggi, 60),
        prescrizioni: [],
        prescrizioniLibere: MOTIVO,
        motivazione: MOTIVO,
        rispostaOsservazioni: '',
      }),
    )
  }

  async function pratica(stato: string, origin: Origin): Promise<Named> {
    const { praticaId: id } = await begin(origin, true)
    const officer = await elena()
    if (stato === 'ritirata')
      done(
        await withdrawPratica(await again(origin === 'mandato' ? di.agenzia : di.amministratore), id, {
          motivo: MOTIVO,
        }),
      )
    else if (stato === 'in_ritardo')
      await bareClient(
        `update pratiche set avviata_il = avviata_il - 400, scade_il = scade_il - 400 where id = '${id}';
         alter table termini disable trigger termini_immutabile;
         update termini set il = il - 400 where pratica_id = '${id}';
         alter table termini enable trigger termini_immutabile`,
      )
    else if (stato !== 'ricevuta') {
      done(await claimPratica(officer, id, null))
      const versione = await versioneOf(id)
      if (stato === 'sospesa')
        done(await askIntegrazione(officer, id, versione, { richieste: ['Carte'], testo: MOTIVO, giorni: 20 }))
      if (stato === 'preavviso_diniego') done(await noticeRefusal(officer, id, versione, { motivi: MOTIVO.repeat(2) }))
      if (stato === 'in_decisione' || stato === 'conclusa') await proposta(id)
      if (stato === 'conclusa') done(await decide(await franca(), id, await versioneOf(id)))
    }
    return { id, versione: String(await versioneOf(id)) }
  }

  async function atto(stato: string): Promise<Named> {
    const { id: praticaId = '' } = await pratica(stato === 'proposto' ? 'in_decisione' : 'conclusa', 'impresa')
    const find = async () => {
      const [row] = await dbAs('sistema')
        .select()
        .from(atti)
        .where(
          and(
            eq(atti.ente, ENTE),
            eq(atti.praticaId, praticaId),
            stato === 'proposto' ? undefined : isNotNull(atti.codiceVerifica),
          ),
        )
      if (!row) throw new Error('No act')
      return row
    }
    const row = await find()
    if (stato === 'sospeso' || stato === 'revocato')
      done(
        await changeAtto(await franca(), praticaId, row.id, stato === 'sospeso' ? 'suspend' : 'revoke', {
          motivo: MOTIVO,
        }),
      )
    return {
      id: row.id,
      praticaId,
      codice: row.codiceVerifica ?? 'ZZZZ-ZZZZ-ZZZZ-ZZZZ',
      numero: row.numero === null ? '2026/9999999' : `${row.anno}/${String(row.numero).padStart(7, '0')}`,
      targa: row.targhe[0] ?? 'ZZ999ZZ',
    }
  }

  async function upload(viewer: Viewer, input: Parameters<typeof startUpload>[1]): Promise<string> {
    const { id } = done(await startUpload(viewer, input, { nome: 'prova.pdf', byte: PDF.length, modificatoAt: null }))
    const file = await findInArrivo(viewer, id)
    const received =
      file &&
      (await receiveUpload(
        file,
        0,
        (async function* () {
          yield PDF
        })(),
      ))
    if (!file || received?.esito !== 'arrivato') throw new Error('The file did not arrive')
    try {
      const inspected = await inspectUpload(file, received.byte, received.lease)
      const completed =
        inspected && (await completeUpload(viewer, file, received.lease, { byte: received.byte, ...inspected }))
      if (completed?.stato !== 'pronto') throw new Error(`The file was refused: ${completed?.motivo}`)
    } finally {
      await received.lease.release()
    }
    return id
  }

  async function documento(stato: string): Promise<Named> {
    if (stato === 'ricevuta') {
      const { id: praticaId = '' } = await pratica('in_istruttoria', 'impresa')
      return { id: (await issueRicevuta(di.richiedente, praticaId)) ?? '' }
    }
    if (stato === 'di_collegamento') {
      const { id = '' } = await collegamento('da_inviare')
      const documentoId = await upload(di.richiedente, { soggetto: 'collegamento', soggettoId: id, tipo: 'prova' })
      done(await sendCollegamento(di.richiedente, id))
      return { id: documentoId }
    }
    const { bozzaId } = await begin('impresa', false)
    const id = await upload(di.richiedente, { bozzaId, allegato: 'schema-grafico' })
    if (stato === 'eliminato') done(await removeDocumento(di.richiedente, id))
    return { id }
  }

  /** A file about to arrive, and the signed address to which the browser sends it. */
  async function caricamento(): Promise<Named> {
    const { bozzaId } = await begin('impresa', false)
    const { id } = done(
      await startUpload(
        di.richiedente,
        { bozzaId, allegato: 'schema-grafico' },
        { nome: 'prova.pdf', byte: PDF.length, modificatoAt: null },
      ),
    )
    return { id, firmato: signedUrl(id), firmatoAltrui: signedUrl(randomUUID()) }
  }

  const offerta = async (cosa: 'bozza' | 'pratica', stato: string): Promise<Named> => {
    const { bozzaId, praticaId } = await begin('impresa', cosa === 'pratica')
    const input = { destinatario: di.destinatario.codiceFiscale, motivo: MOTIVO }
    const [owner, of] =
      cosa === 'bozza' ? ([di.richiedente, { bozzaId }] as const) : ([di.amministratore, { praticaId }] as const)
    const id = done(
      cosa === 'bozza' ? await offerBozza(owner, bozzaId, input) : await offerPratica(owner, praticaId, input),
    )
    if (stato === 'ritirata') done(await withdrawOfferta(owner, of))
    return { id, bozzaId, praticaId }
  }

  async function mandato(stato: string): Promise<Named> {
    const oggi = await today()
    const al = addDays(oggi, 90)
    if (stato === 'proposto') {
      const input = {
        verso: 'chiedo' as const,
        parte: people.agenzia.id,
        controparte: impresa.codiceFiscale,
        ambito: 'tutti' as const,
        procedimenti: [],
        dal: oggi,
        al,
      }
      return { id: done(await createMandato(await again(di.agenzia), input)) }
    }
    const id = await giveMandato(people.agenzia)
    if (stato === 'revocato') done(await changeMandato(di.amministratore, id, 'revoke', MOTIVO))
    return { id }
  }

  async function membro(stato: string): Promise<Named> {
    const persona = await makePersona()
    await addMembro(persona, impresa.id, 'osservatore')
    const [row] = await dbAs('sistema').select().from(appartenenze).where(eq(appartenenze.personaId, persona.personaId))
    const appartenenzaId = row?.id ?? ''
    if (stato === 'cessato') done(await endAppartenenza(di.amministratore, impresa.id, appartenenzaId))
    return { id: impresa.id, appartenenzaId }
  }

  /** Of a company of its own: a second invitation to the same person takes the place of the first. */
  async function invito(stato: string): Promise<Named> {
    const { id: impresaId } = await makeImpresa()
    const chief = await addMembro(di.amministratore, impresaId, 'legale_rappresentante')
    const whom = { codiceFiscale: di.destinatario.codiceFiscale, ruolo: 'osservatore' as const }
    const invitoId = done(await inviteMembro(chief, impresaId, whom))
    if (stato === 'revocato') done(await revokeInvito(chief, impresaId, invitoId))
    if (stato === 'accettato') {
      done(await answerInvito(di.destinatario, invitoId, true))
      const membri = await dbAs('sistema')
        .select()
        .from(appartenenze)
        .where(eq(appartenenze.organizzazioneId, impresaId))
      const joined = membri.find(({ personaId }) => personaId === di.destinatario.personaId)
      done(await endAppartenenza(chief, impresaId, joined?.id ?? '')) // elsewhere they are still nobody's
    }
    return { id: invitoId, impresaId }
  }

  async function collegamento(stato: string): Promise<Named> {
    const dati = {
      tipo: 'impresa' as const,
      codiceFiscale: newPartitaIva(),
      denominazione: `PROVA ${randomUUID().slice(0, 8)}`,
      sede: 'Via di Prova 1, Luni',
      pec: null,
      alboAutotrasporto: null,
      carica: 'Amministratore unico',
    }
    const id = done(await beginCollegamento(di.richiedente, dati))
    if (stato === 'ritirata') done(await withdrawCollegamento(di.richiedente, id))
    if (stato === 'in_attesa' || stato === 'accolta') {
      await upload(di.richiedente, { soggetto: 'collegamento', soggettoId: id, tipo: 'prova' })
      done(await sendCollegamento(di.richiedente, id))
    }
    if (stato === 'accolta') {
      done(await decideCollegamento(await elena(), id, { esito: 'accolta', motivo: '' }))
      const [row] = await dbAs('sistema').select().from(collegamenti).where(eq(collegamenti.id, id))
      await dbAs('sistema')
        .update(appartenenze)
        .set({ validoAl: '2020-01-02', validoDal: '2020-01-01' })
        .where(eq(appartenenze.id, row?.appartenenzaId ?? ''))
    }
    return { id }
  }

  let targa = 0
  const newTarga = () => {
    targa += 1
    const letters = (n: number) => String.fromCharCode(65 + (n % 26))
    return `Y${letters(Math.floor(targa / 1000))}${String(targa % 1000).padStart(3, '0')}ZZ`.replace(/[IOQU]/g, 'W')
  }
  const VEICOLO = {
    classe: 'trattore' as const,
    marca: 'Prova',
    taraKg: 9000,
    massaMaxKg: 33_000,
    numeroAssi: 3,
    interassiCm: [320, 137],
  }
  async function veicolo(stato: string): Promise<Named> {
    const veicoloId = done(await saveVeicolo(di.richiedente, impresa.id, null, { ...VEICOLO, targa: newTarga() }))
    if (stato === 'dismesso') done(await dismissVeicolo(di.richiedente, impresa.id, veicoloId, true))
    return { id: impresa.id, veicoloId, targa: newTarga() }
  }
  async function carta(stato: string): Promise<Named> {
    const { veicoloId = '' } = await veicolo('in_uso')
    const cartaId = done(
      await saveCarta(di.richiedente, impresa.id, veicoloId, {
        tipo: 'revisione',
        numero: null,
        scadeIl: addDays(await today(), 200),
      }),
    )
    if (stato === 'tolta') done(await removeCarta(di.richiedente, impresa.id, veicoloId, cartaId))
    return { id: impresa.id, veicoloId, cartaId }
  }
  async function importazione(stato: string): Promise<Named> {
    const riga = [newTarga(), 'Semirimorchio', 'Prova', '14,5', '62', '4', '1,36 + 1,36 + 1,36', '', '']
    const bytes = new TextEncoder().encode(`${INTESTAZIONI.join(';')}\n${riga.join(';')}\n`)
    const importazioneId = done(await readImportazione(di.richiedente, impresa.id, { nome: 'prova.csv', bytes }))
    if (stato === 'applicata') done(await applyImportazione(di.richiedente, impresa.id, importazioneId))
    return { id: impresa.id, importazioneId }
  }

  const aPersona = async () => (await makePersona()).personaId
  async function richiesta(stato: string): Promise<Named> {
    const input = {
      ruolo: 'istruttore' as const,
      sede: people.ufficioId,
      validoDal: await today(),
      validoAl: null,
      motivo: MOTIVO,
    }
    const id = done(await askRuolo(di.amministratore_sistema, await aPersona(), input))
    if (stato === 'confermata')
      done(await decideRichiesta(di.altro_amministratore, id, { esito: 'confermata', motivo: '' }))
    if (stato === 'ritirata') done(await withdrawRichiesta(di.amministratore_sistema, id))
    return { id }
  }
  async function ruolo(stato: string): Promise<Named> {
    const persona = await makePersona()
    const ruoloId = await giveRuolo(persona, 'istruttore', {
      ufficioId: people.ufficioId,
      ...(stato === 'finito' && { validoAl: '2020-12-31' }),
    })
    return { id: persona.personaId, ruoloId }
  }
  const newEnte = async () =>
    done(
      await registerEnte(di.amministratore_sistema, {
        tipo: 'comune',
        denominazione: `Comune di prova ${randomUUID().slice(0, 8)}`,
        codiceFiscale: newPartitaIva(),
        sede: 'Prova',
        pec: '',
      }),
    )
  async function sospensione(stato: string): Promise<Named> {
    const id = done(
      await suspendSoggetto(
        di.amministratore_sistema,
        { personaId: await aPersona() },
        { dal: await today(), al: null, motivo: MOTIVO },
      ),
    )
    if (stato === 'revocata') done(await liftSospensione(di.amministratore_sistema, id, MOTIVO))
    return { id }
  }
  async function sessione(stato: string): Promise<Named> {
    const hash = tokenHash(await signIn(di.richiedente))
    const [row] = await dbAs('sistema').select().from(sessioni).where(eq(sessioni.tokenHash, hash))
    if (stato === 'chiusa') await dbAs('accesso').delete(sessioni).where(eq(sessioni.tokenHash, hash))
    return { id: row?.id ?? '' }
  }
  async function fattore(stato: string): Promise<Named> {
    const id = randomUUID()
    await dbAs('sistema')
      .insert(secondiFattori)
      .values({
        ente: ENTE,
        id,
        personaId: di.istruttore.personaId,
        tipo: 'totp',
        nome: 'Secondo telefono',
        ...sealChiave(id, Buffer.alloc(32, 7)),
        usatoAt: new Date(),
        ...(stato === 'tolto' && { toltoAt: new Date() }),
      })
    return { id }
  }
  /** A company of its own: suspending the one of everybody would close it to the other rows. */
  async function aziendaSospesa(): Promise<Named> {
    const one = await makeImpresa()
    for (const figura of ['richiedente', 'amministratore', 'osservatore', 'autista'] as const)
      await addMembro(di[figura], one.id, figura)
    done(
      await suspendSoggetto(
        di.amministratore_sistema,
        { organizzazioneId: one.id },
        { dal: await today(), al: null, motivo: MOTIVO },
      ),
    )
    return { id: one.id, targa: newTarga() }
  }

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

  /** A view of a unit, granted to the stranger as the dirigente of the archive does with an act. */
  async function visione(stato: string): Promise<Named> {
    const [{ id: unitaId = '' }, dirigente] = [await unita('aperta'), await funzionario(di.dirigente_altro)]
    const { id: praticaId = '' } = await pratica('ricevuta', 'impresa')
    const reader = { personaId: di.estraneo.personaId, organizzazioneId: null, titolareId: null, mandatoId: null }
    const concesso = { modo: 'visione', giorni: 30, copie: true, scopo: MOTIVO } as const
    done(
      await recorded(attoreOf(dirigente), async (tx, record) => {
        const unita = [{ id: unitaId, segnatura: '', titolo: '' }]
        const richiesta = { id: praticaId, seguitaDaId: null, ...reader }
        await grantVisioni(tx, record, dirigente, richiesta, { ...concesso, unita }, await today())
        return success(null)
      }),
    )
    const [row] = await dbAs('sistema').select().from(visioniArchivio).where(eq(visioniArchivio.unitaId, unitaId))
    const id = row?.id ?? ''
    if (stato === 'revocata') done(await revokeVisione(dirigente, id, { motivo: MOTIVO }))
    return { id }
  }

  /** Papers that the stranger may see in the reading room, and a seat there. */
  async function sala(stato: string): Promise<Named> {
    const [{ id: unitaId = '' }, dirigente] = [await unita('aperta'), await funzionario(di.dirigente_altro)]
    const { id: praticaId = '' } = await pratica('ricevuta', 'impresa')
    const reader = { personaId: di.estraneo.personaId, organizzazioneId: null, titolareId: null, mandatoId: null }
    const concesso = { modo: 'sala', giorni: 30, copie: false, scopo: MOTIVO } as const
    done(
      await recorded(attoreOf(dirigente), async (tx, record) => {
        const unita = [{ id: unitaId, segnatura: '', titolo: '' }]
        const richiesta = { id: praticaId, seguitaDaId: null, ...reader }
        await grantVisioni(tx, record, dirigente, richiesta, { ...concesso, unita }, await today())
        return success(null)
      }),
    )
    const estraneo = await again(di.estraneo)
    const id = (await listAccessiSala(estraneo)).find((one) => one.praticaId === praticaId)?.id ?? ''
    const liberi = ((await findAccessoSala(estraneo, id))?.turni ?? []).filter((one) => one.liberi > 0)
    const turno = chiaveTurno(liberi.at(-1) ?? { giorno: await today(), inizio: '' })
    if (stato === 'revocata') done(await revokeSala(dirigente, id, { motivo: MOTIVO }))
    if (stato === 'prenotata')
      done(await bookSala(estraneo, id, { turno: chiaveTurno(liberi[0] ?? { giorno: await today(), inizio: '' }) }))
    const appuntamentoId = (await findAccessoSala(estraneo, id))?.appuntamento?.id ?? randomUUID()
    return { id, turno, appuntamentoId }
  }

  /** A request to see papers, filed by somebody of another company, of which the stranger was told here. */
  async function avviso(stato: string): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const dati = { ...accesso, titolo: 'terzo', modo: 'visione' }
    const chi = di.altra_impresa.codiceFiscale
    const praticaId = await file({ chi, codice: 'accesso-agli-atti', per: null, dati }, await today())
    done(await claimPratica(archivista, praticaId, null))
    const input = {
      versione: await versioneOf(praticaId),
      nome: 'Persona avvisata',
      codiceFiscale: di.estraneo.codiceFiscale,
      ruolo: null,
      canale: 'portale',
      recapito: null,
    } as const
    const id = done(await sendAvviso(archivista, praticaId, input))
    const risposta = { risposta: 'nessuna_obiezione', testo: '' } as const
    if (stato === 'risposto') done(await replyAvviso(await again(di.estraneo), id, risposta))
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

  let sedeId: Promise<string> | null = null
  /** One place for all that only needs a place. */
  function sede(archivista: Funzionario): Promise<string> {
    sedeId ??= newLuogo(archivista)
    return sedeId
  }
  const newLuogo = async (archivista: Funzionario) =>
    done(await addLuogo(archivista, { tipo: 'sede', nome: `Sede ${randomUUID()}`, padreId: null })).id
  const busta = async (archivista: Funzionario, luogoId: string, unitaId: string | null = null) => {
    const codice = `MATRICE-${randomUUID().slice(0, 8)}`
    const input = { tipo: 'busta' as const, codice, luogoId, posizione: null }
    return { codice, ...done(await addContenitore(archivista, input, unitaId)) }
  }

  async function contenitore(stato: string): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const luogoId = await sede(archivista)
    const { id } = await busta(archivista, luogoId)
    const rientroPrevistoIl = await today()
    if (stato === 'fuori')
      done(await takeOut(archivista, id, { motivo: 'consultazione', aLuogoId: null, rientroPrevistoIl }))
    return { id, luogoId }
  }

  async function inventario(stato: string): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const luogoId = await newLuogo(archivista)
    const { codice } = await busta(archivista, luogoId)
    const { id } = done(await openInventario(archivista, luogoId))
    done(await readEtichette(archivista, id, codice))
    if (stato === 'chiuso') done(await closeInventario(archivista, id))
    return { id }
  }

  async function produttore(): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const input = { tipo: 'ente' as const, denominazione: `Ente ${randomUUID()}` }
    return done(await addProduttore(archivista, { ...input, altreDenominazioni: [], esistenza: null, storia: null }))
  }

  async function abilitazione(stato: string): Promise<Named> {
    const dirigente = await funzionario(di.dirigente_altro)
    const [dal, personaId] = [await today(), di.collega.personaId]
    const segnatura = 'IT-SP-PROV/ASS'
    done(await nameAbilitato(dirigente, { personaId, segnatura, motivo: MOTIVO, dal, al: addDays(dal, 30) }))
    const [row] = await dbAs(dirigente).execute<{ id: string }>(sql`
      select id from abilitazioni_archivio where persona_id = ${personaId}::uuid order by created_at desc limit 1`)
    const id = row?.id ?? ''
    if (stato === 'revocata') done(await revokeAbilitazione(dirigente, id))
    return { id, personaId }
  }

  /** An agreement with a Comune, with one who reads under it. */
  async function convenzione(stato: string): Promise<Named> {
    const archivista = await funzionario(di.istruttore_altro)
    const [comune] = await listEntiConvenzionabili(archivista)
    const oggi = await today()
    const input = { organizzazioneId: comune?.id ?? '', atto: MOTIVO, comuni: ['011015'], dal: oggi, al: oggi }
    const id = done(await addConvenzione(archivista, input))
    done(await addLettore(archivista, id, { codiceFiscale: newCodiceFiscale(), nome: 'Prova' }))
    const lettoreId = (await findConvenzione(archivista, id))?.lettori[0]?.id ?? ''
    if (stato === 'cessata') done(await endConvenzione(archivista, id, { motivo: MOTIVO }))
    return { id, lettoreId }
  }

  /** Asked for by an officer of the other office, answered by the head of the archive. */
  async function apertura(stato: string): Promise<Named> {
    const [{ id: unitaId = '' }, dirigente] = [await unita('aperta'), await funzionario(di.dirigente_altro)]
    const segnatura = (await findScheda(dirigente, unitaId))?.segnatura ?? ''
    const id = done(await askApertura(await funzionario(di.collega), { segnatura, ore: 1, motivo: MOTIVO }))
    if (stato === 'aperta') done(await decideApertura(dirigente, id, { risposta: 'apri', motivo: '' }))
    if (stato === 'rifiutata') done(await decideApertura(dirigente, id, { risposta: 'rifiuta', motivo: MOTIVO }))
    return { id }
  }

  /** A reading found unusual, as the worker writes it. */
  async function segnalazione(stato: string): Promise<Named> {
    const [row] = await dbAs('sistema')
      .insert(segnalazioniArchivio)
      .values({ ente: ENTE, regola: 'unita', il: await today(), indirizzo: randomUUID(), quanti: 50, soglia: 40 })
      .returning({ id: segnalazioniArchivio.id })
    const id = row?.id ?? ''
    if (stato === 'chiusa') done(await closeSegnalazione(await funzionario(di.dirigente_altro), id, { nota: MOTIVO }))
    return { id }
  }

  async function make(oggetto: Oggetto, stato: string, origin: Origin): Promise<Named> {
    switch (oggetto) {
      case 'nessuno':
        return { targa: newTarga(), luogoId: await sede(await funzionario(di.istruttore_altro)) }
      case 'servizio':
        return { codice: TRASPORTO }
      case 'bozza':
        return bozza(stato, origin)
      case 'pratica':
        return pratica(stato, origin)
      case 'atto':
        return atto(stato)
      case 'documento':
        return documento(stato)
      case 'caricamento':
        return caricamento()
      case 'offerta_bozza':
        return offerta('bozza', stato)
      case 'offerta_pratica':
        return offerta('pratica', stato)
      case 'mandato':
        return mandato(stato)
      case 'impresa':
        return stato === 'sospesa' ? aziendaSospesa() : { id: impresa.id, targa: newTarga() }
      case 'membro':
        return membro(stato)
      case 'invito':
        return invito(stato)
      case 'collegamento':
        return collegamento(stato)
      case 'veicolo':
        return veicolo(stato)
      case 'carta':
        return carta(stato)
      case 'importazione':
        return importazione(stato)
      case 'persona':
        return { id: await aPersona() }
      case 'ruolo':
        return ruolo(stato)
      case 'richiesta':
        return richiesta(stato)
      case 'sospensione':
        return sospensione(stato)
      case 'ente':
        return { id: await newEnte() }
      case 'sessione':
        return sessione(stato)
      case 'fattore':
        return fattore(stato)
      case 'unita':
        return unita(stato)
      case 'lotto':
        return lotto(stato)
      case 'visione':
        return visione(stato)
      case 'sala':
        return sala(stato)
      case 'avviso':
        return avviso(stato)
      case 'carte':
        return carte(stato)
      case 'produttore':
        return produttore()
      case 'scarto':
        return scarto(stato)
      case 'coppia':
        return coppia()
      case 'modello':
        return modello()
      case 'ricerca':
        return ricerca()
      case 'luogo':
        return { id: await newLuogo(await funzionario(di.istruttore_altro)) }
      case 'contenitore':
        return contenitore(stato)
      case 'inventario':
        return inventario(stato)
      case 'abilitazione':
        return abilitazione(stato)
      case 'convenzione':
        return convenzione(stato)
      case 'apertura':
        return apertura(stato)
      case 'segnalazione':
        return segnalazione(stato)
    }
  }

  /** The vehicle that the driver drives: what he sees of the company hangs on it. */
  async function prepare(): Promise<void> {
    const [membership] = await dbAs('sistema')
      .select()
      .from(appartenenze)
      .where(eq(appartenenze.personaId, di.autista.personaId))
    const { veicoloId = '' } = await veicolo('in_uso')
    done(await setAutisti(di.richiedente, impresa.id, veicoloId, [membership?.id ?? '']))
  }
  return { make, prepare, newTarga }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The same names of an object that is not there. */
export const missing = (one: Named): Named =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [name, replaceId(name, value)]))
function replaceId(name: string, value: string): string {
  if (UUID.test(value)) return randomUUID()
  if (name === 'firmato') return signedUrl(randomUUID())
  if (name === 'codice' && value !== TRASPORTO) return 'ZZZZ-ZZZZ-ZZZZ-ZZZZ'
  if (name === 'codice') return 'nessun-servizio'
  if (name === 'posto' || name === 'carta') return codiceOf(randomUUID())
  return name === 'numero' ? '2026/8888888' : value
}

const ORA_MS = 3_600_000
/** As the upload SDK signs it. */
export function signedUrl(id: string): string {
  const key = `k${id.replaceAll('-', '')}`
  const params = new URLSearchParams({
    expires: String(Date.now() + ORA_MS),
    'x-ut-identifier': 'matrice',
    'x-ut-file-name': encodeURIComponent('prova.pdf'),
    'x-ut-file-size': String(PDF.length),
    'x-ut-file-type': encodeURIComponent('application/pdf'),
    'x-ut-slug': 'allegato',
    'x-ut-custom-id': id,
  })
  params.set('signature', sign(`${INGEST_ORIGIN}${INGEST_PATH}/${key}?${params}`))
  return `${INGEST_PATH}/${key}?${params}`
}
export { PDF }

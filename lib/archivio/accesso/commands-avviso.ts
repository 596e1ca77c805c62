/** Tells those whom the papers are about that they were asked for, and what was decided. */
import 'server-only'
import { sql } from 'drizzle-orm'
import { controinteressati } from '@/drizzle/schema/archivio-richieste'
import { renderAtto } from '@/lib/atti/render'
import { sha256 } from '@/lib/audit/hash'
import { attoreOf } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { canonicalJson } from '@/lib/core/canonical'
import { formatDay, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { storeDocumento } from '@/lib/documenti/commands'
import { avvisa, avvisaCodiceFiscale } from '@/lib/posta/avvisi'
import { type Change, changePratica } from '@/lib/pratiche/change'
import { buildContenuto } from '@/lib/pratiche/content'
import { registerProtocollo } from '@/lib/pratiche/journal'
import { formatNumero } from '@/lib/pratiche/rules'
import { officerOf } from '@/lib/pratiche/visibility'
import { findDefinizione, listImpostazioni } from '@/lib/procedimenti/queries'
import type { AvvisoInput } from './forms-controinteressati'
import { documentiDi, listAvvisati } from './queries-controinteressati'
import {
  type ContenutoAvviso,
  dirittoOf,
  GIORNI_OPPOSIZIONE,
  SOSPENDE_DOCUMENTALE,
  vuoleAvviso,
} from './rules-controinteressati'

export const DI_AVVISO = 'controinteressato'
const NON_SERVE = 'Per questa richiesta la legge non chiede di avvisare altri'

/** Does the notice stop the term of this request? @returns the norm, or null */
async function normaSospensione(diritto: string, oggi: IsoDate): Promise<string | null> {
  if (diritto === 'generalizzato') return 'art. 5 c. 5 D.Lgs. 33/2013'
  const { chiave, valore } = SOSPENDE_DOCUMENTALE
  const setting = (await listImpostazioni(chiave, oggi)).find((one) => one.chiave === chiave)?.valore ?? valore
  return setting === true ? 'art. 3 D.P.R. 184/2006' : null
}

/** The letter, for who is told on paper or by PEC: for the office to send, never shown to the applicant. */
async function printLettera(
  { tx, pratica, journal }: Change,
  officer: Funzionario,
  input: AvvisoInput,
  contenuto: ContenutoAvviso,
  { protocollo, portale }: { protocollo: string; portale: boolean },
) {
  const base = await buildContenuto(tx, pratica, officer, {
    tipo: 'avviso_controinteressato',
    avviso: contenuto,
    nome: input.nome,
    recapito: input.recapito,
    portale,
  })
  const { nome, ruolo } = base.proposto
  const firmato = { ...base, firmato: { nome, ruolo, il: journal.oggi, numero: protocollo, protocollo } }
  return storeDocumento(tx, {
    praticaId: pratica.id,
    tipo: 'avviso_controinteressato',
    nome: `avviso-controinteressato-${protocollo.replace('/', '-')}.pdf`,
    mime: 'application/pdf',
    bytes: await renderAtto(base.modello, firmato),
    eventoSeq: journal.seq + 1,
    interno: true,
  })
}

/**
 * Tells somebody whom the papers are about that they were asked for: ten days to oppose, from when they receive it. Told
 * again in another way, their days begin again.
 * @see D.P.R. 184/2006 art. 3; D.Lgs. 33/2013 art. 5 c. 5
 */
export async function sendAvviso(
  officer: Funzionario,
  praticaId: string,
  input: AvvisoInput,
): Promise<Result<string, keyof AvvisoInput>> {
  return changePratica<string, keyof AvvisoInput>(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'tellControinteressati',
    input.versione,
    async (change) => {
      const { tx, record, pratica, journal } = change
      const def = await findDefinizione(pratica.procedimento, pratica.versione)
      if (!def?.concede || !vuoleAvviso(pratica.dati)) return refuse(NON_SERVE)
      const { nome, codiceFiscale, ruolo, canale, recapito } = input
      const told = (await listAvvisati(tx, praticaId)).find((one) => one.nome === nome)
      if (told?.risposta) return refuse('C’è un problema', { nome: 'Ha già risposto' })
      const [persona] = codiceFiscale
        ? await asSistema(tx, () =>
            tx.execute<{ id: string }>(
              sql`select id from persone where ente = ${ENTE} and codice_fiscale = ${codiceFiscale}`,
            ),
          )
        : []
      if (persona && (persona.id === pratica.personaId || persona.id === pratica.titolareId))
        return refuse('C’è un problema', { nome: 'È chi ha fatto la richiesta' })
      if (canale === 'portale' && !persona)
        return refuse('C’è un problema', { canale: 'Non è mai entrata nel portale: avvisala per PEC o raccomandata' })
      const diritto = dirittoOf(pratica.dati)
      const contenuto: ContenutoAvviso = {
        richiedente: pratica.richiedente,
        diritto,
        motivo: diritto === 'documentale' && typeof pratica.dati.motivo === 'string' ? pratica.dati.motivo : null,
        documenti: await documentiDi(officer, pratica.dati, { nome, codiceFiscale }),
      }
      const numero = await registerProtocollo(tx, {
        verso: 'uscita',
        oggetto: `Avviso di richiesta di accesso – pratica ${formatNumero(pratica.anno, pratica.numero)}`,
        mittente: 'Provincia della Spezia',
        destinatario: nome,
        impronta: sha256(canonicalJson(contenuto)),
        praticaId,
        riservato: true,
      })
      const protocollo = formatNumero(numero.anno, numero.numero)
      const lettera =
        canale === 'portale'
          ? null
          : await printLettera(change, officer, input, contenuto, { protocollo, portale: persona !== undefined })
      const sent = {
        codiceFiscale,
        ruolo,
        canale,
        recapito: canale === 'portale' ? null : recapito,
        contenuto,
        avvisatoIl: journal.oggi,
        avvisatoDaId: officer.personaId,
        protocollo,
        documentoId: lettera?.id ?? null,
        ricevutoIl: null,
        entroIl: null,
      }
      const [row] = await tx
        .insert(controinteressati)
        .values({ ente: ENTE, praticaId, nome, ...sent })
        .onConflictDoUpdate({
          target: [controinteressati.ente, controinteressati.praticaId, controinteressati.nome],
          set: { ...sent, updatedAt: journal.at },
        })
        .returning({ id: controinteressati.id })
      const id = row?.id ?? ''
      const norma = await normaSospensione(diritto, journal.oggi)
      const sospeso = norma !== null && journal.termine().stato === 'in_corso'
      await journal.event({
        tipo: 'controinteressato_avvisato',
        statoDopo: pratica.stato,
        dati: { controinteressatoId: id, sospeso },
      })
      if (sospeso)
        await journal.moveClock(
          {
            tipo: 'sospensione',
            il: journal.oggi,
            giorni: GIORNI_OPPOSIZIONE,
            causa: 'controinteressati',
            motivo: 'Avviso a chi può opporsi',
          },
          norma,
        )
      if (persona)
        await avvisa(tx, {
          chiave: `controinteressato:${id}:${protocollo}`,
          personaId: persona.id,
          oggetto: 'Qualcuno ha chiesto di vedere documenti che ti riguardano',
          testo: `Leggi chi chiede e che cosa. Se non sei d’accordo puoi opporti: hai ${GIORNI_OPPOSIZIONE} giorni da quando apri l’avviso.`,
          percorso: paths.personale.opposizione(id),
        })
      await record({
        azione: 'accesso.controinteressato_avvisato',
        soggettoTipo: DI_AVVISO,
        soggettoId: id,
        dati: { praticaId, canale, sospeso },
      })
      return success(id)
    },
  )
}

/** Whoever opposed learns that the papers will be given all the same, and may go to a judge before they are. */
export async function tellOpposti(tx: Tx, praticaId: string, dal: IsoDate | null): Promise<void> {
  for (const one of await listAvvisati(tx, praticaId))
    if (one.risposta === 'opposizione' && one.codiceFiscale)
      await avvisaCodiceFiscale(tx, one.codiceFiscale, {
        chiave: `controinteressato:${one.id}:deciso`,
        oggetto: 'L’accesso a cui ti eri opposto è stato consentito',
        testo: `L’ufficio ha tenuto conto della tua opposizione e l’ha ritenuta superabile.${dal ? ` I documenti si vedono dal ${formatDay(dal)}.` : ''} Puoi ricorrere al TAR Liguria entro 30 giorni (art. 116 D.Lgs. 104/2010).`,
        percorso: paths.personale.opposizione(one.id),
      })
}

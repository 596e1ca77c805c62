import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import PDFDocument from 'pdfkit'
import { pratiche } from '@/drizzle/schema/pratiche'
import { prescrizioni } from '@/drizzle/schema/procedimenti'
import type { Viewer } from '@/lib/auth/viewer'
import { createBozza } from '@/lib/bozze/commands'
import { listBozze } from '@/lib/bozze/queries'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import type { Result } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { completeUpload, inspectUpload, startUpload } from '@/lib/documenti/commands-caricamento'
import { findInArrivo } from '@/lib/documenti/in-arrivo'
import { receiveUpload } from '@/lib/documenti/receive'
import { decide } from '@/lib/pratiche/commands-atti'
import { askIntegrazione, claimPratica, noticeRefusal, proposeDecisione } from '@/lib/pratiche/commands-ufficio'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { loadContesto } from '@/lib/procedimenti/contesto'
import { findServizio } from '@/lib/procedimenti/queries'
import { allegatiDovuti } from '@/lib/procedimenti/rules-registro'
import { listStrade } from '@/lib/strade/queries'
import { findAttore, findFunzionario } from './attori'
import { accesso, autogru, multipla, periodica, singola, singolaBlocchi } from './domande'

const MARCO = 'PRVMRC79H02Z999U'
const LUCIA = 'CMPLCU90S65Z999C'
const GIULIA = 'MDLGLI87P54Z999G'
const PIERO = 'SMPPRI68A30Z999G'
const CARLO = 'FNTCRL61D05Z999R'
const ANNA = 'SMPNNA84C52Z999S'
const ELENA = 'STRLNE82B48Z999M'
const FRANCA = 'DRGFNC66E63Z999D'

/** A refusal here is a fault of the sample, never of a person. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Sample world: ${result.message} ${JSON.stringify(result.errors)}`)
  return result.value
}

/** One page that says what it stands for. */
function samplePdf(titolo: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ size: 'A4', info: { Title: titolo } })
    const pieces: Buffer[] = []
    pdf
      .on('data', (piece: Buffer) => pieces.push(piece))
      .on('end', () => resolve(Buffer.concat(pieces)))
      .on('error', reject)
    pdf.fontSize(20).text(titolo).moveDown().fontSize(12).text('Documento di prova: non ha valore.').end()
  })
}

async function attach(viewer: Viewer, bozzaId: string, allegato: string, titolo: string): Promise<void> {
  const bytes = await samplePdf(titolo)
  const { id } = done(
    await startUpload(
      viewer,
      { bozzaId, allegato },
      { nome: `${allegato}.pdf`, byte: bytes.length, modificatoAt: null },
    ),
  )
  const file = await findInArrivo(viewer, id)
  const received =
    file &&
    (await receiveUpload(
      file,
      0,
      (async function* () {
        yield bytes
      })(),
    ))
  if (!file || received?.esito !== 'arrivato') throw new Error(`Sample world: ${allegato} did not arrive`)
  try {
    const inspected = await inspectUpload(file, received.byte, received.lease)
    const completed =
      inspected && (await completeUpload(viewer, file, received.lease, { byte: received.byte, ...inspected }))
    if (completed?.stato !== 'pronto') throw new Error(`Sample world: ${allegato} was refused: ${completed?.motivo}`)
  } finally {
    await received.lease.release()
  }
}

/** What one person asks for: on whose behalf (null: their own), and the answers. */
export type Domanda = { chi: string; codice: string; per: string | null; dati: Record<string, unknown> }

async function begin({ chi, codice, per, dati }: Domanda): Promise<{ viewer: Viewer; bozzaId: string }> {
  const viewer = await findAttore(chi)
  const chosen =
    per === null
      ? null
      : (viewer.organizzazioni.find((one) => one.denominazione === per) ??
        viewer.mandati.find((one) => one.per.denominazione === per))
  if (chosen === undefined) throw new Error(`Sample world: ${viewer.cognome} does not act for ${per}`)
  return { viewer, bozzaId: done(await createBozza(viewer, codice, chosen?.id ?? null, dati)) }
}

/** A draft with every answer and every document it needs: nothing is left but to send it. */
export async function prepare(domanda: Domanda, oggi: IsoDate): Promise<{ viewer: Viewer; bozzaId: string }> {
  const servizio = await findServizio(domanda.codice)
  if (!servizio) throw new Error(`Sample world: ${domanda.codice} is not published`)
  const { viewer, bozzaId } = await begin(domanda)
  for (const allegato of allegatiDovuti(servizio.definizione, domanda.dati, await loadContesto(oggi))) {
    if (allegato.obbligatorio) await attach(viewer, bozzaId, allegato.id, allegato.titolo)
  }
  return { viewer, bozzaId }
}

/** Files an istanza with every document it needs, as a person does. @returns the id of the pratica */
export async function file(domanda: Domanda, oggi: IsoDate): Promise<string> {
  const servizio = await findServizio(domanda.codice)
  if (!servizio) throw new Error(`Sample world: ${domanda.codice} is not published`)
  const { viewer, bozzaId } = await prepare(domanda, oggi)
  const bozza = (await listBozze(viewer)).find((one) => one.id === bozzaId)
  if (!bozza) throw new Error('Sample world: the draft is gone')
  return done(
    await presentaIstanza(
      viewer,
      bozzaId,
      bozza.chiaveInvio,
      servizio.definizione.dichiarazioni.map((one) => one.id),
    ),
  ).praticaId
}

/** The practice as an officer's page saw it last, for the optimistic check. */
export const versioneOf = async (id: string): Promise<number> => {
  const [row] = await dbAs('sistema')
    .select({ versione: pratiche.versioneRiga })
    .from(pratiche)
    .where(and(eq(pratiche.ente, ENTE), eq(pratiche.id, id)))
  return row?.versione ?? 0
}

async function release(id: string, dal: IsoDate): Promise<void> {
  const [elena, franca] = await Promise.all([findFunzionario(ELENA), findFunzionario(FRANCA)])
  const scelte = await dbAs('sistema')
    .select({ id: prescrizioni.id })
    .from(prescrizioni)
    .where(
      and(
        eq(prescrizioni.ente, ENTE),
        inArray(prescrizioni.codice, [
          'percorso-esatto',
          'ponti-uno',
          'scorta-tecnica',
          'neve-ghiaccio-nebbia',
          'comunicazione-transito',
        ]),
      ),
    )
  done(
    await proposeDecisione(elena, id, await versioneOf(id), {
      esito: 'accolta_prescrizioni',
      validoDal: dal,
      validoAl: addDays(dal, 120),
      prescrizioni: scelte.map((one) => one.id),
      prescrizioniLibere: '',
      motivazione: 'Il convoglio è compatibile con le strade del percorso, con le prescrizioni indicate.',
      rispostaOsservazioni: '',
    }),
  )
  done(await decide(franca, id, await versioneOf(id)))
}

/** A sample pratica: what is asked, and what the office did of it. */
type Esempio = { domanda: Domanda; prosegui?: (id: string) => Promise<void> }

/**
 * Files and moves on a few pratiche with the commands that people use. One that is there already is left as it is.
 * Needs the sample people, the published procedures and the secrets of the installation.
 */
export async function loadPratiche(): Promise<void> {
  const oggi = await today()
  const [strade, elena] = await Promise.all([listStrade(oggi), findFunzionario(ELENA)])
  const claim = async (id: string) => {
    done(await claimPratica(elena, id, null))
  }
  const trasporto = (chi: string, per: string, dati: Record<string, unknown>): Domanda => ({
    chi,
    codice: 'trasporto-eccezionale',
    per,
    dati,
  })
  const esempi: Esempio[] = [
    {
      domanda: trasporto(MARCO, 'LUNI TRASPORTI S.R.L.', multipla(oggi, strade, 'Sei conci di un ponte di prova')),
      prosegui: async (id) => {
        await claim(id)
        await release(id, addDays(oggi, 18))
      },
    },
    {
      domanda: trasporto(GIULIA, 'APUANA CARRI S.P.A.', periodica(oggi, strade, 'Blocchi di marmo di prova')),
      prosegui: claim,
    },
    {
      domanda: trasporto(CARLO, 'VARA GRU S.N.C.', autogru(oggi, strade)),
      prosegui: async (id) => {
        await claim(id)
        done(
          await askIntegrazione(elena, id, await versioneOf(id), {
            richieste: ['Carta di circolazione con l’allegato tecnico'],
            testo: 'La copia che hai caricato non si legge.',
            giorni: 20,
          }),
        )
      },
    },
    {
      domanda: trasporto(PIERO, 'APUANA CARRI S.P.A.', singolaBlocchi(oggi, strade, 'Un blocco di prova')),
      prosegui: async (id) => {
        await claim(id)
        done(
          await noticeRefusal(elena, id, await versioneOf(id), {
            motivi:
              'Il ponte sul percorso non ha una verifica valida per la massa indicata. Puoi proporre un altro percorso.',
          }),
        )
      },
    },
    { domanda: trasporto(LUCIA, 'LUNI TRASPORTI S.R.L.', singola(oggi, strade, 'Trasformatore elettrico di prova')) },
    { domanda: { chi: ANNA, codice: 'accesso-agli-atti', per: null, dati: accesso } },
  ]
  for (const { domanda, prosegui } of esempi) {
    if (await isFiled(domanda)) continue
    const id = await file(domanda, oggi)
    await prosegui?.(id)
  }
  const lucia = await findAttore(LUCIA)
  if ((await listBozze(lucia)).length === 0) {
    const { convoglio, tipo, delega, referente } = singola(oggi, strade, '') as Record<string, unknown>
    await begin({
      chi: LUCIA,
      codice: 'trasporto-eccezionale',
      per: 'LUNI TRASPORTI S.R.L.',
      dati: { tipo, delega, referente, convoglio },
    })
  }
}

/** The same person has already filed the same thing. */
async function isFiled({ chi, codice, dati }: Domanda): Promise<boolean> {
  const viewer = await findAttore(chi)
  const rows = await dbAs('sistema')
    .select({ dati: pratiche.dati })
    .from(pratiche)
    .where(and(eq(pratiche.ente, ENTE), eq(pratiche.personaId, viewer.personaId), eq(pratiche.procedimento, codice)))
  return rows.some((row) => row.dati.tipo === dati.tipo && row.dati.oggetto === dati.oggetto)
}

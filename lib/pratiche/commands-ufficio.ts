import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { assegnazioni, atti } from '@/drizzle/schema/pratiche'
import { chooseAccesso } from '@/lib/archivio/accesso/scelta'
import { renderAtto } from '@/lib/atti/render'
import { sha256 } from '@/lib/audit/hash'
import { attoreOf } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { canonicalJson } from '@/lib/core/canonical'
import { addDays, formatDay, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { storeDocumento } from '@/lib/documenti/commands'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { type Change, changePratica } from './change'
import { buildContenuto, type DecisioneInput } from './content'
import { listTipiEvento } from './events'
import { registerProtocollo, regolaOf } from './journal'
import { formatNumero, type TipoAtto } from './rules'
import { hasOpenIntegrazione } from './rules-eventi'
import { canInterrupt, canRefuseAfterNotice, canSuspend } from './rules-termini'
import { limiteOsservazioni } from './rules-termini-registro'
import { officerOf } from './visibility'

/** Takes charge of a pratica: the officer becomes its responsabile (art. 5 L. 241/1990), and it enters istruttoria. */
export async function claimPratica(
  officer: Funzionario,
  praticaId: string,
  versione: number | null,
): Promise<Result<null>> {
  const attore = attoreOf(officer)
  return changePratica(
    attore,
    officerOf(officer),
    praticaId,
    'claim',
    versione,
    async ({ tx, record, pratica, journal }) => {
      if (pratica.assegnatarioId === officer.personaId) {
        await record({
          azione: 'pratica.presa_in_carico',
          soggettoTipo: 'pratica',
          soggettoId: praticaId,
          dati: { ripetuto: true },
        })
        return success(null)
      }
      await tx
        .update(assegnazioni)
        .set({ alAt: journal.at })
        .where(and(eq(assegnazioni.ente, ENTE), eq(assegnazioni.praticaId, praticaId), isNull(assegnazioni.alAt)))
      await tx.insert(assegnazioni).values({
        ente: ENTE,
        praticaId,
        personaId: officer.personaId,
        daPersonaId: officer.personaId,
        dalAt: journal.at,
      })
      journal.changes.assegnatarioId = officer.personaId
      await journal.event({
        tipo: 'assegnata',
        statoDopo: pratica.stato === 'ricevuta' ? 'in_istruttoria' : pratica.stato,
        dati: { a: officer.personaId, nome: attore.nome },
      })
      await journal.notify({
        oggetto: `La pratica ${formatNumero(pratica.anno, pratica.numero)} è stata presa in carico`,
        testo: `Se ne occupa ${attore.nome}. Per ora non devi fare nulla.`,
      })
      await record({ azione: 'pratica.presa_in_carico', soggettoTipo: 'pratica', soggettoId: praticaId })
      return success(null)
    },
  )
}

/** A communication that leaves at once: registered, printed from its template, kept with the practice. */
async function issue(
  { tx, pratica, journal }: Change,
  officer: Funzionario,
  tipo: Extract<TipoAtto, 'richiesta_integrazione' | 'preavviso_diniego'>,
  modello: string,
  testo: string,
  scadenza: IsoDate,
): Promise<{ attoId: string; documentoId: string; protocollo: string }> {
  const contenuto = await buildContenuto(tx, pratica, officer, { tipo, testo, scadenza })
  const numero = await registerProtocollo(tx, {
    verso: 'uscita',
    oggetto: `${contenuto.titolo} – pratica ${formatNumero(pratica.anno, pratica.numero)}`,
    mittente: 'Provincia della Spezia',
    destinatario: pratica.richiedente,
    impronta: sha256(canonicalJson(contenuto)),
    praticaId: pratica.id,
  })
  const protocollo = formatNumero(numero.anno, numero.numero)
  const firmato = {
    ...contenuto,
    firmato: {
      nome: contenuto.proposto.nome,
      ruolo: contenuto.proposto.ruolo,
      il: journal.oggi,
      numero: protocollo,
      protocollo,
    },
  }
  const pdf = await renderAtto(modello, firmato)
  const documento = await storeDocumento(tx, {
    praticaId: pratica.id,
    tipo,
    nome: `${tipo.replaceAll('_', '-')}-${numero.anno}-${numero.numero}.pdf`,
    mime: 'application/pdf',
    bytes: pdf,
    eventoSeq: journal.seq + 1,
  })
  const [atto] = await tx
    .insert(atti)
    .values({
      ente: ENTE,
      praticaId: pratica.id,
      tipo,
      stato: 'firmato',
      anno: null,
      numero: null,
      contenuto: firmato,
      modello,
      propostoDaId: officer.personaId,
      firmatoDaId: officer.personaId,
      firmatoAt: journal.at,
      documentoId: documento.id,
    })
    .returning({ id: atti.id })
  return { attoId: (atto as { id: string }).id, documentoId: documento.id, protocollo }
}

export type IntegrazioneInput = { richieste: string[]; testo: string; giorni: number }

/**
 * Asks for documents: the term stops, once, for at most 30 days, and starts again by itself.
 * @see L. 241/1990 art. 2 c. 7
 */
export async function askIntegrazione(
  officer: Funzionario,
  praticaId: string,
  versione: number,
  input: IntegrazioneInput,
): Promise<Result<null, 'giorni' | 'testo' | 'richieste'>> {
  return changePratica(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'askIntegrazione',
    versione,
    async (change) => {
      const { tx, record, pratica, journal } = change
      if (hasOpenIntegrazione(await listTipiEvento(tx, praticaId)))
        return refuse('C’è già una richiesta di integrazione senza risposta')
      const incompleta = (await findDefinizione(pratica.procedimento, pratica.versione))?.termine.incompleta
      const again = incompleta && canInterrupt(regolaOf(pratica), journal.clock, journal.oggi, incompleta.entroGiorni)
      const allowed = canSuspend(regolaOf(pratica), journal.clock, journal.oggi)
      if (!again && !allowed.ok) return refuse(allowed.message)
      const testo = [...input.richieste.map((one) => `• ${one}`), input.testo].filter(Boolean).join('\n')
      if (again)
        await journal.moveClock(
          {
            tipo: 'interruzione',
            il: journal.oggi,
            motivo: 'Richiesta incompleta: il termine ricomincia dalla risposta',
          },
          incompleta.norma,
        )
      else
        await journal.moveClock(
          {
            tipo: 'sospensione',
            il: journal.oggi,
            motivo: 'Attesa di documenti dal richiedente',
            giorni: input.giorni,
          },
          'art. 2 c. 7 L. 241/1990',
        )
      const riprendeIl = again ? addDays(journal.oggi, input.giorni) : (journal.termine().riprendeIl ?? journal.oggi)
      const issued = await issue(
        change,
        officer,
        'richiesta_integrazione',
        'richiesta-integrazione@1',
        testo,
        riprendeIl,
      )
      await journal.event({
        tipo: 'integrazione_chiesta',
        statoDopo: 'sospesa',
        testo: input.testo || null,
        dati: { ...issued, richieste: input.richieste, giorni: input.giorni, entroIl: riprendeIl },
      })
      await journal.notify({
        oggetto: `Serve un documento per la pratica ${formatNumero(pratica.anno, pratica.numero)}`,
        testo: `Rispondi entro il ${formatDay(riprendeIl)}: ${again ? 'il termine ricomincia da capo da quando rispondi' : 'fino ad allora il termine è fermo'}. Trovi la richiesta nella tua area personale.`,
      })
      await record({
        azione: 'pratica.integrazione_chiesta',
        soggettoTipo: 'pratica',
        soggettoId: praticaId,
        dati: { entroIl: riprendeIl },
      })
      return success(null)
    },
  )
}

/** Tells the applicant, before refusing, why: ten days to answer, the term stops. @see L. 241/1990 art. 10-bis */
export async function noticeRefusal(
  officer: Funzionario,
  praticaId: string,
  versione: number,
  input: { motivi: string },
): Promise<Result<null, 'motivi'>> {
  return changePratica(attoreOf(officer), officerOf(officer), praticaId, 'noticeRefusal', versione, async (change) => {
    const { record, pratica, journal } = change
    if (journal.clock.some((one) => one.tipo === 'preavviso'))
      return refuse('Il preavviso di diniego è già stato inviato')
    const entroIl = limiteOsservazioni(journal.oggi)
    await journal.moveClock(
      { tipo: 'preavviso', il: journal.oggi, motivo: 'Preavviso di diniego comunicato' },
      'art. 10-bis L. 241/1990',
    )
    const issued = await issue(change, officer, 'preavviso_diniego', 'preavviso-diniego@1', input.motivi, entroIl)
    await journal.event({
      tipo: 'preavviso_inviato',
      statoDopo: 'preavviso_diniego',
      testo: input.motivi,
      dati: { ...issued, entroIl },
    })
    await journal.notify({
      oggetto: `Preavviso di diniego per la pratica ${formatNumero(pratica.anno, pratica.numero)}`,
      testo: `La domanda, per ora, non può essere accolta. Puoi presentare osservazioni entro il ${formatDay(entroIl)}: leggi i motivi nella tua area personale.`,
    })
    await record({
      azione: 'pratica.preavviso_inviato',
      soggettoTipo: 'pratica',
      soggettoId: praticaId,
      dati: { entroIl },
    })
    return success(null)
  })
}

/** The istruttore proposes how to close (art. 6 c. 1 lett. e L. 241/1990); the dirigente decides. */
export async function proposeDecisione(
  officer: Funzionario,
  praticaId: string,
  versione: number,
  input: DecisioneInput,
): Promise<Result<null, keyof DecisioneInput>> {
  return changePratica<null, keyof DecisioneInput>(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'propose',
    versione,
    async ({ tx, record, pratica, journal }) => {
      const tipiEvento = await listTipiEvento(tx, praticaId)
      if (input.esito === 'respinta') {
        const allowed = canRefuseAfterNotice(journal.clock, journal.oggi)
        if (!allowed.ok) return refuse(allowed.message, { esito: allowed.message })
        if (tipiEvento.includes('osservazioni_ricevute') && input.rispostaOsservazioni.trim().length < 20) {
          return refuse('Rispondi alle osservazioni del richiedente', {
            rispostaOsservazioni: 'Spiega perché le osservazioni non sono accolte (almeno 20 caratteri)',
          })
        }
      }
      const accesso = await chooseAccesso(tx, officer, pratica, input)
      if (!accesso.ok) return refuse(accesso.message, accesso.errors as Partial<Record<keyof DecisioneInput, string>>)
      const decisione = { ...input, accesso: accesso.value }
      const contenuto = await buildContenuto(tx, pratica, officer, { tipo: 'decisione', decisione })
      const [atto] = await tx
        .insert(atti)
        .values({
          ente: ENTE,
          praticaId,
          tipo: contenuto.tipo,
          stato: 'proposto',
          contenuto,
          modello: contenuto.modello,
          propostoDaId: officer.personaId,
          validoDal: contenuto.validoDal,
          validoAl: contenuto.validoAl,
          targhe: contenuto.targhe,
        })
        .returning({ id: atti.id })
      const attoId = (atto as { id: string }).id
      await journal.event({ tipo: 'proposta_fatta', statoDopo: 'in_decisione', dati: { attoId, esito: input.esito } })
      await record({
        azione: 'pratica.proposta_fatta',
        soggettoTipo: 'pratica',
        soggettoId: praticaId,
        dati: { attoId, esito: input.esito },
      })
      return success(null)
    },
  )
}

/** The dirigente sends the proposal back with the reason: it is discarded, never lost. */
export async function sendBackProposta(
  officer: Funzionario,
  praticaId: string,
  versione: number,
  { motivo }: { motivo: string },
): Promise<Result<null, 'motivo'>> {
  if (!officer.funzionario.some((one) => one.ruolo === 'dirigente'))
    return refuse('Solo il dirigente può restituire una proposta')
  return changePratica(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'sendBack',
    versione,
    async ({ tx, record, pratica, journal }) => {
      await tx
        .update(atti)
        .set({ stato: 'scartato', statoMotivo: motivo })
        .where(and(eq(atti.ente, ENTE), eq(atti.praticaId, praticaId), eq(atti.stato, 'proposto')))
      await journal.event({ tipo: 'proposta_restituita', statoDopo: 'in_istruttoria', testo: motivo })
      if (pratica.assegnatarioId) {
        await journal.notify({
          chi: pratica.assegnatarioId,
          oggetto: `Proposta restituita: pratica ${formatNumero(pratica.anno, pratica.numero)}`,
          testo: motivo,
        })
      }
      await record({ azione: 'pratica.proposta_restituita', soggettoTipo: 'pratica', soggettoId: praticaId })
      return success(null)
    },
  )
}

/** A note among officers, never shown to the applicant. */
export async function writeNota(
  officer: Funzionario,
  praticaId: string,
  { testo }: { testo: string },
): Promise<Result<null, 'testo'>> {
  return changePratica(
    attoreOf(officer),
    officerOf(officer),
    praticaId,
    'write',
    null,
    async ({ record, pratica, journal }) => {
      await journal.event({ tipo: 'nota_interna', statoDopo: pratica.stato, testo })
      await record({ azione: 'pratica.nota', soggettoTipo: 'pratica', soggettoId: praticaId })
      return success(null)
    },
  )
}

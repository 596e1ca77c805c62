import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { documenti, messaggi } from '@/drizzle/schema/pratiche'
import { sha256 } from '@/lib/audit/hash'
import { attoreOf } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { canonicalJson } from '@/lib/core/canonical'
import { formatDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import type { Tx } from '@/lib/db/transaction'
import { attoreOnPratica } from './attore'
import { changePratica } from './change'
import { listTipiEvento } from './events'
import { registerProtocollo } from './journal'
import { formatNumero } from './rules'
import { hasOpenIntegrazione } from './rules-eventi'
import { applicantActsOn } from './visibility'

/** Files uploaded to the pratica and not yet sent with an answer. */
async function takeFiles(tx: Tx, praticaId: string, tipo: string, eventoSeq: number) {
  const waiting = await tx
    .select({
      id: documenti.id,
      nome: documenti.nome,
      sha256: documenti.sha256,
      byte: documenti.byte,
      stato: documenti.stato,
    })
    .from(documenti)
    .where(
      and(
        eq(documenti.ente, ENTE),
        eq(documenti.praticaId, praticaId),
        eq(documenti.tipo, tipo),
        isNull(documenti.eventoSeq),
        inArray(documenti.stato, ['pronto', 'in_arrivo']),
      ),
    )
  const unfinished = waiting.find((file) => file.stato === 'in_arrivo')
  if (unfinished) return { unfinished: unfinished.nome, files: [] }
  if (waiting.length > 0) {
    await tx
      .update(documenti)
      .set({ eventoSeq })
      .where(
        and(
          eq(documenti.ente, ENTE),
          inArray(
            documenti.id,
            waiting.map((file) => file.id),
          ),
        ),
      )
  }
  return {
    unfinished: null,
    files: waiting.map(({ id, nome, byte, sha256: hash }) => ({ id, nome, byte, sha256: hash })),
  }
}

const NON_FINITO = (nome: string) => `Il caricamento di «${nome}» non è finito: completalo o rimuovilo`

/**
 * Answers a request for more documents: the clock runs again from today.
 * A late answer, after the term has already resumed by itself, is taken all the same and changes no day.
 * @see L. 241/1990 art. 2 c. 7
 */
export async function answerIntegrazione(
  viewer: Viewer,
  praticaId: string,
  { testo }: { testo: string },
): Promise<Result<null, 'testo' | 'allegati'>> {
  const attore = await attoreOnPratica(viewer, praticaId)
  return changePratica<null, 'testo' | 'allegati'>(
    attore,
    applicantActsOn(viewer),
    praticaId,
    'write',
    null,
    async ({ tx, record, pratica, journal }) => {
      if (pratica.stato === 'conclusa' || !hasOpenIntegrazione(await listTipiEvento(tx, praticaId)))
        return refuse('Per questa pratica non c’è una richiesta aperta')
      const { unfinished, files } = await takeFiles(tx, praticaId, 'integrazione', journal.seq + 1)
      if (unfinished) return refuse(NON_FINITO(unfinished), { allegati: NON_FINITO(unfinished) })
      if (files.length === 0 && testo.length < 10)
        return refuse('Carica almeno un documento o scrivi una risposta', {
          testo: 'Scrivi una risposta o carica un documento',
        })
      const sospesa = pratica.stato === 'sospesa'
      const protocollo = await registerProtocollo(tx, {
        verso: 'entrata',
        oggetto: `Integrazione della pratica ${formatNumero(pratica.anno, pratica.numero)}`,
        mittente: pratica.richiedente,
        destinatario: 'Provincia della Spezia',
        impronta: sha256(canonicalJson({ testo, files: files.map((file) => file.sha256) })),
        praticaId,
      })
      await journal.event({
        tipo: 'integrazione_ricevuta',
        statoDopo: sospesa ? 'in_istruttoria' : pratica.stato,
        testo: testo || null,
        dati: { documenti: files, protocollo: formatNumero(protocollo.anno, protocollo.numero) },
      })
      if (sospesa)
        await journal.moveClock(
          { tipo: 'ripresa', il: journal.oggi, motivo: 'Integrazione ricevuta' },
          'art. 2 c. 7 L. 241/1990',
        )
      if (pratica.assegnatarioId) {
        await journal.notify({
          chi: pratica.assegnatarioId,
          oggetto: `Integrazione ricevuta per la pratica ${formatNumero(pratica.anno, pratica.numero)}`,
          testo: 'Il richiedente ha risposto alla richiesta. Il termine è ripartito.',
        })
      }
      await record({
        azione: 'pratica.integrazione_ricevuta',
        soggettoTipo: 'pratica',
        soggettoId: praticaId,
        dati: { documenti: files.length },
      })
      return success(null)
    },
  )
}

/** Observations on the notice of refusal. @see L. 241/1990 art. 10-bis */
export async function sendOsservazioni(
  viewer: Viewer,
  praticaId: string,
  { testo }: { testo: string },
): Promise<Result<null, 'testo' | 'allegati'>> {
  return changePratica<null, 'testo' | 'allegati'>(
    await attoreOnPratica(viewer, praticaId),
    applicantActsOn(viewer),
    praticaId,
    'sendOsservazioni',
    null,
    async ({ tx, record, pratica, journal }) => {
      const { unfinished, files } = await takeFiles(tx, praticaId, 'osservazioni', journal.seq + 1)
      if (unfinished) return refuse(NON_FINITO(unfinished), { allegati: NON_FINITO(unfinished) })
      const protocollo = await registerProtocollo(tx, {
        verso: 'entrata',
        oggetto: `Osservazioni sulla pratica ${formatNumero(pratica.anno, pratica.numero)}`,
        mittente: pratica.richiedente,
        destinatario: 'Provincia della Spezia',
        impronta: sha256(canonicalJson({ testo, files: files.map((file) => file.sha256) })),
        praticaId,
      })
      await journal.event({
        tipo: 'osservazioni_ricevute',
        statoDopo: 'in_istruttoria',
        testo,
        dati: { documenti: files, protocollo: formatNumero(protocollo.anno, protocollo.numero) },
      })
      await journal.moveClock(
        { tipo: 'osservazioni', il: journal.oggi, motivo: 'Osservazioni ricevute' },
        'art. 10-bis L. 241/1990',
      )
      if (pratica.assegnatarioId) {
        await journal.notify({
          chi: pratica.assegnatarioId,
          oggetto: `Osservazioni ricevute per la pratica ${formatNumero(pratica.anno, pratica.numero)}`,
          testo: 'Il richiedente ha risposto al preavviso di diniego.',
        })
      }
      await record({ azione: 'pratica.osservazioni_ricevute', soggettoTipo: 'pratica', soggettoId: praticaId })
      return success(null)
    },
  )
}

/** Gives up an istanza not yet in decision. */
export async function withdrawPratica(
  viewer: Viewer,
  praticaId: string,
  { motivo }: { motivo: string },
): Promise<Result<null, 'motivo'>> {
  return changePratica(
    await attoreOnPratica(viewer, praticaId),
    applicantActsOn(viewer),
    praticaId,
    'withdraw',
    null,
    async ({ record, pratica, journal }) => {
      journal.changes.esito = 'ritirata'
      journal.changes.conclusaIl = journal.oggi
      await journal.event({ tipo: 'ritirata', statoDopo: 'conclusa', testo: motivo || null })
      await journal.moveClock(
        { tipo: 'conclusione', il: journal.oggi, motivo: 'Istanza ritirata' },
        'art. 2 c. 1 L. 241/1990',
      )
      await journal.notify({
        oggetto: `Hai ritirato la pratica ${formatNumero(pratica.anno, pratica.numero)}`,
        testo: `La pratica è chiusa dal ${formatDay(journal.oggi)}. Puoi presentare una nuova domanda quando vuoi.`,
      })
      await record({ azione: 'pratica.ritirata', soggettoTipo: 'pratica', soggettoId: praticaId })
      return success(null)
    },
  )
}

/** Writes to the office, or as the office. @param chiave born with the form: a double click sends once */
export async function writeMessaggio(
  viewer: Viewer,
  visible: ReturnType<typeof applicantActsOn>,
  daUfficio: boolean,
  praticaId: string,
  { testo, chiave }: { testo: string; chiave: string },
): Promise<Result<null, 'testo'>> {
  const attore = daUfficio ? attoreOf(viewer) : await attoreOnPratica(viewer, praticaId)
  return changePratica(attore, visible, praticaId, 'write', null, async ({ tx, record, pratica, journal }) => {
    const [fresh] = await tx
      .insert(messaggi)
      .values({
        ente: ENTE,
        praticaId,
        daUfficio,
        autoreId: viewer.personaId,
        autoreNome: attore.agiscePerNome && !daUfficio ? `${attore.nome} per ${attore.agiscePerNome}` : attore.nome,
        testo,
        chiave,
        createdAt: journal.at,
      })
      .onConflictDoNothing()
      .returning({ id: messaggi.id })
    if (fresh) {
      await journal.event({ tipo: 'messaggio', statoDopo: pratica.stato, dati: { messaggioId: fresh.id, daUfficio } })
      const numero = formatNumero(pratica.anno, pratica.numero)
      if (daUfficio)
        await journal.notify({
          oggetto: `L’ufficio ti ha scritto sulla pratica ${numero}`,
          testo: 'Leggi il messaggio e rispondi dalla tua area personale.',
        })
      else if (pratica.assegnatarioId)
        await journal.notify({
          chi: pratica.assegnatarioId,
          oggetto: `Nuovo messaggio sulla pratica ${numero}`,
          testo: 'Il richiedente ha scritto all’ufficio.',
        })
    }
    await record({
      azione: 'messaggio.scritto',
      soggettoTipo: 'pratica',
      soggettoId: praticaId,
      dati: { daUfficio, ripetuto: !fresh },
    })
    return success(null)
  })
}

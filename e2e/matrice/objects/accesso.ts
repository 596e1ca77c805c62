/** Who may read papers that are not everybody’s, and what follows of it. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { segnalazioniArchivio } from '@/drizzle/schema/archivio-accesso'
import { visioniArchivio } from '@/drizzle/schema/archivio-digitale'
import { nameAbilitato, revokeAbilitazione } from '@/lib/archivio/abilitazioni/commands'
import { closeSegnalazione } from '@/lib/archivio/accesso/commands-allarmi'
import { sendAvviso } from '@/lib/archivio/accesso/commands-avviso'
import { addConvenzione, addLettore, endConvenzione } from '@/lib/archivio/accesso/commands-convenzioni'
import { confirmPagamento, declarePagamento } from '@/lib/archivio/accesso/commands-copie'
import { askApertura, decideApertura } from '@/lib/archivio/accesso/commands-emergenza'
import { replyAvviso } from '@/lib/archivio/accesso/commands-risposta'
import { grantVisioni, revokeVisione } from '@/lib/archivio/accesso/commands-visioni'
import { findConvenzione, listEntiConvenzionabili } from '@/lib/archivio/accesso/queries-convenzioni'
import type { AccessoConcesso } from '@/lib/archivio/accesso/rules-concessione'
import { certifyConforme, makeConforme, revokeConforme } from '@/lib/archivio/conformi/commands'
import { findScheda } from '@/lib/archivio/queries'
import { bookSala } from '@/lib/archivio/sala/commands'
import { revokeSala } from '@/lib/archivio/sala/commands-ufficio'
import { findAccessoSala, listAccessiSala } from '@/lib/archivio/sala/queries'
import { chiaveTurno } from '@/lib/archivio/sala/rules'
import { attoreOf, recorded } from '@/lib/audit/record'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { again, newCodiceFiscale } from '@/lib/imprese/testing/world'
import { accesso } from '@/lib/mondo/domande'
import { done, file, versioneOf } from '@/lib/mondo/pratiche'
import { claimPratica } from '@/lib/pratiche/commands-ufficio'
import { funzionario, type People } from '../people'
import type { Archivio } from './archivio'
import type { Pratiche } from './pratiche'
import { MOTIVO, type Named } from './shared'

type Altri = Pick<Archivio, 'unita' | 'carte'> & Pick<Pratiche, 'pratica'>

export function makeAccesso({ di }: People, { unita, carte, pratica }: Altri) {
  /** The stranger is granted to see a unit, as the dirigente of the archive does with an act. @returns id of the request */
  async function grant(
    unitaId: string,
    concesso: Pick<AccessoConcesso, 'modo' | 'copie'>,
    dati: Record<string, unknown> = {},
  ): Promise<string> {
    const dirigente = await funzionario(di.dirigente_altro)
    const { id = '' } = await pratica('ricevuta', 'impresa')
    const reader = { personaId: di.estraneo.personaId, organizzazioneId: null, titolareId: null, mandatoId: null }
    const unita = [{ id: unitaId, segnatura: '', titolo: '' }]
    const intero = { ...concesso, giorni: 30, scopo: MOTIVO, unita }
    done(
      await recorded(attoreOf(dirigente), async (tx, record) => {
        const richiesta = { id, seguitaDaId: null, dati, ...reader }
        await grantVisioni(tx, record, dirigente, richiesta, intero, await today())
        return success(null)
      }),
    )
    return id
  }

  /** A view of a unit, granted to the stranger as the dirigente of the archive does with an act. */
  async function visione(stato: string): Promise<Named> {
    const [{ id: unitaId = '' }, dirigente] = [await unita('aperta'), await funzionario(di.dirigente_altro)]
    await grant(unitaId, { modo: 'visione', copie: true })
    const [row] = await dbAs('sistema').select().from(visioniArchivio).where(eq(visioniArchivio.unitaId, unitaId))
    const id = row?.id ?? ''
    if (stato === 'revocata') done(await revokeVisione(dirigente, id, { motivo: MOTIVO }))
    return { id }
  }

  /** A certified copy of a page, given to the stranger by the dirigente of the archive. */
  async function conforme(stato: string): Promise<Named> {
    const [{ id: unitaId = '' }, dirigente] = [await carte('su_richiesta'), await funzionario(di.dirigente_altro)]
    await grant(unitaId, { modo: 'copie', copie: true }, { modo: 'conforme' })
    const [row] = await dbAs('sistema').select().from(visioniArchivio).where(eq(visioniArchivio.unitaId, unitaId))
    const visioneId = row?.id ?? ''
    const pagamento = { pagamento: 'PROVA-0123456789', pagatoIl: await today() }
    done(await declarePagamento(await again(di.estraneo), visioneId, pagamento))
    done(await confirmPagamento(await funzionario(di.istruttore_altro), visioneId))
    const input = { chiave: randomUUID(), pagine: '1', base: 'raffronto' } as const
    const id = done(await certifyConforme(dirigente, visioneId, input))
    if (stato !== 'in_preparazione') done(await makeConforme(dirigente, id))
    if (stato === 'revocata') done(await revokeConforme(dirigente, id, { motivo: MOTIVO }))
    return { id, visioneId }
  }

  /** Papers that the stranger may see in the reading room, and a seat there. */
  async function sala(stato: string): Promise<Named> {
    const [{ id: unitaId = '' }, dirigente] = [await unita('aperta'), await funzionario(di.dirigente_altro)]
    const praticaId = await grant(unitaId, { modo: 'sala', copie: false })
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
  return { visione, conforme, sala, avviso, abilitazione, convenzione, apertura, segnalazione }
}
export type Accesso = ReturnType<typeof makeAccesso>

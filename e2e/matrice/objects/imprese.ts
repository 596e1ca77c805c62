/** A company: its people, what is asked in its name, its vehicles. */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { collegamenti } from '@/drizzle/schema/imprese'
import { appartenenze } from '@/drizzle/schema/soggetti'
import { addDays } from '@/lib/core/date'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
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
import { addMembro, makeImpresa, makePersona, newPartitaIva } from '@/lib/imprese/testing/world'
import { done } from '@/lib/mondo/pratiche'
import { suspendSoggetto } from '@/lib/sospensioni/commands'
import { funzionario, type People } from '../people'
import { MOTIVO, type Named } from './shared'
import { upload } from './upload'

export function makeImprese({ di, impresa }: People) {
  const elena = () => funzionario(di.istruttore)

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

  /** The vehicle that the driver drives: what he sees of the company hangs on it. */
  async function prepare(): Promise<void> {
    const [membership] = await dbAs('sistema')
      .select()
      .from(appartenenze)
      .where(eq(appartenenze.personaId, di.autista.personaId))
    const { veicoloId = '' } = await veicolo('in_uso')
    done(await setAutisti(di.richiedente, impresa.id, veicoloId, [membership?.id ?? '']))
  }
  return { newTarga, membro, invito, collegamento, veicolo, carta, importazione, aziendaSospesa, prepare }
}
export type Imprese = ReturnType<typeof makeImprese>

import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { atti, praticaEventi, pratiche } from '@/drizzle/schema/pratiche'
import { prescrizioni } from '@/drizzle/schema/procedimenti'
import { enti, organizzazioni, persone, uffici } from '@/drizzle/schema/soggetti'
import type { ConcessioneInput } from '@/lib/archivio/accesso/forms'
import type { AccessoConcesso } from '@/lib/archivio/accesso/rules-concessione'
import { type ContenutoAvviso, nomeDirittoAvviso } from '@/lib/archivio/accesso/rules-controinteressati'
import { sezioneAccesso, sezioneRinvio } from '@/lib/archivio/accesso/rules-parole'
import type { ContenutoAtto } from '@/lib/atti/rules'
import type { Funzionario } from '@/lib/auth/viewer'
import { formatDay, type IsoDate, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'
import { loadContesto } from '@/lib/procedimenti/contesto'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { regoleOf } from '@/lib/procedimenti/rules-registro'
import { riepilogo } from '@/lib/procedimenti/rules-risposte'
import { toDomanda } from '@/lib/procedimenti/rules-trasporto'
import type { DomandaTrasporto } from '@/lib/trasporti/rules-tipi'
import type { PraticaRow } from './journal'
import { formatNumero, type TipoAtto } from './rules'

export type DecisioneInput = {
  esito: 'accolta' | 'accolta_prescrizioni' | 'differita' | 'respinta' | 'inammissibile'
  validoDal: IsoDate | null
  validoAl: IsoDate | null
  prescrizioni: string[] // ids of the library
  prescrizioniLibere: string // one a line
  motivazione: string
  rispostaOsservazioni: string
} & Partial<ConcessioneInput>

type Richiesta =
  | { tipo: 'decisione'; decisione: DecisioneInput & { accesso: AccessoConcesso | null } }
  | { tipo: 'richiesta_integrazione' | 'preavviso_diniego'; testo: string; scadenza: IsoDate }
  | {
      tipo: 'avviso_controinteressato'
      avviso: ContenutoAvviso
      nome: string
      recapito: string | null
      portale: boolean
    }

const RIMEDI =
  'Contro questo provvedimento si può ricorrere al Tribunale amministrativo regionale della Liguria entro 60 giorni dalla comunicazione, oppure al Presidente della Repubblica entro 120 giorni.'
const PREMESSE_COMUNI = (numero: string, il: IsoDate) => [
  `Vista l’istanza n. ${numero} presentata il ${formatDay(il)};`,
  'Vista la legge 7 agosto 1990, n. 241;',
]

/** Of the sheet's sources an act cites the norms: pages of information have no number, and L. 241/1990 is there already. */
const isCited = ({ testo }: { testo: string }) => /\d/.test(testo) && !/\bn\. 241\b/.test(testo)

export type Contenuto = ContenutoAtto & { modello: string }

/** Gathers, once, what the act will say; nothing of it is computed again afterwards. */
export async function buildContenuto(
  tx: Tx,
  pratica: PraticaRow,
  officer: Funzionario,
  richiesta: Richiesta,
): Promise<Contenuto> {
  const [def, [ente], [ufficio], [persona], [presentata], organizzazione, contesto] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    tx.select().from(enti).where(eq(enti.ente, ENTE)),
    tx
      .select()
      .from(uffici)
      .where(and(eq(uffici.ente, ENTE), eq(uffici.id, pratica.ufficioId))),
    tx
      .select()
      .from(persone)
      .where(and(eq(persone.ente, ENTE), eq(persone.id, pratica.titolareId ?? pratica.personaId))),
    tx
      .select({ da: praticaEventi.attoreNome })
      .from(praticaEventi)
      .where(and(eq(praticaEventi.ente, ENTE), eq(praticaEventi.praticaId, pratica.id), eq(praticaEventi.seq, 1))),
    pratica.organizzazioneId
      ? tx
          .select()
          .from(organizzazioni)
          .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.id, pratica.organizzazioneId)))
          .then((rows) => rows[0] ?? null)
      : null,
    loadContesto(romeDay(pratica.presentataAt)),
  ])
  if (!def || !ente || !ufficio || !persona) throw new Error(`Practice ${pratica.id} points at nothing`)
  const regole = regoleOf(def)
  // Answers leave out what is empty: an act says it, and its figures are never undefined.
  const dati: DomandaTrasporto = { ...(pratica.dati as DomandaTrasporto), ...toDomanda(pratica.dati) }
  const nome = `${persona.nome} ${persona.cognome}`
  const presentataDa = presentata?.da ?? nome
  const numero = formatNumero(pratica.anno, pratica.numero)
  const veicoli = dati.convoglio?.veicoli ?? []
  const base = {
    ente: {
      denominazione: ente.denominazione,
      codiceFiscale: ente.codiceFiscale,
      indirizzo: ente.indirizzo,
      pec: ente.pec,
    },
    ufficio: ufficio.denominazione,
    istanza: { numero, presentataIl: pratica.avviataIl, oggetto: pratica.oggetto },
    titolare:
      dati.delega?.perAltri && dati.delega.denominazione
        ? {
            denominazione: dati.delega.denominazione,
            codiceFiscale: dati.delega.partitaIva ?? '',
            sede: dati.delega.sede ?? null,
            presentataDa: organizzazione?.denominazione ?? presentataDa,
          }
        : organizzazione
          ? {
              denominazione: organizzazione.denominazione,
              codiceFiscale: organizzazione.codiceFiscale,
              sede: organizzazione.sede,
              presentataDa,
            }
          : { denominazione: nome, codiceFiscale: persona.codiceFiscale, sede: null, presentataDa },
    viaggi: dati.tipo === 'singola' ? 1 : (dati.viaggi ?? null), // the singola is for one trip (art. 9 Reg.)
    sezioni: riepilogo(def, pratica.dati).map(({ sezione, righe }) => ({
      titolo: sezione,
      righe: righe.map(({ etichetta, valore }) => ({ etichetta, valore })),
    })),
    convoglio: dati.convoglio ?? null,
    percorso: dati.percorso ?? null,
    trasporto: dati.convoglio
      ? {
          tipo: dati.tipo ?? null,
          categoria: dati.categoria ?? null,
          carico: dati.carico ?? null,
          periodo: dati.periodo ?? null,
        }
      : null,
    targhe: veicoli.map((veicolo) => veicolo.targa).filter(Boolean),
    nullaOsta: (regole.competenza?.(pratica.dati)?.nullaOsta ?? []).map((one) => ({
      nome: one.nome,
      tratti: one.tratti.join(', '),
    })),
    costi: regole.costi(pratica.dati, contesto, def),
    rimedi: def.rimediAtto ?? RIMEDI,
    proposto: { nome: `${officer.nome} ${officer.cognome}`, ruolo: 'Istruttore' },
  }
  if (richiesta.tipo === 'avviso_controinteressato') {
    const { avviso, nome: destinatario, recapito, portale } = richiesta
    return {
      ...base,
      modello: 'avviso-controinteressato@1',
      tipo: 'provvedimento',
      titolo: 'Avviso di richiesta di accesso a documenti',
      istanza: { ...base.istanza, oggetto: 'Richiesta di accesso a documenti' },
      titolare: { denominazione: destinatario, codiceFiscale: '', sede: recapito, presentataDa: destinatario },
      premesse: [
        'È stato chiesto di vedere documenti della Provincia in cui compare il tuo nome. Se pensi che la tua riservatezza ne abbia un danno puoi opporti, spiegando perché.',
        ...(portale ? ['Trovi questo avviso anche nella tua area personale del portale: puoi rispondere lì.'] : []),
      ],
      // nothing of the request but this: no contacts, no other papers
      sezioni: [
        {
          titolo: 'Che cosa è stato chiesto',
          righe: [
            { etichetta: 'Chi chiede', valore: avviso.richiedente },
            { etichetta: 'Con quale diritto', valore: nomeDirittoAvviso(avviso.diritto) },
            { etichetta: 'Perché', valore: avviso.motivo },
            { etichetta: 'Documenti', valore: avviso.documenti.join('; ') },
          ],
        },
      ],
      convoglio: null,
      percorso: null,
      trasporto: null,
      targhe: [],
      costi: [],
      nullaOsta: [],
      dispositivo: 'AVVISA',
      validoDal: null,
      validoAl: null,
      prescrizioni: [],
      motivazione: null,
      osservazioni: [],
      sostituisce: null,
      rimedi: '',
    }
  }
  if (richiesta.tipo !== 'decisione') {
    const preavviso = richiesta.tipo === 'preavviso_diniego'
    return {
      ...base,
      modello: preavviso ? 'preavviso-diniego@1' : 'richiesta-integrazione@1',
      tipo: richiesta.tipo,
      titolo: preavviso ? 'Comunicazione dei motivi che ostano all’accoglimento' : 'Richiesta di integrazione',
      premesse: [
        ...PREMESSE_COMUNI(numero, pratica.avviataIl),
        preavviso
          ? `Ai sensi dell’art. 10-bis della legge 241/1990 si comunicano i motivi che ostano all’accoglimento. È possibile presentare osservazioni entro il ${formatDay(richiesta.scadenza)}: fino ad allora il termine è sospeso.`
          : `Ai sensi dell’art. 2, comma 7, della legge 241/1990 il termine è sospeso, una sola volta, fino al ricevimento di quanto richiesto e comunque non oltre il ${formatDay(richiesta.scadenza)}.`,
      ],
      dispositivo: preavviso ? 'COMUNICA' : 'CHIEDE',
      validoDal: null,
      validoAl: null,
      prescrizioni: [],
      motivazione: richiesta.testo,
      osservazioni: [],
      sostituisce: null,
      rimedi: '',
    }
  }
  const { decisione } = richiesta
  const esito = def.esiti.find((one) => one.codice === decisione.esito)
  if (!esito) throw new Error(`Outcome ${decisione.esito} is not of ${def.codice}`)
  const favorevole = decisione.esito === 'accolta' || decisione.esito === 'accolta_prescrizioni'
  const soloNullaOsta = favorevole && regole.competenza?.(pratica.dati)?.esito === 'solo_nulla_osta'
  const scelte =
    decisione.prescrizioni.length > 0
      ? await tx
          .select()
          .from(prescrizioni)
          .where(and(eq(prescrizioni.ente, ENTE), inArray(prescrizioni.id, decisione.prescrizioni)))
          .orderBy(asc(prescrizioni.ordine))
      : []
  const libere = decisione.prescrizioniLibere
    .split('\n')
    .map((riga) => riga.trim())
    .filter(Boolean)
  const tipo: TipoAtto = soloNullaOsta ? 'nulla_osta' : esito.atto
  return {
    ...base,
    modello: soloNullaOsta ? 'nulla-osta@1' : esito.modello,
    ...(favorevole && decisione.accesso && { accesso: decisione.accesso }),
    sezioni: [
      ...(favorevole && decisione.accesso ? [sezioneAccesso(decisione.accesso)] : []),
      ...(decisione.esito === 'differita' && decisione.validoAl ? [sezioneRinvio(decisione.validoAl)] : []),
      ...base.sezioni,
    ],
    tipo,
    esito: decisione.esito,
    titolo: soloNullaOsta
      ? `Nulla osta – ${def.titolo}`
      : tipo === 'autorizzazione'
        ? def.titolo
        : `${esito.etichetta} – ${def.titolo}`,
    premesse: [
      ...PREMESSE_COMUNI(numero, pratica.avviataIl),
      ...def.scheda.norme.filter(isCited).map((norma) => `Visto: ${norma.testo};`),
    ],
    dispositivo: favorevole
      ? tipo === 'provvedimento'
        ? 'ACCOGLIE LA DOMANDA'
        : soloNullaOsta
          ? 'ESPRIME NULLA OSTA'
          : 'AUTORIZZA'
      : decisione.esito === 'differita'
        ? 'DIFFERISCE L’ACCESSO'
        : 'NON ACCOGLIE LA DOMANDA',
    validoDal: favorevole ? decisione.validoDal : null,
    validoAl: favorevole || decisione.esito === 'differita' ? decisione.validoAl : null,
    prescrizioni: favorevole
      ? [...scelte.map(({ testo, norma }) => ({ testo, norma })), ...libere.map((testo) => ({ testo, norma: null }))]
      : [],
    motivazione: decisione.motivazione || null,
    osservazioni: await osservazioniOf(tx, pratica.id, decisione.rispostaOsservazioni),
    sostituisce: await sostituisceOf(tx, pratica, dati),
  }
}

async function osservazioniOf(tx: Tx, praticaId: string, risposta: string): Promise<ContenutoAtto['osservazioni']> {
  const rows = await tx
    .select({ testo: praticaEventi.testo, at: praticaEventi.avvenutoAt })
    .from(praticaEventi)
    .where(
      and(
        eq(praticaEventi.ente, ENTE),
        eq(praticaEventi.praticaId, praticaId),
        eq(praticaEventi.tipo, 'osservazioni_ricevute'),
      ),
    )
  return rows.map((row) => ({ ricevuteIl: romeDay(row.at), testo: row.testo ?? '', risposta }))
}

/** Our own act that a rinnovo or proroga takes the place of, when the number given is one of the same holder's. */
export async function findSostituito(
  tx: Pick<Tx, 'select'>,
  pratica: PraticaRow,
  dati: DomandaTrasporto,
): Promise<{ id: string; numero: string } | null> {
  if (dati.tipo !== 'rinnovo' && dati.tipo !== 'proroga') return null
  const match = /^(\d{4})\/0*(\d+)$/.exec(dati.precedente?.numero?.trim() ?? '')
  if (!match) return null
  const holder = pratica.organizzazioneId
    ? eq(pratiche.organizzazioneId, pratica.organizzazioneId)
    : sql`coalesce(${pratiche.titolareId}, ${pratiche.personaId}) = ${pratica.titolareId ?? pratica.personaId}::uuid`
  const [row] = await tx
    .select({ id: atti.id })
    .from(atti)
    .innerJoin(pratiche, and(eq(pratiche.ente, atti.ente), eq(pratiche.id, atti.praticaId)))
    .where(
      and(
        eq(atti.ente, ENTE),
        eq(atti.anno, Number(match[1])),
        eq(atti.numero, Number(match[2])),
        eq(atti.stato, 'firmato'),
        holder,
      ),
    )
  return row ? { id: row.id, numero: dati.precedente?.numero ?? '' } : null
}

async function sostituisceOf(
  tx: Tx,
  pratica: PraticaRow,
  dati: DomandaTrasporto,
): Promise<ContenutoAtto['sostituisce']> {
  const found = await findSostituito(tx, pratica, dati)
  return found ? { numero: found.numero } : null
}

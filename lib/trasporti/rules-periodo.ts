/** When an istanza may be filed, and for how long it may ask: notice, urgency, durations, renewals, proroga. */
import {
  addDays,
  addMonths,
  addWorkingDays,
  daysBetween,
  formatDay,
  type IsoDate,
  lastDayNotFestivo,
} from '@/lib/core/date'
import { isDomandaAgricola, tipoAtto } from './rules-fatti'
import { avviso, errore } from './rules-rilievi'
import type { DomandaTrasporto, Rilievo } from './rules-tipi'

const ANTICIPO_GIORNI = 15 // art. 14 c. 2 Reg.
const URGENZA_GIORNI_LAVORATIVI = 3 // art. 14 c. 2 Reg.
/** Months, by type. @see art. 17 cc. 1–2 Reg. (D.P.R. 31/2013 art. 9) */
const DURATA_MESI = { singola: 3, multipla: 6, periodica: 12 } as const
const DURATA_AGRICOLA_MESI = 24 // L. 120/2010 art. 15 c. 1
const RINNOVO = { volte: 3, mesiDalPrimo: 36, giorniIntorno: 30, norma: 'art. 15 c. 2 Reg.' } as const
const PROROGA_NORMA = 'art. 15 c. 3 Reg.'
const ANTICIPO_NORMA = 'art. 14 c. 2 Reg.'

/** Last day on which a trip that starts on `dal` may be asked for: counted backwards, a festivo moves it earlier. */
export const limitePresentazione = (dal: IsoDate): IsoDate => lastDayNotFestivo(addDays(dal, -ANTICIPO_GIORNI))

/** First day that may be asked for today without urgency. */
export function firstDayAllowed(oggi: IsoDate): IsoDate {
  let dal = addDays(oggi, ANTICIPO_GIORNI)
  while (limitePresentazione(dal) < oggi) dal = addDays(dal, 1)
  return dal
}

export function checkPeriodo(domanda: DomandaTrasporto, oggi: IsoDate): Rilievo[] {
  const { periodo, tipo } = domanda
  const rilievi: Rilievo[] = []
  if (tipo === 'rinnovo') rilievi.push(...checkRinnovo(domanda, oggi))
  if (tipo === 'proroga') rilievi.push(...checkProroga(domanda, oggi))
  if (!periodo?.dal || !periodo.al) return rilievi
  if (periodo.al < periodo.dal) {
    return [
      ...rilievi,
      errore(
        'periodo.al',
        'periodo-rovescio',
        'art. 17 Reg.',
        `L’ultimo giorno viene prima del primo, ${formatDay(periodo.dal)}: correggi le date`,
      ),
    ]
  }
  if (tipo !== 'rinnovo' && tipo !== 'proroga') rilievi.push(...checkAnticipo(domanda, periodo.dal, oggi))
  const atto = tipoAtto(domanda)
  if (tipo !== 'proroga' && atto) {
    const mesi = isDomandaAgricola(domanda) ? DURATA_AGRICOLA_MESI : DURATA_MESI[atto]
    const fine = addMonths(periodo.dal, mesi)
    if (periodo.al > fine)
      rilievi.push(
        errore(
          'periodo.al',
          'durata',
          isDomandaAgricola(domanda) ? 'L. 120/2010 art. 15 c. 1' : 'art. 17 Reg.',
          `L’autorizzazione ${isDomandaAgricola(domanda) ? 'per macchine agricole' : atto} vale al massimo ${mesi} mesi: l’ultimo giorno può essere il ${formatDay(fine)}`,
        ),
      )
  }
  return rilievi
}

function checkAnticipo({ urgenza }: DomandaTrasporto, dal: IsoDate, oggi: IsoDate): Rilievo[] {
  if (urgenza?.richiesta) {
    const primo = addWorkingDays(oggi, URGENZA_GIORNI_LAVORATIVI)
    return [
      ...(urgenza.motivo.trim() === ''
        ? [
            errore(
              'urgenza.motivo',
              'urgenza-motivo',
              ANTICIPO_NORMA,
              'Spiega perché è urgente: interesse pubblico, esportazione, emergenza documentata, soccorso o riparazione del veicolo',
            ),
          ]
        : []),
      ...(dal < primo
        ? [
            errore(
              'periodo.dal',
              'urgenza',
              ANTICIPO_NORMA,
              `Anche con urgenza la decisione può richiedere 3 giorni lavorativi: il primo giorno può essere il ${formatDay(primo)}`,
            ),
          ]
        : []),
    ]
  }
  if (oggi <= limitePresentazione(dal)) return []
  return [
    errore(
      'periodo.dal',
      'anticipo',
      ANTICIPO_NORMA,
      `La domanda si presenta almeno 15 giorni prima: il primo giorno può essere il ${formatDay(firstDayAllowed(oggi))}. Se non puoi aspettare, chiedi l’urgenza`,
    ),
  ]
}

function checkRinnovo({ precedente, datiInvariati, periodo }: DomandaTrasporto, oggi: IsoDate): Rilievo[] {
  const rilievi: Rilievo[] = []
  const { norma, volte, mesiDalPrimo, giorniIntorno } = RINNOVO
  if (datiInvariati === false)
    rilievi.push(
      errore(
        'datiInvariati',
        'rinnovo-dati',
        norma,
        'Il rinnovo è possibile solo se veicoli, carico e percorso non cambiano: chiedi una nuova autorizzazione',
      ),
    )
  if (!precedente) return rilievi
  if ((precedente.rinnoviFatti ?? 0) >= volte)
    rilievi.push(
      errore(
        'precedente.rinnoviFatti',
        'rinnovi',
        norma,
        'L’autorizzazione è già stata rinnovata 3 volte: chiedine una nuova',
      ),
    )
  if (precedente.prorogata)
    rilievi.push(
      avviso(
        'precedente.prorogata',
        'rinnovo-dopo-proroga',
        norma,
        'L’autorizzazione è già stata prorogata: altri enti non la rinnovano (da confermare)',
      ),
    )
  if (precedente.scadeIl) {
    const dal = addDays(precedente.scadeIl, -giorniIntorno)
    const al = addDays(precedente.scadeIl, giorniIntorno)
    if (oggi < dal)
      rilievi.push(
        errore(
          'precedente.scadeIl',
          'rinnovo-presto',
          norma,
          `Il rinnovo si chiede da 30 giorni prima della scadenza, cioè dal ${formatDay(dal)}`,
        ),
      )
    if (oggi > al)
      rilievi.push(
        errore(
          'precedente.scadeIl',
          'rinnovo-tardi',
          norma,
          `Il rinnovo si poteva chiedere fino a 30 giorni dopo la scadenza, cioè fino al ${formatDay(al)}: chiedi una nuova autorizzazione`,
        ),
      )
  }
  if (precedente.primoRilascioIl && periodo?.al) {
    const fine = addMonths(precedente.primoRilascioIl, mesiDalPrimo)
    if (periodo.al > fine)
      rilievi.push(
        errore(
          'periodo.al',
          'rinnovo-tre-anni',
          norma,
          `Con i rinnovi non si superano 3 anni dal primo rilascio: l’ultimo giorno può essere il ${formatDay(fine)}`,
        ),
      )
  }
  return rilievi
}

function checkProroga({ precedente, periodo }: DomandaTrasporto, oggi: IsoDate): Rilievo[] {
  if (!precedente) return []
  const rilievi: Rilievo[] = []
  const { scadeIl, rilasciataIl } = precedente
  if (precedente.tipo === 'periodica')
    rilievi.push(
      errore('precedente.tipo', 'proroga-periodica', PROROGA_NORMA, 'La periodica non si proroga: chiedi il rinnovo'),
    )
  if (precedente.prorogata)
    rilievi.push(
      errore(
        'precedente.prorogata',
        'proroga-seconda',
        PROROGA_NORMA,
        'L’autorizzazione è già stata prorogata una volta: chiedine una nuova',
      ),
    )
  if (!scadeIl) return rilievi
  if (oggi > scadeIl)
    rilievi.push(
      errore(
        'precedente.scadeIl',
        'proroga-tardi',
        PROROGA_NORMA,
        `La proroga si chiede prima della scadenza: era il ${formatDay(scadeIl)}. Chiedi una nuova autorizzazione`,
      ),
    )
  if (periodo?.al && periodo.al <= scadeIl)
    rilievi.push(
      errore(
        'periodo.al',
        'proroga-inutile',
        PROROGA_NORMA,
        `L’autorizzazione vale già fino al ${formatDay(scadeIl)}: scegli un giorno successivo`,
      ),
    )
  if (rilasciataIl && periodo?.al && rilasciataIl < scadeIl) {
    const fine = addDays(scadeIl, daysBetween(rilasciataIl, scadeIl))
    if (periodo.al > fine)
      rilievi.push(
        errore(
          'periodo.al',
          'proroga-durata',
          PROROGA_NORMA,
          `La proroga non può durare più dell’autorizzazione: l’ultimo giorno può essere il ${formatDay(fine)}`,
        ),
      )
  }
  return rilievi
}

/** One answer at a time: from what was typed to what is kept, what is wrong with it, and back to words. */
import { checkCodiceFiscale, checkPartitaIva, checkTarga, cleanCodice } from '@/lib/core/codici'
import { formatDay, type IsoDate, isIsoDate } from '@/lib/core/date'
import type { Result } from '@/lib/core/result'
import type { Foglia } from './rules-campi'
import { NOMI_COMUNI } from './rules-comuni'
import { isAnswered } from './rules-condizioni'

/** `valore` is kept; what could not be read is null, and `testo` keeps it as it was typed. */
export type Lettura = { valore: unknown; errore?: string; testo?: string }

const lowerFirst = (text: string) => (/^[A-ZÀ-Ù]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))
const isQuestion = (text: string) => text.trimEnd().endsWith('?')

/** What to say when an answer is missing: the words of the definition, or built from the label. */
export function missingMessage(foglia: Foglia): string {
  if (foglia.seManca) return foglia.seManca
  if (isQuestion(foglia.etichetta)) return `Rispondi alla domanda: ${foglia.etichetta}`
  const verb = ['scelta', 'scelte', 'si_no', 'comune'].includes(foglia.genere) ? 'Scegli' : 'Inserisci'
  return `${verb} ${lowerFirst(foglia.etichetta)}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g
/** Text as it can be kept and printed: line ends of one kind, no control characters, no broken pairs. */
export const cleanText = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim()

/**
 * A number as people write it in Italy: '72,5', '1.234,5', '72.5 t'. A single dot before exactly three digits parts the
 * thousands; any other single dot is read as the comma.
 *
 * @returns null when it is not a number
 */
export function readNumero(text: string): number | null {
  let plain = text.replace(/[\s\u00a0\u202f']/g, '').replace(/(?:t|kg|m|cm|km|€|euro)$/i, '')
  if (!/^[+-]?[\d.,]+$/.test(plain)) return null
  if (plain.includes(',')) {
    if (!/^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)?,\d+$/.test(plain) && !/^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),?$/.test(plain))
      return null
    plain = plain.replaceAll('.', '').replace(',', '.')
  } else if (/^[+-]?\d{1,3}(?:\.\d{3})+$/.test(plain)) plain = plain.replaceAll('.', '')
  const value = Number(plain)
  return plain !== '' && Number.isFinite(value) ? value : null
}

/** 72500 with scale 1000 and 3 decimals → '72,5' */
export const formatNumero = (value: number, { scala, decimali }: { scala: number; decimali: number }): string =>
  (value / scala).toLocaleString('it-IT', { maximumFractionDigits: decimali, useGrouping: false })

const twoDigits = (text: string) => text.padStart(2, '0')
const MESI = ['gen', 'feb', 'mar', 'apr', 'mag', 'giu', 'lug', 'ago', 'set', 'ott', 'nov', 'dic']
function readData(giorno: string, mese: string, anno: string): IsoDate | null {
  const month = /^\d{1,2}$/.test(mese) ? mese : String(MESI.indexOf(mese.slice(0, 3).toLowerCase()) + 1)
  const text = `${anno}-${twoDigits(month)}-${twoDigits(giorno)}`
  return isIsoDate(text) ? text : null
}

const asYesNo = (text: string) =>
  text === 'si' || text === 'true' ? true : text === 'no' || text === 'false' ? false : null

/**
 * Reads what a control sent. An empty text is no answer, never an error here: whether it may be missing is asked later.
 *
 * @param tutti every value sent under the name; of a day its three boxes, in order
 */
export function readValore(foglia: Foglia, tutti: readonly string[]): Lettura {
  const text = cleanText(tutti.at(-1) ?? '')
  switch (foglia.genere) {
    case 'derivato':
      return { valore: null }
    case 'spunta':
      return { valore: tutti.some((one) => one !== '' && one !== 'no') }
    case 'scelte': {
      const chosen = new Set(tutti)
      return { valore: foglia.opzioni.filter((opzione) => chosen.has(opzione.valore)).map((opzione) => opzione.valore) }
    }
    case 'scelta':
      return { valore: foglia.opzioni.some((opzione) => opzione.valore === text) ? text : null }
    case 'comune':
      return { valore: Object.hasOwn(NOMI_COMUNI, text) ? text : null }
    case 'si_no':
      return { valore: asYesNo(text) }
    case 'data': {
      const parts = (isIsoDate(text) ? text.split('-').reverse() : tutti.map(cleanText)).slice(0, 3)
      const [giorno = '', mese = '', anno = ''] = parts
      if (!giorno && !mese && !anno) return { valore: null }
      const valore = readData(giorno, mese, anno)
      if (valore) return { valore }
      const testo = [giorno, mese, anno]
        .map((part) => part.replaceAll('|', ''))
        .join('|')
        .slice(0, 60)
      if (anno && !/^\d{4}$/.test(anno))
        return { valore: null, testo, errore: 'L’anno deve avere 4 cifre, per esempio 2027' }
      if (!giorno || !mese || !anno)
        return {
          valore: null,
          testo,
          errore: `Completa la data con ${[!giorno && 'il giorno', !mese && 'il mese', !anno && 'l’anno'].filter(Boolean).join(' e ')}`,
        }
      return { valore: null, testo, errore: 'Questa data non esiste: controlla giorno, mese e anno' }
    }
    case 'numero': {
      if (text === '') return { valore: null }
      const value = readNumero(text)
      if (value === null)
        return {
          valore: null,
          testo: text.slice(0, 60),
          errore: `Scrivi un numero${foglia.decimali > 0 ? ', con la virgola per i decimali' : ' intero'}`,
        }
      const scaled = Number((value * foglia.scala).toPrecision(12))
      const kept = foglia.scala > 1 ? scaled : value
      const unit = foglia.scala > 1 ? 1 : 10 ** -foglia.decimali
      if (Math.abs(kept / unit - Math.round(kept / unit)) > 1e-6) {
        return {
          valore: null,
          testo: text.slice(0, 60),
          errore:
            foglia.decimali === 0
              ? 'Scrivi un numero intero'
              : `Scrivi al massimo ${foglia.decimali} ${foglia.decimali === 1 ? 'decimale' : 'decimali'}`,
        }
      }
      const valore = foglia.scala > 1 ? Math.round(scaled) : value
      if (!Number.isSafeInteger(Math.round(valore)) || Math.abs(valore) > 2_000_000_000)
        return { valore: null, testo: text.slice(0, 60), errore: 'Il numero è troppo grande' }
      return { valore }
    }
    case 'codice_fiscale':
    case 'partita_iva':
    case 'targa':
      return text === '' ? { valore: null } : { valore: cleanCodice(text).slice(0, 40) }
    case 'email':
      return text === '' ? { valore: null } : { valore: text.replace(/\s/g, '').slice(0, 254) }
    case 'telefono':
      return text === '' ? { valore: null } : { valore: text.replace(/[^\d+]/g, '').slice(0, 20) }
    default:
      return text === '' ? { valore: null } : { valore: text.slice(0, 20_000) }
  }
}

const refusalOf = (result: Result<unknown>) => (result.ok ? null : result.message)

/** What is wrong with an answer that is there, in words that say what to do; null when nothing is. */
export function checkValore(foglia: Foglia, valore: unknown, oggi: IsoDate): string | null {
  switch (foglia.genere) {
    case 'testo':
    case 'testo_lungo': {
      const length = [...String(valore)].length
      if (length > foglia.max) return `Scrivi al massimo ${foglia.max} caratteri: ora sono ${length}`
      if (foglia.genere === 'testo_lungo' && length < foglia.min)
        return `Scrivi almeno ${foglia.min} caratteri: ora sono ${length}`
      return null
    }
    case 'numero': {
      const typed = (valore as number) / foglia.scala
      const say = (value: number) =>
        `${value.toLocaleString('it-IT', { maximumFractionDigits: 3 })}${foglia.unita ? ` ${foglia.unita}` : ''}`
      if (foglia.min !== undefined && typed < foglia.min) return `${foglia.etichetta}: il minimo è ${say(foglia.min)}`
      if (foglia.max !== undefined && typed > foglia.max) return `${foglia.etichetta}: il massimo è ${say(foglia.max)}`
      return null
    }
    case 'data':
      if (foglia.nonPrimaDi === 'oggi' && (valore as string) < oggi)
        return `${foglia.etichetta}: scegli oggi o un giorno futuro`
      if (foglia.nonDopoDi === 'oggi' && (valore as string) > oggi)
        return `${foglia.etichetta}: scegli oggi o un giorno passato`
      return null
    case 'codice_fiscale':
      return refusalOf(checkCodiceFiscale(String(valore)))
    case 'partita_iva':
      return refusalOf(checkPartitaIva(String(valore)))
    case 'targa':
      return refusalOf(checkTarga(String(valore)))
    case 'email':
      return /^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/.test(String(valore))
        ? null
        : 'L’indirizzo e-mail non è giusto: per esempio nome@esempio.it'
    case 'telefono':
      return /^\+?\d{6,15}$/.test(String(valore))
        ? null
        : 'Il numero di telefono non è giusto: scrivi solo cifre, per esempio 0187 123456'
    default:
      return null
  }
}

/** Could this value be an answer to this question? Answers kept under an older definition may not. */
export function fits(foglia: Foglia, valore: unknown): boolean {
  switch (foglia.genere) {
    case 'numero':
      return typeof valore === 'number' && Number.isFinite(valore)
    case 'si_no':
    case 'spunta':
      return typeof valore === 'boolean'
    case 'data':
      return isIsoDate(valore)
    case 'scelta':
      return foglia.opzioni.some((opzione) => opzione.valore === valore)
    case 'scelte':
      return Array.isArray(valore) && valore.every((one) => foglia.opzioni.some((opzione) => opzione.valore === one))
    case 'comune':
      return typeof valore === 'string' && Object.hasOwn(NOMI_COMUNI, valore)
    case 'derivato':
      return typeof valore === 'string' || typeof valore === 'number' || typeof valore === 'boolean'
    default:
      return typeof valore === 'string'
  }
}

/** The answer as a person reads it; null when there is none. */
export function sayValore(foglia: Foglia, valore: unknown): string | null {
  if (!isAnswered(valore) || !fits(foglia, valore)) return null
  switch (foglia.genere) {
    case 'numero':
      return `${((valore as number) / foglia.scala).toLocaleString('it-IT', { minimumFractionDigits: foglia.scala > 1 ? Math.min(foglia.decimali, 1) : 0, maximumFractionDigits: foglia.decimali, useGrouping: foglia.unita ? 'auto' : false })}${foglia.unita ? ` ${foglia.unita}` : ''}`
    case 'si_no':
    case 'spunta':
      return valore ? 'Sì' : 'No'
    case 'data':
      return formatDay(valore as IsoDate)
    case 'scelta':
      return foglia.opzioni.find((opzione) => opzione.valore === valore)?.etichetta ?? null
    case 'scelte':
      return foglia.opzioni
        .filter((opzione) => (valore as string[]).includes(opzione.valore))
        .map((opzione) => opzione.etichetta)
        .join(', ')
    case 'comune':
      return NOMI_COMUNI[valore as string] ?? null
    default:
      return String(valore)
  }
}

/** What to put back into the control: as it would be typed. */
export function typedValore(foglia: Foglia, valore: unknown): string {
  if (!isAnswered(valore)) return ''
  if (foglia.genere === 'numero' && typeof valore === 'number') return formatNumero(valore, foglia)
  if (foglia.genere === 'si_no' || foglia.genere === 'spunta') return valore ? 'si' : 'no'
  return Array.isArray(valore) ? '' : String(valore)
}

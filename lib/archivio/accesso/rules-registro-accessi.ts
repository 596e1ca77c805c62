/** The public register of requests of access: its words, and its CSV. */
import type { IsoDate } from '@/lib/core/date'

export type RichiestaRegistrata = {
  presentataIl: IsoDate
  diritto: string
  esito: string | null // null: not decided yet
  conclusaIl: IsoDate | null
  oltreTermine: boolean
}

export const PRIMO_ANNO_REGISTRO = 2026

const DIRITTI: Record<string, string> = {
  documentale: 'Accesso documentale',
  generalizzato: 'Accesso civico generalizzato',
  civico: 'Accesso civico semplice',
  ruolo: 'Accesso per il proprio ruolo',
}
const ESITI: Record<string, string> = {
  accolta: 'Accolta',
  accolta_prescrizioni: 'Accolta in parte o con limiti',
  differita: 'Rinviata',
  respinta: 'Respinta',
  inammissibile: 'Inammissibile',
  ritirata: 'Ritirata',
}
export const nomeDiritto = (diritto: string): string => DIRITTI[diritto] ?? 'Accesso documentale'
export const nomeEsito = (esito: string | null): string => (esito === null ? 'In corso' : (ESITI[esito] ?? esito))

/** @returns the year asked for, or null when the register has none such */
export function parseAnno(text: unknown, oggi: IsoDate): number | null {
  const last = Number(oggi.slice(0, 4))
  if (text === undefined) return last
  const anno = typeof text === 'string' && /^\d{4}$/.test(text) ? Number(text) : Number.NaN
  return anno >= PRIMO_ANNO_REGISTRO && anno <= last ? anno : null
}

const CRLF = '\r\n'
/** As RFC 4180 says, with the separator that Italian spreadsheets read, and their byte order mark. */
export const registroToCsv = (righe: readonly RichiestaRegistrata[]): string =>
  `\uFEFF${[
    ['data_richiesta', 'tipo_accesso', 'esito', 'data_decisione', 'oltre_termine'],
    ...righe.map((one) => [
      one.presentataIl,
      nomeDiritto(one.diritto),
      nomeEsito(one.esito),
      one.conclusaIl ?? '',
      one.oltreTermine ? 'si' : 'no',
    ]),
  ]
    .map((cells) => cells.join(';'))
    .join(CRLF)}${CRLF}`

/** Whether the files of a batch were looked at by an antivirus as they went in: kept beside each of them. */
import { avviso, type Esito, many } from './rules'

export const CONTROLLATO: Esito = avviso('controllato dall’antivirus', 'File')
export const SENZA_ANTIVIRUS: Esito = avviso('entrato senza antivirus: non era in funzione', 'File')

export type ContoAntivirus = {
  controllati: number
  senza: number
  /** of those that went in before it was written down */
  ignoti: number
}

/** For the report and for the attestation. @returns null: no file is in */
export function fraseAntivirus({ controllati, senza, ignoti }: ContoAntivirus): string | null {
  const parts = [
    controllati > 0 && many(controllati, 'file controllato', 'file controllati'),
    senza > 0 && `${many(senza, 'file entrato', 'file entrati')} senza controllo: l’antivirus non era in funzione`,
    ignoti > 0 && `di ${many(ignoti, 'file', 'file')} non è registrato`,
  ].filter((one) => one !== false)
  return parts.length > 0 ? parts.join('; ') : null
}
export const ANTIVIRUS_FERMO = 'Non è in funzione: i file entrano senza questo controllo'

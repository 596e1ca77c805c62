import type { FieldValues, UseFormRegister } from 'react-hook-form'
import type { TipoCarta } from '@/lib/flotta/rules'
import type { Riga } from '@/lib/procedimenti/rules-campi'
import type { Dati, Predicati } from '@/lib/procedimenti/rules-condizioni'
import type { StradaNota } from '@/lib/procedimenti/rules-percorso'
import type { Contesto } from '@/lib/procedimenti/rules-registro'
import type { ClasseVeicolo } from '@/lib/trasporti/rules-tipi'

/** A vehicle of the company's fleet, as the page offers it. */
export type VeicoloScelta = {
  id: string
  targa: string
  classe: ClasseVeicolo
  marca: string
  taraKg: number
  massaMaxKg: number
  numeroAssi: number
  interassiCm: number[]
  carteScadute?: TipoCarta[]
}
export type RegistriPagina = { strade: StradaNota[]; flotta: VeicoloScelta[] }

/** What every question of a page needs to draw itself; handed down by the form. */
export type FormContext = {
  /** Answers the controls start from, and texts that could not be read, by path. */
  iniziali: Dati
  testi: Record<string, string>
  /** Answers that count, with what is being typed. */
  asked: Dati
  /** All answers, with what is being typed: also those of questions not asked now. */
  scritte: Dati
  errori: Partial<Record<string, string>>
  register: UseFormRegister<FieldValues>
  predicati: Predicati
  contesto: Contesto
  registri: RegistriPagina
}

export type CampoProps = { ctx: FormContext; prefix: string; riga?: Riga }

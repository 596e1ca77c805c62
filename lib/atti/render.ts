import 'server-only'
import { printAvviso1 } from './modelli/avviso-1'
import { printComunicazione1 } from './modelli/comunicazione-1'
import { printProvvedimento1 } from './modelli/provvedimento-1'
import { printRicevuta1 } from './modelli/ricevuta-1'
import { printTrasporto1 } from './modelli/trasporto-1'
import type { Verifica } from './print/qr'
import type { Sheet } from './print/sheet'
import type { ContenutoAtto, ContenutoRicevuta } from './rules'

/** A template, once it has printed an act, prints it the same for ever: a change is a new version with a new name. */
const MODELLI: Record<string, (atto: ContenutoAtto, verifica?: Verifica) => Sheet> = {
  'autorizzazione@1': printTrasporto1,
  'nulla-osta@1': printTrasporto1,
  'diniego@1': printProvvedimento1,
  'provvedimento@1': printProvvedimento1,
  'preavviso-diniego@1': printComunicazione1,
  'richiesta-integrazione@1': printComunicazione1,
  'avviso-controinteressato@1': printAvviso1,
}

export const isModello = (modello: string): boolean => modello in MODELLI

/**
 * Prints an act: tagged PDF/A-2b. Without `firmato` it is a preview, and says so on every page.
 *
 * @param verifica code and seal of the public check: the QR code
 * @throws when no template has that name: a definition that was published wrong
 */
export async function renderAtto(modello: string, contenuto: ContenutoAtto, verifica?: Verifica): Promise<Buffer> {
  const print = MODELLI[modello]
  if (!print) throw new Error(`No template ${modello}`)
  return print(contenuto, verifica).end()
}

/** Prints the receipt of an istanza. @see L. 241/1990 art. 18-bis */
export const renderRicevuta = async (ricevuta: ContenutoRicevuta): Promise<Buffer> => printRicevuta1(ricevuta).end()

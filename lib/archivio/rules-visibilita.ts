/**
 * What each class of viewer may see of a unit. One table, used by every reading and by the search; the policies of
 * drizzle/migrations/0025_muri_archivio.sql and 0045_muri_accesso_diretto.sql say the same, and muri-archivio.test.ts holds them together.
 *
 * @see opinions of the Garante of 10-8-2017, 3-1-2019 and 17-12-2020: a building file is not open to everybody; only the
 *   final act is published. D.Lgs. 42/2004 art. 122. CAD art. 50: bodies read each other’s data for their duties, under an
 *   agreement. How far officers and Comuni read: da confermare.
 */
import type { LivelloAccesso } from './rules-consultabilita'

/** What a viewer is for one unit, from the least to the most. */
export const CLASSI = [
  'pubblico',
  'registrato', // signed in
  'ente', // works for the Comune of the unit
  'proprio', // named in the unit, by codice fiscale
  'ammesso', // let in for a time: on a request, under an agreement, or as one who is named in it
  'ufficio', // officer of the Province
  'abilitato', // officer named for this unit or its fonds
] as const
export type Classe = (typeof CLASSI)[number]

/** Fields that are seen together. */
export const GRUPPI = [
  'scheda', // signature, title, type, year, Comune, level, state, practice number, road
  'descrizione', // scope, work, material, outcome
  'luogo', // street, sheet and parcel
  'nomi', // client, technicians, title as the paper has it
  'carte', // the papers themselves
  'collocazione', // where the container is
  'etichette', // why it is closed
] as const
export type Gruppo = (typeof GRUPPI)[number]

const TUTTI: readonly Classe[] = CLASSI
const NOTI: readonly Classe[] = ['registrato', 'ente', 'proprio', 'ammesso', 'ufficio', 'abilitato']
const INTERESSATI: readonly Classe[] = ['ente', 'proprio', 'ammesso', 'ufficio', 'abilitato']
/**
 * Who works for a Comune reads its papers under an agreement, and who is named in a unit reads it as one of its own: both
 * once they have said what for, which makes them `ammesso` for the day.
 */
const AMMESSI: readonly Classe[] = ['ammesso', 'ufficio', 'abilitato']
const UFFICIO: readonly Classe[] = ['ufficio', 'abilitato']
const ABILITATI: readonly Classe[] = ['abilitato']

/** A parcel may be searched for by anybody who writes it whole: the `luogo` of a unit is shown, and never listed. */
const VISIBILITA: Record<LivelloAccesso, Record<Gruppo, readonly Classe[]>> = {
  libero: {
    scheda: TUTTI,
    descrizione: TUTTI,
    luogo: NOTI,
    nomi: INTERESSATI,
    carte: TUTTI,
    collocazione: UFFICIO,
    etichette: UFFICIO,
  },
  su_richiesta: {
    scheda: TUTTI,
    descrizione: TUTTI,
    luogo: NOTI,
    nomi: INTERESSATI,
    carte: AMMESSI,
    collocazione: UFFICIO,
    etichette: UFFICIO,
  },
  riservato: {
    scheda: TUTTI,
    descrizione: INTERESSATI,
    luogo: INTERESSATI,
    nomi: INTERESSATI,
    carte: AMMESSI,
    collocazione: UFFICIO,
    etichette: UFFICIO,
  },
  particolare: {
    scheda: ABILITATI,
    descrizione: ABILITATI,
    luogo: ABILITATI,
    nomi: ABILITATI,
    carte: ABILITATI,
    collocazione: ABILITATI,
    etichette: ABILITATI,
  },
}

/** @param accesso how open the unit is today */
export const canSee = (classe: Classe, gruppo: Gruppo, accesso: LivelloAccesso): boolean =>
  VISIBILITA[accesso][gruppo].includes(classe)

/** What is known of a viewer before any unit. */
export type Lettore = {
  registrato: boolean
  ufficio: boolean
  /** ISTAT codes of the Comuni they work for */
  comuni: readonly string[]
  /** units in which they are named */
  proprie: readonly string[]
  /** units whose papers they may see today: on a request, under an agreement, or opened as their own */
  concesse: readonly string[]
  /** units and fonds for which they are named */
  abilitazioni: readonly string[]
}

/** The most that a viewer is for this unit. */
export function classeOf(lettore: Lettore, unita: { id: string; fondoId: string; comuneIstat: string | null }): Classe {
  if (lettore.ufficio)
    return lettore.abilitazioni.some((id) => id === unita.id || id === unita.fondoId) ? 'abilitato' : 'ufficio'
  if (lettore.concesse.includes(unita.id)) return 'ammesso'
  if (lettore.proprie.includes(unita.id)) return 'proprio'
  if (unita.comuneIstat !== null && lettore.comuni.includes(unita.comuneIstat)) return 'ente'
  return lettore.registrato ? 'registrato' : 'pubblico'
}

/**
 * May they browse the sheets and parcels of a Comune? Others search for a parcel that they write whole.
 * @see archivio.md § 5: no lists of parcels for the public; whether for who is signed in: da confermare
 */
export const seesFogli = ({ ufficio, comuni }: Lettore, istat: string): boolean => ufficio || comuni.includes(istat)

/** In words, why the viewer may see the papers. */
export const PERCHE: Partial<Record<Classe, string>> = {
  proprio: 'il tuo nome è nel fascicolo',
  ammesso: 'la visione ti è stata concessa',
  ufficio: 'lavori negli uffici della Provincia',
  abilitato: 'sei tra le persone abilitate',
}

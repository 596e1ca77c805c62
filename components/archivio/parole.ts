/** How the archive speaks. */
import type { Tone } from '@/components/ui/tag'
import { type LivelloDescrizione, NOMI_LIVELLO, NOMI_TIPOLOGIA, type Tipologia } from '@/lib/archivio/rules'
import type { CategoriaEtichetta, LivelloAccesso } from '@/lib/archivio/rules-consultabilita'

export const ACCESSO: Record<LivelloAccesso, { parola: string; tono: Tone; spiegazione: string }> = {
  libero: { parola: 'Libero', tono: 'green', spiegazione: 'Chiunque può consultare le carte.' },
  su_richiesta: {
    parola: 'Su richiesta',
    tono: 'amber',
    spiegazione: 'La descrizione è pubblica. Per vedere le carte fai una richiesta: rispondiamo entro 30 giorni.',
  },
  riservato: {
    parola: 'Riservato',
    tono: 'grey',
    spiegazione:
      'La descrizione è ridotta. Vede le carte chi dimostra un interesse diretto: il proprietario, il progettista, il Comune.',
  },
  particolare: {
    parola: 'Non consultabile',
    tono: 'grey',
    spiegazione: 'Contiene dati su salute, famiglia o reati: la legge la chiude per un tempo fissato.',
  },
}

export const SCELTE_ACCESSO = Object.entries(ACCESSO).map(([value, { parola, spiegazione }]) => ({
  value,
  label: parola,
  hint: spiegazione,
}))

export const CATEGORIE: Record<CategoriaEtichetta, string> = {
  politica: 'Politica estera o interna dello Stato (50 anni)',
  dati_particolari: 'Dati particolari, art. 9 GDPR (40 anni)',
  giudiziari: 'Reati e violazioni, art. 10 GDPR (40 anni)',
  salute: 'Salute (70 anni)',
  vita_sessuale: 'Vita sessuale (70 anni)',
  famiglia: 'Rapporti riservati di famiglia (70 anni)',
  madre_non_nominata: 'Madre che non vuole essere nominata (100 anni)',
  sicurezza: 'Sicurezza di un’opera (finché dura)',
}

export const nomeTipologia = (tipologia: string | null): string | null =>
  tipologia && (NOMI_TIPOLOGIA[tipologia as Tipologia] ?? tipologia)
export const nomeLivello = (livello: string): string => NOMI_LIVELLO[livello as LivelloDescrizione] ?? livello

const figure = new Intl.NumberFormat('it-IT')
export const cifra = (n: number): string => figure.format(n)
export const pagine = (n: number): string => (n === 1 ? '1 pagina' : `${cifra(n)} pagine`)

const M_PER_KM = 1000
/** '3+200' */
const progressiva = (m: number) => `${Math.floor(m / M_PER_KM)}+${String(m % M_PER_KM).padStart(3, '0')}`
const LATO = { destro: 'lato destro', sinistro: 'lato sinistro', entrambi: 'entrambi i lati' }
type Tratta = { strada: string; daM: number | null; aM: number | null; lato: keyof typeof LATO | null }
/** 'SP 370, da km 3+200 a km 4+000, lato destro' */
export function tratta({ strada, daM, aM, lato }: Tratta): string {
  const km =
    daM !== null &&
    aM !== null &&
    (daM === aM ? `km ${progressiva(daM)}` : `da km ${progressiva(daM)} a km ${progressiva(aM)}`)
  return [strada, km, lato && LATO[lato]].filter(Boolean).join(', ')
}

type Ubicazione = Record<'via' | 'catasto' | 'sezione' | 'foglio' | 'mappale' | 'sub', string | null> & {
  verificata: boolean
}
/** 'Via Roma 3', 'catasto terreni, sezione A, foglio 12, mappale 340, subalterno 2, verificata': a place may have both. */
export function ubicazione({ via, catasto, sezione, foglio, mappale, sub, verificata }: Ubicazione) {
  const parcel = foglio && [
    catasto && `catasto ${catasto}`,
    sezione && `sezione ${sezione}`,
    `foglio ${foglio}`,
    `mappale ${mappale}`,
    sub && `subalterno ${sub}`,
    verificata && 'verificata',
  ]
  return { via, particella: parcel ? parcel.filter(Boolean).join(', ') : null }
}

/** Choices of a list, from the names of its words. */
export const optionsOf = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

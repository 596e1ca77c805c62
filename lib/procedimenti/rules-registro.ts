/**
 * Rule sets by name: what a procedure's data cannot say. A procedure without one gets the generic rules below, made
 * from its definition alone. And what both decide about an istanza: is it complete, what must be attached, what is filed.
 */
import type { IsoDate } from '@/lib/core/date'
import type { Competenza } from '@/lib/trasporti/rules-competenza'
import type { Impostazione } from '@/lib/trasporti/rules-impostazioni'
import type { LimiteTratto } from '@/lib/trasporti/rules-percorso'
import type { Rilievo, VoceCosto } from '@/lib/trasporti/rules-tipi'
import type { Allegato, Definizione, Passo } from './forms'
import { type Foglia, nodiOf, walk } from './rules-campi'
import { type Dati, holds, isAnswered, type Predicati, valueAt } from './rules-condizioni'
import { retyped, testiOf } from './rules-lettura'
import { TRASPORTO_ECCEZIONALE } from './rules-trasporto'
import { checkValore, fits, missingMessage, readValore, sayValore } from './rules-valori'
import { computeVista, type Modulo, pathsOf, type Vista } from './rules-vista'

/** What the rules need to know besides the answers; `oggi` is a day in Rome, the rest is dated data of the Province. */
export type Contesto = { oggi: IsoDate; impostazioni: readonly Impostazione[]; limiti: readonly LimiteTratto[] }

export type Regole = {
  predicati: Predicati
  check: (dati: Dati, contesto: Contesto) => Rilievo[]
  costi: (dati: Dati, contesto: Contesto, def: Pick<Definizione, 'tariffe'>) => VoceCosto[]
  /** One line for lists: 'Singola, 72 t, Luni – La Spezia'. */
  oggetto: (dati: Dati, def: Pick<Definizione, 'sezioni' | 'oggetto'>) => string
  riassunto: (dati: Dati, contesto: Contesto) => { etichetta: string; valore: string }[]
  competenza?: (dati: Dati) => Competenza
}

/** Fees that a definition states by itself, with amounts from the dated settings; unknown ones are to be confirmed. */
export function costiGenerici(
  def: Pick<Definizione, 'tariffe'>,
  dati: Dati,
  contesto: Contesto,
  predicati: Predicati,
): VoceCosto[] {
  return def.tariffe
    .filter((tariffa) => !tariffa.quando || holds(tariffa.quando, dati, predicati))
    .map((tariffa) => {
      const row = contesto.impostazioni.find(
        (one) =>
          one.chiave === tariffa.impostazione &&
          one.validoDal <= contesto.oggi &&
          (one.validoAl === null || one.validoAl >= contesto.oggi),
      )
      const importoCents = typeof row?.valore === 'number' ? row.valore : null
      return {
        codice: tariffa.codice,
        descrizione: tariffa.descrizione,
        importoCents,
        spiegazione:
          importoCents === null
            ? 'L’importo è da confermare: te lo comunica l’ufficio'
            : `Importo in vigore: ${row?.fonte ?? ''}`,
        norma: tariffa.norma,
        daConfermare: row?.daConfermare ?? true,
      }
    })
}

/** '{tipo}: {carico.descrizione}' with the answers in words; what is not answered leaves no trace. */
export function oggettoGenerico(def: Pick<Definizione, 'sezioni' | 'oggetto'>, dati: Dati): string {
  const words = new Map<string, string>()
  for (const sezione of def.sezioni) {
    for (const passo of sezione.passi) {
      walk(nodiOf(passo), dati, ({ path, foglia }) => {
        const said = sayValore(foglia, valueAt(dati, path))
        if (said) words.set(path, said)
      })
    }
  }
  const text = def.oggetto.replace(/\{([\w.]+)\}/g, (_, path: string) => words.get(path) ?? '')
  return text
    .replace(/\s+/g, ' ')
    .replace(/[:,–\s-]+$/, '')
    .trim()
    .slice(0, 300)
}

const GENERICHE: Regole = {
  predicati: {},
  check: () => [],
  costi: (dati, contesto, def) => costiGenerici(def, dati, contesto, {}),
  oggetto: (dati, def) => oggettoGenerico(def, dati),
  riassunto: () => [],
}
const INSIEMI: Record<string, Regole> = { 'trasporto-eccezionale': TRASPORTO_ECCEZIONALE }

/** @throws RangeError on a name nobody registered: refused when the definition is published */
export function regoleOf(def: Pick<Definizione, 'regole'>): Regole {
  if (!def.regole) return GENERICHE
  const regole = Object.hasOwn(INSIEMI, def.regole) ? INSIEMI[def.regole] : undefined
  if (!regole) throw new RangeError(`Unknown rule set: ${def.regole}`)
  return regole
}
/** What silence means on these answers. */
export const silenzioOf = (
  def: Pick<Definizione, 'regole' | 'termine'>,
  dati: Dati,
): Definizione['termine']['silenzio'] =>
  def.termine.silenzi?.find(({ quando }) => holds(quando, dati, regoleOf(def).predicati))?.silenzio ??
  def.termine.silenzio
export const listInsiemi = (): string[] => Object.keys(INSIEMI)

type Asking = Modulo & Pick<Definizione, 'regole'>

/** The answers that count: those to questions that are asked. This is what is filed, and what conditions are held against. */
export const risposteInviate = (def: Asking, dati: Dati): Dati => computeVista(def, dati, regoleOf(def).predicati).dati

/** Attachments due on these answers, in the order of the definition. */
export function allegatiDovuti(
  def: Asking & Pick<Definizione, 'allegati'>,
  dati: Dati,
  _contesto?: Contesto,
): Allegato[] {
  return dovutiOn(def, risposteInviate(def, dati))
}

const dovutiOn = (def: Asking & Pick<Definizione, 'allegati'>, asked: Dati): Allegato[] =>
  def.allegati.filter((allegato) => !allegato.quando || holds(allegato.quando, asked, regoleOf(def).predicati))

const checkFoglia = (foglia: Foglia, valore: unknown, testo: string | undefined, oggi: IsoDate): string | null => {
  if (foglia.genere === 'derivato' || foglia.genere === 'spunta') return null
  if (testo !== undefined) return readValore(foglia, retyped(foglia, testo)).errore ?? null
  if (!isAnswered(valore) || !fits(foglia, valore)) return foglia.facoltativo ? null : missingMessage(foglia)
  return checkValore(foglia, valore, oggi)
}

/** Faults of one page that its own questions tell, by path, in the order of the page. */
export function checkCampi(
  passo: Passo,
  dati: Dati,
  asked: Dati,
  contesto: Contesto,
  predicati: Predicati,
): Record<string, string> {
  const errors: Record<string, string> = {}
  const testi = testiOf(passo, dati)
  walk(
    nodiOf(passo),
    asked,
    ({ path, foglia, riga, elenco }) => {
      const valore = valueAt(asked, path)
      const opzione = foglia.genere === 'scelta' ? foglia.opzioni.find((one) => one.valore === valore) : undefined
      const stale = opzione?.quando && !holds(opzione.quando, asked, predicati) // chosen before another answer excluded it
      const error = stale ? missingMessage(foglia) : checkFoglia(foglia, valore, testi[path], contesto.oggi)
      if (!error || path in errors) return
      errors[path] = riga && elenco && riga.quante > 1 ? `${error} (${elenco.singolare} ${riga.indice + 1})` : error
    },
    (quando) => holds(quando, asked, predicati),
    (path, elenco, quante) => {
      if (quante < elenco.min) errors[path] = elenco.seManca ?? `Aggiungi almeno ${elenco.min}: ${elenco.singolare}`
      if (quante > elenco.max) errors[path] = `Puoi indicarne al massimo ${elenco.max}: togline ${quante - elenco.max}`
    },
  )
  return errors
}

/** How much of a finding's path this page asks: 0 when it is not its business. */
function ownership(passo: Passo, campo: string): number {
  return Math.max(
    0,
    ...pathsOf(passo)
      .filter((path) => campo === path || campo.startsWith(`${path}.`))
      .map((path) => path.length),
  )
}

export type Mancanza = { campo: string; passoId: string; messaggio: string }

/** Findings of the rules that must be mended, each with the page where it is. */
export function rilieviByPasso(
  passi: readonly Passo[],
  rilievi: readonly Rilievo[],
): { passo: Passo; rilievo: Rilievo }[] {
  return rilievi.flatMap((rilievo) => {
    const best = passi
      .map((passo) => ({ passo, length: ownership(passo, rilievo.campo) }))
      .reduce((a, b) => (b.length > a.length ? b : a), { passo: passi[0], length: 0 })
    return best.passo ? [{ passo: best.passo, rilievo }] : []
  })
}

/** Everything that must be mended before filing, in the order of the form. Nothing means that it can be filed. */
export const checkTutto = (def: Asking, dati: Dati, contesto: Contesto): Mancanza[] =>
  mancanzeOn(computeVista(def, dati, regoleOf(def).predicati), def, dati, contesto)

export type Esame = { mancanze: Mancanza[]; allegati: Allegato[]; dati: Dati }

/** `checkTutto`, `allegatiDovuti` and `risposteInviate` at once: what is asked is found out one time. */
export function esaminaIstanza(def: Asking & Pick<Definizione, 'allegati'>, dati: Dati, contesto: Contesto): Esame {
  const vista = computeVista(def, dati, regoleOf(def).predicati)
  return {
    mancanze: mancanzeOn(vista, def, dati, contesto),
    allegati: dovutiOn(def, vista.dati),
    dati: vista.dati,
  }
}

function mancanzeOn({ passi, dati: asked }: Vista, def: Asking, dati: Dati, contesto: Contesto): Mancanza[] {
  const regole = regoleOf(def)
  const pages = passi.map(({ passo }) => passo)
  const found = rilieviByPasso(
    pages,
    regole.check(asked, contesto).filter((one) => one.livello === 'errore'),
  )
  return pages.flatMap((passo) => {
    const errors = checkCampi(passo, dati, asked, contesto, regole.predicati)
    const own = found
      .filter((one) => one.passo === passo && !(one.rilievo.campo in errors))
      .map(({ rilievo }) => [rilievo.campo, rilievo.messaggio] as const)
    return [...Object.entries(errors), ...own].map(([campo, messaggio]) => ({ campo, passoId: passo.id, messaggio }))
  })
}

/** Faults of one page, by path: of its questions first, then of the rules on what it asks. */
export function checkPasso(def: Asking, passo: Passo, dati: Dati, contesto: Contesto): Record<string, string> {
  return Object.fromEntries(
    checkTutto(def, dati, contesto)
      .filter((one) => one.passoId === passo.id)
      .map((one) => [one.campo, one.messaggio]),
  )
}

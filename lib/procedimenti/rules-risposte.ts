/** Answers over a whole definition: which pages are asked, how they read in words, how they move to a newer version. */
import type { Definizione, Passo } from './forms'
import { type Elenco, type Foglia, type Nodo, nodiOf, righeAt, walk } from './rules-campi'
import { type Dati, holds, isAnswered, setAt, valueAt } from './rules-condizioni'
import { regoleOf, risposteInviate } from './rules-registro'
import { fits, sayValore } from './rules-valori'
import { computeVista, type Modulo, type PassoVisto } from './rules-vista'

type Asking = Modulo & Pick<Definizione, 'regole'>

/** Pages that these answers ask for, in order. */
export const passiVisibili = (def: Asking, dati: Dati): PassoVisto[] =>
  computeVista(def, dati, regoleOf(def).predicati).passi

export const findPasso = (def: Modulo, passoId: string): Passo | null =>
  def.sezioni.flatMap((sezione) => sezione.passi).find((passo) => passo.id === passoId) ?? null

/**
 * The page after this one, in its section; null at the end of it.
 * @param incompleti when given, the first page of the whole form with something to mend: what a changed answer newly asks
 */
export function nextPasso(
  def: Asking,
  dati: Dati,
  passoId: string,
  incompleti: ReadonlySet<string> | null = null,
): string | null {
  const passi = passiVisibili(def, dati)
  if (incompleti) return passi.find(({ passo }) => incompleti.has(passo.id))?.passo.id ?? null
  const here = passi.findIndex(({ passo }) => passo.id === passoId)
  const [now, next] = [passi[here], passi[here + 1]]
  return now && next && next.sezione === now.sezione ? next.passo.id : null
}

/** The page before this one, in its section; null when it is the first. */
export function previousPasso(def: Asking, dati: Dati, passoId: string): string | null {
  const passi = passiVisibili(def, dati)
  const here = passi.findIndex(({ passo }) => passo.id === passoId)
  const [before, now] = [passi[here - 1], passi[here]]
  return before && now && before.sezione === now.sezione ? before.passo.id : null
}

export type RigaRiepilogo = { campo: string; etichetta: string; valore: string | null }
export type SezioneRiepilogo = { sezione: string; passoId: string; titolo: string; righe: RigaRiepilogo[] }

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** One line for a block of a list: its own words, or its answers in order. */
function sayRiga(elenco: Elenco, riga: Dati): string {
  if (elenco.riassumi) return elenco.riassumi(riga)
  const words: string[] = []
  walk(elenco.campi, riga, ({ path, foglia }) => {
    const said = sayValore(foglia, valueAt(riga, path))
    if (said) words.push(said)
  })
  return words.join(' · ')
}

/**
 * Answers in words, page by page, for whoever checks, decides or reads. An optional answer that was not given is null
 * ('Non indicato').
 */
export function riepilogo(def: Asking, dati: Dati): SezioneRiepilogo[] {
  const { predicati } = regoleOf(def)
  const { passi, dati: asked } = computeVista(def, dati, predicati)
  const rowsOf = (nodi: readonly Nodo[], prefix: string): RigaRiepilogo[] =>
    nodi.flatMap((nodo): RigaRiepilogo[] => {
      if (nodo.quando && !holds(nodo.quando, asked, predicati)) return []
      const campo = prefix + nodo.nome
      if (nodo.genere === 'derivato') return []
      if (nodo.genere === 'gruppo') return rowsOf(nodo.campi, `${campo}.`)
      if (nodo.genere === 'elenco') {
        const righe = righeAt(asked, campo)
        if (righe.length === 0) return [{ campo, etichetta: nodo.etichetta, valore: null }]
        return righe.map((riga, i) => ({
          campo: `${campo}.${i}`,
          etichetta: `${upperFirst(nodo.singolare)} ${i + 1}`,
          valore: sayRiga(nodo, riga) || null,
        }))
      }
      return [{ campo, etichetta: nodo.etichetta, valore: sayValore(nodo, valueAt(asked, campo)) }]
    })
  return passi.map(({ sezione, passo }) => ({
    sezione: sezione.titolo,
    passoId: passo.id,
    titolo: passo.titolo,
    righe: rowsOf(nodiOf(passo), ''),
  }))
}

/** Every simple question of a definition, by path without places: 'convoglio.assi.*.massaKg'. */
function listFoglie(def: Modulo): Map<string, { foglia: Foglia; elenco: string | null }> {
  const found = new Map<string, { foglia: Foglia; elenco: string | null }>()
  const collect = (nodi: readonly Nodo[], prefix: string, elenco: string | null) => {
    for (const nodo of nodi) {
      const path = prefix + nodo.nome
      if (nodo.genere === 'gruppo') collect(nodo.campi, `${path}.`, elenco)
      else if (nodo.genere === 'elenco') collect(nodo.campi, `${path}.*.`, path)
      else if (!found.has(path)) found.set(path, { foglia: nodo, elenco })
    }
  }
  for (const sezione of def.sezioni) for (const passo of sezione.passi) collect(nodiOf(passo), '', null)
  return found
}

/** Values of a question in the answers, each at its path: one, or one a block. */
function valuesOf(path: string, elenco: string | null, dati: Dati): { path: string; valore: unknown }[] {
  if (elenco === null) return [{ path, valore: valueAt(dati, path) }]
  return righeAt(dati, elenco).map((_, i) => {
    const here = path.replace('*', String(i))
    return { path: here, valore: valueAt(dati, here) }
  })
}

/**
 * Moves answers to another version of the definition: kept by name, where they still can be an answer.
 *
 * @returns `persi`: labels, as the person knew them, of the questions whose answers did not find a place
 */
export function rebase(before: Modulo, after: Modulo, dati: Dati): { dati: Dati; persi: string[] } {
  const moved: Dati = {}
  const persi: string[] = []
  const old = listFoglie(before)
  for (const [path, { foglia, elenco }] of listFoglie(after)) {
    if (elenco !== null && Array.isArray(valueAt(dati, elenco)) && !Array.isArray(valueAt(moved, elenco))) {
      setAt(
        moved,
        elenco,
        righeAt(dati, elenco).map(() => ({})),
      )
    }
    for (const one of valuesOf(path, elenco, dati)) {
      if (isAnswered(one.valore) && fits(foglia, one.valore)) setAt(moved, one.path, one.valore)
    }
  }
  for (const [path, { foglia, elenco }] of old) {
    if (foglia.genere === 'derivato') continue
    const lost = valuesOf(path, elenco, dati).some(
      (one) => isAnswered(one.valore) && valueAt(moved, one.path) === undefined,
    )
    if (lost && !persi.includes(foglia.etichetta)) persi.push(foglia.etichetta)
  }
  return { dati: moved, persi }
}

/** Which sections have something left to do. `visti`: pages confirmed with Continua. */
export type StatoSezione = 'da_fare' | 'in_corso' | 'completata' | 'non_disponibile'
export type SezioneCompito = {
  id: string
  titolo: string
  stato: StatoSezione
  primoPasso: string
  /** Nothing to mend, confirmed or not: enough for the sections that wait for it. */
  sufficiente: boolean
  sbloccaCon: string | null
}

/**
 * State of each section. The first one decides what the others ask, so they wait for it.
 *
 * @param incompleti pages with something to mend
 */
export function sezioniStato(
  def: Asking,
  dati: Dati,
  visti: readonly string[],
  incompleti: ReadonlySet<string>,
): SezioneCompito[] {
  const passi = passiVisibili(def, dati)
  const asked = risposteInviate(def, dati)
  const sezioni = [...new Set(passi.map(({ sezione }) => sezione))]
  let open = true
  return sezioni.map((sezione, i) => {
    const own = passi.filter((one) => one.sezione === sezione).map((one) => one.passo)
    const sufficiente = own.every((passo) => !incompleti.has(passo.id))
    const done = sufficiente && own.every((passo) => visti.includes(passo.id))
    const begun = own.some((passo) => visti.includes(passo.id) || hasAnswers(passo, asked))
    const locked = i > 0 && !open
    if (i === 0) open = sufficiente
    const next = own.find((passo) => !visti.includes(passo.id) || incompleti.has(passo.id)) ?? own[0]
    return {
      id: sezione.id,
      titolo: sezione.titolo,
      stato: locked ? 'non_disponibile' : done ? 'completata' : begun ? 'in_corso' : 'da_fare',
      primoPasso: (done ? own[0] : next)?.id ?? '',
      sufficiente,
      sbloccaCon: locked ? (sezioni[0]?.titolo ?? null) : null,
    }
  })
}

function hasAnswers(passo: Passo, asked: Dati): boolean {
  let found = false
  walk(nodiOf(passo), asked, ({ path, foglia }) => {
    if (foglia.genere !== 'derivato' && foglia.genere !== 'spunta' && isAnswered(valueAt(asked, path))) found = true
  })
  return found
}

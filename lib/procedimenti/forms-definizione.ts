/** May a definition be published? Its shape, then what the shape cannot say: paths that exist, ids once, no empty sheet. */
import { type Result, refuse, success } from '@/lib/core/result'
import { type Campo, type Condizione, type Definizione, definizione } from './forms'

/** Answers of these kinds are objects of their own: their paths are those of the stored vocabulary. */
const SPECIALI: readonly Campo['genere'][] = ['convoglio', 'percorso', 'periodo']

/** @returns path of every question → its field; lists stand for each of their blocks ('documenti.*.anno') */
export function listCampi(def: Definizione): Map<string, Campo> {
  const result = new Map<string, Campo>()
  const walk = (campi: readonly Campo[], prefix: string) => {
    for (const campo of campi) {
      const path = `${prefix}${campo.nome}`
      result.set(path, campo)
      if (campo.genere === 'gruppo') walk(campo.campi, `${path}.`)
      if (campo.genere === 'elenco') walk(campo.campi, `${path}.*.`)
    }
  }
  for (const sezione of def.sezioni) for (const passo of sezione.passi) walk(passo.campi, '')
  return result
}

type Posto = { path: string; condizione: Condizione }
/** Every condition of the definition, with where it stands. */
export function listCondizioni(def: Definizione): Posto[] {
  const found: Posto[] = []
  const walk = (value: unknown, path: string) => {
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, `${path}.${i}`)
    } else if (value && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) {
        if (key === 'quando' && item) found.push({ path: `${path}.quando`, condizione: item as Condizione })
        else walk(item, `${path}.${key}`)
      }
    }
  }
  walk(def, '')
  return found.map((posto) => ({ ...posto, path: posto.path.replace(/^\./, '') }))
}

const leaves = (condizione: Condizione): Extract<Condizione, { campo: string } | { regola: string }>[] => {
  if ('tutte' in condizione) return condizione.tutte.flatMap(leaves)
  if ('una' in condizione) return condizione.una.flatMap(leaves)
  if ('non' in condizione) return leaves(condizione.non)
  return [condizione]
}

/** The sections of the sheet a reader is owed (●): none may be empty. */
const SCHEDA_DOVUTA = [
  'titolo',
  'descrizioneBreve',
  'destinatari',
  'comeFare',
  'cosaSiOttiene',
  'tempi',
  'condizioni',
  'rimedi',
  'bisogno',
  'aggiornataIl',
] as const

/**
 * @param predicati names the rule set of the definition knows; null when the rule set itself is unknown
 * @returns the definition with its defaults, or messages by path ('sezioni.0.passi.1.campi.0.quando')
 */
export function checkDefinizione(
  input: unknown,
  predicati: (regole: string | undefined) => readonly string[] | null,
): Result<Definizione> {
  const parsed = definizione.safeParse(input)
  if (!parsed.success) {
    return refuse(
      'La definizione non ha la forma giusta',
      Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.') || 'definizione', issue.message])),
    )
  }
  const def = parsed.data
  const errors: Record<string, string> = {}

  for (const key of SCHEDA_DOVUTA)
    if (def.scheda[key].trim() === '') errors[`scheda.${key}`] = 'Sezione obbligatoria vuota'
  def.scheda.cosaServe.forEach((item, i) => {
    if (item.trim() === '') errors[`scheda.cosaServe.${i}`] = 'Sezione obbligatoria vuota'
  })

  const names = predicati(def.regole)
  if (names === null) errors.regole = `Regole sconosciute: ${def.regole}`
  const campi = listCampi(def)
  const known = (campo: string) => {
    if (campi.has(campo)) return true
    const [root = ''] = campo.split('.')
    return SPECIALI.some((genere) => campi.get(root)?.genere === genere)
  }
  for (const { path, condizione } of listCondizioni(def)) {
    for (const leaf of leaves(condizione)) {
      if ('regola' in leaf) {
        if (names && !names.includes(leaf.regola)) errors[path] = `Regola sconosciuta: ${leaf.regola}`
      } else if (!known(leaf.campo)) errors[path] = `Campo che non esiste: ${leaf.campo}`
      else checkValori(campi.get(leaf.campo), leaf, path, errors)
    }
  }

  const named: Record<string, string[]> = {
    sezioni: def.sezioni.map((one) => one.id),
    passi: def.sezioni.flatMap((one) => one.passi.map((passo) => passo.id)),
    allegati: def.allegati.map((one) => one.id),
    dichiarazioni: def.dichiarazioni.map((one) => one.id),
    tariffe: def.tariffe.map((one) => one.codice),
    esiti: def.esiti.map((one) => one.codice),
  }
  for (const [name, ids] of Object.entries(named)) {
    const twice = ids.find((id, i) => ids.indexOf(id) !== i)
    if (twice !== undefined) errors[name] = `Ripetuto: ${twice}`
  }
  return Object.keys(errors).length > 0 ? refuse('La definizione non si può pubblicare', errors) : success(def)
}

/** A condition on a choice may only name choices that exist: a misspelt one would never hold. */
function checkValori(
  campo: Campo | undefined,
  leaf: Extract<Condizione, { campo: string }>,
  path: string,
  errors: Record<string, string>,
): void {
  if (!campo || (campo.genere !== 'scelta' && campo.genere !== 'scelte')) return
  const values = leaf.op === 'tra' ? leaf.valori : leaf.op === 'uguale' || leaf.op === 'diverso' ? [leaf.valore] : []
  const wrong = values.find((value) => !campo.opzioni.some((opzione) => opzione.valore === value))
  if (wrong !== undefined) errors[path] = `«${wrong}» non è tra le scelte di ${leaf.campo}`
}

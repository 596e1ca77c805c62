/** What of a definition a question page takes to the browser: its own page whole, of the others what the rules read. */
import type { Campo, CampoSemplice, Definizione, Passo } from './forms'

export type Modulo = Pick<Definizione, 'sezioni' | 'regole' | 'tariffe'>

function withoutWords<C extends Campo>(campo: C): C {
  const { aiuto: _aiuto, seManca: _seManca, ...rest } = campo
  const light = { ...rest, etichetta: '' } as unknown as C
  if ('opzioni' in light) {
    return { ...light, opzioni: light.opzioni.map(({ valore, quando }) => ({ valore, etichetta: '', quando })) }
  }
  return 'campi' in light ? { ...light, campi: light.campi.map((one: CampoSemplice) => withoutWords(one)) } : light
}

const lighten = ({ id, quando, campi }: Passo): Passo => ({
  id,
  titolo: '',
  quando,
  campi: campi.map((one) => withoutWords(one)),
})

const made = new WeakMap<Definizione, Map<string, Modulo>>()

/** Conditions, kinds and bounds of every page; words only of one. The same answers give the same pages, costs and faults. */
export function moduloOf(def: Definizione, passoId: string): Modulo {
  const known = made.get(def) ?? new Map<string, Modulo>()
  made.set(def, known)
  const kept = known.get(passoId)
  if (kept) return kept
  const modulo: Modulo = {
    regole: def.regole,
    tariffe: def.tariffe,
    sezioni: def.sezioni.map(({ id, quando, passi }) => ({
      id,
      titolo: '',
      quando,
      passi: passi.map((passo) => (passo.id === passoId ? passo : lighten(passo))),
    })),
  }
  known.set(passoId, modulo)
  return modulo
}

/**
 * Names of people in what everybody reads: the archivist is told, and decides. @see opinions of the Garante in
 * rules-visibilita.ts: who had the work done, and who did it, are not for everybody.
 */
import { plainOf } from './lotti/rules-colonne'
import type { LivelloAccesso } from './rules-consultabilita'
import { canSee, type Gruppo } from './rules-visibilita'

const DI_CHI_NON_E_PERSONA = /^(impresa|ditta|societa|studio|comune|provincia)$/
/** Words that may stand among those of a name: 'Rossi geom. Mario'. */
const TRA_LE_PAROLE = 1

/** Which of these names stand in a text: all the words of each, near one another, in whatever order. */
export function nomiIn(testo: string, nomi: readonly string[]): string[] {
  const words = plainOf(testo).split(' ')
  return [...new Set(nomi)].filter((nome) => {
    const parts = plainOf(nome).split(' ')
    if (parts.length < 2 || DI_CHI_NON_E_PERSONA.test(parts[0] ?? '')) return false
    return words.some((_, at) => {
      const near = words.slice(at, at + parts.length + TRA_LE_PAROLE)
      return parts.every((part) => near.includes(part))
    })
  })
}

type Descritta = {
  accesso: LivelloAccesso
  titolo: string
  localita: string | null
  descrizione: Partial<Record<'opera' | 'materiale' | 'esito' | 'contenuto', string | null>> | null
  agenti: readonly { nome: string }[] | null
}

/** Names of the people of a unit that anybody reads in its description, with where. */
export function nomiPubblici(scheda: Descritta): { nome: string; dove: string }[] {
  const { titolo, localita, descrizione } = scheda
  const texts: [Gruppo, string, string | null | undefined][] = [
    ['scheda', 'titolo', titolo],
    ['scheda', 'località', localita],
    ['descrizione', 'opera', descrizione?.opera],
    ['descrizione', 'materiale', descrizione?.materiale],
    ['descrizione', 'esito', descrizione?.esito],
    ['descrizione', 'contenuto', descrizione?.contenuto],
  ]
  const nomi = (scheda.agenti ?? []).map((one) => one.nome)
  return texts.flatMap(([gruppo, dove, text]) =>
    text && canSee('pubblico', gruppo, scheda.accesso) ? nomiIn(text, nomi).map((nome) => ({ nome, dove })) : [],
  )
}

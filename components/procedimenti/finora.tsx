import { DefinitionList } from '@/components/ui/kv'
import { formatCents } from '@/lib/core/money'
import type { Definizione } from '@/lib/procedimenti/forms'
import type { Dati } from '@/lib/procedimenti/rules-condizioni'
import { type Contesto, regoleOf } from '@/lib/procedimenti/rules-registro'

type Props = { def: Pick<Definizione, 'regole' | 'tariffe'>; asked: Dati; contesto: Contesto }

/** What the answers come to so far: the same rules as the office's, while one writes. Nothing when there is nothing to say. */
export function Finora({ def, asked, contesto }: Props) {
  const regole = regoleOf(def)
  const facts = regole.riassunto(asked, contesto).map((one) => ({ label: one.etichetta, value: one.valore }))
  const costi = regole.costi(asked, contesto, def).map((one) => ({
    label: one.descrizione,
    value: one.importoCents === null ? 'da confermare' : formatCents(one.importoCents),
  }))
  if (facts.length + costi.length === 0) return null
  return (
    <aside aria-labelledby="finora" className="[&_.kv>div]:grid-cols-2">
      <h2 id="finora">Finora</h2>
      <DefinitionList facts={[...facts, ...costi]} />
      <p className="muted mt-4">Il conto si aggiorna mentre scrivi. Decide l’ufficio.</p>
    </aside>
  )
}

import { Tag } from '@/components/ui/tag'
import { formatCents } from '@/lib/core/money'
import type { VoceCosto } from '@/lib/trasporti/rules-tipi'

/** The cost, line by line, each with its reason; what is not known yet says so and is not added up. */
export function CostiTable({ voci }: { voci: readonly VoceCosto[] }) {
  if (voci.length === 0) return <p>Non ci sono costi.</p>
  const known = voci.filter((voce) => voce.importoCents !== null)
  const total = known.reduce((sum, voce) => sum + (voce.importoCents ?? 0), 0)
  const incomplete = known.length < voci.length
  return (
    <table className="table">
      <caption className="sr-only">Costi, riga per riga</caption>
      <thead>
        <tr>
          <th scope="col">Voce</th>
          <th scope="col" className="num">Importo</th>
        </tr>
      </thead>
      <tbody>
        {voci.map((voce) => (
          <tr key={`${voce.codice}-${voce.destinatario ?? ''}`}>
            <th scope="row">
              {voce.descrizione}
              {voce.destinatario && <span className="muted"> · {voce.destinatario}</span>}
              <small>{voce.spiegazione}</small>
              <small>{voce.norma}</small>
            </th>
            <td className="num">
              {voce.importoCents === null ? <Tag tone="amber">da confermare</Tag> : formatCents(voce.importoCents)}
              {voce.importoCents !== null && voce.daConfermare && <small>da confermare</small>}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{incomplete ? 'Totale delle voci note' : 'Totale'}</th>
          <td className="num"><strong>{formatCents(total)}</strong></td>
        </tr>
      </tfoot>
    </table>
  )
}

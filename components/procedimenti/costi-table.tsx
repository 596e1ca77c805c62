import { formatCents } from '@/lib/core/money'
import type { VoceCosto } from '@/lib/trasporti/rules-tipi'

/** The cost, line by line, each with how it was reached. The total is given only when every amount is known. */
export function CostiTable({ voci }: { voci: readonly VoceCosto[] }) {
  if (voci.length === 0) return <p>Non ci sono costi.</p>
  const known = voci.every((one) => one.importoCents !== null)
  const total = voci.reduce((sum, one) => sum + (one.importoCents ?? 0), 0)
  return (
    <table className="table table-cards">
      <caption className="sr-only">Costi, voce per voce</caption>
      <thead>
        <tr>
          <th scope="col">Voce</th>
          <th scope="col">Come si calcola</th>
          <th scope="col" className="num">
            Importo
          </th>
        </tr>
      </thead>
      <tbody>
        {voci.map((one) => (
          <tr key={`${one.codice} ${one.destinatario ?? ''}`}>
            <th scope="row">
              {one.descrizione}
              {one.destinatario && <small>a {one.destinatario}</small>}
            </th>
            <td data-label="Come si calcola">
              {one.spiegazione} <small>{one.norma}</small>
            </td>
            <td data-label="Importo" className="num">
              {one.importoCents === null ? 'da confermare' : formatCents(one.importoCents)}
              {one.daConfermare && one.importoCents !== null && <small>da confermare</small>}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {known ? 'Totale' : 'Totale delle voci note'}
          </th>
          <td className="num">
            <strong>{formatCents(total)}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

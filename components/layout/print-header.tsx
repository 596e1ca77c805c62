/** On paper only: which body, when it was printed, from which address. */
export function PrintHeader({ printedAt, url }: { printedAt: string; url: string }) {
  return (
    <div className="print-header">
      <strong>Provincia della Spezia — Sportello telematico</strong>
      <span>
        {printedAt}
        <br />
        {url}
      </span>
    </div>
  )
}

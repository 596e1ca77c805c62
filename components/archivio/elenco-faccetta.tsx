'use client'

export type RigaFaccetta = { nome: string; conto: string; href: string; scelta: boolean }

type Props = { chiave: string; titolo: string; righe: readonly RigaFaccetta[]; mostrate: number }

/** Values of a facet, each with how many it would show; beyond `mostrate` they open. Made once, as the results are. */
export function ElencoFaccetta({ chiave, titolo, righe, mostrate }: Props) {
  return (
    <section className="faccetta" aria-labelledby={`faccetta-${chiave}`}>
      <h3 id={`faccetta-${chiave}`}>{titolo}</h3>
      <Valori righe={righe.slice(0, mostrate)} />
      {righe.length > mostrate && (
        <details>
          <summary>
            Altri {righe.length - mostrate}
            <span className="sr-only">: {titolo}</span>
          </summary>
          <Valori righe={righe.slice(mostrate)} />
        </details>
      )}
    </section>
  )
}

export function Valori({ righe }: { righe: readonly RigaFaccetta[] }) {
  return (
    <ul>
      {righe.map(({ nome, conto, href, scelta }) => (
        <li key={href}>
          <a href={href} className={scelta ? 'faccetta-scelta' : undefined}>
            {scelta && <span className="sr-only">Togli il filtro: </span>}
            {nome}
            {scelta && <span aria-hidden="true"> ✕</span>}
          </a>
          <span className="faccetta-conto">{conto}</span>
        </li>
      ))}
    </ul>
  )
}

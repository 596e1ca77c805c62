import { formatBytes } from './file-upload-row'

export type DocumentRow = {
  id: string
  nome: string
  href: string
  bytes?: number
  /** 'Caricato il 25 novembre 2026' */
  nota?: string
  /** 'Ricevuta', 'Schema di carico' */
  tipo?: string
  /** SHA-256 in hexadecimal. */
  impronta?: string
}

/** Documents to open: type and size stated before the click, the digest for whoever must check. */
export function DocumentList({ documents, label }: { documents: readonly DocumentRow[]; label: string }) {
  return (
    <ul className="rows" aria-label={label}>
      {documents.map((document) => (
        <li key={document.id}>
          <a href={document.href} className="row-link wrap-anywhere">
            {document.nome}
          </a>
          <span className="row-note">
            {[document.tipo, document.bytes !== undefined && formatBytes(document.bytes), document.nota]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {document.impronta && (
            <details className="disclosure row-text my-0">
              <summary>
                Impronta<span className="sr-only"> di {document.nome}</span>
              </summary>
              <span className="code">SHA-256 {document.impronta}</span>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

import type { ReactNode } from 'react'
import { Tag } from './tag'

export type StatoFile =
  | { fase: 'caricamento'; percento: number }
  | { fase: 'pausa'; percento: number }
  | { fase: 'controllo' }
  | { fase: 'pronto' }
  | { fase: 'rifiutato'; motivo: string }

const size = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 })

/** 1_340_000 → '1,3 MB' (decimal units, as the file manager says). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} byte`
  if (bytes < 1_000_000) return `${size.format(bytes / 1000)} kB`
  return `${size.format(bytes / 1_000_000)} MB`
}

type Props = { nome: string; bytes: number; stato: StatoFile; href?: string; actions?: ReactNode }

/** One file: name, size, state in words, what can be done. */
export function FileUploadRow({ nome, bytes, stato, href, actions }: Props) {
  return (
    <li className="file-row">
      <div>
        <span className="file-name">{href ? <a href={href}>{nome}</a> : nome}</span>{' '}
        <span className="muted whitespace-nowrap">{formatBytes(bytes)}</span>
      </div>
      <FileState stato={stato} />
      {'percento' in stato && (
        <svg className="file-track" aria-hidden="true">
          <rect className="bar-track" width="100%" height="100%" />
          <rect
            className={stato.fase === 'pausa' ? 'bar-amber' : 'bar-blue'}
            width={`${stato.percento}%`}
            height="100%"
          />
        </svg>
      )}
      {stato.fase === 'rifiutato' && <p className="error-text col-span-full">Rifiutato: {stato.motivo}</p>}
      {actions && <div className="col-span-full flex flex-wrap gap-x-4">{actions}</div>}
    </li>
  )
}

function FileState({ stato }: { stato: StatoFile }) {
  switch (stato.fase) {
    case 'caricamento':
      return <Tag tone="blue">Caricamento {stato.percento}%</Tag>
    case 'pausa':
      return <Tag tone="amber">In pausa al {stato.percento}%</Tag>
    case 'controllo':
      return <Tag tone="blue">Controllo in corso</Tag>
    case 'pronto':
      return <Tag tone="green">Pronto</Tag>
    case 'rifiutato':
      return <Tag tone="red">Rifiutato</Tag>
  }
}

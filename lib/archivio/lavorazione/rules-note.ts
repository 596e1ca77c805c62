import type { TipoDocumento } from '@/lib/archivio/immagini/documento'

const ESTENSIONI: Record<TipoDocumento, readonly string[]> = {
  pdf: ['pdf'],
  tiff: ['tif', 'tiff'],
  jpeg: ['jpg', 'jpeg'],
  png: ['png'],
}

/**
 * What an archivist should know of a file that was opened; null: nothing odd.
 *
 * @param osservazioni of what is inside it
 */
export function noteApertura(
  { tipo, pagine }: { tipo: TipoDocumento; pagine: number },
  nome: string,
  attese: number | null,
  osservazioni: string | null,
): string | null {
  const note: string[] = []
  const estensione = /\.([^.]+)$/.exec(nome)?.[1]?.toLowerCase()
  if (estensione && !ESTENSIONI[tipo].includes(estensione))
    note.push(`Il nome dice .${estensione}, il contenuto è ${tipo.toUpperCase()}`)
  if (attese !== null && attese !== pagine)
    note.push(`L’indice dice ${attese} ${attese === 1 ? 'pagina' : 'pagine'}, il file ne ha ${pagine}`)
  if (osservazioni) note.push(osservazioni)
  return note.length > 0 ? note.join('. ') : null
}

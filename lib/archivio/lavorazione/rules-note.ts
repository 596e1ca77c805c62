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
  osservazioni: readonly (string | null)[],
): string | null {
  const note: string[] = []
  const estensione = /\.([^.]+)$/.exec(nome)?.[1]?.toLowerCase()
  if (estensione && !ESTENSIONI[tipo].includes(estensione))
    note.push(`Il nome dice .${estensione}, il contenuto è ${tipo.toUpperCase()}`)
  if (attese !== null && attese !== pagine)
    note.push(`L’indice dice ${attese} ${attese === 1 ? 'pagina' : 'pagine'}, il file ne ha ${pagine}`)
  note.push(...osservazioni.filter((one) => one !== null))
  return note.length > 0 ? note.join('. ') : null
}

/** Pages that the file was once taken to have, and has not: a page is never dropped by itself. */
export const notaInPiu = (n: number): string | null =>
  n === 0
    ? null
    : `Aperto in passato con ${n === 1 ? 'una pagina' : `${n} pagine`} in più, che ${n === 1 ? 'resta' : 'restano'}: se ${n === 1 ? 'è un’anteprima, chiudila' : 'sono anteprime, chiudile'}`

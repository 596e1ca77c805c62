import 'server-only'
import { lstat, open, opendir } from 'node:fs/promises'
import path from 'node:path'
import { type FileSorgente, isDiSistema, MAX_FILE_LOTTO, type Sorgente, SorgenteError } from './sorgente'

/** Bytes read at a time. */
const A_VOLTA = 1 << 20

/**
 * A folder on this machine, with all that is in it. Links are not followed: nothing outside the folder is ever read.
 * @throws SorgenteError
 */
export async function apriCartella(radice: string): Promise<Sorgente> {
  const root = path.resolve(radice)
  const found = await lstat(root).catch(() => null)
  if (!found?.isDirectory()) throw new SorgenteError(`La cartella «${radice}» non c’è: controlla il percorso`)
  const paths = new Map<string, string>() // names as other systems wrote them are listed in one form
  const pathOf = ({ nome }: FileSorgente) => paths.get(nome) ?? path.join(root, nome)
  return {
    async elenco() {
      const files: FileSorgente[] = []
      for await (const entry of await opendir(root, { recursive: true })) {
        const full = path.join(entry.parentPath, entry.name)
        const nome = path.relative(root, full).split(path.sep).join('/').normalize('NFC')
        if (entry.isDirectory() || isDiSistema(nome)) continue
        const { size, mtime } = await lstat(full)
        paths.set(nome, full)
        files.push({
          nome,
          byte: size,
          modificatoAt: mtime,
          ...(entry.isFile() ? {} : { difetto: 'non è un file ma un collegamento: mettici il file vero' }),
        })
        if (files.length > MAX_FILE_LOTTO)
          throw new SorgenteError(`La cartella ha più di ${MAX_FILE_LOTTO} file: dividila in più lotti`)
      }
      return files
    },
    apri: async (file) => (await open(pathOf(file), 'r')).createReadStream({ highWaterMark: A_VOLTA }),
    async leggi(file) {
      const handle = await open(pathOf(file), 'r')
      return {
        leggi: async (start, length) => {
          const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start)
          return buffer.subarray(0, bytesRead)
        },
        chiudi: () => handle.close(),
      }
    },
    async chiudi() {},
  }
}

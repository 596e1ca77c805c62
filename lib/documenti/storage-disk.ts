import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { isStoredId, MissingObjectError, requireId, type Storage, type StorageWriter } from './storage'

const PART = '.part'

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** A name is only durable once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

class DiskWriter implements StorageWriter {
  constructor(
    readonly offset: number,
    private readonly handle: FileHandle,
    private readonly part: string,
    private readonly whole: string,
    private position = offset,
  ) {}

  async write(chunk: Uint8Array): Promise<void> {
    let done = 0
    while (done < chunk.byteLength) {
      const { bytesWritten } = await this.handle.write(chunk, done, chunk.byteLength - done, this.position)
      done += bytesWritten
      this.position += bytesWritten
    }
  }

  async pause(): Promise<void> {
    try {
      await this.handle.sync()
    } finally {
      await this.handle.close()
    }
  }

  async complete(): Promise<void> {
    await this.handle.sync()
    await this.handle.close()
    await rename(this.part, this.whole)
    await syncFolder(path.dirname(this.whole))
  }
}

/**
 * Files under `root`, in 65,536 folders named by the first characters of the id: `ab/cd/abcd….` and `.part` beside it.
 *
 * @param root absolute, outside anything that is served; created with access for its owner only
 */
export function diskStorage(root: string): Storage {
  const pathOf = (id: string) => path.join(root, requireId(id).slice(0, 2), id.slice(2, 4), id)

  return {
    async resume(id, unit) {
      const whole = pathOf(id)
      const folder = path.dirname(whole)
      const created = await mkdir(folder, { recursive: true, mode: 0o700 })
      if (created)
        for (let at = folder; at.length >= path.dirname(created).length; at = path.dirname(at)) await syncFolder(at)
      const part = whole + PART
      const handle = await open(part, constants.O_RDWR | constants.O_CREAT, 0o600)
      const { size } = await handle.stat()
      const offset = size - (size % unit)
      await handle.truncate(offset)
      return new DiskWriter(offset, handle, part, whole)
    },
    async partialSize(id, unit) {
      const size = (await sizeOf(pathOf(id) + PART)) ?? 0
      return size - (size % unit)
    },
    size: (id) => sizeOf(pathOf(id)),
    async open(id, range) {
      const file = pathOf(id)
      try {
        await access(file, constants.R_OK)
      } catch (error) {
        if (isMissing(error)) throw new MissingObjectError(id)
        throw error
      }
      return createReadStream(file, range)
    },
    async delete(id) {
      const file = pathOf(id)
      await rm(file, { force: true })
      await rm(file + PART, { force: true })
    },
    async *list() {
      let folder: Awaited<ReturnType<typeof opendir>>
      try {
        folder = await opendir(root, { recursive: true })
      } catch (error) {
        if (isMissing(error)) return
        throw error
      }
      for await (const entry of folder) {
        const whole = !entry.name.endsWith(PART)
        const id = whole ? entry.name : entry.name.slice(0, -PART.length)
        if (!entry.isFile() || !isStoredId(id)) continue
        const found = await stat(path.join(entry.parentPath, entry.name)).catch((error) => {
          if (isMissing(error)) return null // completed or removed while we were listing
          throw error
        })
        if (found) yield { id, whole, changedAt: found.mtime }
      }
    },
    async check() {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const probe = path.join(root, `.prova-${randomUUID()}`)
      const handle = await open(probe, 'w', 0o600)
      await handle.write('prova')
      await handle.close()
      await rm(probe)
    },
  }
}

import 'server-only'
import turbo from '@julusian/jpeg-turbo'
import type { Pixel } from './pixel'
import { DamagedImageError } from './tiff'

/** Rooms for pixels, used again: a new one is a megabyte of memory that the system has to lay out for a millisecond's work. */
const rooms: Buffer[] = []
const ROOMS_MAX = 16
const ROOM_MAX = 4_000_000

async function withRoom<T>(bytes: number, use: (room: Buffer) => Promise<T>): Promise<T> {
  const at = rooms.findIndex((one) => one.length >= bytes)
  const room = at === -1 ? Buffer.allocUnsafeSlow(bytes) : (rooms.splice(at, 1)[0] as Buffer)
  try {
    return await use(room.subarray(0, bytes))
  } finally {
    if (room.length <= ROOM_MAX && rooms.length < ROOMS_MAX) rooms.push(room)
  }
}

/**
 * JPEG by itself: a tile is small, and what libvips does around it costs more than the decoding.
 *
 * @param most pixels that it has: w × h
 * @param use of the pixels, which are there until it ends
 * @throws DamagedImageError
 */
export function withJpeg<T>(
  jpeg: Buffer,
  { most, grey }: { most: number; grey: boolean },
  use: (pixel: Pixel) => T | Promise<T>,
): Promise<T> {
  const canali = grey ? 1 : 3
  return withRoom(most * canali, async (room) => use(await decode(jpeg, room, canali)))
}

async function decode(jpeg: Buffer, room: Buffer, canali: 1 | 3): Promise<Pixel> {
  try {
    const format = canali === 1 ? turbo.FORMAT_GRAY : turbo.FORMAT_RGB
    const { data, width, height } = await turbo.decompress(jpeg, room, { format })
    return { data, w: width, h: height, canali }
  } catch (error) {
    throw new DamagedImageError('A JPEG that cannot be decoded', { cause: error })
  }
}

/** @param quality 1–100 */
export function encodeJpeg({ data, w, h, canali }: Pixel, quality: number): Promise<Buffer> {
  const kind =
    canali === 1
      ? { format: turbo.FORMAT_GRAY, subsampling: turbo.SAMP_GRAY }
      : { format: turbo.FORMAT_RGB, subsampling: turbo.SAMP_420 }
  const size = { width: w, height: h, subsampling: kind.subsampling }
  return withRoom(turbo.bufferSize(size), async (room) =>
    Buffer.from(await turbo.compress(data, room, { ...size, ...kind, quality })),
  )
}

/** A piece of the index as a file: its postings, its words, its columns, and at the end where each of them stands. */
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { Elenco } from './codifica'
import { inMemoria, type Parti, Segmento, scratchOf, type Tavole } from './segmento'

/** Where a new piece is written: in memory, or at the end of a file. */
export class Scrittura {
  #chunks: Buffer[] = []
  #fd: number | null
  #size = 0
  constructor(readonly file: string | null) {
    this.#fd = file === null ? null : openSync(file, 'wx', 0o600)
  }
  get length(): number {
    return this.#size
  }
  write(bytes: Buffer): void {
    if (this.#fd === null) this.#chunks.push(Buffer.from(bytes))
    else for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at)
    this.#size += bytes.length
  }
  end(): Buffer | null {
    if (this.#fd !== null) closeSync(this.#fd)
    return this.#fd === null ? Buffer.concat(this.#chunks) : null
  }
}

const bytesOf = (values: ArrayBufferView): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength)
const KINDS = {
  perId: Uint32Array,
  fondo: Uint16Array,
  comune: Uint16Array,
  tipologia: Uint8Array,
  anno: Uint16Array,
  durata: Uint8Array,
  peso: Uint32Array,
  accesso: Uint8Array,
  apertura: Uint32Array,
  avanti: Uint32Array,
  lessemiInizi: Uint32Array,
  conti: Uint32Array,
  inizi: Float64Array,
  paroleInizi: Uint32Array,
  paroleConti: Uint32Array,
  radice: Uint32Array,
}
type Piede = { dove: Record<string, [da: number, quanti: number]>; tavole: Tavole; versione: number }
/** Of the form of the files: what is of another is made again. */
export const VERSIONE = 3

/**
 * Ends a piece whose postings (from 0) and words (from `avanti`) have been written.
 * @param avanti where the words of the units begin, and how long they are
 */
export function closeSegmento(out: Scrittura, parti: Parti, avanti: [da: number, quanti: number]): Segmento {
  if (out.file === null) {
    const bytes = out.end() as Buffer
    return new Segmento(
      parti,
      inMemoria(bytes),
      inMemoria(bytes.subarray(avanti[0], avanti[0] + avanti[1])),
      null,
      () => {},
    )
  }
  const dove: Piede['dove'] = { avantiTesti: avanti }
  const { colonne, lessemi, lessico } = parti
  const write = (name: string, values: ArrayBufferView) => {
    dove[name] = [out.length, values.byteLength]
    out.write(bytesOf(values))
  }
  for (const [name, values] of Object.entries(colonne)) write(name, values)
  write('lessemi', lessemi.testi)
  write('lessemiInizi', lessemi.inizi)
  write('conti', parti.conti)
  write('inizi', parti.inizi)
  write('parole', lessico.parole.testi)
  write('paroleInizi', lessico.parole.inizi)
  write('paroleConti', lessico.conti)
  write('radice', lessico.radice)
  const piede = Buffer.from(JSON.stringify({ dove, tavole: parti.tavole, versione: VERSIONE } satisfies Piede))
  out.write(piede)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(piede.length)
  out.write(size)
  out.end()
  return openSegmento(out.file)
}

/** @throws Error when the file is not one of ours, whole and of this version */
export function openSegmento(file: string): Segmento {
  const fd = openSync(file, 'r')
  const read = (da: number, quanti: number, into: Buffer): Buffer => {
    for (let at = 0; at < quanti; ) {
      const got = readSync(fd, into, at, quanti - at, da + at)
      if (got === 0) throw new Error(`${file} is shorter than it says`)
      at += got
    }
    return into
  }
  try {
    const size = statSync(file).size
    const tail = read(size - 4, 4, Buffer.alloc(4)).readUInt32LE()
    const piede = JSON.parse(String(read(size - 4 - tail, tail, Buffer.alloc(tail)))) as Piede
    if (piede.versione !== VERSIONE) throw new Error(`${file} is of another version`)
    const bytes = (name: string): Buffer => {
      const [da, quanti] = piede.dove[name] ?? [0, 0]
      return read(da, quanti, Buffer.allocUnsafeSlow(quanti))
    }
    const values = <K extends keyof typeof KINDS>(name: K): InstanceType<(typeof KINDS)[K]> => {
      const raw = bytes(name)
      const Kind = KINDS[name]
      return new Kind(raw.buffer as ArrayBuffer, 0, raw.length / Kind.BYTES_PER_ELEMENT) as InstanceType<
        (typeof KINDS)[K]
      >
    }
    const [avantiDa] = piede.dove.avantiTesti ?? [0, 0]
    return new Segmento(
      {
        colonne: {
          id: bytes('id'),
          perId: values('perId'),
          fondo: values('fondo'),
          comune: values('comune'),
          tipologia: values('tipologia'),
          anno: values('anno'),
          durata: values('durata'),
          peso: values('peso'),
          accesso: values('accesso'),
          apertura: values('apertura'),
          avanti: values('avanti'),
        },
        tavole: piede.tavole,
        lessemi: new Elenco(bytes('lessemi'), values('lessemiInizi')),
        conti: values('conti'),
        inizi: values('inizi'),
        lessico: {
          parole: new Elenco(bytes('parole'), values('paroleInizi')),
          conti: values('paroleConti'),
          radice: values('radice'),
        },
      },
      { read: (da, quanti) => read(da, quanti, scratchOf(quanti)) },
      { read: (da, quanti) => read(avantiDa + da, quanti, Buffer.allocUnsafe(quanti)) },
      file,
      () => closeSync(fd),
    )
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

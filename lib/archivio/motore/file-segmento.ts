/** A piece of the index as a file: its postings, its words, its columns, and at the end where each of them stands. */
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { Elenco } from './codifica'
import {
  type Condiviso,
  inMemoria,
  memoriaCondivisa,
  memoriaPropria,
  type Parti,
  Segmento,
  scratchOf,
  statiOf,
  type Tavole,
} from './segmento'

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
type Piede = { dove: Record<string, [da: number, quanti: number]>; tavole: Tavole; versione: number }
/** Of the form of the files: what is of another is made again. */
export const VERSIONE = 5

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
      statiOf(parti.colonne.id, memoriaPropria),
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

const KINDS = {
  id: Uint8Array,
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
  lessemi: Uint8Array,
  lessemiInizi: Uint32Array,
  conti: Uint32Array,
  inizi: Float64Array,
  parole: Uint8Array,
  paroleInizi: Uint32Array,
  paroleConti: Uint32Array,
  radice: Uint32Array,
}
type Columns = new (memory: SharedArrayBuffer) => Condiviso['valori'][string]
type Valori = { [K in keyof typeof KINDS]: InstanceType<(typeof KINDS)[K]> }

function readInto(fd: number, da: number, into: Uint8Array): void {
  for (let at = 0; at < into.length; ) {
    const got = readSync(fd, into, at, into.length - at, da + at)
    if (got === 0) throw new Error('A piece of the index is shorter than it says')
    at += got
  }
}

/**
 * Reads what of a piece is kept in memory, so that other threads have it too.
 * @throws Error when the file is not one of ours, whole and of this version
 */
export function openSegmento(file: string): Segmento {
  const fd = openSync(file, 'r')
  try {
    const read = (da: number, quanti: number): Buffer => {
      const into = Buffer.alloc(quanti)
      readInto(fd, da, into)
      return into
    }
    const size = statSync(file).size
    const tail = read(size - 4, 4).readUInt32LE()
    const piede = JSON.parse(String(read(size - 4 - tail, tail))) as Piede
    if (piede.versione !== VERSIONE) throw new Error(`${file} is of another version`)
    const valori: Condiviso['valori'] = {}
    for (const [name, Kind] of Object.entries(KINDS)) {
      const [da, quanti] = piede.dove[name] ?? [0, 0]
      const memory = memoriaCondivisa(quanti)
      readInto(fd, da, new Uint8Array(memory))
      valori[name] = new (Kind as Columns)(memory)
    }
    const stati = statiOf(bufferOf((valori as Valori).id), memoriaCondivisa)
    const [avantiDa] = piede.dove.avantiTesti ?? [0, 0]
    return segmentoDi({ file, valori, avantiDa, tavole: piede.tavole, stati })
  } finally {
    closeSync(fd)
  }
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

/** A piece that was read here or in another thread. @throws Error when its file is gone */
export function segmentoDi(condiviso: Condiviso): Segmento {
  const fd = openSync(condiviso.file, 'r')
  const read = (da: number, into: Buffer): Buffer => {
    readInto(fd, da, into)
    return into
  }
  const v = condiviso.valori as Valori
  const { fondo, tipologia, anno, durata, peso, accesso, apertura, perId, avanti } = v
  const id = bufferOf(v.id)
  return new Segmento(
    {
      colonne: { id, perId, fondo, comune: v.comune, tipologia, anno, durata, peso, accesso, apertura, avanti },
      tavole: condiviso.tavole,
      lessemi: new Elenco(bufferOf(v.lessemi), v.lessemiInizi),
      conti: v.conti,
      inizi: v.inizi,
      lessico: { parole: new Elenco(bufferOf(v.parole), v.paroleInizi), conti: v.paroleConti, radice: v.radice },
    },
    { read: (da, quanti) => read(da, scratchOf(quanti)) },
    { read: (da, quanti) => read(condiviso.avantiDa + da, Buffer.allocUnsafe(quanti)) },
    condiviso,
    condiviso.stati,
    () => closeSync(fd),
  )
}

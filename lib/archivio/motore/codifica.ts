/** Bytes of the index: numbers of variable length, and texts in order. */

const FIRST = 1_024

/** Grows as it is written. */
export class Byte {
  #bytes = Buffer.allocUnsafeSlow(FIRST)
  #at = 0

  get length(): number {
    return this.#at
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + more))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }

  byte(value: number): void {
    this.#room(1)
    this.#bytes[this.#at++] = value
  }

  /** 0 to 2³²-1, seven bits a byte, the lowest first */
  varint(value: number): void {
    this.#room(5)
    let rest = value
    while (rest >= 0x80) {
      this.#bytes[this.#at++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.#at++] = rest
  }

  uint32(value: number): void {
    this.#room(4)
    this.#bytes.writeUInt32LE(value, this.#at)
    this.#at += 4
  }

  bytes(value: Uint8Array): void {
    this.#room(value.length)
    this.#bytes.set(value, this.#at)
    this.#at += value.length
  }

  /** What was written, until it is written again. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }

  clear(): void {
    this.#at = 0
  }
}

/** Reads what `Byte` wrote. */
export class Lettura {
  at = 0
  constructor(readonly bytes: Buffer) {}

  byte(): number {
    return this.bytes[this.at++] as number
  }

  varint(): number {
    let byte = this.bytes[this.at++] as number
    let value = byte & 0x7f
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = this.bytes[this.at++] as number
      value |= (byte & 0x7f) << shift
    }
    return value >>> 0
  }

  take(many: number): Buffer {
    this.at += many
    return this.bytes.subarray(this.at - many, this.at)
  }
}

/** Texts in byte order, one after the other, and where each begins. */
export class Elenco {
  constructor(
    readonly testi: Buffer,
    readonly inizi: Uint32Array, // one more than there are texts
  ) {}

  get length(): number {
    return this.inizi.length - 1
  }

  get(i: number): string {
    return this.testi.toString('utf8', this.inizi[i], this.inizi[i + 1])
  }

  bytesOf(i: number): Buffer {
    return this.testi.subarray(this.inizi[i], this.inizi[i + 1])
  }

  /** First that is not before the given one. */
  from(testo: Buffer): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.testi.compare(testo, 0, testo.length, this.inizi[middle], this.inizi[middle + 1]) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** -1: not there */
  indexOf(testo: string): number {
    const bytes = Buffer.from(testo)
    const at = this.from(bytes)
    return at < this.length && this.bytesOf(at).equals(bytes) ? at : -1
  }
}

export function elencoOf(testi: readonly string[]): Elenco {
  const inizi = new Uint32Array(testi.length + 1)
  let size = 0
  for (const [i, testo] of testi.entries()) {
    inizi[i] = size
    size += Buffer.byteLength(testo)
  }
  inizi[testi.length] = size
  const bytes = Buffer.allocUnsafeSlow(size)
  for (const [i, testo] of testi.entries()) bytes.write(testo, inizi[i] as number)
  return new Elenco(bytes, inizi)
}

/** Numbers that come one after the other, by the thousand million. */
export class Numeri {
  #values = new Uint32Array(FIRST)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = value
  }

  view(): Uint32Array {
    return this.#values.subarray(0, this.length)
  }
}

/** Order of texts by their bytes, which is that of the index. */
export const prima = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

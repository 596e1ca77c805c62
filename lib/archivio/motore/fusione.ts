/** Several pieces of the index become one, without the units that are no more. */
import { Byte, type Elenco, elencoOf, Lettura, prima } from './codifica'
import { NESSUNA } from './costruttore'
import { CLASSI_PAROLE } from './documento'
import { closeSegmento, Scrittura } from './file-segmento'
import { BLOCCO, type Segmento, writeVoci } from './segmento'
import { orderOfIds, respira, writeParole } from './stesura'

const CHUNK = 1 << 20
const RESPIRO = 2_000
const CLASSI = CLASSI_PAROLE.length
/** So many pieces of about the same size become one. */
const INSIEME = 6
/** Sizes that are about the same: so many times a unit. */
const PASSO = 6
/** None grows beyond this: what is larger is left as it is. */
const GRANDE = 150_000

/** Pieces that should become one: one that is half gone, or several of about the same size. @returns [] when none should */
export function daUnire(pezzi: readonly Segmento[]): Segmento[] {
  const half = pezzi.find((one) => one.unita > 1_000 && one.quanteMorte * 2 > one.unita)
  if (half) return [half]
  const sizes = new Map<number, Segmento[]>()
  for (const one of pezzi) {
    if (one.vive * INSIEME > GRANDE) continue
    const step = Math.floor(Math.log(one.vive + 1) / Math.log(PASSO))
    sizes.set(step, [...(sizes.get(step) ?? []), one])
  }
  return [...sizes.values()].find((all) => all.length >= INSIEME) ?? []
}

/**
 * @param file null: kept in memory
 * @returns the new piece, and for each unit of the old ones its place in it (NESSUNA: left out)
 */
export async function fondi(
  segmenti: readonly Segmento[],
  file: string | null,
): Promise<{ segmento: Segmento; posti: Uint32Array[] }> {
  const posti: Uint32Array[] = []
  let many = 0
  for (const { unita, morte } of segmenti)
    posti.push(Uint32Array.from(morte, (dead) => (dead === 1 ? NESSUNA : many++)).subarray(0, unita))
  const out = new Scrittura(file)
  const lessemi = await fondiLessemi(segmenti, posti, out)
  const parole = unisci(segmenti.map((one) => one.parti.lessico.parole))
  const avanti = await fondiAvanti(segmenti, posti, parole.posti, out, many)

  const conti = new Uint32Array(parole.testi.length * CLASSI)
  const radice = new Uint32Array(parole.testi.length).fill(NESSUNA)
  for (const [i, { parti }] of segmenti.entries()) {
    const places = parole.posti[i] as Uint32Array
    for (let word = 0; word < places.length; word += 1) {
      const place = places[word] as number
      for (let classe = 0; classe < CLASSI; classe += 1)
        conti[place * CLASSI + classe] =
          (conti[place * CLASSI + classe] as number) + (parti.lessico.conti[word * CLASSI + classe] as number)
      const stem = parti.lessico.radice[word] as number
      if (stem !== NESSUNA) radice[place] = lessemi.posti[i]?.[stem] as number
    }
  }
  const tavole = { fondi: [''], comuni: [''], tipologie: [''] }
  const colonne = {
    id: Buffer.allocUnsafeSlow(many * 16),
    fondo: new Uint16Array(many),
    comune: new Uint16Array(many),
    tipologia: new Uint8Array(many),
    anno: new Uint16Array(many),
    durata: new Uint8Array(many),
    peso: new Uint32Array(many),
    accesso: new Uint8Array(many),
    apertura: new Uint32Array(many),
  }
  for (const [i, { parti, unita }] of segmenti.entries()) {
    const from = parti.colonne
    const place = (kind: keyof typeof tavole, nome: string) => {
      const known = tavole[kind].indexOf(nome)
      return known >= 0 ? known : tavole[kind].push(nome) - 1
    }
    const fondi = parti.tavole.fondi.map((nome) => place('fondi', nome))
    const comuni = parti.tavole.comuni.map((nome) => place('comuni', nome))
    const tipologie = parti.tavole.tipologie.map((nome) => place('tipologie', nome))
    for (let doc = 0; doc < unita; doc += 1) {
      const to = posti[i]?.[doc] as number
      if (to === NESSUNA) continue
      from.id.copy(colonne.id, to * 16, doc * 16, doc * 16 + 16)
      colonne.fondo[to] = fondi[from.fondo[doc] as number] as number
      colonne.comune[to] = comuni[from.comune[doc] as number] as number
      colonne.tipologia[to] = tipologie[from.tipologia[doc] as number] as number
      colonne.anno[to] = from.anno[doc] as number
      colonne.durata[to] = from.durata[doc] as number
      colonne.peso[to] = from.peso[doc] as number
      colonne.accesso[to] = from.accesso[doc] as number
      colonne.apertura[to] = from.apertura[doc] as number
    }
  }
  const segmento = closeSegmento(
    out,
    {
      colonne: { ...colonne, perId: orderOfIds(colonne.id, many), avanti: avanti.inizi },
      tavole,
      lessemi: lessemi.elenco,
      conti: lessemi.conti,
      inizi: lessemi.inizi,
      lessico: { parole: parole.testi, conti, radice },
    },
    [avanti.da, avanti.quanti],
  )
  return { segmento, posti }
}

/** Walks several lists in order together. @param each is given a text and where it is in each list; -1: not there */
function* insieme(lists: readonly Elenco[]): Generator<{ testo: string; dove: number[] }> {
  const at = lists.map(() => 0)
  const heads = lists.map((one) => (one.length > 0 ? one.get(0) : null))
  for (;;) {
    let least: string | null = null
    for (const head of heads) if (head !== null && (least === null || prima(head, least) < 0)) least = head
    if (least === null) return
    const dove = heads.map((head, i) => (head === least ? (at[i] as number) : -1))
    for (const [i, place] of dove.entries()) {
      if (place < 0) continue
      at[i] = place + 1
      const list = lists[i] as Elenco
      heads[i] = place + 1 < list.length ? list.get(place + 1) : null
    }
    yield { testo: least, dove }
  }
}

function unisci(lists: readonly Elenco[]): { testi: Elenco; posti: Uint32Array[] } {
  const posti = lists.map((one) => new Uint32Array(one.length))
  const texts: string[] = []
  for (const { testo, dove } of insieme(lists)) {
    for (const [i, place] of dove.entries()) if (place >= 0) (posti[i] as Uint32Array)[place] = texts.length
    texts.push(testo)
  }
  return { testi: elencoOf(texts), posti }
}

async function fondiLessemi(segmenti: readonly Segmento[], posti: readonly Uint32Array[], out: Scrittura) {
  const places = segmenti.map(({ parti }) => new Uint32Array(parti.lessemi.length).fill(NESSUNA))
  const texts: string[] = []
  const conti: number[] = []
  const inizi: number[] = []
  const bytes = new Byte()
  let flushed = out.length
  let docs = new Uint32Array(1_024)
  let weights = new Uint8Array(1_024)
  let turn = 0
  for (const { testo, dove } of insieme(segmenti.map(({ parti }) => parti.lessemi))) {
    let many = 0
    for (const [i, lessema] of dove.entries()) {
      if (lessema < 0) continue
      const { docs: from, from: start, pesi, many: length } = (segmenti[i] as Segmento).readVoci(lessema)
      if (docs.length < many + length) {
        const larger = new Uint32Array((many + length) * 2)
        larger.set(docs)
        docs = larger
        const heavier = new Uint8Array(larger.length)
        heavier.set(weights)
        weights = heavier
      }
      const map = posti[i] as Uint32Array
      const reading = new Lettura(from)
      reading.at = start
      let doc = 0
      for (let n = 0; n < length; n += 1) {
        doc = (n & (BLOCCO - 1)) === 0 ? reading.varint() : doc + reading.varint()
        const to = map[doc] as number
        if (to === NESSUNA) continue
        docs[many] = to
        weights[many] = from[pesi + n] as number
        many += 1
      }
    }
    turn += 1
    if (turn % RESPIRO === 0) await respira()
    // words on pages are known by the lexeme of their stem, also when it is in no list
    if (many === 0 && !testo.startsWith('#')) continue
    for (const [i, lessema] of dove.entries()) if (lessema >= 0) (places[i] as Uint32Array)[lessema] = texts.length
    texts.push(testo)
    conti.push(many)
    inizi.push(flushed + bytes.length)
    writeVoci(bytes, docs, weights, many)
    if (bytes.length > CHUNK) {
      out.write(bytes.view())
      flushed += bytes.length
      bytes.clear()
    }
  }
  inizi.push(flushed + bytes.length)
  out.write(bytes.view())
  return { elenco: elencoOf(texts), conti: Uint32Array.from(conti), inizi: Float64Array.from(inizi), posti: places }
}

async function fondiAvanti(
  segmenti: readonly Segmento[],
  posti: readonly Uint32Array[],
  parole: readonly Uint32Array[],
  out: Scrittura,
  many: number,
) {
  const inizi = new Uint32Array(many + 1)
  const da = out.length
  const bytes = new Byte()
  let flushed = 0
  for (const [i, segmento] of segmenti.entries()) {
    const words = parole[i] as Uint32Array
    for (let doc = 0; doc < segmento.unita; doc += 1) {
      const to = posti[i]?.[doc] as number
      if (to === NESSUNA) continue
      inizi[to] = flushed + bytes.length
      copyAvanti(segmento.readAvanti(doc), words, bytes)
      if (bytes.length > CHUNK) {
        out.write(bytes.view())
        flushed += bytes.length
        bytes.clear()
        await respira()
      }
    }
  }
  inizi[many] = flushed + bytes.length
  out.write(bytes.view())
  return { da, quanti: flushed + bytes.length, inizi }
}

/** The same words under the numbers they have in the new piece: order stays order. */
function copyAvanti(from: Buffer, words: Uint32Array, out: Byte): void {
  const reading = new Lettura(from)
  const list = () => {
    const all = new Uint32Array(reading.varint())
    for (let i = 0, last = 0; i < all.length; i += 1) {
      last += reading.varint()
      all[i] = words[last] as number
    }
    writeParole(out, all)
  }
  out.byte(reading.byte())
  for (let classe = 0; classe < 3; classe += 1) list()
  const pages = reading.varint()
  out.varint(pages)
  for (let page = 0; page < pages; page += 1) {
    out.bytes(reading.take(16))
    out.varint(reading.varint())
    out.byte(reading.byte())
    list()
  }
}

/**
 * What becomes of a batch before anything is written: the rows of its index against each other, against the archive as it
 * is and against the files that are there.
 */
import { canContain, haCarte, type LivelloDescrizione, NOMI_LIVELLO } from '../rules'
import { computeConsultabilita, type Etichetta, type LivelloAccesso } from '../rules-consultabilita'
import type { Descrizione } from '../rules-descrizione'
import { avviso, type Esito, errore, hasErrori, type ModoLotto, type StatoRiga } from './rules'
import { NomiFile } from './rules-nomi-file'
import { type DescrizioneLetta, NOMI_ACCESSO, type RigaLetta } from './rules-righe'

/** A file of the batch, as it was found. */
export type FileVisto = { nome: string; sha256: string | null; pagine: number | null; esiti: readonly Esito[] }

/** A unit that the archive has already. */
export type UnitaPresente = {
  id: string
  livello: LivelloDescrizione
  accessoBase: LivelloAccesso
  produttore: string | null
  /** closed today by what it says, or by what it stands in */
  chiusa: boolean
  /** SHA-256 → how many of its files have it */
  impronte: ReadonlyMap<string, number>
}

export type Archivio = {
  /** by signature: those of the index, and those they stand in */
  unita: ReadonlyMap<string, UnitaPresente>
  /** SHA-256 → signature of the unit that has the same file; null: of one that is closed */
  contenuti: ReadonlyMap<string, string | null>
}

export type FileDiRiga = { nome: string; pagineAttese: number | null }
export type RigaVerificata = {
  riga: number
  posizione: number
  segnatura: string
  stato: Extract<StatoRiga, 'da_caricare' | 'presente' | 'errata'>
  descrizione: Descrizione | null
  file: FileDiRiga[]
  pagineAttese: number | null
  esiti: Esito[]
  chiusa: boolean
  /** of the unit that is there */
  unitaId: string | null
}

type Riga = RigaLetta & { aperta?: boolean; fatta?: RigaVerificata }

/**
 * @param righe as read from the index
 * @param file every file of the batch but the index
 * @returns rows in the order in which they go in: each after the one it stands in
 */
export function verificaRighe(
  righe: readonly RigaLetta[],
  file: readonly FileVisto[],
  archivio: Archivio,
  modo: ModoLotto,
): RigaVerificata[] {
  return new Verifica(righe, file, archivio, modo).run()
}

/** Levels are nine: a longer chain is a mistake, told before it is followed to its end. */
const MAX_PROFONDITA = 12

class Verifica {
  readonly #righe: Riga[]
  readonly #perSegnatura = new Map<string, Riga>()
  readonly #nomi: NomiFile
  readonly #file: ReadonlyMap<string, FileVisto>
  /** file → row that named it first */
  readonly #presi = new Map<string, number>()
  /** content → file that had it first */
  readonly #contenuti = new Map<string, string>()
  #posizione = 0
  #profondita = 0

  constructor(
    righe: readonly RigaLetta[],
    file: readonly FileVisto[],
    readonly archivio: Archivio,
    readonly modo: ModoLotto,
  ) {
    this.#righe = righe.map((one) => ({ ...one, esiti: [...one.esiti] }))
    this.#nomi = new NomiFile(file.map((one) => one.nome))
    this.#file = new Map(file.map((one) => [one.nome, one]))
    for (const one of this.#righe) {
      const first = this.#perSegnatura.get(one.segnatura)
      if (!first) this.#perSegnatura.set(one.segnatura, one)
      else if (one.segnatura !== '')
        one.esiti.push(
          errore(`«${one.segnatura}» è già alla riga ${first.riga}: ogni unità ha la sua segnatura`, 'Segnatura'),
        )
    }
  }

  run(): RigaVerificata[] {
    for (const one of this.#righe) this.#verifica(one)
    return this.#righe.flatMap((one) => one.fatta ?? []).sort((a, b) => a.posizione - b.posizione)
  }

  #verifica(riga: Riga): RigaVerificata {
    if (riga.fatta) return riga.fatta
    riga.aperta = true
    const letta = riga.descrizione
    const sopra = letta ? this.#padre(riga, letta) : null
    const descrizione = letta && this.#eredita(riga, letta, sopra)
    const file = this.#fileOf(riga)
    const presente = this.archivio.unita.get(riga.segnatura) ?? null
    const stato = this.#stato(riga, presente, file, descrizione)
    const attese = this.#pagine(riga, file)
    riga.aperta = false
    this.#posizione += 1
    riga.fatta = {
      riga: riga.riga,
      posizione: this.#posizione,
      segnatura: riga.segnatura,
      stato,
      descrizione,
      file: file.map((nome, i) => ({ nome, pagineAttese: attese.perFile[i] ?? null })),
      pagineAttese: attese.totale,
      esiti: riga.esiti,
      chiusa: presente?.chiusa ?? (descrizione ? isChiusa(descrizione, sopra) : false),
      unitaId: presente?.id ?? null,
    }
    return riga.fatta
  }

  /** The unit it stands in, in the index or in the archive; what is wrong with it is said on the row. */
  #padre(riga: Riga, { padre, livello }: DescrizioneLetta): Sopra | null {
    const say = (testo: string) => {
      riga.esiti.push(errore(testo, 'Sta in'))
      return null
    }
    if (padre === null) return null
    const inIndice = this.#perSegnatura.get(padre)
    const there = this.archivio.unita.get(padre)
    if (inIndice?.aperta)
      return say(
        inIndice === riga
          ? 'un’unità non può stare in sé stessa'
          : `«${padre}» sta a sua volta in questa unità: correggi una delle due righe`,
      )
    if (this.#profondita > MAX_PROFONDITA) return say('è troppo in basso: i livelli sono al massimo nove')
    this.#profondita += 1
    const row = inIndice && this.#verifica(inIndice)
    this.#profondita -= 1
    const sopra = there ? sopraOf(there) : row?.descrizione ? { ...row.descrizione, chiusa: row.chiusa } : null
    if (!there && row && row.stato === 'errata')
      return say(`«${padre}» è da correggere alla riga ${row.riga}: questa può entrare solo dopo`)
    if (!sopra)
      return say(`«${padre}» non è in questo indice né nell’archivio: aggiungi la sua riga o correggi la segnatura`)
    if (!canContain(sopra.livello, livello))
      return say(
        `${livello === 'allegato' ? 'un Allegato sta solo in un Documento' : `un livello ${NOMI_LIVELLO[livello]} non sta in un livello ${NOMI_LIVELLO[sopra.livello]}`}: correggi il livello di questa riga o di «${padre}»`,
      )
    return sopra
  }

  /** Producer and openness, when they are not said, are those of the unit above. */
  #eredita(riga: Riga, letta: DescrizioneLetta, sopra: Sopra | null): Descrizione | null {
    const produttore = letta.produttore ?? sopra?.produttore ?? null
    const accessoBase = letta.accessoBase ?? sopra?.accessoBase ?? null
    if (letta.padre === null && !this.archivio.unita.has(letta.segnatura)) {
      if (letta.livello !== 'fondo' && letta.livello !== 'complesso_fondi')
        riga.esiti.push(
          errore(
            'è vuoto, ma solo un Fondo o un Complesso di fondi non sta in un’altra unità: scrivi la segnatura di quella che la contiene',
            'Sta in',
          ),
        )
      else if (!produttore)
        riga.esiti.push(errore('serve per un fondo: scrivi chi ha formato le carte', 'Soggetto produttore'))
      if (!accessoBase)
        riga.esiti.push(errore(`serve per un fondo: scrivi ${Object.values(NOMI_ACCESSO).join(', ')}`, 'Accesso'))
    }
    return produttore && accessoBase ? { ...letta, produttore, accessoBase } : null
  }

  #fileOf(riga: Riga): string[] {
    const named = riga.file.flatMap((text) => {
      const found = this.#nomi.trova(text)
      if (found && found !== 'ambiguo') return [found]
      riga.esiti.push(
        errore(
          found
            ? `«${text}» può essere più di un file: scrivilo con la sua cartella`
            : `«${text}» non c’è tra i file del lotto: aggiungilo o correggi il nome`,
          'File',
        ),
      )
      return []
    })
    const inside = riga.cartella ? this.#nomi.inCartella(riga.cartella) : []
    if (riga.cartella && inside.length === 0)
      riga.esiti.push(errore(`«${riga.cartella}» non c’è o è vuota: aggiungila o correggi il nome`, 'Cartella'))
    const files = [...new Set([...named, ...inside])]
    if (files.length > 0 && riga.descrizione && !haCarte(riga.descrizione.livello))
      riga.esiti.push(errore('i file stanno in un fascicolo o in un documento, non in una serie o in un fondo', 'File'))
    for (const nome of files) this.#sayFile(riga, nome)
    return files
  }

  #sayFile(riga: Riga, nome: string): void {
    const first = this.#presi.get(nome)
    if (first !== undefined) riga.esiti.push(errore(`«${nome}» è già il file della riga ${first}`, 'File'))
    else this.#presi.set(nome, riga.riga)
    const visto = this.#file.get(nome)
    for (const one of visto?.esiti ?? []) riga.esiti.push({ ...one, colonna: 'File' })
    if (!visto?.sha256) return
    const twin = this.#contenuti.get(visto.sha256)
    if (twin === undefined) this.#contenuti.set(visto.sha256, nome)
    else if (twin !== nome)
      riga.esiti.push(
        this.#presi.get(twin) === riga.riga
          ? avviso(
              `«${nome}» è uguale a «${twin}»: entrano tutti e due. Se uno è di troppo, toglilo dall’indice`,
              'File',
            )
          : avviso(`«${nome}» ha lo stesso contenuto di «${twin}», alla riga ${this.#presi.get(twin)}`, 'File'),
      )
    const elsewhere = this.archivio.contenuti.get(visto.sha256)
    if (elsewhere !== undefined && elsewhere !== riga.segnatura)
      riga.esiti.push(
        avviso(
          `«${nome}» è già nell’archivio${elsewhere === null ? ', in un’altra unità' : `, in ${elsewhere}`}`,
          'File',
        ),
      )
  }

  #stato(
    riga: Riga,
    presente: UnitaPresente | null,
    file: string[],
    descrizione: Descrizione | null,
  ): RigaVerificata['stato'] {
    if (hasErrori(riga.esiti)) return 'errata'
    if (!presente) return descrizione ? 'da_caricare' : 'errata'
    if (!this.#hasFresh(presente, file)) return 'presente'
    if (this.modo === 'aggiungi') {
      riga.esiti.push(avviso('c’è già: si aggiungono i file, la descrizione resta com’è', 'Segnatura'))
      return 'da_caricare'
    }
    riga.esiti.push(
      errore(
        `«${riga.segnatura}» è già nell’archivio, senza questi file: cambia segnatura, o carica il lotto scegliendo di aggiungere i file alle unità che ci sono`,
        'Segnatura',
      ),
    )
    return 'errata'
  }

  /** Equal files are so many papers: those beyond the copies that are there are new. */
  #hasFresh({ impronte }: UnitaPresente, file: readonly string[]): boolean {
    const copie = Map.groupBy(file, (nome) => this.#file.get(nome)?.sha256 ?? '')
    return [...copie].some(([sha256, equal]) => equal.length > (impronte.get(sha256) ?? 0))
  }

  /** Pages of the row and of each file; where they are counted already they are compared. */
  #pagine({ pagineAttese, esiti }: Riga, file: readonly string[]): { totale: number | null; perFile: number[] } {
    if (pagineAttese.length === 0) return { totale: null, perFile: [] }
    const totale = pagineAttese.reduce((a, b) => a + b, 0)
    if (file.length === 0) {
      esiti.push(avviso(`sono attese ${totale} pagine ma la riga non ha file`, 'Pagine attese'))
      return { totale, perFile: [] }
    }
    const perFile = pagineAttese.length === file.length ? pagineAttese : []
    if (pagineAttese.length > 1 && perFile.length === 0)
      esiti.push(
        avviso(`ci sono ${pagineAttese.length} numeri per ${file.length} file: si confronta la somma`, 'Pagine attese'),
      )
    const counted = file.map((nome) => this.#file.get(nome)?.pagine ?? null)
    for (const [i, nome] of file.entries()) {
      const [attese, trovate] = [perFile[i], counted[i]]
      if (attese !== undefined && trovate !== null && trovate !== undefined && attese !== trovate)
        esiti.push(avviso(`«${nome}» ha ${trovate} pagine, attese ${attese}`, 'Pagine attese'))
    }
    const all = counted.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0)
    if (perFile.length === 0 && all !== null && all !== totale)
      esiti.push(avviso(`i file hanno ${all} pagine, attese ${totale}`, 'Pagine attese'))
    return { totale, perFile }
  }
}

type Sopra = Pick<UnitaPresente, 'livello' | 'produttore' | 'accessoBase' | 'chiusa'> & {
  etichette?: readonly Etichetta[]
}
const sopraOf = ({ livello, produttore, accessoBase, chiusa }: UnitaPresente): Sopra => ({
  livello,
  produttore,
  accessoBase,
  chiusa,
})

/** Tags add up: a unit is as closed as the one it stands in, and may be more. */
const isChiusa = (one: Descrizione, sopra: Sopra | null): boolean =>
  computeConsultabilita(one.accessoBase, one.etichette).accesso === 'particolare' || (sopra?.chiusa ?? false)

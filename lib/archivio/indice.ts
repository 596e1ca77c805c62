import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'
import type { Consultabilita } from './rules-consultabilita'
import type { VoceIndice } from './rules-indice'
import { paroleOf } from './rules-parole'

/** A unit as the index holds it. */
export type RigaIndice = {
  unitaId: string
  fondoId: string
  comuneIstat: string | null
  tipologia: string | null
  dal: string | null
  consultabilita: Consultabilita
  voce: VoceIndice
}

/** Writes the rows of the index. Asked as the system: nobody else sees them. */
export async function writeIndice(tx: Pick<Tx, 'execute'>, righe: readonly RigaIndice[]): Promise<void> {
  const rows = righe.map(({ voce, consultabilita, ...rest }) => ({
    ...rest,
    ...voce,
    ...consultabilita,
    peso: Number((rest.dal ?? '0').replaceAll('-', '')),
    anno: rest.dal ? Number(rest.dal.slice(0, 4)) : null,
  }))
  await tx.execute(sql`
    insert into indice_unita (ente, unita_id, peso, fondo_id, comune_istat, tipologia, anno, accesso, consultabile_dal, accesso_dopo, lessemi)
    select ${ENTE}, r."unitaId", r.peso, r."fondoId", r."comuneIstat", r.tipologia, r.anno, r.accesso, r."consultabileDal", r."accessoDopo",
      archivio_lessemi(r.titolo, r.breve, r.esteso, r.riservato, r.nomi, r.luoghi, r.esatti)
    from jsonb_to_recordset((${JSON.stringify(rows)}::text)::jsonb) as r("unitaId" uuid, peso bigint, "fondoId" uuid, "comuneIstat" text, tipologia text,
      anno smallint, accesso text, "consultabileDal" date, "accessoDopo" text, titolo text, breve text, esteso text, riservato text,
      nomi text[], luoghi text[], esatti text[])
    on conflict (ente, unita_id) do update set peso = excluded.peso, fondo_id = excluded.fondo_id, comune_istat = excluded.comune_istat,
      tipologia = excluded.tipologia, anno = excluded.anno, accesso = excluded.accesso, consultabile_dal = excluded.consultabile_dal,
      accesso_dopo = excluded.accesso_dopo, lessemi = excluded.lessemi`)
}

/** How many units have each word, by class: '' anybody, '@' signed in, '~' who may see names. */
export class ContoParole {
  readonly #counts = new Map<string, number>()

  /** @param segno +1 for a unit that comes, -1 for one that goes or is closed */
  add({ voce, consultabilita }: Pick<RigaIndice, 'voce' | 'consultabilita'>, segno: 1 | -1 = 1): void {
    // what is closed is no word of anybody: it comes in when it is described again after its term
    if (consultabilita.accesso === 'particolare') return
    const open = [voce.titolo, voce.breve, voce.esteso].flatMap(paroleOf)
    this.#count('', open, segno)
    this.#count('@', voce.luoghi, segno)
    this.#count('~', [...voce.nomi, ...paroleOf(voce.riservato)], segno)
  }

  #count(classe: string, parole: readonly string[], segno: number): void {
    for (const parola of new Set(parole)) {
      const key = `${classe} ${parola}`
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + segno)
    }
  }

  /** Adds what was counted. Rows are taken in order, so that two writers never wait for each other in a ring. */
  async write(tx: Pick<Tx, 'execute'>): Promise<void> {
    const rows = [...this.#counts]
      .filter(([, conto]) => conto !== 0)
      .map(([key, conto]) => ({
        classe: key.slice(0, key.indexOf(' ')),
        parola: key.slice(key.indexOf(' ') + 1),
        conto,
      }))
    if (rows.length === 0) return
    await tx.execute(sql`
      insert into lessico (ente, classe, parola, radice, conto)
      select ${ENTE}, r.classe, r.parola, archivio_radice(r.parola), r.conto
      from jsonb_to_recordset((${JSON.stringify(rows)}::text)::jsonb) as r(classe text, parola text, conto int)
      where archivio_radice(r.parola) is not null order by r.classe, r.parola collate "C"
      on conflict (ente, classe, parola) do update set conto = lessico.conto + excluded.conto`)
  }
}

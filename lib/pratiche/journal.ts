import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { postaUscita, praticaEventi, pratiche, termini } from '@/drizzle/schema/pratiche'
import { protocolli } from '@/drizzle/schema/procedimenti'
import { persone } from '@/drizzle/schema/soggetti'
import type { Attore } from '@/lib/audit/record'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { listDestinatari } from './destinatari'
import type { StatoPratica, TipoEvento } from './rules'
import { computeTermine, type Termine } from './rules-termini'
import type { EventoTermine, RegolaTermine } from './rules-termini-registro'

export type PraticaRow = typeof pratiche.$inferSelect

export const regolaOf = (pratica: Pick<PraticaRow, 'termineGiorni' | 'termineUnita'>): RegolaTermine => ({
  giorni: pratica.termineGiorni,
  unita: pratica.termineUnita,
  sospensioneMaxGiorni: 30,
})

/** Next number of a register, inside the caller's transaction: take it as late as possible, its row is then held. */
export async function nextNumero(tx: Tx, registro: string): Promise<{ anno: number; numero: number; at: Date }> {
  const [row] = await tx.execute<{ anno: number; numero: number; registrato_at: string | Date }>(
    sql`select anno, numero, registrato_at from prossimo_numero(${ENTE}, ${registro})`,
  )
  if (!row) throw new Error('No number from the register')
  return { anno: row.anno, numero: row.numero, at: new Date(row.registrato_at) }
}

export type Registrazione = {
  verso: 'entrata' | 'uscita'
  oggetto: string
  mittente: string
  destinatario: string
  impronta: string
  praticaId: string
  /** its recipient is for the office alone */
  riservato?: boolean
}
/** Registers a document in the protocol (D.P.R. 445/2000 art. 53). @returns its number */
export async function registerProtocollo(
  tx: Tx,
  registrazione: Registrazione,
): Promise<{ anno: number; numero: number; at: Date }> {
  const numero = await nextNumero(tx, 'protocollo')
  await tx
    .insert(protocolli)
    .values({ ente: ENTE, anno: numero.anno, numero: numero.numero, registratoAt: numero.at, ...registrazione })
  return numero
}

/** The rows that moved the clock of a pratica, in order, as the rules read them. */
export async function listTermini(tx: Pick<Tx, 'select'>, praticaId: string): Promise<EventoTermine[]> {
  const rows = await tx
    .select({
      tipo: termini.tipo,
      il: termini.il,
      giorni: termini.giorni,
      motivo: termini.motivo,
      causa: termini.causa,
    })
    .from(termini)
    .where(and(eq(termini.ente, ENTE), eq(termini.praticaId, praticaId)))
    .orderBy(asc(termini.seq))
  return rows.map((row) => ({
    tipo: row.tipo as EventoTermine['tipo'],
    il: row.il,
    ...(row.motivo ? { motivo: row.motivo } : {}),
    ...(row.giorni === null ? {} : { giorni: row.giorni }),
    ...(row.causa === null ? {} : { causa: row.causa }),
  }))
}

export type NuovoEvento = {
  tipo: TipoEvento
  statoDopo: StatoPratica
  testo?: string | null
  dati?: Record<string, unknown>
}
export type Avviso = { oggetto: string; testo: string; chi?: string }

/**
 * What a command writes about one pratica, in order: events (each with the state it leaves), moves of the legal clock,
 * notices to the person. Used while the row is locked; `finish` writes the row itself once.
 */
export class Journal {
  #seq: number
  #stato: StatoPratica
  #clock: EventoTermine[]
  #moved = false
  readonly changes: Partial<PraticaRow> = {}

  constructor(
    readonly tx: Tx,
    readonly pratica: PraticaRow,
    readonly attore: Attore,
    readonly at: Date,
    readonly oggi: IsoDate,
    clock: EventoTermine[],
  ) {
    this.#seq = pratica.versioneRiga
    this.#stato = pratica.stato
    this.#clock = clock
  }

  get clock(): readonly EventoTermine[] {
    return this.#clock
  }

  get seq(): number {
    return this.#seq
  }

  termine(): Termine {
    return computeTermine(regolaOf(this.pratica), this.#clock, this.oggi)
  }

  /** @returns the sequence number of the event */
  async event({ tipo, statoDopo, testo = null, dati = {} }: NuovoEvento): Promise<number> {
    this.#seq += 1
    this.#stato = statoDopo
    await this.tx.insert(praticaEventi).values({
      ente: ENTE,
      praticaId: this.pratica.id,
      seq: this.#seq,
      tipo,
      statoDopo,
      avvenutoAt: this.at,
      attoreId: this.attore.personaId,
      attoreNome: this.attore.nome,
      agiscePer: this.attore.agiscePerNome,
      testo,
      dati,
    })
    return this.#seq
  }

  /** Moves the legal clock; the new due day is written with the row. @param norma 'art. 2 c. 7 L. 241/1990' */
  async moveClock(mossa: EventoTermine, norma: string): Promise<void> {
    await this.tx.insert(termini).values({
      ente: ENTE,
      praticaId: this.pratica.id,
      seq: this.#clock.length + 1,
      tipo: mossa.tipo,
      il: mossa.il,
      giorni: mossa.giorni ?? null,
      causa: mossa.causa === 'controinteressati' ? mossa.causa : null,
      motivo: mossa.motivo ?? null,
      norma,
      eventoSeq: this.#seq,
    })
    this.#clock = [...this.#clock, mossa]
    this.#moved = true
  }

  /** One notice per event and person: in the area, and by e-mail when an address is known. Without `chi`, the applicant's side. */
  async notify({ oggetto, testo, chi }: Avviso): Promise<void> {
    const whom = chi ? [chi] : await listDestinatari(this.tx, { ...this.pratica, ...this.changes })
    for (const personaId of whom)
      await notify(this.tx, { praticaId: this.pratica.id, seq: this.#seq, personaId, oggetto, testo })
  }

  async finish(): Promise<void> {
    const scadeIl = this.#moved ? this.termine().scadeIl : this.pratica.scadeIl
    await this.tx
      .update(pratiche)
      .set({ ...this.changes, stato: this.#stato, versioneRiga: this.#seq, scadeIl, updatedAt: this.at })
      .where(and(eq(pratiche.ente, ENTE), eq(pratiche.id, this.pratica.id)))
  }
}

/** Writes the outbox rows of one event for one person: their keys make a repeat harmless. */
export async function notify(
  tx: Tx,
  avviso: { praticaId: string; seq: number; personaId: string; oggetto: string; testo: string },
): Promise<void> {
  const chiave = `pratica:${avviso.praticaId}:${avviso.seq}:${avviso.personaId}`
  await asSistema(tx, () =>
    tx.execute(sql`
    insert into ${postaUscita} (ente, chiave, persona_id, pratica_id, oggetto, testo, canale, indirizzo, stato, consegnata_at)
    select ${ENTE}, ${chiave} || ':' || c.canale, p.id, ${avviso.praticaId}::uuid, ${avviso.oggetto}, ${avviso.testo}, c.canale,
      case c.canale when 'email' then p.email end,
      case c.canale when 'area' then 'consegnata' else 'in_attesa' end,
      case c.canale when 'area' then clock_timestamp() end
    from ${persone} p cross join (values ('area'), ('email')) as c(canale)
    where p.ente = ${ENTE} and p.id = ${avviso.personaId}::uuid and (c.canale = 'area' or p.email is not null)
    on conflict do nothing`),
  )
}

import 'server-only'
import { sql } from 'drizzle-orm'
import { auditCatena } from '@/drizzle/schema/procedimenti'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { hashCatena, hashRiga, ORIGINE_CATENA } from './hash'

const SEALED_AT_ONCE = 2000
/** A row whose transaction was open while later ones were sealed is looked for this far back. */
const LOOK_BACK_ROWS = 20_000

type Unsealed = { id: number; impronta: string; avvenuto: string }

/**
 * Seals committed audit rows into the chain: numbers without gaps, each link over the one before (S52). One sealer at a
 * time: the lock is the last link's row, taken in the transaction.
 * @returns how many rows were sealed
 */
export async function sealAudit(): Promise<number> {
  return transaction(
    async (tx) => {
      await tx.execute(sql`lock table ${auditCatena} in share row exclusive mode`)
      const [last] = await tx.execute<{ numero: number; catena: string; audit_id: number }>(
        sql`select numero, catena, (select max(audit_id) from audit_catena) as audit_id from audit_catena order by numero desc limit 1`,
      )
      const from = Math.max(0, Number(last?.audit_id ?? 0) - LOOK_BACK_ROWS)
      const rows = await tx.execute<Unsealed>(sql`
      select a.id, a.impronta, to_char(a.avvenuto_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as avvenuto
      from audit a where a.id > ${from} and not exists (select 1 from audit_catena c where c.audit_id = a.id)
      order by a.id limit ${SEALED_AT_ONCE}`)
      let catena = last?.catena ?? ORIGINE_CATENA
      let numero = Number(last?.numero ?? 0)
      const links = [...rows].map((row) => {
        numero += 1
        catena = hashCatena(catena, numero, Number(row.id), row.avvenuto, row.impronta)
        return { numero, auditId: Number(row.id), impronta: row.impronta, catena }
      })
      if (links.length > 0) await tx.insert(auditCatena).values(links)
      return links.length
    },
    { attore: null, ente: ENTE },
  )
}

export type Difetto = { numero: number | null; auditId: number | null; difetto: string }

/** Walks the whole chain and every row under it. @returns what does not fit, with its place; empty when whole (I6) */
export async function verifyAudit(): Promise<Difetto[]> {
  const found: Difetto[] = []
  let precedente = ORIGINE_CATENA
  let atteso = 1
  for (let from = 0; ; ) {
    const page = await dbAs('sistema').execute<{
      numero: number
      audit_id: number
      impronta: string
      catena: string
      avvenuto: string | null
      riga_impronta: string | null
      sale: string
      ente: string
      attore_id: string | null
      attore_ruolo: string
      agisce_per_id: string | null
      azione: string
      soggetto_tipo: string
      soggetto_id: string
      esito: string
      dati: Record<string, unknown>
    }>(sql`
      select c.numero, c.audit_id, c.impronta, c.catena, a.impronta as riga_impronta, a.sale, a.ente, a.attore_id, a.attore_ruolo, a.agisce_per_id,
        a.azione, a.soggetto_tipo, a.soggetto_id, a.esito, a.dati, to_char(a.avvenuto_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as avvenuto
      from audit_catena c left join audit a on a.id = c.audit_id where c.numero > ${from} order by c.numero limit 5000`)
    if (page.length === 0) break
    for (const row of page) {
      const numero = Number(row.numero),
        auditId = Number(row.audit_id)
      const bad = (difetto: string) => found.push({ numero, auditId, difetto })
      if (numero !== atteso) bad(`manca l'anello ${atteso}`)
      if (row.riga_impronta === null || row.avvenuto === null) bad('la riga registrata non esiste più')
      else {
        if (row.riga_impronta !== row.impronta) bad('la riga non è quella sigillata')
        const contenuto = {
          ente: row.ente,
          attoreId: row.attore_id,
          attoreRuolo: row.attore_ruolo,
          agiscePerId: row.agisce_per_id,
          azione: row.azione,
          soggettoTipo: row.soggetto_tipo,
          soggettoId: row.soggetto_id,
          esito: row.esito,
          dati: row.dati,
        }
        if (hashRiga(row.sale, contenuto) !== row.impronta) bad('il contenuto della riga è cambiato')
        if (hashCatena(precedente, numero, auditId, row.avvenuto, row.impronta) !== row.catena)
          bad('la catena si interrompe qui')
      }
      precedente = row.catena
      atteso = numero + 1
    }
    from = Number(page.at(-1)?.numero)
  }
  return found
}

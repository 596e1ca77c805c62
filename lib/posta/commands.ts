import 'server-only'
import { sql } from 'drizzle-orm'
import { createTransport, type Transporter } from 'nodemailer'
import { postaUscita } from '@/drizzle/schema/pratiche'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'

/** Waits 1, 2, 4 … minutes, at most an hour; after this many tries a person looks (R06). */
const MAX_TENTATIVI = 12
const LOTTO = 20

let transport: Transporter | null = null
const mailer = (url: string): Transporter => {
  transport ??= createTransport(url)
  return transport
}

type InAttesa = {
  id: string
  oggetto: string
  testo: string
  indirizzo: string | null
  tentativi: number
  pratica_id: string | null
  percorso: string | null
}

const pageOf = ({ percorso, pratica_id }: InAttesa, base: string): string => {
  const page = percorso ?? (pratica_id && paths.personale.pratica(pratica_id))
  return page ? `${base}${page}\n\n` : ''
}

/**
 * Delivers what waits in the outbox. Rows are held with SKIP LOCKED while they are sent, so several workers share the
 * work and a killed one loses nothing; the Message-ID is the row's id, so that a repeat is the same message.
 * Without an SMTP server rows wait: the notice is in the personal area all the same.
 *
 * @returns how many were delivered
 */
export async function deliverPosta(): Promise<number> {
  const { SMTP_URL, MAIL_FROM, BASE_URL } = env()
  if (!SMTP_URL) return 0
  return transaction(
    async (tx) => {
      const rows = await tx.execute<InAttesa>(sql`
      select id, oggetto, testo, indirizzo, tentativi, pratica_id, percorso from ${postaUscita}
      where ente = ${ENTE} and stato = 'in_attesa' and canale = 'email' and prossimo_at <= clock_timestamp()
      order by prossimo_at limit ${LOTTO} for update skip locked`)
      let delivered = 0
      for (const row of rows) {
        try {
          if (!row.indirizzo) throw new Error('no address')
          await mailer(SMTP_URL).sendMail({
            from: MAIL_FROM,
            to: row.indirizzo,
            subject: row.oggetto,
            messageId: `<${row.id}@${new URL(BASE_URL).hostname}>`,
            text: `${row.testo}\n\n${pageOf(row, BASE_URL)}Provincia della Spezia – Sportello telematico`,
          })
          await tx.execute(
            sql`update ${postaUscita} set stato = 'consegnata', consegnata_at = clock_timestamp(), tentativi = tentativi + 1, errore = null where ente = ${ENTE} and id = ${row.id}`,
          )
          delivered += 1
        } catch (error) {
          const last = row.tentativi + 1 >= MAX_TENTATIVI
          const waitMinutes = Math.min(60, 2 ** row.tentativi)
          await tx.execute(sql`
          update ${postaUscita} set tentativi = tentativi + 1, errore = ${String((error as Error).message).slice(0, 300)},
            stato = ${last ? 'fallita' : 'in_attesa'}, prossimo_at = clock_timestamp() + ${`${waitMinutes} minutes`}::interval
          where ente = ${ENTE} and id = ${row.id}`)
        }
      }
      return delivered
    },
    { attore: null, ente: ENTE, deadlineMs: 120_000 },
  )
}

import 'server-only'
import { sql } from 'drizzle-orm'
import { recorded, SISTEMA } from '@/lib/audit/record'
import { RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import { addDays, formatDay, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { avvisaOrganizzazione } from '@/lib/posta/avvisi'
import { avvisoDovuto, CARTE, GIORNI_AVVISO, type TipoCarta } from './rules'

type InScadenza = {
  id: string
  tipo: TipoCarta
  scade_il: IsoDate
  targa: string
  veicolo_id: string
  organizzazione_id: string
}

/**
 * Scheduled: tells companies of the papers of their vehicles that run out in 30 and in 7 days. The key of the message is
 * the paper, its date and the threshold: run twice, or by two workers, each person is told once.
 *
 * @returns papers told of now
 */
export async function warnScadenze(): Promise<number> {
  const oggi = await today()
  const rows = await dbAs('sistema').execute<InScadenza>(sql`
    select k.id, k.tipo, k.scade_il::text, v.targa, v.id as veicolo_id, v.organizzazione_id
    from carte_veicolo k join veicoli v on v.ente = k.ente and v.id = k.veicolo_id
    where k.ente = ${ENTE} and k.eliminata_at is null and v.dismesso_il is null
      and k.scade_il between ${oggi}::date and ${addDays(oggi, GIORNI_AVVISO[0])}::date
      and not exists (select from posta_uscita u where u.ente = k.ente
        and u.chiave like 'carta:' || k.id || ':' || k.scade_il || ':' || case when k.scade_il <= ${addDays(oggi, GIORNI_AVVISO[1])}::date then ${GIORNI_AVVISO[1]}::text else ${GIORNI_AVVISO[0]}::text end || ':%')
    order by k.scade_il limit 200`)
  let told = 0
  for (const row of rows) {
    const soglia = avvisoDovuto(row.scade_il, oggi)
    if (soglia === null) continue
    const result = await recorded(SISTEMA, async (tx, record) => {
      const people = await avvisaOrganizzazione(tx, row.organizzazione_id, RUOLI_CHE_PRESENTANO, {
        chiave: `carta:${row.id}:${row.scade_il}:${soglia}`,
        oggetto: `${CARTE[row.tipo].nome} di ${row.targa}: vale fino al ${formatDay(row.scade_il)}`,
        testo:
          'Quando l’hai rinnovata scrivi la nuova scadenza tra i documenti del veicolo: le prossime domande la useranno.',
        percorso: paths.personale.veicolo(row.organizzazione_id, row.veicolo_id),
      })
      if (people === 0) return refuse('Nessuno nell’impresa da avvisare')
      await record({
        azione: 'carta.avviso_scadenza',
        soggettoTipo: 'veicolo',
        soggettoId: row.veicolo_id,
        dati: { cartaId: row.id, scadeIl: row.scade_il, soglia },
      })
      return success(null)
    })
    if (result.ok) told += 1
  }
  return told
}

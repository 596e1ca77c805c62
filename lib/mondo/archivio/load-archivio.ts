import 'server-only'
import { sql } from 'drizzle-orm'
import { loadDescrizioni, unitaIdOf } from '@/lib/archivio/carico'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { generaArchivio, RADICE } from './generatore'

/** About how many units the sample archive has. */
export const UNITA_DI_PROVA = 2_000
export const SEME = 1
const LUOGO = 'Palazzo del Governo, Archivio blu'
/** Paolo Archivista of the sample world: named for the fonds whose papers are closed. */
const PAOLO = 'RCHPLA71R10Z999U'

/** Loads the sample archive, once: where there is one already nothing is changed. */
export async function loadArchivio(quante = UNITA_DI_PROVA): Promise<void> {
  const [there] = await dbAs('sistema').execute<{ n: number }>(
    sql`select count(*)::int as n from unita_archivistiche where ente = ${ENTE} and segnatura = ${`${RADICE}/SIS`}`,
  )
  if (there?.n) return
  await loadDescrizioni(generaArchivio(quante, SEME), { storia: true, luogo: LUOGO })
  await transaction(
    async (tx) => {
      await tx.execute(sql`
        insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
        select ${ENTE}, p.id, ${unitaIdOf(`${RADICE}/ASS`)}::uuid, 'Riordino del fondo', '2026-01-01', '2028-12-31'
        from persone p where p.ente = ${ENTE} and p.codice_fiscale = ${PAOLO}`)
      await tx.execute(sql`
        insert into movimenti (ente, contenitore_id, da_luogo_id, motivo, chiesto_da_id, rientro_previsto_il)
        select c.ente, c.id, c.luogo_id, 'scansione', p.id, '2026-12-15' from unita_conservazione c, persone p
        where c.ente = ${ENTE} and c.codice = ${`${RADICE}/SIS/1987/b001`} and p.ente = c.ente and p.codice_fiscale = ${PAOLO}`)
    },
    { attore: null, ente: ENTE },
  )
}

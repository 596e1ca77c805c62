import 'server-only'
import { sql } from 'drizzle-orm'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { RichiestaRegistrata } from './rules-registro-accessi'

/**
 * Requests of access received in a year, for everybody: no names, no words of the applicant.
 * @see D.Lgs. 33/2013 art. 5; circular of the Ministry for Public Administration 2/2017 par. 9; ANAC 1309/2016 par. 9
 */
export async function listRegistro(anno: number): Promise<RichiestaRegistrata[]> {
  const rows = await dbAs('pubblico').execute<{
    presentata_il: IsoDate
    diritto: string
    esito: string | null
    conclusa_il: IsoDate | null
    oltre_termine: boolean
  }>(sql`select presentata_il::text, diritto, esito, conclusa_il::text, oltre_termine
    from registro_richieste_accesso(${ENTE}, ${anno})`)
  return rows.map((row) => ({
    presentataIl: row.presentata_il,
    diritto: row.diritto,
    esito: row.esito,
    conclusaIl: row.conclusa_il,
    oltreTermine: row.oltre_termine,
  }))
}

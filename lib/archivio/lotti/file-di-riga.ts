import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { fileLotto } from '@/drizzle/schema/archivio-lotti'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { FileDaDepositare } from './deposito'

/** Files of the row that its unit does not have; of equal ones, those beyond the copies that are there. */
export function listFileDi(
  lottoId: string,
  { riga, segnatura }: { riga: number; segnatura: string },
): Promise<FileDaDepositare[]> {
  const ofRiga = dbAs('sistema')
    .select({
      id: fileLotto.id,
      nome: fileLotto.nome,
      byte: fileLotto.byte,
      sha256: fileLotto.sha256,
      mime: fileLotto.mime,
      copia: sql<number>`(row_number() over (partition by ${fileLotto.sha256} order by ${fileLotto.ordine}))::int`.as(
        'copia',
      ),
      modificatoAt: fileLotto.modificatoAt,
      pagineAttese: fileLotto.pagineAttese,
      documentoId: fileLotto.documentoId,
      fileId: fileLotto.fileId,
      ordine: fileLotto.ordine,
    })
    .from(fileLotto)
    .where(and(eq(fileLotto.ente, ENTE), eq(fileLotto.lottoId, lottoId), eq(fileLotto.riga, riga)))
    .as('della_riga')
  return dbAs('sistema')
    .select({
      id: ofRiga.id,
      nome: ofRiga.nome,
      byte: ofRiga.byte,
      sha256: ofRiga.sha256,
      mime: ofRiga.mime,
      copia: ofRiga.copia,
      modificatoAt: ofRiga.modificatoAt,
      pagineAttese: ofRiga.pagineAttese,
      documentoId: ofRiga.documentoId,
    })
    .from(ofRiga)
    .where(
      and(
        isNull(ofRiga.fileId),
        sql`not exists (select from file_archivio f join unita_archivistiche u on u.ente = f.ente and u.id = f.unita_id
          where f.ente = ${ENTE} and u.segnatura = ${segnatura} and f.sha256 = della_riga.sha256 and f.copia = della_riga.copia)`,
      ),
    )
    .orderBy(asc(ofRiga.ordine))
}

/** Who and where this repository is, for those who read it from outside. */
import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import type { IsoDate } from '@/lib/core/date'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { env } from '@/lib/env'
import { listImpostazioni } from '@/lib/procedimenti/queries'
import { dcatOf } from './dcat'
import type { Cornice } from './ead3'
import type { Deposito } from './oai'
import { listFondiPubblici } from './scheda-pubblica'

const NOME = 'Provincia della Spezia'
/** 'Provincia <archivio@provincia.example>' → the address alone */
const email = (): string => /<([^>]+)>/.exec(env().MAIL_FROM)?.[1] ?? env().MAIL_FROM
const pagina = (): string => `${env().BASE_URL}${paths.archivio.unita('')}`

export const depositoOai = async (): Promise<Deposito> => ({
  base: `${env().BASE_URL}${paths.api.oai}`,
  pagina: pagina(),
  dominio: new URL(env().BASE_URL).hostname,
  nome: `Archivio tecnico, ${NOME}`,
  email: email(),
  adesso: await databaseNow(),
})

export const corniceEad = async (): Promise<Cornice> => ({
  ente: NOME,
  codiceEnte: ENTE,
  base: pagina(),
  adesso: await databaseNow(),
})

/** The last day on which anything that everybody may know of a fonds has changed. */
async function lastChange(fondoId: string): Promise<IsoDate | null> {
  const [row] = await dbAs('pubblico')
    .select({ at: sql<string | null>`max(${unita.espostaAt})` })
    .from(unita)
    .where(and(eq(unita.ente, ENTE), eq(unita.fondoId, fondoId)))
  return row?.at ? romeDay(new Date(row.at)) : null
}

export async function catalogoDcat(): Promise<string> {
  const oggi = romeDay(await databaseNow())
  const fondi = await listFondiPubblici(oggi)
  const [licenza] = await listImpostazioni('archivio.licenza-metadati', oggi)
  return dcatOf(
    await Promise.all(fondi.map(async (scheda) => ({ scheda, modificatoIl: (await lastChange(scheda.id)) ?? oggi }))),
    {
      base: env().BASE_URL,
      oai: `${env().BASE_URL}${paths.api.oai}`,
      pagina: pagina(),
      ente: { codice: ENTE, nome: NOME },
      email: email(),
      licenza: typeof licenza?.valore === 'string' ? licenza.valore : null,
      oggi,
    },
  )
}

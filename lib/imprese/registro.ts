import 'server-only'
import { z } from 'zod'
import { isIsoDate } from '@/lib/core/date'
import { env } from '@/lib/env'
import type { ImpresaRegistrata } from './rules'

const TIMEOUT_MS = 4_000
const MAX_BYTE = 256 * 1024

/**
 * What the adapter reads: `GET <REGISTRO_IMPRESE_URL>/imprese/<codice fiscale>`, JSON, 404 when there is none. The shape
 * is the portal's own, da confermare with whoever will provide the register (PDND e-service of the Camere di commercio,
 * or an intermediary): only this file knows it.
 */
const risposta = z.object({
  denominazione: z.string().min(1).max(300),
  codiceFiscale: z.string().min(11).max(16),
  partitaIva: z.string().nullish(),
  stato: z.enum(['ATTIVA', 'INATTIVA', 'CESSATA']),
  sede: z.object({ via: z.string(), comune: z.string() }),
  pec: z.string().nullish(),
  persone: z
    .array(
      z.object({
        codiceFiscale: z.string(),
        cariche: z.array(
          z.object({
            descrizione: z.string().max(200),
            rappresentanteLegale: z.boolean(),
            dataFine: z.string().refine(isIsoDate).nullish(),
          }),
        ),
      }),
    )
    .max(500),
})

export type RispostaRegistro =
  /** nobody has configured it, or it does not answer: an officer looks */
  { esito: 'assente' } | { esito: 'trovata'; impresa: ImpresaRegistrata } | { esito: 'non_trovata' }

/** Reads a company in the register. Never throws: without it, everything goes on by hand. */
export async function readRegistro(codiceFiscale: string): Promise<RispostaRegistro> {
  const { REGISTRO_IMPRESE_URL: base, REGISTRO_IMPRESE_TOKEN: token } = env()
  if (!base) return { esito: 'assente' }
  try {
    const response = await fetch(`${base.replace(/\/$/, '')}/imprese/${encodeURIComponent(codiceFiscale)}`, {
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    })
    if (response.status === 404) return { esito: 'non_trovata' }
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > MAX_BYTE)
      throw new Error(`status ${response.status}`)
    const text = await response.text()
    if (text.length > MAX_BYTE) throw new Error('too long')
    const parsed = risposta.parse(JSON.parse(text))
    if (parsed.codiceFiscale !== codiceFiscale) throw new Error('another company')
    return { esito: 'trovata', impresa: toImpresa(parsed) }
  } catch (error) {
    // Out of reach or out of shape: told to the log by kind, and the request goes to an officer.
    process.stderr.write(`${JSON.stringify({ adattatore: 'registro-imprese', errore: (error as Error).name })}\n`)
    return { esito: 'assente' }
  }
}

const toImpresa = ({ persone, sede, stato, ...one }: z.output<typeof risposta>): ImpresaRegistrata => ({
  denominazione: one.denominazione,
  codiceFiscale: one.codiceFiscale,
  partitaIva: one.partitaIva ?? null,
  sede: `${sede.via}, ${sede.comune}`,
  pec: one.pec ?? null,
  stato: stato.toLowerCase() as ImpresaRegistrata['stato'],
  cariche: persone.flatMap(({ codiceFiscale, cariche }) =>
    cariche.map((carica) => ({
      codiceFiscale,
      carica: carica.descrizione,
      rappresentante: carica.rappresentanteLegale,
      fino: (carica.dataFine ?? null) as ImpresaRegistrata['cariche'][number]['fino'],
    })),
  ),
})

import 'server-only'
import { X509Certificate } from 'node:crypto'
import { databaseNow } from '@/lib/db/clock'
import { env } from '@/lib/env'
import { listIdp } from './idp'
import { isLoopback, sp } from './sp'

/** spid.md §2.2: how long before the end whoever runs the portal is told. */
export const GIORNI_PREAVVISO = 60

export type InScadenza = { nome: string; scadeAt: Date; giorni: number }

/** @param certificates name and PEM @returns those that end within 60 days, or have ended, the nearest first */
export function computeInScadenza(certificates: readonly { nome: string; pem: string }[], now: Date): InScadenza[] {
  return certificates
    .map(({ nome, pem }) => ({ nome, scadeAt: new Date(new X509Certificate(pem).validTo) }))
    .map((one) => ({ ...one, giorni: Math.floor((one.scadeAt.getTime() - now.getTime()) / 86_400_000) }))
    .filter(({ giorni }) => giorni < GIORNI_PREAVVISO)
    .sort((a, b) => a.giorni - b.giorni)
}

/** Our certificates, and the providers': an access stops working the day one ends. */
export async function listInScadenza(): Promise<InScadenza[]> {
  const { SPID_IDP_METADATA, CIE_IDP_METADATA, BASE_URL } = env()
  if (SPID_IDP_METADATA.length + CIE_IDP_METADATA.length === 0 && !isLoopback(BASE_URL)) return [] // no key here
  const self = sp()
  const own = [self.certificate, self.nextCertificate]
    .filter((pem) => pem !== null)
    .map((pem) => ({ nome: 'questo portale', pem }))
  const others = (await listIdp()).flatMap(({ nome, certificati }) => certificati.map((pem) => ({ nome, pem })))
  return computeInScadenza([...own, ...others], await databaseNow())
}

/** Scheduled, once a day: a line in the log for each. @returns 0: nothing was changed */
export async function warnInScadenza(): Promise<number> {
  for (const { nome, scadeAt, giorni } of await listInScadenza())
    console.warn(JSON.stringify({ avviso: 'certificato-spid', di: nome, scade: scadeAt.toISOString(), giorni }))
  return 0
}

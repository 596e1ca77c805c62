import 'server-only'
import ical from 'ical-generator'
import { romeInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import type { AccessoSala } from './queries'

/** The appointment as calendars read it (RFC 5545). The same id when it is moved: the old one is replaced. */
export function icsOf({ id, appuntamento, elenco, luogo }: AccessoSala): string | null {
  if (!appuntamento) return null
  const { giorno, inizio, fine, updatedAt } = appuntamento
  const calendar = ical({ prodId: '//Provincia della Spezia//Sportello telematico//IT', name: 'Archivio' })
  calendar.createEvent({
    id: `sala-${id}@${new URL(env().BASE_URL).hostname}`,
    sequence: Math.floor(updatedAt.getTime() / 1000) % 2_147_483_647,
    stamp: updatedAt,
    start: romeInstant(giorno, inizio),
    end: romeInstant(giorno, fine),
    summary: 'Sala di studio dell’archivio',
    location: luogo,
    // signatures alone: a calendar is read by others too
    description: elenco.map((one) => one.segnatura).join(', '),
    url: `${env().BASE_URL}${paths.personale.sala(id)}`,
  })
  return calendar.toString()
}

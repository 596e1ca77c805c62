import type { ServiceRow } from '@/components/ui/service-list'
import { paths } from '@/lib/core/paths'
import type { Servizio } from '@/lib/procedimenti/queries'
import { sayTempi } from '@/lib/procedimenti/rules-tempi'

/** Services as rows of a list, with the legal term and, when it is known, the usual one. */
export const servizioRows = (
  servizi: readonly Servizio[],
  tempi: ReadonlyMap<string, number>,
  descritti = false,
): ServiceRow[] =>
  servizi.map(({ codice, attivo, definizione }) => ({
    href: paths.servizio(codice),
    titolo: definizione.scheda.titolo,
    tempi: attivo ? sayTempi(definizione.termine, tempi.get(codice) ?? null) : 'sospeso',
    ...(descritti ? { descrizione: definizione.scheda.descrizioneBreve } : {}),
  }))

/** Services under the need they answer, in the order in which they come. */
export function groupByBisogno(servizi: readonly Servizio[]): { bisogno: string; servizi: Servizio[] }[] {
  const groups = new Map<string, Servizio[]>()
  for (const servizio of servizi) {
    const { bisogno } = servizio.definizione.scheda
    groups.set(bisogno, [...(groups.get(bisogno) ?? []), servizio])
  }
  return [...groups].map(([bisogno, own]) => ({ bisogno, servizi: own }))
}

/** 'Per chi costruisce' → 'per-chi-costruisce' */
export const anchorOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

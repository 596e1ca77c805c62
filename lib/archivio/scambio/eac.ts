/**
 * An authority record in EAC-CPF.
 *
 * @see Encoded Archival Context – Corporate Bodies, Persons, and Families, 2010 revised: control, then cpfDescription;
 *   ISAAR(CPF) for the elements
 */
import type { TipoProduttore } from '../rules'
import type { Cornice } from './ead3'
import { DICHIARAZIONE, el, elIf } from './xml'

const TIPO: Record<TipoProduttore, string> = { ente: 'corporateBody', persona: 'person', famiglia: 'family' }

export type Autorita = {
  id: string
  tipo: TipoProduttore
  denominazione: string
  altreDenominazioni: readonly string[]
  esistenza: string | null
  storia: string | null
}

export function eacOf(one: Autorita, { ente, codiceEnte, adesso }: Omit<Cornice, 'base'>): string {
  const when = adesso.toISOString()
  const name = (denominazione: string, form: string) =>
    el('nameEntry', {}, el('part', {}, denominazione), el(form, {}, 'NIERA'))
  return (
    DICHIARAZIONE +
    el(
      'eac-cpf',
      { xmlns: 'urn:isbn:1-931666-33-4' },
      el(
        'control',
        {},
        el('recordId', {}, one.id),
        el('maintenanceStatus', {}, 'derived'),
        el('maintenanceAgency', {}, el('agencyCode', {}, `IT-${codiceEnte}`), el('agencyName', {}, ente)),
        el(
          'languageDeclaration',
          {},
          el('language', { languageCode: 'ita' }, 'italiano'),
          el('script', { scriptCode: 'Latn' }, 'latino'),
        ),
        el(
          'maintenanceHistory',
          {},
          el(
            'maintenanceEvent',
            {},
            el('eventType', {}, 'derived'),
            el('eventDateTime', { standardDateTime: when }, when),
            el('agentType', {}, 'machine'),
            el('agent', {}, 'Sportello telematico'),
          ),
        ),
      ),
      el(
        'cpfDescription',
        {},
        el(
          'identity',
          {},
          el('entityType', {}, TIPO[one.tipo]),
          name(one.denominazione, 'authorizedForm'),
          one.altreDenominazioni.map((other) => name(other, 'alternativeForm')),
        ),
        elIf(
          'description',
          {},
          one.esistenza && el('existDates', {}, el('date', {}, one.esistenza)),
          elIf(
            'biogHist',
            {},
            (one.storia ?? '')
              .split(/\n+/)
              .filter(Boolean)
              .map((line) => el('p', {}, line)),
          ),
        ),
      ),
    ).text
  )
}

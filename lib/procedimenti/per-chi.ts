import 'server-only'
import { RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { covers, distinct } from '@/lib/mandati/rules'
import type { Definizione } from './forms'

/**
 * On whose behalf this person may file: themselves ('me'), their organisations, their mandates, as radio buttons.
 * @returns `scelta`: the one they are acting for now, or null
 */
export function sceltePerChi(viewer: Viewer, { codice, perConto }: Pick<Definizione, 'codice' | 'perConto'>) {
  const organizzazioni = perConto.includes('organizzazione')
    ? viewer.organizzazioni.filter((one) => RUOLI_CHE_PRESENTANO.includes(one.ruolo))
    : []
  const scelte = [
    ...(perConto.includes('se_stesso') ? [{ value: 'me', label: `A mio nome, ${viewer.nome} ${viewer.cognome}` }] : []),
    ...organizzazioni.map((one) => ({ value: one.id, label: `Per ${one.denominazione}` })),
    ...distinct(
      viewer.mandati.filter(
        ({ per, procedimenti }) =>
          covers(procedimenti, codice) && perConto.includes(per.tipo === 'persona' ? 'se_stesso' : 'organizzazione'),
      ),
    ).map(({ id, per, agenzia }) => ({
      value: id,
      label: `Per ${per.denominazione}, con il mandato${agenzia ? ` a ${agenzia.denominazione}` : ''}`,
    })),
  ]
  const { agiscePer, mandato } = viewer
  const chosen = agiscePer?.id ?? viewer.mandati.find((one) => one.per.id === mandato?.per.id)?.id
  return { scelte, scelta: scelte.find((one) => one.value === chosen)?.value ?? null }
}

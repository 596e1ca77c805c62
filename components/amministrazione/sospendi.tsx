import { Disclosure } from '@/components/ui/disclosure'
import type { IsoDate } from '@/lib/core/date'
import { suspendAction } from '@/lib/sospensioni/actions'
import { Modulo } from './modulo'

const CHE_COSA = {
  persona: 'Sospendi questa persona',
  organizzazione: 'Sospendi questa organizzazione',
} as const
const EFFETTO = {
  persona:
    'Non può accedere al portale; se comincia oggi, le sue sessioni si chiudono subito. Le sue pratiche restano.',
  organizzazione: 'Nessuno può presentare domande per lei. Le pratiche aperte e le bozze restano, e si consultano.',
} as const

/** Stops a person or an organisation, from a day to a day, with the reason. */
export function Sospendi({ chi, id, oggi }: { chi: keyof typeof CHE_COSA; id: string; oggi: IsoDate }) {
  return (
    <Disclosure summary={CHE_COSA[chi]}>
      <p>{EFFETTO[chi]}</p>
      <Modulo
        id="sospendi"
        action={suspendAction.bind(null, chi, id)}
        submit={CHE_COSA[chi]}
        kind="danger"
        campi={[
          { tipo: 'giorno', name: 'dal', label: 'Dal', valore: oggi },
          {
            tipo: 'giorno',
            name: 'al',
            label: 'Fino al',
            hint: 'Compreso. Vuoto: finché non la revochi',
            optional: true,
          },
          { tipo: 'area', name: 'motivo', label: 'Motivo', hint: 'Lo legge anche chi viene sospeso' },
        ]}
      />
    </Disclosure>
  )
}

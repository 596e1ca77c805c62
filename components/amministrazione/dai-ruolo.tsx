import { Disclosure } from '@/components/ui/disclosure'
import { RUOLI_ENTE } from '@/lib/auth/rules'
import type { IsoDate } from '@/lib/core/date'
import { askRuoloAction } from '@/lib/ruoli/actions'
import { NOMI_RUOLI, NOMI_TIPI_ENTE, type TipoEnteConsultato } from '@/lib/ruoli/rules'
import { Modulo } from './modulo'

type Sede = { id: string; denominazione: string }
type Props = { personaId: string; oggi: IsoDate; uffici: readonly Sede[]; enti: readonly (Sede & { tipo: string })[] }

/** Asks for a right: which, where, from when, why. A second person confirms. */
export function DaiRuolo({ personaId, oggi, uffici, enti }: Props) {
  return (
    <Disclosure summary="Chiedi un nuovo ruolo per questa persona">
      <Modulo
        id="ruolo"
        action={askRuoloAction.bind(null, personaId)}
        submit="Chiedi il ruolo"
        campi={[
          {
            tipo: 'scelta',
            name: 'ruolo',
            label: 'Ruolo',
            options: RUOLI_ENTE.map((value) => ({ value, label: NOMI_RUOLI[value] })),
          },
          {
            tipo: 'elenco',
            name: 'sede',
            label: 'Ufficio o ente',
            hint: 'Vuoto per l’amministratore di sistema',
            emptyLabel: 'Nessuno',
            options: [
              ...uffici.map(({ id, denominazione }) => ({ value: id, label: denominazione })),
              ...enti.map(({ id, denominazione, tipo }) => ({
                value: id,
                label: `${denominazione} (${NOMI_TIPI_ENTE[tipo as TipoEnteConsultato]})`,
              })),
            ],
          },
          { tipo: 'giorno', name: 'validoDal', label: 'Dal', valore: oggi },
          { tipo: 'giorno', name: 'validoAl', label: 'Fino al', hint: 'Compreso. Vuoto: senza fine', optional: true },
          {
            tipo: 'area',
            name: 'motivo',
            label: 'Motivo',
            hint: 'Lo legge chi deve confermare: per esempio l’ordine di servizio',
          },
        ]}
      />
    </Disclosure>
  )
}

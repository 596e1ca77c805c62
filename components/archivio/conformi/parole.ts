import type { Tone } from '@/components/ui/tag'
import type { StatoConforme } from '@/lib/archivio/conformi/rules'

export const STATO_CONFORME: Record<StatoConforme, { parola: string; tono: Tone }> = {
  in_preparazione: { parola: 'Manca il file', tono: 'amber' },
  rilasciata: { parola: 'Rilasciata', tono: 'green' },
  revocata: { parola: 'Revocata', tono: 'red' },
}

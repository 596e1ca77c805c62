/** How what was granted is said. */
import type { Tone } from '@/components/ui/tag'
import type { StatoVisione } from '@/lib/archivio/accesso/rules-concessione'

export const STATO_VISIONE: Record<StatoVisione, { parola: string; tono: Tone }> = {
  in_corso: { parola: 'In corso', tono: 'green' },
  scaduta: { parola: 'Finita', tono: 'grey' },
  revocata: { parola: 'Revocata', tono: 'red' },
}

/** How what was granted is said. */
import type { Tone } from '@/components/ui/tag'
import type { StatoVisione } from '@/lib/archivio/accesso/rules-concessione'
import type { StatoConvenzione } from '@/lib/archivio/accesso/rules-convenzioni'
import type { StatoApertura } from '@/lib/archivio/accesso/rules-emergenza'

export const STATO_VISIONE: Record<StatoVisione, { parola: string; tono: Tone }> = {
  in_corso: { parola: 'In corso', tono: 'green' },
  scaduta: { parola: 'Finita', tono: 'grey' },
  revocata: { parola: 'Revocata', tono: 'red' },
}

export const STATO_CONVENZIONE: Record<StatoConvenzione, { parola: string; tono: Tone }> = {
  futura: { parola: 'Comincia più avanti', tono: 'blue' },
  in_vigore: { parola: 'In vigore', tono: 'green' },
  finita: { parola: 'Finita', tono: 'grey' },
  cessata: { parola: 'Cessata', tono: 'red' },
}

export const STATO_APERTURA: Record<StatoApertura, { parola: string; tono: Tone }> = {
  attesa: { parola: 'Aspetta una risposta', tono: 'amber' },
  scaduta: { parola: 'Nessuno ha risposto', tono: 'grey' },
  rifiutata: { parola: 'Non aperta', tono: 'grey' },
  aperta: { parola: 'Aperta', tono: 'red' },
  chiusa: { parola: 'Chiusa', tono: 'grey' },
}

export const ore = (n: number): string => (n === 1 ? 'un’ora' : `${n} ore`)

/** How what was granted is said. */
import type { Tone } from '@/components/ui/tag'
import type { StatoVisione } from '@/lib/archivio/accesso/rules-concessione'
import type { StatoAvviso } from '@/lib/archivio/accesso/rules-controinteressati'
import type { StatoConvenzione } from '@/lib/archivio/accesso/rules-convenzioni'
import type { StatoPagamento } from '@/lib/archivio/accesso/rules-copie'
import type { StatoApertura } from '@/lib/archivio/accesso/rules-emergenza'
import type { StatoAccesso } from '@/lib/archivio/sala/rules'

export const STATO_VISIONE: Record<StatoVisione, { parola: string; tono: Tone }> = {
  futura: { parola: 'Comincia più avanti', tono: 'blue' },
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

export const PAGAMENTO: Record<StatoPagamento, string> = {
  niente: 'Le scarica dal portale: non c’è niente da pagare',
  da_pagare: 'Da pagare: le scarica dopo',
  dichiarato: 'Dice di aver pagato: da controllare',
  pagato: 'Pagate: le scarica dal portale',
}

export const STATO_ACCESSO_SALA: Record<StatoAccesso, { parola: string; tono: Tone }> = {
  aperto: { parola: 'Può venire', tono: 'green' },
  finito: { parola: 'Finito', tono: 'grey' },
  revocato: { parola: 'Revocato', tono: 'red' },
}

export const STATO_AVVISO: Record<StatoAvviso, { parola: string; tono: Tone }> = {
  spedito: { parola: 'Non risulta ricevuto', tono: 'amber' },
  attesa: { parola: 'Può opporsi', tono: 'blue' },
  opposizione: { parola: 'Si oppone', tono: 'red' },
  nessuna_obiezione: { parola: 'Non si oppone', tono: 'green' },
  silenzio: { parola: 'Non ha risposto', tono: 'grey' },
}

export const STATO_APERTURA: Record<StatoApertura, { parola: string; tono: Tone }> = {
  attesa: { parola: 'Aspetta una risposta', tono: 'amber' },
  scaduta: { parola: 'Nessuno ha risposto', tono: 'grey' },
  rifiutata: { parola: 'Non aperta', tono: 'grey' },
  aperta: { parola: 'Aperta', tono: 'red' },
  chiusa: { parola: 'Chiusa', tono: 'grey' },
}

export const ore = (n: number): string => (n === 1 ? 'un’ora' : `${n} ore`)

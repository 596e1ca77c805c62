import { RUOLI_CHE_AMMINISTRANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'

type Tenuta = { organizzazioneId: string | null; titolareId: string | null; personaId: string }

/** The holder hands a practice over: in person, or whoever looks after the company; never an agent. The command asks again. */
export const canCedere = (viewer: Viewer, { organizzazioneId, titolareId, personaId }: Tenuta): boolean =>
  organizzazioneId
    ? viewer.organizzazioni.some((one) => one.id === organizzazioneId && RUOLI_CHE_AMMINISTRANO.includes(one.ruolo))
    : (titolareId ?? personaId) === viewer.personaId

import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listInvitiPer } from '@/lib/imprese/queries'
import { NOMI_RUOLO } from '@/lib/imprese/rules'
import { listMandatiDaAccettare } from '@/lib/mandati/queries'

export type AltroDaFare = { testo: string; nota: string; href: string }

/** What asks something of the person besides practices: invitations, mandates to accept. */
export async function listAltroDaFare(viewer: Viewer): Promise<AltroDaFare[]> {
  const [inviti, mandati] = await Promise.all([listInvitiPer(viewer), listMandatiDaAccettare(viewer)])
  return [
    ...inviti.map((one) => ({
      testo: `${one.organizzazione} ti invita a operare per lei`,
      nota: `${NOMI_RUOLO[one.ruolo]} · rispondi entro il ${formatDay(romeDay(one.scadeAt))}`,
      href: paths.personale.invito(one.id),
    })),
    ...mandati.map((one) => ({
      testo: `${one.mandatario} chiede un mandato`,
      nota: `per ${one.mandante} · rispondi entro il ${formatDay(romeDay(one.scadePropostaAt))}`,
      href: paths.personale.mandato(one.id),
    })),
  ]
}

import 'server-only'
import type { Viewer } from '@/lib/auth/viewer'
import { listDaFirmare } from '@/lib/bozze/commands-firme'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listScadenze } from '@/lib/flotta/queries'
import { CARTE } from '@/lib/flotta/rules'
import { listInvitiPer } from '@/lib/imprese/queries'
import { NOMI_RUOLO } from '@/lib/imprese/rules'
import { listMandatiDaAccettare } from '@/lib/mandati/queries'
import { listTrasferimentiPer } from '@/lib/pratiche/trasferimenti'
import { findDefinizione } from '@/lib/procedimenti/queries'

/** A large fleet does not hide the rest. */
const MAX_SCADENZE = 5
export type AltroDaFare = { testo: string; nota: string; href: string }

/** What asks something of the person besides practices: invitations, mandates to accept, signatures, offers, papers of vehicles that run out. */
export async function listAltroDaFare(viewer: Viewer): Promise<AltroDaFare[]> {
  const [inviti, mandati, scadenze, firme, trasferimenti] = await Promise.all([
    listInvitiPer(viewer),
    listMandatiDaAccettare(viewer),
    listScadenze(viewer),
    listDaFirmare(viewer),
    listTrasferimentiPer(viewer),
  ])
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
    ...(await Promise.all(
      firme.map(async (one) => ({
        testo: `Firma la domanda: ${(await findDefinizione(one.procedimento, one.versione))?.titolo ?? one.procedimento}`,
        nota: `te lo chiede ${one.scrittaDa}`,
        href: paths.personale.firma(one.bozzaId),
      })),
    )),
    ...trasferimenti.map((one) => ({
      testo: `${one.daNome} vuole passarti ${one.bozzaId ? 'una domanda' : 'una pratica'}`,
      nota: `${one.oggetto} · rispondi entro il ${formatDay(romeDay(one.scadeAt))}`,
      href: paths.personale.trasferimento(one.id),
    })),
    ...scadenze.slice(0, MAX_SCADENZE).map((one) => ({
      testo: `${CARTE[one.tipo].nome} di ${one.targa} ${one.stato === 'scaduta' ? 'scaduta' : 'in scadenza'}`,
      nota: one.scadeIl ? `${one.stato === 'scaduta' ? 'è scaduta il' : 'vale fino al'} ${formatDay(one.scadeIl)}` : '',
      href: paths.personale.carta(one.organizzazioneId, one.veicoloId, one.id),
    })),
    ...(scadenze.length > MAX_SCADENZE
      ? [
          {
            testo: `Altri ${scadenze.length - MAX_SCADENZE} documenti di veicoli in scadenza`,
            nota: 'tra i veicoli delle tue imprese',
            href: paths.personale.flotta(scadenze[0]?.organizzazioneId ?? ''),
          },
        ]
      : []),
  ]
}

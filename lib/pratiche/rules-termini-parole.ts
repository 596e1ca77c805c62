/** Why a term ends when it ends, in sentences that anyone can follow. */
import { daysBetween, type IsoDate } from '@/lib/core/date'
import { type Ledger, nGiorni, onDay, openInterruzione, type RegolaTermine, type Run } from './rules-termini-registro'

/** What the sentences need of the computed term. */
type Fine = { grezzoIl: IsoDate; scadeIl: IsoDate; scaduto: boolean; oggi: IsoDate }

/** What follows a term that is over. Where silence decides, nobody decides in the office's place (art. 2 c. 9-ter L. 241/1990). */
const dopo = (silenzio: RegolaTermine['silenzio']): string =>
  silenzio === 'diniego'
    ? 'la richiesta si considera respinta, e contro il silenzio si può ricorrere'
    : silenzio === 'assenso'
      ? 'la domanda si considera accolta (art. 20 L. 241/1990)'
      : 'puoi chiedere che decida il titolare del potere sostitutivo (art. 2 c. 9-bis e 9-ter L. 241/1990)'

export function explain(regola: RegolaTermine, ledger: Ledger, run: Run, end: Fine): string[] {
  const { concluso, interruzioni } = ledger
  const aperta = concluso ? undefined : openInterruzione(ledger)
  const lines = [
    `L’istanza è arrivata ${onDay(ledger.avvioIl)}: quel giorno non si conta (art. 2 c. 6 L. 241/1990, art. 2963 c.c.).`,
    regola.unita === 'giorni'
      ? `Il termine è di ${nGiorni(regola.giorni)}, compresi i festivi.`
      : `Il termine è di ${nGiorni(regola.giorni)} lavorativi: sabati, domeniche e festivi non si contano.`,
  ]
  if (aperta)
    lines.push(
      `Il termine si è interrotto ${onDay(aperta.from)} (${aperta.nota}): quando riparte si conta da capo. Se ripartisse oggi, finirebbe ${onDay(end.scadeIl)}.`,
    )
  else if (interruzioni.length > 0)
    lines.push(`Il termine si era interrotto ed è ricominciato da capo ${onDay(run.start)}: quel giorno non si conta.`)
  for (const stop of run.stops) {
    const fermi = daysBetween(stop.from, stop.to)
    if (fermi === 0)
      lines.push(`Il termine si è fermato ed è ripartito lo stesso giorno, ${onDay(stop.from)}: ${stop.nota}.`)
    else if (stop.to <= (concluso ?? end.oggi))
      lines.push(
        `Il termine si è fermato ${onDay(stop.from)} ed è ripartito ${onDay(stop.to)}, dopo ${nGiorni(fermi)}: ${stop.nota}.`,
      )
    else
      lines.push(
        `Il termine si è fermato ${onDay(stop.from)}: ${stop.nota}. Riparte al più tardi ${onDay(stop.to)}, da solo.`,
      )
  }
  if (run.giorni > regola.giorni) lines.push(`Il termine è stato prorogato di ${nGiorni(run.giorni - regola.giorni)}.`)
  lines.push(...ledger.note)
  if (!aperta) {
    lines.push(
      end.grezzoIl === end.scadeIl
        ? `L’ultimo giorno utile è ${onDay(end.scadeIl)}.`
        : `Il termine finirebbe ${onDay(end.grezzoIl)}, che è festivo: l’ultimo giorno utile è ${onDay(end.scadeIl)} (art. 2963 c. 3 c.c.).`,
    )
  }
  if (concluso) {
    const ritardo = daysBetween(end.scadeIl, concluso)
    lines.push(
      ritardo > 0
        ? `La decisione è arrivata ${onDay(concluso)}, con ${nGiorni(ritardo)} di ritardo.`
        : `La decisione è arrivata ${onDay(concluso)}, nei termini.`,
    )
  } else if (end.scaduto) {
    lines.push(`Il termine è scaduto da ${nGiorni(daysBetween(end.scadeIl, end.oggi))}: ${dopo(regola.silenzio)}.`)
  }
  return lines
}

/** What is granted, in the words of the act and of the notice. */
import { addDays, formatDay, type IsoDate } from '@/lib/core/date'
import { type AccessoConcesso, NOMI_MODO, ultimoGiornoDa } from './rules-concessione'

const persone = (n: number) => (n === 1 ? 'una persona' : `${n} persone`)
/** Who was told and who opposed, by how many: not by name (D.P.R. 184/2006 art. 3). */
const righeAvvisi = ({ avvisati, opposti, senzaAvviso, risposta }: NonNullable<AccessoConcesso['avvisi']>) => [
  ...(avvisati > 0
    ? [
        {
          etichetta: 'Controinteressati',
          valore: `Avvisata ${persone(avvisati)}; ${opposti === 0 ? 'nessuna si è opposta' : `si è opposta ${persone(opposti)}`}`,
        },
      ]
    : []),
  ...(risposta ? [{ etichetta: 'Sull’opposizione', valore: risposta }] : []),
  ...(senzaAvviso ? [{ etichetta: 'Perché altri non sono stati avvisati', valore: senzaAvviso }] : []),
]

/** Section of the act (D.P.R. 184/2006 art. 7: the office, and the time to see). */
export const sezioneAccesso = ({ modo, unita, giorni, copie, scopo, avvisi }: AccessoConcesso) => ({
  titolo: 'Che cosa si può vedere',
  righe: [
    { etichetta: 'Come', valore: NOMI_MODO[modo] },
    ...unita.map(({ segnatura, titolo }, i) => ({ etichetta: `Unità ${i + 1}`, valore: `${segnatura} – ${titolo}` })),
    {
      etichetta: 'Per quanto',
      valore: avvisi?.dopoGiorni
        ? `${giorni} giorni, dal sedicesimo giorno dopo questo atto (art. 5 c. 6 D.Lgs. 33/2013)`
        : `${giorni} giorni dalla data di questo atto`,
    },
    { etichetta: 'Copie', valore: copie ? 'Si scaricano dal portale, dopo il pagamento dei costi' : 'Solo visione' },
    { etichetta: 'Per quale scopo', valore: scopo },
    ...(avvisi ? righeAvvisi(avvisi) : []),
  ],
})

/** @see L. 241/1990 art. 24 c. 4; D.P.R. 184/2006 art. 9 */
export const sezioneRinvio = (finoAl: IsoDate) => ({
  titolo: 'Fino a quando è rinviato',
  righe: [{ etichetta: 'Fino al', valore: formatDay(finoAl) }],
})

/** For the notice to the applicant. @param oggi day of the act */
export function fraseConcessa({ modo, unita, giorni, avvisi }: AccessoConcesso, oggi: IsoDate): string {
  const quante = unita.length === 1 ? 'un’unità' : `${unita.length} unità`
  const dopo = avvisi?.dopoGiorni ?? 0
  const fino = `${dopo ? `dal ${formatDay(addDays(oggi, dopo + 1))} ` : ''}fino al ${formatDay(ultimoGiornoDa(addDays(oggi, dopo), giorni))}`
  return modo === 'sala'
    ? `Puoi vedere in sala ${quante} dell’archivio ${fino}: scegli quando venire in «Le mie visioni».`
    : `Puoi vedere ${quante} dell’archivio ${fino}: le trovi in «Le mie visioni».`
}

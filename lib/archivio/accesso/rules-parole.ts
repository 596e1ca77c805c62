/** What is granted, in the words of the act and of the notice. */
import { formatDay, type IsoDate } from '@/lib/core/date'
import { type AccessoConcesso, NOMI_MODO, ultimoGiornoDa } from './rules-concessione'

/** Section of the act (D.P.R. 184/2006 art. 7: the office, and the time to see). */
export const sezioneAccesso = ({ modo, unita, giorni, copie, scopo }: AccessoConcesso) => ({
  titolo: 'Che cosa si può vedere',
  righe: [
    { etichetta: 'Come', valore: NOMI_MODO[modo] },
    ...unita.map(({ segnatura, titolo }, i) => ({ etichetta: `Unità ${i + 1}`, valore: `${segnatura} – ${titolo}` })),
    { etichetta: 'Per quanto', valore: `${giorni} giorni dalla data di questo atto` },
    { etichetta: 'Copie', valore: copie ? 'Le consegna l’ufficio' : 'Solo visione' },
    { etichetta: 'Per quale scopo', valore: scopo },
  ],
})

/** @see L. 241/1990 art. 24 c. 4; D.P.R. 184/2006 art. 9 */
export const sezioneRinvio = (finoAl: IsoDate) => ({
  titolo: 'Fino a quando è rinviato',
  righe: [{ etichetta: 'Fino al', valore: formatDay(finoAl) }],
})

/** For the notice to the applicant. @param oggi day of the act */
export function fraseConcessa({ modo, unita, giorni }: AccessoConcesso, oggi: IsoDate): string {
  const quante = unita.length === 1 ? 'un’unità' : `${unita.length} unità`
  const fino = formatDay(ultimoGiornoDa(oggi, giorni))
  return modo === 'sala'
    ? `Puoi vedere in sala ${quante} dell’archivio fino al ${fino}.`
    : `Puoi vedere ${quante} dell’archivio fino al ${fino}: le trovi in «Le mie visioni».`
}

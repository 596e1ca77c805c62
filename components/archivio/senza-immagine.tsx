import type { Senza } from '@/lib/archivio/visore/queries-visore'
import { formatDay, type IsoDate } from '@/lib/core/date'

const PAROLE: Record<Senza, { titolo: string; testo: string }> = {
  chiusa: {
    titolo: 'Pagina chiusa',
    testo: 'Contiene dati che la legge protegge. Le altre pagine restano consultabili.',
  },
  in_lavorazione: {
    titolo: 'Immagine in preparazione',
    testo: 'La pagina è stata acquisita ma la sua immagine non è ancora pronta: torna più tardi.',
  },
  guasta: {
    titolo: 'L’immagine non si apre',
    testo: 'Le altre pagine restano consultabili. Riprova più tardi: se non cambia, scrivi all’archivio.',
  },
  troppe: {
    titolo: 'Hai aperto molte pagine nell’ultima ora',
    testo: 'Per proteggere le carte c’è un limite: aspetta qualche minuto e ricarica la pagina.',
  },
}

/** In the place of an image that is not shown, why. */
export function SenzaImmagine({ nome, perche, dal }: { nome: string; perche: Senza | null; dal: IsoDate | null }) {
  const { titolo, testo } = PAROLE[perche ?? 'in_lavorazione']
  return (
    <>
      <h2>{titolo}</h2>
      <p>{nome}</p>
      <p>{testo}</p>
      {perche === 'chiusa' && dal && <p>Si potrà consultare dal {formatDay(dal)}.</p>}
    </>
  )
}

import { BackLink } from '@/components/layout/breadcrumb'

/** In the place of a page that is one too many in this hour, for who works on the papers. */
export function TroppePagine({ massimo, indietro }: { massimo: number; indietro: { href: string; label: string } }) {
  return (
    <div className="max-w-narrow">
      <BackLink {...indietro} />
      <h1 className="mb-4">Hai aperto molte pagine nell’ultima ora</h1>
      <p className="mb-4">
        Per proteggere le carte ogni persona, anche degli uffici, apre al massimo {massimo} pagine diverse in un’ora.
        Questa sarebbe di più, e per ora non si apre. Quelle che hai già aperto in quest’ora si aprono ancora, e quello
        che hai salvato è salvato.
      </p>
      <p className="mb-4">
        Aspetta qualche minuto e ricarica questa pagina: le pagine che hai aperto più di un’ora fa non contano più. Se
        per il lavoro ne servono di più, chiedi al dirigente dell’archivio di far alzare il limite.
      </p>
    </div>
  )
}

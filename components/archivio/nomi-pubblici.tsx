import { Alert } from '@/components/ui/callout'
import type { nomiPubblici } from '@/lib/archivio/rules-nomi'
import { paths } from '@/lib/core/paths'

/** Told to who describes, and passed over by who knows that the name must stay. */
export function NomiPubblici({ id, trovati }: { id: string; trovati: ReturnType<typeof nomiPubblici> }) {
  if (trovati.length === 0) return null
  return (
    <Alert tone="amber" title="La descrizione che leggono tutti contiene il nome di una persona">
      <ul>
        {trovati.map(({ nome, dove }) => (
          <li key={`${dove} ${nome}`}>
            «{nome}», in {dove}
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.ufficio.modificaUnita(id)}>Toglilo dalla descrizione</a>: i nomi stanno in «Nomi, luoghi e
        strade» e nel titolo originale, che non sono per tutti. Se deve restare, per esempio perché è il nome di una via
        o di un’opera, non devi fare niente.
      </p>
    </Alert>
  )
}

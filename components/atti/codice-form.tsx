import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { paths } from '@/lib/core/paths'

/** The code under the QR, typed by hand. A GET form: it works with scripts off. */
export function CodiceForm({ valore, errore }: { valore?: string; errore?: string | null }) {
  return (
    <form action={paths.verificaRicerca} method="get">
      <TextField
        name="codice"
        label="Codice di verifica"
        hint="È sotto il codice QR: 16 lettere e cifre. Gli spazi non contano"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        width="l"
        className="font-mono"
        defaultValue={valore}
        error={errore ?? undefined}
      />
      <Button>Verifica</Button>
    </form>
  )
}

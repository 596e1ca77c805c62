import { paths } from '@/lib/core/paths'

/** Where professional SPID is enabled: what it is good for, and the way there and back. */
export function IdentitaProfessionale({ isOn, ritorno }: { isOn: boolean; ritorno: string | null }) {
  return isOn ? (
    <p>
      L’identità professionale porta i dati dell’impresa e li trovi già scritti quando la colleghi; non dimostra che la
      rappresenti. <a href={paths.accedi(ritorno ?? undefined)}>Torna all’identità personale</a>.
    </p>
  ) : (
    <p>
      Hai un’identità SPID professionale? <a href={paths.accediProfessionale(ritorno)}>Entra con quella</a>: i dati
      dell’impresa arrivano già scritti.
    </p>
  )
}

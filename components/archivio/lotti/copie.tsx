import type { Chi } from '@/lib/archivio/lettore'
import { findCopie } from '@/lib/archivio/lotti/queries-attestazione'
import { many, NOMI_VALORE_COPIA } from '@/lib/archivio/lotti/rules'
import { formatDay } from '@/lib/core/date'

/** What the scans of a unit are worth beside their originals (CAD artt. 22, 23-ter); nothing where there are none to see. */
export async function CopieUnita({ chi, unitaId }: { chi: Chi; unitaId: string }) {
  const copie = await findCopie(chi, unitaId)
  if (copie.length === 0) return null
  return (
    <>
      <h2 className="mt-8">Valore delle copie</h2>
      <ul>
        {copie.map(({ valore, attestante, attestataIl, n }) => (
          <li key={`${valore} ${attestataIl}`}>
            {many(n, 'file', 'file')}: {NOMI_VALORE_COPIA[valore ?? 'copia_semplice'].toLowerCase()}
            {attestataIl && `, il ${formatDay(attestataIl)}, da ${attestante}`}
          </li>
        ))}
      </ul>
    </>
  )
}

import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import { readChiavi } from '@/lib/archivio/raccolta/lettura'
import { chiaveOf } from '@/lib/archivio/raccolta/rules'
import { paths } from '@/lib/core/paths'
import { DaParte } from './da-parte'

const AllaRaccolta = () => (
  <a href={paths.archivio.raccolta} className="hint">
    La tua raccolta
  </a>
)

/** Beside a unit: to put it aside. */
export async function AccantoUnita({ chiave, nome }: { chiave: string; nome: string }) {
  return (
    <div className="accanto">
      <DaParte chiave={chiave} dentro={(await readChiavi()).has(chiave)} nome={nome} />
      <AllaRaccolta />
    </div>
  )
}

type Pagina = { id: string; numero: number; etichetta: string | null }

/** Under an open page: to put it aside. */
export async function AccantoPagina(of: { unitaId: string; pagina: Pagina; segnatura: string }) {
  const chiave = chiaveOf({ unitaId: of.unitaId, paginaId: of.pagina.id })
  const nome = `${nomePagina(of.pagina)} di ${of.segnatura}`
  return (
    <div className="accanto">
      <DaParte chiave={chiave} dentro={(await readChiavi()).has(chiave)} nome={nome} />
      <AllaRaccolta />
    </div>
  )
}

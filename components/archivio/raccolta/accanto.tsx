import { Disclosure } from '@/components/ui/disclosure'
import type { Citabile } from '@/lib/archivio/citazione/rules'
import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import { readChiavi } from '@/lib/archivio/raccolta/lettura'
import { chiaveOf } from '@/lib/archivio/raccolta/rules'
import { paths } from '@/lib/core/paths'
import { Citazione } from '../citazione'
import { DaParte } from './da-parte'
import { DaParteForm } from './da-parte-form'

const AllaRaccolta = () => (
  <a href={paths.archivio.raccolta} className="hint">
    La tua raccolta
  </a>
)

/** Beside a unit: to put it aside. */
export async function AccantoUnita({ chiave, nome }: { chiave: string; nome: string }) {
  return (
    <div className="accanto">
      <DaParteForm>
        <DaParte chiave={chiave} dentro={(await readChiavi()).has(chiave)} nome={nome} />
      </DaParteForm>
      <AllaRaccolta />
    </div>
  )
}

type Pagina = { id: string; numero: number; etichetta: string | null }

type Props = { unitaId: string; pagina: Pagina; segnatura: string; citabile: Citabile | null }

/** Under an open page: to cite it, and to put it aside. */
export async function AccantoPagina({ citabile, ...of }: Props) {
  const chiave = chiaveOf({ unitaId: of.unitaId, paginaId: of.pagina.id })
  const nome = `${nomePagina(of.pagina)} di ${of.segnatura}`
  return (
    <div className="accanto">
      <DaParteForm>
        <DaParte chiave={chiave} dentro={(await readChiavi()).has(chiave)} nome={nome} />
      </DaParteForm>
      <AllaRaccolta />
      {citabile && (
        <div className="accanto-citazione">
          <Disclosure summary="Cita questa pagina">
            <Citazione citabile={citabile} paginaId={of.pagina.id} />
          </Disclosure>
        </div>
      )}
    </div>
  )
}

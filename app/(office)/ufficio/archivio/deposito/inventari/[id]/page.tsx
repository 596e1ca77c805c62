import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ElencoInventario } from '@/components/archivio/inventario-elenco'
import { LettureForm } from '@/components/archivio/letture-form'
import { cifra } from '@/components/archivio/parole'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PrintHeader } from '@/components/layout/print-header'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { closeInventarioAction } from '@/lib/archivio/deposito/actions'
import { findInventario, type Inventario, listRighe, listUltime } from '@/lib/archivio/deposito/queries-inventario'
import { NOMI_ESITO } from '@/lib/archivio/deposito/rules'
import {
  type FiltroInventario,
  filtroToQuery,
  isEsito,
  NOMI_NON_LETTO,
  NOMI_VISTA,
  parseFiltro,
  VISTE_INVENTARIO,
  type VistaInventario,
} from '@/lib/archivio/deposito/rules-inventario'
import { canCurare } from '@/lib/archivio/lettore'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { today } from '@/lib/db/clock'

export const metadata: Metadata = { title: 'Inventario — Deposito — Archivio — Ufficio' }
const ULTIME = 8

export default async function InventarioPage({
  params,
  searchParams,
}: PageProps<'/ufficio/archivio/deposito/inventari/[id]'>) {
  const officer = await requireFunzionario()
  const [{ id }, asked] = await Promise.all([params, searchParams])
  const inventario = isUuid(id) ? await findInventario(officer, id) : null
  if (!inventario) notFound()
  const filtro = parseFiltro(asked)
  const [{ righe, totale }, just, cura] = await Promise.all([
    listRighe(officer, inventario, filtro),
    listUltime(officer, id, Math.max(0, Math.min(ULTIME, Number(asked.lette) || 0))),
    canCurare(officer),
  ])
  const aperto = !inventario.chiusoAt && cura
  const wrong = just.filter((one) => one.esito !== 'al_posto')
  return (
    <>
      <Fatto fatto={asked.fatto} parole={{ chiuso: 'L’inventario è chiuso: questo è il rapporto' }} />
      <BackLink href={paths.ufficio.luogo(inventario.luogoId)} label={inventario.luogo} />
      <PrintHeader printedAt={formatDay(await today())} url="Archivio: deposito" />
      <h1>Inventario di {inventario.luogo}</h1>
      <p>
        Aperto il {formatInstant(inventario.apertoAt)}
        {inventario.chiusoAt && `, chiuso il ${formatInstant(inventario.chiusoAt)}`}.
      </p>
      {just.length > 0 && (
        <Alert
          tone={wrong.length > 0 ? 'amber' : 'green'}
          live="status"
          title={just.map((one) => `${one.codice}: ${NOMI_ESITO[one.esito].toLowerCase()}`).join('. ')}
        />
      )}
      {aperto && (
        <section className="mt-6 max-w-narrow no-print">
          <LettureForm id={inventario.id} />
        </section>
      )}
      <div className="mt-8">
        <DefinitionList facts={figuresOf(inventario, filtro)} />
      </div>
      <ElencoInventario inventario={inventario} filtro={filtro} righe={righe} totale={totale} />
      {aperto && (
        <section className="mt-8 no-print">
          <h2>Chiudi l’inventario</h2>
          <p>
            {inventario.nonLetti.mancanti > 0
              ? `Restano ${cifra(inventario.nonLetti.mancanti)} contenitori non letti che dovrebbero essere qui: nel rapporto risulteranno mancanti.`
              : 'Tutto ciò che dovrebbe essere qui è stato letto.'}{' '}
            Il rapporto, con l’elenco di ciò che non è stato letto, resta.
          </p>
          <OneButtonForm action={closeInventarioAction.bind(null, inventario.id)} kind="secondary">
            Chiudi l’inventario
          </OneButtonForm>
        </section>
      )}
    </>
  )
}

const countOf = ({ lette, nonLetti }: Inventario, vista: VistaInventario): number =>
  isEsito(vista) ? lette[vista] : nonLetti.mancanti + nonLetti.fuori

/** How many of each; a figure leads to its list. */
function figuresOf(inventario: Inventario, { vista: open }: FiltroInventario) {
  const of = (vista: VistaInventario) => {
    const n = countOf(inventario, vista)
    const query = filtroToQuery({ vista, stato: null, luogoId: null, q: '', pagina: 1 })
    return {
      label: NOMI_VISTA[vista],
      value: (
        <>
          {n === 0 || vista === open ? (
            cifra(n)
          ) : (
            <a href={`${paths.ufficio.inventario(inventario.id)}${query}#elenco`}>
              {cifra(n)}
              <span className="sr-only">: mostra l’elenco</span>
            </a>
          )}
          {vista === 'non_letti' && n > 0 && (
            <span className="muted">
              {' '}
              ({NOMI_NON_LETTO.mancante.toLowerCase()} {cifra(inventario.nonLetti.mancanti)},{' '}
              {NOMI_NON_LETTO.fuori.toLowerCase()} {cifra(inventario.nonLetti.fuori)})
            </span>
          )}
        </>
      ),
    }
  }
  return [{ label: 'Contenitori del luogo', value: cifra(inventario.attesi) }, ...VISTE_INVENTARIO.map(of)]
}

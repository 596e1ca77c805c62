import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LettureForm } from '@/components/archivio/letture-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { closeInventarioAction } from '@/lib/archivio/deposito/actions'
import { findInventario, type Inventario } from '@/lib/archivio/deposito/queries'
import { ESITI_LETTURA, type EsitoLettura, NOMI_ESITO } from '@/lib/archivio/deposito/rules'
import { canCurare } from '@/lib/archivio/lettore'
import { requireFunzionario } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'

export const metadata: Metadata = { title: 'Inventario — Deposito — Archivio — Ufficio' }
/** From what needs a hand to what is in order. */
const ORDINE: readonly EsitoLettura[] = ['fuori_posto', 'risulta_fuori', 'sconosciuto', 'al_posto']
const ULTIME = 8

export default async function InventarioPage({
  params,
  searchParams,
}: PageProps<'/ufficio/archivio/deposito/inventari/[id]'>) {
  const officer = await requireFunzionario()
  const [{ id }, { fatto, lette }] = await Promise.all([params, searchParams])
  const inventario = isUuid(id) ? await findInventario(officer, id) : null
  if (!inventario) notFound()
  const aperto = !inventario.chiusoAt && (await canCurare(officer))
  const just = inventario.lette.slice(0, Math.min(ULTIME, Number(lette) || 0))
  const wrong = just.filter((one) => one.esito !== 'al_posto')
  return (
    <>
      <Fatto fatto={fatto} parole={{ chiuso: 'L’inventario è chiuso: questo è il rapporto' }} />
      <BackLink href={paths.ufficio.luogo(inventario.luogoId)} label={inventario.luogo} />
      <h1>Inventario</h1>
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
        <section className="max-w-narrow">
          <LettureForm id={inventario.id} />
        </section>
      )}
      <DefinitionList
        facts={[
          { label: 'Contenitori del luogo', value: inventario.attesi },
          ...ESITI_LETTURA.map((esito) => ({ label: NOMI_ESITO[esito], value: countOf(inventario, esito) })),
          { label: inventario.chiusoAt ? 'Mancanti' : 'Non ancora letti', value: inventario.mancanti.length },
        ]}
      />
      {inventario.mancanti.length > 0 && (
        <section className="mt-8">
          <h2>{inventario.chiusoAt ? 'Mancanti' : 'Non ancora letti'}</h2>
          <ul className="rows">
            {inventario.mancanti.map((codice) => (
              <li key={codice}>
                <a className="row-link" href={`${paths.ufficio.deposito}?q=${encodeURIComponent(codice)}`}>
                  {codice}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {ORDINE.map((esito) => (
        <Lette key={esito} inventario={inventario} esito={esito} />
      ))}
      {aperto && (
        <section className="mt-8">
          <h2>Chiudi l’inventario</h2>
          <p>Ciò che non hai letto risulterà mancante. Il rapporto resta.</p>
          <OneButtonForm action={closeInventarioAction.bind(null, inventario.id)} kind="secondary">
            Chiudi l’inventario
          </OneButtonForm>
        </section>
      )}
    </>
  )
}

const countOf = (inventario: Inventario, esito: EsitoLettura) =>
  inventario.lette.filter((one) => one.esito === esito).length

function Lette({ inventario, esito }: { inventario: Inventario; esito: EsitoLettura }) {
  const rows = inventario.lette.filter((one) => one.esito === esito)
  if (rows.length === 0) return null
  return (
    <section className="mt-8">
      <h2>{NOMI_ESITO[esito]}</h2>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.codice}>
            {one.contenitoreId ? (
              <a className="row-link" href={paths.ufficio.contenitore(one.contenitoreId)}>
                {one.codice}
              </a>
            ) : (
              <span className="row-link">{one.codice}</span>
            )}
            <span className="row-note">{esito === 'fuori_posto' ? `Il suo posto è ${one.luogo}` : ''}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

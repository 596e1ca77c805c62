import { ConvoglioDrawing } from '@/components/trasporti/convoglio-drawing'
import { DataTable } from '@/components/ui/data-table'
import { DefinitionList } from '@/components/ui/kv'
import { CONVOGLI, formatKm, formatMetri, formatTonnellate, lunghezzaPercorso, ORARI } from '@/lib/atti/rules-parole'
import type { VistaVerifica } from '@/lib/atti/rules-verifica'
import { formatDay } from '@/lib/core/date'
import type { Percorso } from '@/lib/trasporti/rules-tipi'

const metri = (cm: number | null) => (cm === null ? null : `${formatMetri(cm)} m`)
const tonnellate = (kg: number | null) => (kg === null ? null : `${formatTonnellate(kg)} t`)
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** What is compared with the vehicle on the road, in the order in which one looks. */
export function DatiVerifica({ vista }: { vista: VistaVerifica }) {
  const { convoglio: c } = vista
  return (
    <>
      <DefinitionList
        facts={[
          { label: 'Titolare', value: <strong>{vista.titolare}</strong> },
          ...(vista.oggetto ? [{ label: 'Oggetto', value: vista.oggetto }] : []),
          ...(vista.validoDal && vista.validoAl
            ? [{ label: 'Validità', value: `dal ${formatDay(vista.validoDal)} al ${formatDay(vista.validoAl)}` }]
            : []),
          ...(vista.viaggi === null
            ? []
            : [{ label: 'Viaggi', value: vista.viaggi === 1 ? 'uno' : String(vista.viaggi) }]),
          ...(vista.targhe.length > 0 ? [{ label: 'Targhe', value: <Targhe targhe={vista.targhe} /> }] : []),
          ...(vista.riserve.length > 0 ? [{ label: 'Riserve', value: <Targhe targhe={vista.riserve} /> }] : []),
          ...(c
            ? [
                { label: 'Convoglio', value: capital(CONVOGLI[c.tipo]) },
                { label: 'Massa complessiva', value: tonnellate(c.massaComplessivaKg) },
                { label: 'Lunghezza', value: metri(c.lunghezzaCm) },
                { label: 'Larghezza', value: metri(c.larghezzaCm) },
                { label: 'Altezza', value: metri(c.altezzaCm) },
              ]
            : []),
          ...(vista.carico
            ? [
                {
                  label: 'Carico',
                  value: [vista.carico.descrizione, tonnellate(vista.carico.massaKg)].filter(Boolean).join(', '),
                },
              ]
            : []),
          ...(vista.orario ? [{ label: 'Quando può viaggiare', value: capital(ORARI[vista.orario]) }] : []),
        ]}
      />
      <Prescrizioni prescrizioni={vista.prescrizioni} />
      {c && vista.assi.length > 0 && (
        <>
          <h2 className="mt-10 mb-3">Assi</h2>
          <ConvoglioDrawing convoglio={c} carico={vista.carico ?? undefined} titolo="Schema del convoglio" />
          <DataTable
            caption={`${vista.assi.length} assi, da davanti`}
            columns={[
              { key: 'asse', header: 'Asse', cell: (asse) => String(vista.assi.indexOf(asse) + 1) },
              {
                key: 'massa',
                header: 'Massa, t',
                numeric: true,
                cell: (asse) => (asse.massaKg === null ? null : formatTonnellate(asse.massaKg)),
              },
              {
                key: 'interasse',
                header: 'Al successivo, m',
                numeric: true,
                cell: (asse) => (asse.interasseCm === null ? null : formatMetri(asse.interasseCm)),
              },
            ]}
            rows={vista.assi}
            rowKey={(asse) => String(vista.assi.indexOf(asse))}
            cards={false}
          />
        </>
      )}
      {vista.percorso && <Strade percorso={vista.percorso} />}
    </>
  )
}

const Targhe = ({ targhe }: { targhe: readonly string[] }) => (
  <span className="flex flex-wrap gap-x-5 gap-y-1 font-mono text-xl text-ink">
    {targhe.map((targa) => (
      <span key={targa}>{targa}</span>
    ))}
  </span>
)

function Prescrizioni({ prescrizioni }: Pick<VistaVerifica, 'prescrizioni'>) {
  if (prescrizioni.length === 0) return null
  return (
    <>
      <h2 className="mt-10 mb-3">Prescrizioni</h2>
      <ol className="prose list-decimal pl-6">
        {prescrizioni.map((one) => (
          <li key={one.testo}>
            {one.testo} {one.norma && <span className="muted">({one.norma})</span>}
          </li>
        ))}
      </ol>
    </>
  )
}

function Strade({ percorso }: { percorso: Percorso }) {
  const totale = lunghezzaPercorso(percorso)
  const tratti = percorso.tratti.map((tratto, i) => ({ ...tratto, n: i + 1 }))
  return (
    <>
      <h2 className="mt-10 mb-3">Percorso</h2>
      <p className="mb-3">
        Da <strong>{percorso.partenza}</strong> a <strong>{percorso.arrivo}</strong>
        {percorso.andataRitorno ? ', andata e ritorno sulla stessa strada' : ', sola andata'}
        {totale !== null && `: ${formatKm(totale)} km`}
      </p>
      <DataTable
        caption="Strade, in ordine di viaggio"
        columns={[
          { key: 'n', header: 'N.', cell: (tratto) => String(tratto.n) },
          { key: 'strada', header: 'Strada', cell: (tratto) => <strong>{tratto.strada}</strong> },
          { key: 'da', header: 'Da – a', cell: (tratto) => [tratto.da, tratto.a].filter(Boolean).join(' – ') || null },
          {
            key: 'km',
            header: 'km',
            numeric: true,
            cell: (tratto) => (tratto.lunghezzaM === null ? null : formatKm(tratto.lunghezzaM)),
          },
        ]}
        rows={tratti}
        rowKey={(tratto) => String(tratto.n)}
        cards={false}
      />
    </>
  )
}

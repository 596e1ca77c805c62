import { StatoTag } from '@/components/pratica/stato-tag'
import { type Column, DataTable } from '@/components/ui/data-table'
import { formatDay, romeDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import type { listPraticheOf } from '@/lib/pratiche/queries'

type Riga = Awaited<ReturnType<typeof listPraticheOf>>['righe'][number]

const columns: readonly [Column<Riga>, ...Column<Riga>[]] = [
  {
    key: 'oggetto',
    header: 'Pratica',
    cell: (riga) => (
      <>
        <a href={paths.personale.pratica(riga.id)}>{riga.oggetto}</a>
        <small className="tabular-nums">
          {riga.codice} · {riga.richiedente}
        </small>
      </>
    ),
  },
  { key: 'stato', header: 'Stato', cell: (riga) => <StatoTag stato={riga.stato} esito={riga.esito} /> },
  { key: 'presentata', header: 'Presentata', cell: (riga) => formatDay(romeDay(riga.presentataAt)) },
  {
    key: 'risposta',
    header: 'Risposta',
    cell: (riga) => (riga.conclusaIl ? `data il ${formatDay(riga.conclusaIl)}` : `entro il ${formatDay(riga.scadeIl)}`),
  },
]

export function PraticheList({ righe }: { righe: readonly Riga[] }) {
  return <DataTable caption="Le tue pratiche" captionHidden columns={columns} rows={righe} rowKey={(riga) => riga.id} />
}

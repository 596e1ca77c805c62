import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Thread } from '@/components/pratica/thread'
import { threadOf } from '@/components/pratica/thread-of'
import { DataTable } from '@/components/ui/data-table'
import { formatDay, formatInstant } from '@/lib/core/date'
import { listAssegnazioni, listEventi, listRegistroTermini } from '@/lib/pratiche/queries'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Cronologia — Ufficio' }

export default async function CronologiaPage({ params }: PageProps<'/ufficio/pratiche/[id]/cronologia'>) {
  const found = await readPraticaUfficio((await params).id)
  if (!found) notFound()
  const { pratica } = found
  const [eventi, termini, assegnazioni] = await Promise.all([
    listEventi(pratica, 'ufficio'),
    listRegistroTermini(pratica),
    listAssegnazioni(pratica),
  ])
  return (
    <div className="two-columns">
      <div>
        <h2>Che cosa è successo</h2>
        <Thread entries={threadOf(eventi, 'ufficio')} label="Cronologia" />
      </div>
      <aside>
        <h2>Registro del termine</h2>
        <DataTable
          caption="Che cosa ha mosso il termine"
          captionHidden
          cards={false}
          rows={termini}
          rowKey={(row) => `${row.tipo}-${row.il}`}
          columns={[
            { key: 'il', header: 'Giorno', cell: (row) => formatDay(row.il) },
            { key: 'che', header: 'Che cosa', cell: (row) => row.motivo ?? row.tipo },
            { key: 'norma', header: 'Norma', cell: (row) => row.norma },
          ]}
        />
        <h2 className="mt-7">Chi l’ha avuta in carico</h2>
        {assegnazioni.length === 0 ? (
          <p className="muted">Nessuno, finora.</p>
        ) : (
          <ul>
            {assegnazioni.map((one) => (
              <li key={one.dalAt.toISOString()}>
                {one.nome}, dal {formatInstant(one.dalAt)}
                {one.alAt ? ` al ${formatInstant(one.alAt)}` : ''}
              </li>
            ))}
          </ul>
        )}
      </aside>
    </div>
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag, type Tone } from '@/components/ui/tag'
import { paths } from '@/lib/core/paths'
import { applyImportazioneAction } from '@/lib/flotta/actions'
import { findImportazione } from '@/lib/flotta/queries'
import type { RigaImportata } from '@/lib/flotta/rules-importazione'
import { NOMI_CLASSE } from '@/lib/procedimenti/rules-convoglio'
import { requireFlotta } from '../../reading'

type Props = PageProps<'/area-personale/imprese/[id]/flotta/importa/[importazioneId]'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { impresa } = await requireFlotta((await params).id)
  return { title: `Controlla i veicoli da importare — ${impresa.denominazione}` }
}

const ESITI: Record<RigaImportata['esito'], { parola: string; tono: Tone }> = {
  nuovo: { parola: 'Nuovo', tono: 'green' },
  modifica: { parola: 'Cambia', tono: 'blue' },
  uguale: { parola: 'Uguale', tono: 'grey' },
  errore: { parola: 'Da correggere', tono: 'red' },
}
const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`

const columns: [Column<RigaImportata>, ...Column<RigaImportata>[]] = [
  {
    key: 'targa',
    header: 'Veicolo',
    cell: ({ riga, targa, veicolo }) => (
      <>
        {targa || 'senza targa'}
        <small>
          riga {riga}
          {veicolo && ` · ${NOMI_CLASSE[veicolo.classe]} · ${veicolo.marca}`}
        </small>
      </>
    ),
  },
  {
    key: 'esito',
    header: 'Che cosa succede',
    cell: ({ esito }) => <Tag tone={ESITI[esito].tono}>{ESITI[esito].parola}</Tag>,
  },
  {
    key: 'dettagli',
    header: 'Perché',
    cell: ({ errori, cambi }) => {
      const lines = errori.length > 0 ? errori : cambi
      return lines.length > 0 ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null
    },
  },
]

export default async function ImportazionePage({ params, searchParams }: Props) {
  const { id, importazioneId } = await params
  const { viewer, impresa } = await requireFlotta(id)
  const [importazione, { fatto }] = await Promise.all([
    findImportazione(viewer, impresa.id, importazioneId),
    searchParams,
  ])
  if (!importazione) notFound()
  const { righe, esito } = importazione
  const count = (which: RigaImportata['esito']) => righe.filter((riga) => riga.esito === which).length
  const changing = count('nuovo') + count('modifica')
  return (
    <>
      <BackLink href={paths.personale.importaFlotta(impresa.id)} label="Importa i veicoli" />
      <PageHeading
        above={<p className="muted">{importazione.nome}</p>}
        title={esito ? 'Veicoli importati' : 'Controlla prima di importare'}
        lead={
          esito
            ? `${many(esito.creati, 'nuovo', 'nuovi')}, ${many(esito.modificati, 'aggiornato', 'aggiornati')}, ${many(esito.uguali, 'già uguale', 'già uguali')}, ${many(esito.scartati, 'riga lasciata fuori', 'righe lasciate fuori')}.`
            : `${many(count('nuovo'), 'nuovo', 'nuovi')}, ${many(count('modifica'), 'cambia', 'cambiano')}, ${many(count('uguale'), 'già uguale', 'già uguali')}, ${many(count('errore'), 'da correggere', 'da correggere')}.`
        }
      />
      <Fatto fatto={fatto} parole={{ importata: 'Fatto: i veicoli sono nella flotta' }} />
      {esito ? (
        <p>
          <LinkButton href={paths.personale.flotta(impresa.id)}>Vai ai veicoli</LinkButton>
        </p>
      ) : changing > 0 ? (
        <div className="mb-6">
          {count('errore') > 0 && (
            <p>Le righe da correggere restano fuori: puoi sistemarle nel file e caricarlo di nuovo quando vuoi.</p>
          )}
          <OneButtonForm
            action={applyImportazioneAction.bind(null, impresa.id, importazione.id)}
            beside={<a href={paths.personale.importaFlotta(impresa.id)}>Scegli un altro file</a>}
          >
            {changing === 1 ? 'Importa 1 veicolo' : `Importa ${changing} veicoli`}
          </OneButtonForm>
        </div>
      ) : (
        <p>
          Non c’è nulla da importare. <a href={paths.personale.importaFlotta(impresa.id)}>Scegli un altro file</a>
        </p>
      )}
      <DataTable
        caption="Righe del file"
        captionHidden
        columns={columns}
        rows={righe}
        rowKey={(riga) => String(riga.riga)}
      />
    </>
  )
}

import { type Column, DataTable } from '@/components/ui/data-table'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Pagination } from '@/components/ui/pagination'
import { CONTROLLO_PDF } from '@/lib/archivio/immagini/rules-pdfa'
import { rebuildPagineAction } from '@/lib/archivio/lavorazione/actions'
import {
  type ContoFile,
  countFile,
  type DiChi,
  FILE_A_PAGINA,
  type FileCarta,
  listFile,
} from '@/lib/archivio/lavorazione/queries-file'
import { many } from '@/lib/archivio/lotti/rules'
import type { Funzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { formatMB } from '@/lib/documenti/rules-file'
import { TIPI_FILE } from './tipi-file'

const NOMI_STATO: Record<FileCarta['stato'], string> = {
  da_lavorare: 'In attesa',
  in_lavorazione: 'In lavorazione',
  pronto: 'Pronto',
  guasto: 'Non riuscito',
}

const nome: Column<FileCarta> = {
  key: 'nome',
  header: 'File',
  cell: (one) => (
    <>
      <span className="wrap-anywhere">{one.nome}</span>
      <small>
        {TIPI_FILE[one.mime] ?? 'File'} di {formatMB(one.byte)}
      </small>
    </>
  ),
}
const altre: readonly Column<FileCarta>[] = [
  { key: 'pagine', header: 'Pagine', numeric: true, cell: ({ pagine }) => pagine?.toLocaleString('it-IT') },
  {
    key: 'profilo',
    header: 'Dichiara',
    cell: ({ mime, pagine, profilo }) =>
      profilo ?? (mime === 'application/pdf' && pagine !== null ? 'Niente' : undefined),
  },
  {
    key: 'note',
    header: 'Che cosa si è trovato',
    cell: ({ note, errore }) => [errore, note].filter(Boolean).join('. ') || undefined,
  },
  { key: 'stato', header: 'Lavorazione', cell: ({ stato }) => NOMI_STATO[stato] },
]
const unita: Column<FileCarta> = {
  key: 'unita',
  header: 'Unità',
  cell: ({ unitaId, segnatura }) => (
    <a className="wrap-anywhere" href={paths.ufficio.unita(unitaId)}>
      {segnatura}
    </a>
  ),
}
const rifai: Column<FileCarta> = {
  key: 'rifai',
  header: 'Che cosa fare',
  cell: ({ id, nome, unitaId, stato }) =>
    stato === 'pronto' || stato === 'guasto' ? (
      <OneButtonForm action={rebuildPagineAction.bind(null, unitaId, id)} kind="tertiary" small>
        <>
          Rifai le pagine<span className="sr-only"> di {nome}</span>
        </>
      </OneButtonForm>
    ) : null,
}

/**
 * The files of a batch or of a unit, with what they declare and what was found in them; of a unit their pages can be made
 * again. For whoever works in the archive. Nothing where there are none.
 */
export async function FileCarte({
  officer,
  di,
  volta,
}: {
  officer: Funzionario
  di: DiChi
  /** from 1 */
  volta: number
}) {
  const [conto, file] = await Promise.all([countFile(officer, di), listFile(officer, di, volta)])
  if (conto.file === 0) return null
  const page = 'lottoId' in di ? paths.ufficio.lotto(di.lottoId) : paths.ufficio.unita(di.unitaId)
  const acts = 'unitaId' in di
  return (
    <section aria-labelledby="file">
      <h2 className="mt-8" id="file">
        File consegnati
      </h2>
      {conto.pdf > 0 && <SuiPdf conto={conto} />}
      <DataTable
        caption={many(conto.file, 'file', 'file')}
        columns={[nome, ...('lottoId' in di ? [unita] : []), ...altre, ...(acts ? [rifai] : [])]}
        rows={file}
        rowKey={(one) => one.id}
      />
      <Pagination
        label="Altri file"
        page={volta}
        pages={Math.ceil(conto.file / FILE_A_PAGINA)}
        href={(n) => `${page}?file=${n}#file`}
      />
      {acts && (
        <>
          <p>
            Rifare le pagine serve quando il portale le sa fare meglio di quando il file è arrivato. I file restano come
            sono, e così i testi corretti a mano.
          </p>
          {conto.file > 1 && (
            <OneButtonForm action={rebuildPagineAction.bind(null, di.unitaId, null)} kind="secondary" small>
              Rifai le pagine di tutti i file
            </OneButtonForm>
          )}
        </>
      )}
    </section>
  )
}

function SuiPdf({ conto: { pdf, dichiarano, osservazioni } }: { conto: ContoFile }) {
  return (
    <>
      <DefinitionList
        facts={[
          { label: 'PDF che dichiarano PDF/A', value: `${dichiarano} di ${pdf}` },
          { label: 'PDF con osservazioni', value: osservazioni.toLocaleString('it-IT') },
        ]}
      />
      <p className="hint">{CONTROLLO_PDF}.</p>
    </>
  )
}

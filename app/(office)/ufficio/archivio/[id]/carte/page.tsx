import type { Metadata } from 'next'
import { BackLink } from '@/components/layout/breadcrumb'
import { Pagination } from '@/components/ui/pagination'
import { Tag } from '@/components/ui/tag'
import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import { listPagine } from '@/lib/archivio/visore/queries'
import { listCoperte } from '@/lib/archivio/visore/queries-copertura'
import { paths } from '@/lib/core/paths'
import { readCarteDaCurare } from './reading'

type Props = PageProps<'/ufficio/archivio/[id]/carte'>
const PER_VOLTA = 50

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { carte } = await readCarteDaCurare((await params).id)
  return { title: `Pagine di ${carte.segnatura} — Archivio — Ufficio` }
}

export default async function CarteDaCoprirePage({ params, searchParams }: Props) {
  const { officer, carte } = await readCarteDaCurare((await params).id)
  const asked = Number([(await searchParams).p].flat().at(-1) ?? 1)
  const volta = Number.isInteger(asked) && asked > 0 ? asked : 1
  const da = (volta - 1) * PER_VOLTA + 1
  const [pagine, coperte] = await Promise.all([
    listPagine(officer, carte, da, da + PER_VOLTA - 1),
    listCoperte(officer, carte.id),
  ])
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.unita(carte.id)} label={carte.segnatura} />
      <h1 className="mb-6">Pagine da chiudere, coprire o correggere</h1>
      <p className="mb-6">
        Una pagina chiusa la vedono tutti gli uffici della Provincia; se la chiude ciò che dice (salute, reati,
        famiglia), solo le persone abilitate, fino al termine di legge. Se prima ne copri delle parti, gli altri la
        vedono senza quelle parti.
      </p>
      <p className="mb-6">
        Se quei dati sono in quasi tutte le carte,{' '}
        <a href={paths.ufficio.etichetteUnita(carte.id)}>metti un’etichetta all’unità</a>.
      </p>
      <ul className="rows mb-6">
        {pagine.map((one) => (
          <li key={one.id}>
            <a className="row-link" href={paths.ufficio.paginaDaCoprire(carte.id, one.numero)}>
              {nomePagina(one)}
            </a>
            <span className="row-note">
              {coperte.has(one.id) && one.riservata ? (
                <Tag tone="amber">{one.soloAbilitati ? 'Coperta, intera solo per abilitati' : 'In parte coperta'}</Tag>
              ) : one.riservata ? (
                <Tag tone="grey">{one.soloAbilitati ? 'Solo abilitati' : 'Chiusa'}</Tag>
              ) : (
                <Tag tone="green">Come l’unità</Tag>
              )}
            </span>
            <span className="row-text">
              <a href={paths.ufficio.correzione(carte.id, one.numero)}>
                Correggi il testo<span className="sr-only">: {nomePagina(one)}</span>
              </a>
            </span>
          </li>
        ))}
      </ul>
      <Pagination
        label="Altre pagine"
        page={volta}
        pages={Math.ceil(carte.pagine / PER_VOLTA)}
        href={(p) => `${paths.ufficio.carteDaCoprire(carte.id)}?p=${p}`}
      />
    </div>
  )
}

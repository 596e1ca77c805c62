import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CoperturaForm } from '@/components/archivio/copertura-form'
import { MotivoForm } from '@/components/archivio/motivo-form'
import { TroppePagine } from '@/components/archivio/troppe-pagine'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { Callout } from '@/components/ui/callout'
import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import type { AttoRiservatezza } from '@/lib/archivio/rules-copertura'
import { setPaginaRiservataAction, uncoverPaginaAction } from '@/lib/archivio/visore/actions'
import { recordVista } from '@/lib/archivio/visore/commands-viste'
import { findLimiti } from '@/lib/archivio/visore/limiti'
import { findDaCoprire } from '@/lib/archivio/visore/queries-copertura'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { readCarteDaCurare } from '../reading'

type Props = PageProps<'/ufficio/archivio/[id]/carte/[pagina]'>

const ATTI: Record<AttoRiservatezza, string> = {
  chiusa: 'Chiusa',
  aperta: 'Aperta',
  oscurata: 'Coperta in parte',
  scoperta: 'Tolta l’immagine coperta',
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, pagina } = await params
  const { carte } = await readCarteDaCurare(id)
  return { title: `Pagina ${Number(pagina) || '?'} di ${carte.segnatura} — Archivio — Ufficio` }
}

export default async function PaginaDaCoprirePage({ params, searchParams }: Props) {
  const { id, pagina: asked } = await params
  const { officer, carte } = await readCarteDaCurare(id)
  const found = /^\d{1,6}$/.test(asked) ? await findDaCoprire(officer, carte, Number(asked)) : null
  if (!found) notFound()
  if (!(await recordVista(officer, carte, found.pagina)))
    return (
      <TroppePagine
        massimo={(await findLimiti())['archivio.visore.pagine-all-ora']}
        indietro={{ href: paths.ufficio.carteDaCoprire(carte.id), label: `Pagine di ${carte.segnatura}` }}
      />
    )
  const { pagina, coperta, daRicoprire, regioni, proposte, storia } = found
  const dove = { unitaId: carte.id, paginaId: pagina.id, numero: pagina.numero }
  return (
    <div className="max-w-narrow">
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          chiusa: 'La pagina è chiusa: la vedono solo gli uffici',
          aperta: 'La pagina è aperta a chi può vedere le altre',
          oscurata: 'L’immagine coperta è pronta: chi può vedere le altre pagine vede questa',
          scoperta: 'L’immagine coperta è tolta: la pagina resta chiusa',
        }}
      />
      <BackLink href={paths.ufficio.carteDaCoprire(carte.id)} label={`Pagine di ${carte.segnatura}`} />
      <h1 className="mb-4">{nomePagina(pagina)}</h1>
      <p className="mb-6">
        {coperta && pagina.riservata
          ? 'Chi può vedere le altre pagine vede questa con alcune parti coperte.'
          : pagina.riservata
            ? 'È chiusa: la vedono solo gli uffici.'
            : 'La vede chi può vedere le altre.'}{' '}
        {coperta && (
          <a href={`${paths.api.immagine(pagina.id)}.coperta/full/max/0/default.jpg`}>Guarda l’immagine coperta</a>
        )}
      </p>
      {daRicoprire && (
        <Callout tone="amber">
          La pagina era coperta in parte, poi è stata girata o rifatta con un’altra misura: le parti coperte non
          corrispondevano più e l’immagine coperta è stata tolta. Copri di nuovo le parti.
        </Callout>
      )}
      <p className="mb-6">
        <a href={paths.ufficio.correzione(carte.id, pagina.numero)}>Correggi il testo</a>
      </p>
      <section className="mb-10" aria-labelledby="copri">
        <h2 id="copri">Copri delle parti</h2>
        {pagina.immagine ? (
          <CoperturaForm
            dove={dove}
            larghezza={pagina.larghezza}
            altezza={pagina.altezza}
            regioni={regioni}
            proposte={proposte}
          />
        ) : (
          <Callout>L’immagine della pagina non è ancora pronta: per ora puoi solo chiuderla.</Callout>
        )}
      </section>
      <section className="mb-10" aria-labelledby="chiudi">
        <h2 id="chiudi">{pagina.riservata ? 'Apri la pagina' : 'Chiudi la pagina'}</h2>
        <MotivoForm
          id="motivo-chiudi"
          action={setPaginaRiservataAction.bind(null, dove, !pagina.riservata)}
          kind={pagina.riservata ? 'secondary' : 'danger'}
        >
          {pagina.riservata ? 'Apri la pagina intera' : 'Chiudi la pagina'}
        </MotivoForm>
      </section>
      {coperta && (
        <section className="mb-10" aria-labelledby="scopri">
          <h2 id="scopri">Togli l’immagine coperta</h2>
          <MotivoForm id="motivo-scopri" action={uncoverPaginaAction.bind(null, dove)}>
            Togli l’immagine coperta
          </MotivoForm>
        </section>
      )}
      <section aria-labelledby="storia">
        <h2 id="storia">Storia</h2>
        {storia.length === 0 && <p className="muted">Nessuno l’ha chiusa né coperta.</p>}
        <ul className="rows">
          {storia.map((one) => (
            <li key={one.quando.toISOString()}>
              <span className="row-link">
                {ATTI[one.atto]}, da {one.nome}
              </span>
              <span className="row-note">{formatInstant(one.quando)}</span>
              <span className="row-text">
                {one.motivo}
                {one.regioni.length > 0 &&
                  ` (${one.regioni.length === 1 ? 'una parte' : `${one.regioni.length} parti`})`}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

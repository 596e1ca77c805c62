import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChiusuraForm } from '@/components/archivio/chiusura-form'
import { CoperturaForm } from '@/components/archivio/copertura-form'
import { MotivoForm } from '@/components/archivio/motivo-form'
import { CATEGORIE } from '@/components/archivio/parole'
import { SoloAbilitati } from '@/components/archivio/solo-abilitati'
import { TroppePagine } from '@/components/archivio/troppe-pagine'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { Callout } from '@/components/ui/callout'
import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import type { AttoRiservatezza } from '@/lib/archivio/rules-copertura'
import { openPaginaAction, uncoverPaginaAction } from '@/lib/archivio/visore/actions'
import { recordVista } from '@/lib/archivio/visore/commands-viste'
import { findLimiti } from '@/lib/archivio/visore/limiti'
import { type DaCoprire, findDaCoprire } from '@/lib/archivio/visore/queries-copertura'
import { formatDay, formatInstant } from '@/lib/core/date'
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
  if (!found.pagina.chiusa && !(await recordVista(officer, carte, found.pagina)))
    return (
      <TroppePagine
        massimo={(await findLimiti())['archivio.visore.pagine-all-ora']}
        indietro={{ href: paths.ufficio.carteDaCoprire(carte.id), label: `Pagine di ${carte.segnatura}` }}
      />
    )
  const { pagina, coperta, daRicoprire, storia } = found
  const dove = { unitaId: carte.id, paginaId: pagina.id, numero: pagina.numero }
  return (
    <div className="max-w-narrow">
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          chiusa: 'La pagina è chiusa',
          aperta: 'La pagina è aperta a chi può vedere le altre',
          oscurata: 'L’immagine coperta è pronta: chi può vedere le altre pagine vede questa',
          scoperta: 'L’immagine coperta è tolta: la pagina resta chiusa',
        }}
      />
      <BackLink href={paths.ufficio.carteDaCoprire(carte.id)} label={`Pagine di ${carte.segnatura}`} />
      <h1 className="mb-4">{nomePagina(pagina)}</h1>
      <p className="mb-6">
        {!pagina.riservata
          ? 'La vede chi può vedere le altre.'
          : `È chiusa: la ${pagina.soloAbilitati ? 'vede solo chi è abilitato all’unità' : 'vedono solo gli uffici'}.`}{' '}
        {pagina.consultabileDal && `Si apre da sé il ${formatDay(pagina.consultabileDal)}.`}{' '}
        {coperta && pagina.riservata && 'Gli altri la vedono con alcune parti coperte.'}{' '}
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
      {pagina.chiusa ? <SoloAbilitati /> : <Cura dove={dove} trovata={found} />}
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
                {one.categoria && `${CATEGORIE[one.categoria]}, carta del ${one.il ? formatDay(one.il) : one.anno}. `}
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

type Dove = { unitaId: string; paginaId: string; numero: number }

/** What may be done to a page by who sees it. */
function Cura({ dove, trovata }: { dove: Dove; trovata: DaCoprire }) {
  const { pagina, coperta, regioni, proposte } = trovata
  return (
    <>
      <p className="mb-6">
        <a href={paths.ufficio.correzione(dove.unitaId, pagina.numero)}>Correggi il testo</a>
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
        <h2 id="chiudi">{pagina.riservata ? 'Cambia chi la vede' : 'Chiudi la pagina'}</h2>
        <ChiusuraForm
          dove={dove}
          proposta={proposte.some(({ motivo }) => motivo === 'salute') ? 'salute' : null}
          chiusa={pagina.riservata}
        />
      </section>
      {pagina.riservata && (
        <section className="mb-10" aria-labelledby="apri">
          <h2 id="apri">Apri la pagina</h2>
          <MotivoForm id="motivo-apri" action={openPaginaAction.bind(null, dove)}>
            Apri la pagina intera
          </MotivoForm>
        </section>
      )}
      {coperta && (
        <section className="mb-10" aria-labelledby="scopri">
          <h2 id="scopri">Togli l’immagine coperta</h2>
          <MotivoForm id="motivo-scopri" action={uncoverPaginaAction.bind(null, dove)}>
            Togli l’immagine coperta
          </MotivoForm>
        </section>
      )}
    </>
  )
}

import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { CercaForm } from '@/components/archivio/cerca-form'
import { Faccette } from '@/components/archivio/faccette'
import { cifra, nomeLivello } from '@/components/archivio/parole'
import { Risultati } from '@/components/archivio/risultati'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { findChilometri } from '@/lib/archivio/dove'
import { listFondi, listNomiFondi, recordParticella } from '@/lib/archivio/queries'
import { readChiavi } from '@/lib/archivio/raccolta/lettura'
import { type Esito, PER_PAGINA, searchArchivio, seRisponde } from '@/lib/archivio/ricerca'
import { type Domanda, isParticella, isVuota } from '@/lib/archivio/rules-domanda'
import { domandaToQuery, parseDomanda, parsePagina } from '@/lib/archivio/rules-indirizzo'
import { recordBrani } from '@/lib/archivio/visore/commands-viste'
import { clientIp } from '@/lib/auth/limits'
import { findViewer, isFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export async function generateMetadata({ searchParams }: PageProps<'/archivio'>): Promise<Metadata> {
  const domanda = parseDomanda(await searchParams)
  // what was looked for is nobody's to list
  if (!isVuota(domanda))
    return {
      title: `${domanda.testo ? `«${domanda.testo}»` : 'Ricerca'} — Archivio`,
      robots: { index: false, follow: false },
    }
  return {
    title: 'Archivio',
    description: 'Cerca tra le pratiche sismiche, le strade e gli altri fondi della Provincia.',
  }
}

export default async function ArchivioPage({ searchParams }: PageProps<'/archivio'>) {
  const query = await searchParams
  const domanda = parseDomanda(query)
  const [viewer, ip] = [await findViewer(), clientIp(await headers())]
  if (!(await withinArchivio(viewer, ip, isParticella(domanda))))
    redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  if (isVuota(domanda)) return <Ingresso fondi={await listFondi(viewer)} />
  await recordParticella(viewer, ip, domanda)
  const pagina = parsePagina(query)
  const esito = await seRisponde(searchArchivio(viewer, domanda, pagina))
  if (esito === null) return <SenzaMotore domanda={domanda} />
  const [fondi, daParte, strada] = await Promise.all([
    listNomiFondi(viewer, Object.keys(esito.faccette.fondo)),
    readChiavi(),
    seRisponde(findChilometri(viewer, domanda)),
    recordBrani(viewer, esito.risultati),
  ])
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Archivio', href: paths.archivio.home }, { label: 'Ricerca' }]} />
      <h1 className="sr-only">Ricerca nell’archivio{domanda.testo ? `: ${domanda.testo}` : ''}</h1>
      <CercaForm domanda={domanda} />
      <div className="archivio-pagina">
        <div className="archivio-esito">
          <p role="status">
            <Totale esito={esito} />
          </p>
          {esito.quota < 1 && (
            <p className="hint">
              Stiamo rileggendo l’archivio: la ricerca ne vede per ora il {Math.floor(esito.quota * 100)} %. Tra qualche
              minuto ripeti la ricerca.
            </p>
          )}
          <Corrette esito={esito} />
          <p className="hint">
            <a href={paths.personale.nuovaRicerca(domandaToQuery(domanda))}>Salva questa ricerca</a>
            {' · '}
            <a href={paths.archivio.raccolta}>La tua raccolta</a>
            {viewer && isFunzionario(viewer) && esito.totale > 0 && (
              <>
                {' · '}
                <a href={paths.api.elenco(domandaToQuery(domanda))}>
                  Scarica l’elenco (CSV
                  {esito.totale > esito.raggiungibili &&
                    `, solo i primi ${cifra(esito.raggiungibili)} di ${cifra(esito.totale)}`}
                  )
                </a>
              </>
            )}
          </p>
          {esito.risultati.length === 0 ? (
            <Niente domanda={domanda} ufficio={viewer !== null && isFunzionario(viewer)} />
          ) : (
            <>
              <h2 className="sr-only">Risultati</h2>
              <Risultati risultati={esito.risultati} sulleCarte={esito.sulleCarte} daParte={daParte} />
              <Pagination
                label="Pagine dei risultati"
                page={pagina}
                pages={Math.ceil(esito.raggiungibili / PER_PAGINA)}
                href={(page) => `${paths.archivio.home}${domandaToQuery(domanda, page)}`}
              />
              {esito.totale > esito.raggiungibili && (
                <p className="hint">
                  Si sfogliano i primi {cifra(esito.raggiungibili)}: per arrivare agli altri scegli un filtro.
                </p>
              )}
            </>
          )}
        </div>
        <aside aria-labelledby="filtri">
          <h2 id="filtri" className="sr-only">
            Filtra
          </h2>
          <Faccette domanda={domanda} conti={esito.faccette} fondi={fondi} strada={strada} />
        </aside>
      </div>
    </>
  )
}

function SenzaMotore({ domanda }: { domanda: Domanda }) {
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Archivio', href: paths.archivio.home }, { label: 'Ricerca' }]} />
      <h1 className="sr-only">Ricerca nell’archivio</h1>
      <CercaForm domanda={domanda} />
      <EmptyState
        title="La ricerca ora non risponde"
        action={<a href={`${paths.archivio.home}${domandaToQuery(domanda)}`}>Ripeti la ricerca</a>}
      >
        <p>Quello che hai scritto è qui sopra. Intanto i fondi si sfogliano dalla pagina dell’archivio.</p>
      </EmptyState>
    </>
  )
}

function Ingresso({ fondi }: { fondi: Awaited<ReturnType<typeof listFondi>> }) {
  return (
    <>
      <PageHeading
        title="Che cosa conserva la Provincia"
        lead="Pratiche sismiche, strade, opere: cerca un fascicolo, o sfoglia i fondi. Le carte si vedono su richiesta."
      />
      <CercaForm domanda={{}} />
      <p className="hint">
        <a href={paths.archivio.raccolta}>La tua raccolta</a>
      </p>
      <h2 className="mt-12">I fondi</h2>
      {fondi.length === 0 ? (
        <EmptyState title="Non c’è ancora nessun fondo">Quando ne descriviamo uno lo trovi qui.</EmptyState>
      ) : (
        <ul className="rows">
          {fondi.map((one) => (
            <li key={one.id}>
              <a className="row-link" href={paths.archivio.unita(one.id)}>
                {one.titolo}
              </a>
              <span className="row-note">
                {nomeLivello(one.livello)}, {one.data}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Totale({ esito: { totale } }: { esito: Esito }) {
  return totale === 0 ? (
    'Nessun risultato'
  ) : totale === 1 ? (
    'Un risultato'
  ) : (
    <>
      <strong>{cifra(totale)}</strong> risultati
    </>
  )
}

function Corrette({ esito: { corrette, ignote } }: { esito: Esito }) {
  return (
    <>
      {corrette.map(({ scritta, cercate }) => (
        <p key={scritta} className="hint">
          «{scritta}» non c’è: abbiamo cercato {cercate.map((one) => `«${one}»`).join(', ')}.
        </p>
      ))}
      {ignote.length > 0 && (
        <p className="hint">Nessuna descrizione contiene {ignote.map((one) => `«${one}»`).join(', ')}.</p>
      )}
    </>
  )
}

const FILTRI = {
  fondo: 'fondo',
  tipologia: 'tipo',
  comune: 'Comune',
  decennio: 'decennio',
  accesso: 'accesso',
  dal: 'anno iniziale',
  al: 'anno finale',
} as const

function Niente({ domanda, ufficio }: { domanda: Domanda; ufficio: boolean }) {
  const set = (Object.keys(FILTRI) as (keyof typeof FILTRI)[]).filter((key) => domanda[key] !== undefined)
  return (
    <EmptyState title="Non abbiamo trovato niente" action={<a href={paths.archivio.home}>Ricomincia dall’archivio</a>}>
      {set.length > 0 ? (
        <p>
          Prova a togliere un filtro:{' '}
          {set.map((key, i) => (
            <span key={key}>
              {i > 0 && ', '}
              <a href={`${paths.archivio.home}${domandaToQuery({ ...domanda, [key]: undefined })}`}>{FILTRI[key]}</a>
            </span>
          ))}
          .
        </p>
      ) : (
        <p>
          Prova con meno parole, o con una sola.
          {!ufficio && ' I nomi di persona non si cercano: li vede chi ne ha titolo.'}
        </p>
      )}
    </EmptyState>
  )
}

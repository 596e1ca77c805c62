import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { AccantoPagina } from '@/components/archivio/raccolta/accanto'
import { SenzaImmagine } from '@/components/archivio/senza-immagine'
import { type Tavola, type Vie, Visore } from '@/components/archivio/visore'
import { Barra, Confronto } from '@/components/archivio/visore-barra'
import { Manifesto } from '@/components/archivio/visore-manifesto'
import { Striscia } from '@/components/archivio/visore-striscia'
import { Trascrizione } from '@/components/archivio/visore-trascrizione'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { SearchForm } from '@/components/ui/search-form'
import { findCitabile } from '@/lib/archivio/citazione/queries'
import { iiif } from '@/lib/archivio/iiif/indirizzi'
import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import { askCarte } from '@/lib/archivio/risposta'
import { openVisore, type PaginaAperta, type Ricerca } from '@/lib/archivio/visore/queries-visore'
import { clientIp } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

type Props = PageProps<'/archivio/[id]/carte'>

const readCarte = cache(async (id: string) => {
  const chi = await findViewer()
  const carte = await askCarte(chi, clientIp(await headers()), id)
  return carte === 'troppe' ? carte : carte && { chi, carte }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const read = await readCarte((await params).id)
  const title =
    read && read !== 'troppe' ? `Carte di ${read.carte.segnatura} — Archivio` : 'Carte non trovate — Archivio'
  return { title, robots: { index: false, follow: false } }
}

/** A whole number from the address, from `least` up; anything else is not there. */
/** Of a word with a star there may be twenty. */
const MAX_CERCATE = 600

function numberOf(value: string | string[] | undefined, least: number): number | null {
  const n = Number([value].flat().at(-1) || Number.NaN)
  return Number.isInteger(n) && n >= least && n < 1e6 ? n : null
}

export default async function CartePage({ params, searchParams }: Props) {
  const read = await readCarte((await params).id)
  if (read === 'troppe') redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  if (!read) notFound()
  const { chi, carte } = read
  const asked = await searchParams
  const visore = await openVisore(chi, carte, {
    numero: numberOf(asked.pagina, 1),
    q: [asked.q].flat().at(-1)?.slice(0, MAX_CERCATE) ?? '',
    quale: numberOf(asked.parola, 0),
    con: numberOf(asked.con, 1),
  })
  if (!visore) notFound()
  const { aperta, seconda, ricerca } = visore
  const citabile = await findCitabile(chi, { unitaId: carte.id, paginaId: aperta.id })
  const action = paths.archivio.carte(carte.id).split('?')[0] ?? ''
  const href = (numero: number, parola?: number) =>
    [
      paths.archivio.carte(carte.id, numero, ricerca?.q),
      parola !== undefined && `parola=${parola}`,
      seconda && `con=${seconda.numero}`,
    ]
      .filter(Boolean)
      .join('&')
  const onPage = ricerca?.corrente == null ? null : ricerca.corrente - (ricerca.dove.indexOf(aperta.numero) ?? 0)
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Archivio', href: paths.archivio.home },
          { label: carte.segnatura, href: paths.archivio.unita(carte.id) },
          { label: 'Carte' },
        ]}
      />
      <PageHeading above={<span className="code">{carte.segnatura}</span>} title={carte.titolo} />
      <div className="visore-cerca">
        <SearchForm
          action={action}
          label="Cerca in queste carte"
          labelVisible
          defaultValue={ricerca?.q}
          id="cerca-carte"
        />
        <p role="status" className="hint mt-2">
          {ricerca && esito(ricerca)}
        </p>
      </div>
      <Visore
        vie={vieOf(visore.carte.pagine, aperta.numero, ricerca, href)}
        tavola={tavolaOf(aperta, onPage)}
        seconda={seconda && tavolaOf(seconda, null)}
        barra={<Barra visore={visore} vie={vieOf(carte.pagine, aperta.numero, ricerca, href)} action={action} />}
      >
        {seconda ? (
          <>
            <Trascrizione aperta={aperta} corrente={onPage} posto="prima" />
            <Trascrizione aperta={seconda} corrente={null} posto="seconda" />
          </>
        ) : (
          <Trascrizione aperta={aperta} corrente={onPage} />
        )}
        <Striscia visore={visore} href={href} />
        <Confronto visore={visore} action={action} />
        <Misure aperta={aperta} />
        <Manifesto indirizzo={iiif.manifesto(carte.id)} libere={carte.libere} />
        <AccantoPagina unitaId={carte.id} pagina={aperta} segnatura={carte.segnatura} citabile={citabile} />
      </Visore>
    </>
  )
}

const conta = (n: number, una: string, tante: string) => (n === 1 ? una : `${n} ${tante}`)

function esito({ q, alcune, totale, pagine }: Ricerca): string {
  const parole = `«${q.replaceAll('|', ' o ')}»`
  if (totale === 0) return `Nessuna pagina contiene ${parole}.`
  const dove = `${conta(totale, 'una volta', 'volte')}, in ${conta(pagine.length, 'una pagina', 'pagine')}.`
  return alcune ? `Nessuna pagina ha tutte le parole di ${parole}. Ne hanno alcune: ${dove}` : `${parole}: ${dove}`
}

function vieOf(
  ultima: number,
  numero: number,
  ricerca: Ricerca | null,
  href: (n: number, parola?: number) => string,
): Vie {
  const { dove = [], corrente = null } = ricerca ?? {}
  const before = corrente === null ? dove.findLastIndex((n) => n < numero) : corrente - 1
  const after = corrente === null ? dove.findIndex((n) => n > numero) : corrente + 1
  const word = (i: number) => (dove[i] === undefined ? null : href(dove[i], i))
  return {
    precedente: numero > 1 ? href(numero - 1) : null,
    successiva: numero < ultima ? href(numero + 1) : null,
    prima: href(1),
    ultima: href(ultima),
    parolaPrima: word(before),
    parolaDopo: word(after),
  }
}

function tavolaOf(aperta: PaginaAperta, corrente: number | null): Tavola {
  const nome = nomePagina(aperta)
  const { id, larghezza, altezza, livelli, senza, consultabileDal, parole, trovate } = aperta
  if (senza || livelli === null)
    return { nome, vuota: <SenzaImmagine nome={nome} perche={senza} dal={consultabileDal} /> }
  const segni = trovate.flatMap((i) => (parole[i] ? [parole[i]] : []))
  return { nome, pagina: { id, larghezza, altezza, livelli }, segni, corrente }
}

/** The image by itself, in sizes for whoever wants less or more of it. */
function Misure({ aperta: { id, larghezza, altezza, senza } }: { aperta: PaginaAperta }) {
  if (senza) return null
  const sizes = [800, 1600].filter((one) => one < Math.max(larghezza, altezza))
  return (
    <p className="visore-misure">
      Immagine della pagina:{' '}
      {sizes.map((one) => (
        <span key={one}>
          <a href={`${paths.api.immagine(id)}/full/!${one},${one}/0/default.jpg`}>{one} px</a>,{' '}
        </span>
      ))}
      <a href={`${paths.api.immagine(id)}/full/max/0/default.jpg`}>la più grande</a>
    </p>
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CorrezioneForm } from '@/components/archivio/correzione-form'
import { SoloAbilitati } from '@/components/archivio/solo-abilitati'
import { TroppePagine } from '@/components/archivio/troppe-pagine'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { Callout } from '@/components/ui/callout'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { takeBackTestoAction } from '@/lib/archivio/correzione/actions'
import { type DaCorreggere, findDaCorreggere } from '@/lib/archivio/correzione/queries'
import { righeDiParole } from '@/lib/archivio/correzione/rules-correzione'
import { nomePagina } from '@/lib/archivio/iiif/rules-manifesto'
import { misuraDi } from '@/lib/archivio/iiif/rules-misure'
import { many } from '@/lib/archivio/lotti/rules'
import { recordVista } from '@/lib/archivio/visore/commands-viste'
import { findLimiti } from '@/lib/archivio/visore/limiti'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { readCarteDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/carte/[pagina]/testo'>
const LATO_IMMAGINE = 1600

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, pagina } = await params
  const { carte } = await readCarteDaCurare(id)
  return { title: `Testo della pagina ${Number(pagina) || '?'} di ${carte.segnatura} — Archivio — Ufficio` }
}

export default async function CorrezionePage({ params, searchParams }: Props) {
  const { id, pagina: asked } = await params
  const { officer, carte } = await readCarteDaCurare(id)
  const found = /^\d{1,6}$/.test(asked) ? await findDaCorreggere(officer, carte, Number(asked)) : null
  if (!found) notFound()
  if (found.pagina.chiusa)
    return (
      <>
        <BackLink href={paths.ufficio.carteDaCoprire(carte.id)} label={`Pagine di ${carte.segnatura}`} />
        <h1 className="mb-4">Testo: {nomePagina(found.pagina)}</h1>
        <SoloAbilitati />
      </>
    )
  if (!(await recordVista(officer, carte, found.pagina)))
    return (
      <TroppePagine
        massimo={(await findLimiti())['archivio.visore.pagine-all-ora']}
        indietro={{ href: paths.ufficio.carteDaCoprire(carte.id), label: `Pagine di ${carte.segnatura}` }}
      />
    )
  const { pagina, parole, versione, letto, storia } = found
  const { id: paginaId, numero, larghezza, altezza, immagine } = pagina
  const dove = { unitaId: carte.id, paginaId, numero }
  return (
    <>
      <Fatto
        fatto={(await searchParams).fatto}
        parole={{
          corretta: 'Il testo è salvato: ricerca e trascrizione usano questo',
          ripresa: 'La pagina dice di nuovo ciò che ha letto la macchina',
        }}
      />
      <BackLink href={paths.ufficio.carteDaCoprire(carte.id)} label={`Pagine di ${carte.segnatura}`} />
      <h1 className="mb-4">Testo: {nomePagina(pagina)}</h1>
      <Provenienza found={found} />
      <nav aria-label="Altre pagine">
        <p className="mb-6 flex flex-wrap gap-4">
          {numero > 1 && <a href={paths.ufficio.correzione(carte.id, numero - 1)}>Pagina precedente</a>}
          {numero < carte.pagine && <a href={paths.ufficio.correzione(carte.id, numero + 1)}>Pagina successiva</a>}
          <a href={paths.ufficio.paginaDaCoprire(carte.id, numero)}>Chiudi o copri</a>
        </p>
      </nav>
      {!immagine && <Callout>L’immagine della pagina non è ancora pronta.</Callout>}
      <CorrezioneForm
        dove={dove}
        versione={versione}
        righe={righeDiParole(parole)}
        larghezza={larghezza}
        altezza={altezza}
        src={
          immagine &&
          `${paths.api.immagine(paginaId)}/full/${misuraDi({ w: larghezza, h: altezza }, LATO_IMMAGINE)}/0/default.jpg`
        }
        superate={storia.flatMap(({ versione, righe }) => righe.map(({ da }) => ({ versione, da })))}
      />
      {letto && (
        <section className="mt-10" aria-labelledby="letto">
          <h2 id="letto">Ciò che ha letto la macchina</h2>
          <details className="mb-4">
            <summary>Guarda il testo di prima</summary>
            <p className="pre-line">{letto.testo || 'Niente.'}</p>
          </details>
          <OneButtonForm action={takeBackTestoAction.bind(null, dove, versione)} kind="danger" small>
            Togli le correzioni
          </OneButtonForm>
        </section>
      )}
      <Storia storia={storia} />
    </>
  )
}

function Provenienza({ found: { letto, storia, motore, parole } }: { found: DaCorreggere }) {
  const [last] = storia
  if (!letto)
    return (
      <p className="mb-6">
        {parole.length === 0
          ? 'Di questa pagina non c’è testo: puoi trascriverla.'
          : motore
            ? `Testo letto dalla macchina (${motore}).`
            : 'Testo portato dal file.'}
      </p>
    )
  return (
    <p className="mb-6">
      Testo corretto da {last?.nome ?? 'una persona'}
      {last && `, il ${formatInstant(last.quando)}`}.{' '}
      {letto.rilavorataAt
        ? `La pagina è stata rilavorata il ${formatInstant(letto.rilavorataAt)}: la correzione è rimasta.`
        : 'Se la pagina viene rilavorata, la correzione resta.'}
    </p>
  )
}

function Storia({ storia }: { storia: DaCorreggere['storia'] }) {
  return (
    <section className="mt-10" aria-labelledby="storia">
      <h2 id="storia">Storia del testo</h2>
      {storia.length === 0 ? (
        <p className="muted">Nessuno l’ha corretto.</p>
      ) : (
        <ul className="rows">
          {storia.map(({ versione, atto, righe, nome, quando }) => (
            <li key={versione}>
              <span className="row-link">
                {atto === 'ripresa'
                  ? 'Tolte le correzioni'
                  : righe.length === 0
                    ? 'Controllato'
                    : `Corretto, ${many(righe.length, 'riga', 'righe')}`}
                , da {nome}
              </span>
              <span className="row-note">{formatInstant(quando)}</span>
              {righe.length > 0 && (
                <details className="row-text">
                  <summary>Che cosa è cambiato</summary>
                  <ul>
                    {righe.map(({ riga, da, a }) => (
                      <li key={riga} className="wrap-anywhere">
                        {da && <del>{da}</del>} {a && <ins>{a}</ins>}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

import type { Metadata } from 'next'
import { Albero } from '@/components/archivio/albero'
import { FileCarte } from '@/components/archivio/lavorazioni/file-carte'
import { CopieUnita } from '@/components/archivio/lotti/copie'
import { ModelloForm } from '@/components/archivio/modello-form'
import { NomiPubblici } from '@/components/archivio/nomi-pubblici'
import { ACCESSO } from '@/components/archivio/parole'
import { Scheda } from '@/components/archivio/scheda'
import { StoriaUnita } from '@/components/archivio/storia'
import { VaiA } from '@/components/archivio/vai-a'
import { Fatto } from '@/components/imprese/fatto'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { Tag } from '@/components/ui/tag'
import { canCurare } from '@/lib/archivio/lettore'
import { listStoriaPrima, recordScheda } from '@/lib/archivio/queries'
import { listFigli } from '@/lib/archivio/queries-figli'
import { haCarte, LIVELLI_DESCRIZIONE } from '@/lib/archivio/rules'
import { puntoOf } from '@/lib/archivio/rules-figli'
import { nomiPubblici } from '@/lib/archivio/rules-nomi'
import { findDistruzione } from '@/lib/archivio/scarto/queries'
import { findProvenienza } from '@/lib/archivio/versamento/queries'
import { findCarte } from '@/lib/archivio/visore/queries'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { readUnita, voltaOf } from '../reading'

type Props = PageProps<'/ufficio/archivio/[id]'>
const ULTIMO = LIVELLI_DESCRIZIONE.at(-1)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnita((await params).id)
  return { title: `${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function UnitaUfficioPage({ params, searchParams }: Props) {
  const { officer, scheda } = await readUnita((await params).id)
  const asked = await searchParams
  const { fatto, file, storia } = asked
  const before = Number([storia].flat().at(-1))
  const [figli, cura, carte, distrutta, provenienza, precedenti] = await Promise.all([
    listFigli(officer, scheda.id, puntoOf(asked)),
    canCurare(officer),
    findCarte(officer, scheda.id),
    findDistruzione(officer, scheda.id),
    findProvenienza(officer, scheda.id),
    Number.isInteger(before) && before > 0 ? listStoriaPrima(officer, scheda.id, before) : null,
    recordScheda(officer, scheda),
  ])
  const { parola, tono } = ACCESSO[scheda.accesso]
  return (
    <>
      <Fatto
        fatto={fatto}
        parole={{
          modificata: 'La descrizione è salvata',
          descritta: 'L’unità è aggiunta',
          segnatura: 'La segnatura è cambiata. L’indirizzo dell’unità è lo stesso',
          spostata: 'L’unità è nel suo nuovo posto, con ciò che contiene',
          modello: 'Il modello è pronto per le prossime',
          rifatte: 'Le pagine sono in coda: si rifanno da sole',
        }}
      />
      <Breadcrumb
        crumbs={[
          { label: 'Archivio', href: paths.ufficio.archivio },
          ...scheda.antenati.map((one) => ({ label: one.titolo, href: paths.ufficio.unita(one.id) })),
          { label: scheda.segnatura },
        ]}
      />
      <h1 className="mb-2">{scheda.titolo}</h1>
      <p className="mb-4">
        <Tag tone={tono}>{parola}</Tag>{' '}
        {scheda.consultabileDal && (
          <span className="muted">consultabile da chiunque dal {formatDay(scheda.consultabileDal)}</span>
        )}
      </p>
      {provenienza && (
        <p className="mb-4">
          Viene dalla pratica{' '}
          {provenienza.praticaId ? (
            <a href={paths.ufficio.pratica(provenienza.praticaId)}>{provenienza.codice}</a>
          ) : (
            provenienza.codice
          )}
        </p>
      )}
      {cura && <NomiPubblici id={scheda.id} trovati={nomiPubblici(scheda)} />}
      {carte && (
        <p className="mb-4">
          <a href={paths.archivio.carte(scheda.id)}>
            Carte digitalizzate: {carte.pagine === 1 ? 'una pagina' : `${carte.pagine} pagine`}, sfoglia
          </a>
        </p>
      )}
      {cura && (
        <p className="mb-6 flex flex-wrap gap-3">
          <LinkButton href={paths.ufficio.modificaUnita(scheda.id)}>Modifica la descrizione</LinkButton>
          {scheda.livello !== ULTIMO && (
            <LinkButton href={paths.ufficio.nuovaUnita(scheda.id)} kind="secondary">
              Aggiungi un’unità qui dentro
            </LinkButton>
          )}
          <LinkButton href={paths.ufficio.dettagli(scheda.id)} kind="secondary">
            Nomi, luoghi e strade
          </LinkButton>
          {figli.nodi.length > 1 && (
            <LinkButton href={paths.ufficio.insieme(scheda.id)} kind="secondary">
              Modifica più unità insieme
            </LinkButton>
          )}
          <LinkButton href={paths.ufficio.esporta(scheda.id)} kind="secondary">
            Esporta
          </LinkButton>
          {haCarte(scheda.livello) && (
            <LinkButton href={paths.ufficio.collocazione(scheda.id)} kind="secondary">
              Collocazione
            </LinkButton>
          )}
          <LinkButton href={paths.ufficio.etichetteUnita(scheda.id)} kind="secondary">
            {haCarte(scheda.livello) ? 'Accesso ed etichette' : 'Accesso'}
          </LinkButton>
          {carte && (
            <LinkButton href={paths.ufficio.carteDaCoprire(scheda.id)} kind="secondary">
              Pagine da chiudere o coprire
            </LinkButton>
          )}
        </p>
      )}
      {distrutta && (
        <Alert tone="amber" title="Le carte di questa unità sono state distrutte">
          <a href={paths.ufficio.scarto(distrutta.id)}>
            Verbale {distrutta.verbale}
            {distrutta.verbaleIl && ` del ${formatDay(distrutta.verbaleIl)}`}
          </a>
        </Alert>
      )}
      <div className="split">
        <div>
          <Scheda scheda={scheda} produttoreHref={paths.ufficio.produttore} />
          <CopieUnita chi={officer} unitaId={scheda.id} />
          {cura && <FileCarte officer={officer} di={{ unitaId: scheda.id }} volta={voltaOf(file)} />}
          {scheda.storia && (
            <StoriaUnita unitaId={scheda.id} storia={precedenti ?? scheda.storia} daCapo={precedenti === null} />
          )}
          {cura && scheda.padreId && (
            <section className="mt-10">
              <h2>Descrizione rapida</h2>
              <ModelloForm unitaId={scheda.id} />
            </section>
          )}
        </div>
        <aside aria-labelledby="albero">
          <h2 id="albero">Albero</h2>
          <VaiA action={`${paths.ufficio.unita(scheda.id)}#albero`} figli={figli} />
          <Albero
            antenati={scheda.antenati}
            qui={scheda}
            figli={figli.nodi}
            href={paths.ufficio.unita}
            primi={figli.prima ? `${paths.ufficio.unita(scheda.id)}?prima=${figli.nodi[0]?.posizione}#albero` : null}
            altri={figli.dopo ? `${paths.ufficio.unita(scheda.id)}?dopo=${figli.nodi.at(-1)?.posizione}#albero` : null}
          />
          <p className="mt-4">
            <a href={paths.archivio.unita(scheda.id)}>Pagina pubblica</a>
          </p>
        </aside>
      </div>
    </>
  )
}

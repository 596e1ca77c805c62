import type { Metadata } from 'next'
import { PacchettoForm } from '@/components/archivio/pacchetto-form'
import { pagine } from '@/components/archivio/parole'
import { BackLink } from '@/components/layout/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { haCarte } from '@/lib/archivio/rules'
import { listFileDelPacchetto } from '@/lib/archivio/scambio/pacchetto'
import { needsStepUp } from '@/lib/auth/step-up'
import { paths } from '@/lib/core/paths'
import { readUnitaDaCurare } from '../../reading'

type Props = PageProps<'/ufficio/archivio/[id]/esporta'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scheda } = await readUnitaDaCurare((await params).id)
  return { title: `Esporta ${scheda.segnatura} — Archivio — Ufficio` }
}

export default async function EsportaPage({ params }: Props) {
  const { officer, scheda } = await readUnitaDaCurare((await params).id)
  const [{ files, esclusi }, fattore] = await Promise.all([
    listFileDelPacchetto(officer, scheda.id),
    needsStepUp(officer),
  ])
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.unita(scheda.id)} label={scheda.segnatura} />
      <h1 className="mb-6">Esporta</h1>
      {scheda.accesso !== 'particolare' && (
        <section>
          <h2>Descrizioni</h2>
          <p>
            Un file EAD3 con questa unità e ciò che contiene, come le vede chiunque: senza nomi, vie e particelle, e
            senza le unità chiuse.
          </p>
          <p>
            <LinkButton href={paths.api.ead(scheda.id)} kind="secondary">
              Scarica le descrizioni (EAD3)
            </LinkButton>
          </p>
        </section>
      )}
      {haCarte(scheda.livello) && (
        <section className="mt-8">
          <h2>Carte</h2>
          {esclusi > 0 && (
            <Callout tone="amber">
              {esclusi === 1 ? 'Un file ha' : `${esclusi} file hanno`} pagine che vede solo chi è abilitato all’unità:
              nel pacchetto che scarichi tu non {esclusi === 1 ? 'entra' : 'entrano'}.
            </Callout>
          )}
          {files.length === 0 ? (
            <EmptyState title={esclusi === 0 ? 'Non ci sono file' : 'Nessun file da scaricare'}>
              {esclusi === 0 ? 'Questa unità non è digitalizzata.' : 'Chiedi a chi è abilitato.'}
            </EmptyState>
          ) : (
            <>
              <p>
                Un archivio ZIP con i file come sono stati consegnati, la descrizione completa (METS) e le impronte
                SHA-256. Resta scritto chi lo scarica.
              </p>
              <ul className="rows mb-6">
                {files.map((one) => (
                  <li key={one.id}>
                    <span className="row-link">{one.nome}</span>
                    <span className="row-note">{one.pagine === null ? one.mime : pagine(one.pagine)}</span>
                  </li>
                ))}
              </ul>
              <PacchettoForm id={scheda.id} fattore={fattore} />
            </>
          )}
        </section>
      )}
    </div>
  )
}

import type { Metadata } from 'next'
import { Fatto } from '@/components/imprese/fatto'
import { ImpresaHead } from '@/components/imprese/impresa-head'
import { LinkButton } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/kv'
import { paths } from '@/lib/core/paths'
import { NOMI_RUOLO, SPIEGAZIONI_RUOLO } from '@/lib/imprese/rules'
import { requireImpresa } from '../reading'

type Props = PageProps<'/area-personale/imprese/[id]'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { impresa } = await requireImpresa((await params).id)
  return { title: `${impresa.denominazione} — Area personale` }
}

export default async function ImpresaPage({ params, searchParams }: Props) {
  const { viewer, impresa } = await requireImpresa((await params).id)
  const { fatto } = await searchParams
  return (
    <>
      <ImpresaHead impresa={impresa} parte="riepilogo" title={impresa.denominazione}>
        <Fatto
          fatto={fatto}
          parole={{ collegata: 'Il registro imprese conferma che la rappresenti: da ora operi per lei' }}
        />
      </ImpresaHead>
      <div className="max-w-narrow">
        <h2>Dati</h2>
        <DefinitionList
          facts={[
            { label: 'Codice fiscale', value: <span className="code">{impresa.codiceFiscale}</span> },
            { label: 'Sede', value: impresa.sede },
            { label: 'PEC', value: impresa.pec },
            ...(impresa.alboAutotrasporto ? [{ label: 'Albo', value: impresa.alboAutotrasporto }] : []),
            { label: 'Il tuo ruolo', value: `${NOMI_RUOLO[impresa.ruolo]}. ${SPIEGAZIONI_RUOLO[impresa.ruolo]}.` },
          ]}
        />
        <h2 className="mt-8">Che cosa puoi fare</h2>
        <ul className="rows">
          <li>
            <a className="row-link" href={paths.personale.pratiche}>
              Segui le pratiche
            </a>
          </li>
          <li>
            <a className="row-link" href={paths.personale.flotta(impresa.id)}>
              {impresa.ruolo === 'osservatore' ? 'Guarda i veicoli e le scadenze' : 'Tieni i veicoli e le scadenze'}
            </a>
          </li>
          <li>
            <a className="row-link" href={paths.personale.persone(impresa.id)}>
              {impresa.amministra ? 'Invita persone e cambia i ruoli' : 'Vedi chi opera per l’impresa'}
            </a>
          </li>
          {impresa.amministra && (
            <li>
              <a className="row-link" href={paths.personale.nuovoMandato}>
                {impresa.tipo === 'agenzia' ? 'Chiedi un mandato a un cliente' : 'Dai un mandato a un’agenzia'}
              </a>
            </li>
          )}
        </ul>
        {viewer.agiscePer?.id !== impresa.id && (
          <p className="mt-6">
            <LinkButton kind="secondary" href={paths.personale.operaPer}>
              Opera per questa impresa
            </LinkButton>
          </p>
        )}
      </div>
    </>
  )
}

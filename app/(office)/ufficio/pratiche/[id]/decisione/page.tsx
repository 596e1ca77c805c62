import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AttoAnteprima } from '@/components/ufficio/atto-anteprima'
import { DecisioneForm } from '@/components/ufficio/decisione-form'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import type { ContenutoAtto } from '@/lib/atti/rules'
import { needsStepUp } from '@/lib/auth/step-up'
import { paths } from '@/lib/core/paths'
import { listAtti } from '@/lib/pratiche/queries'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Decisione — Ufficio' }

export default async function DecisionePage({ params }: PageProps<'/ufficio/pratiche/[id]/decisione'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { officer, pratica } = found
  const [atti, def] = await Promise.all([
    listAtti(pratica, 'ufficio'),
    findDefinizione(pratica.procedimento, pratica.versione),
  ])
  const proposta = atti.find((atto) => atto.stato === 'proposto')
  const dirigente = officer.funzionario.some((one) => one.ruolo === 'dirigente')
  if (!proposta)
    return (
      <Alert tone="blue" title="Nessuna proposta da decidere">
        L’istruttore non ha ancora proposto come concludere la pratica.
      </Alert>
    )
  const contenuto = proposta.contenuto as unknown as ContenutoAtto
  return (
    <div className="max-w-narrow">
      <h2>La proposta di {contenuto.proposto.nome}</h2>
      <AttoAnteprima contenuto={contenuto} />
      <p className="mt-4 mb-6">
        <LinkButton kind="secondary" href={paths.api.anteprimaAtto(proposta.id)}>
          Apri l’anteprima del PDF
        </LinkButton>
      </p>
      {!dirigente ? (
        <Alert tone="blue" title="Decide il dirigente">
          Riceverai un avviso se la proposta viene restituita.
        </Alert>
      ) : proposta.propostoDaId === officer.personaId ? (
        <Alert tone="amber" title="Serve un’altra persona">
          Hai proposto tu questa decisione: la adotta un altro dirigente.
        </Alert>
      ) : (
        <DecisioneForm
          id={id}
          versione={pratica.versioneRiga}
          richiedente={pratica.richiedente}
          favorevole={contenuto.dispositivo !== 'NON ACCOGLIE LA DOMANDA'}
          verificabile={def?.verificaPubblica ?? false}
          fattore={await needsStepUp(officer)}
        />
      )}
    </div>
  )
}

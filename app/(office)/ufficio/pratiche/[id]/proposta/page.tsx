import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PropostaForm } from '@/components/ufficio/proposta-form'
import { Alert } from '@/components/ui/callout'
import { listUnitaChieste } from '@/lib/archivio/accesso/chieste'
import { findAvvisi } from '@/lib/archivio/accesso/queries-controinteressati'
import { paths } from '@/lib/core/paths'
import { listEventi } from '@/lib/pratiche/queries'
import { canPratica } from '@/lib/pratiche/rules'
import { canRefuseAfterNotice } from '@/lib/pratiche/rules-termini'
import { findDefinizione, listPrescrizioni } from '@/lib/procedimenti/queries'
import type { DomandaTrasporto } from '@/lib/trasporti/rules-tipi'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Proponi la decisione — Ufficio' }

export default async function PropostaPage({ params }: PageProps<'/ufficio/pratiche/[id]/proposta'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { officer, pratica } = found
  const [def, prescrizioni, eventi] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    listPrescrizioni(pratica.procedimento, pratica.oggi),
    listEventi(pratica, 'ufficio'),
  ])
  if (!def) notFound()
  const [chieste, avvisi] = def.concede
    ? await Promise.all([listUnitaChieste(officer, pratica.dati), findAvvisi(officer, pratica)])
    : [null, null]
  const restituita = eventi.find((evento) => evento.tipo === 'proposta_restituita')
  const rifiuto = canRefuseAfterNotice(pratica.clock, pratica.oggi)
  const periodo = (pratica.dati as DomandaTrasporto).periodo
  return (
    <div className="max-w-narrow">
      <h2>Proponi la decisione</h2>
      {restituita?.testo && pratica.stato === 'in_istruttoria' && (
        <Alert tone="amber" title="Il dirigente ha restituito la proposta">
          {restituita.testo}
        </Alert>
      )}
      {avvisi?.attesa && (
        <Alert tone="amber" title="Per ora non si può accogliere">
          {avvisi.attesa}. <a href={paths.ufficio.sezione(id, 'controinteressati')}>Guarda chi è stato avvisato</a>
        </Alert>
      )}
      {canPratica('propose', pratica.stato) ? (
        <PropostaForm
          id={id}
          versione={pratica.versioneRiga}
          esiti={def.esiti}
          prescrizioni={prescrizioni}
          proposte={[]}
          validoDal={periodo?.dal ?? null}
          validoAl={periodo?.al ?? null}
          osservazioni={eventi.find((evento) => evento.tipo === 'osservazioni_ricevute')?.testo ?? null}
          rifiuto={rifiuto.ok ? null : rifiuto.message}
          carte={chieste && avvisi && { ...chieste, avvisi, modo: String(pratica.dati.modo ?? '') }}
        />
      ) : (
        <Alert tone="amber" title="Ora non si può">
          La pratica deve essere in istruttoria: prendila in carico.
        </Alert>
      )}
    </div>
  )
}

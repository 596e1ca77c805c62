import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { RiferimentoForm } from '@/components/archivio/riferimento-form'
import { Uploader } from '@/components/documenti/uploader'
import { BackLink } from '@/components/layout/breadcrumb'
import { AvvisoAggiornata } from '@/components/procedimenti/avvisi-bozza'
import { LinkButton } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { StepHeader } from '@/components/ui/step-header'
import { formToken } from '@/lib/auth/token'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { ESITI_CARICAMENTO, type EsitoCaricamento, isEsitoCaricamento } from '@/lib/documenti/rules-file'
import { allegatiDovuti, checkTutto } from '@/lib/procedimenti/rules-registro'
import { sezioniStato } from '@/lib/procedimenti/rules-risposte'
import { requireDomandaAperta } from '../reading'

const RIUSCITI: readonly EsitoCaricamento[] = ['caricato', 'citato', 'rimosso']

type Props = PageProps<'/area-personale/domande/[id]/allegati'>

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { def } = await requireDomandaAperta((await params).id)
  const { esito } = await searchParams
  return {
    title: `${esito === 'rifiutato' || esito === 'interrotto' ? 'Errore: ' : ''}Carica i documenti — ${def.titolo}`,
  }
}

export default async function AllegatiPage({ params, searchParams }: Props) {
  const { viewer, bozza, def, contesto, persi, aggiornata } = await requireDomandaAperta((await params).id)
  const { esito, da } = await searchParams
  const incompleti = new Set(checkTutto(def, bozza.dati, contesto).map((one) => one.passoId))
  const sezioni = sezioniStato(def, bozza.dati, bozza.passiVisti, incompleti)
  if (!sezioni[0]?.sufficiente) redirect(paths.personale.domanda(bozza.id)) // what is due depends on the first answers
  const dovuti = allegatiDovuti(def, bozza.dati)
  const documenti = await listDocumenti(viewer, { bozzaId: bozza.id })
  const back = da === 'controlla' ? paths.personale.controlla(bozza.id) : paths.personale.domanda(bozza.id)
  const more = sezioni.some((one) => one.stato !== 'completata')
  return (
    <>
      <BackLink href={back} />
      <AvvisoAggiornata aggiornata={aggiornata} persi={persi} />
      <StepHeader
        context={def.titolo}
        title="Carica i documenti"
        lead={
          dovuti.length === 0
            ? 'Per ora le tue risposte non richiedono documenti.'
            : more
              ? 'Sono quelli che servono con le risposte date finora. Se cambi le risposte possono cambiare.'
              : 'Sono quelli che servono con le risposte che hai dato.'
        }
      />
      {isEsitoCaricamento(esito) && (
        <Alert tone={RIUSCITI.includes(esito) ? 'green' : 'red'} live="status">
          <p>{ESITI_CARICAMENTO[esito]}</p>
        </Alert>
      )}
      <div className="max-w-narrow">
        {dovuti.map((allegato) => (
          <section
            key={allegato.id}
            aria-labelledby={`titolo-${allegato.id}`}
            className="border-t border-ink pt-5 pb-6"
          >
            <h2 id={`titolo-${allegato.id}`}>{allegato.titolo}</h2>
            {allegato.descrizione && <p>{allegato.descrizione}</p>}
            {allegato.norma && <p className="muted mb-4">Lo chiede: {allegato.norma}</p>}
            <Uploader
              etichetta={
                <>
                  Scegli il file<span className="sr-only">: {allegato.titolo}</span>
                </>
              }
              destinazione={{ bozzaId: bozza.id, allegato: allegato.id }}
              limiti={{ tipi: allegato.tipi, maxMB: allegato.maxMB, maxFile: allegato.maxFile }}
              token={formToken(viewer.sessioneHash)}
              documenti={documenti.filter((one) => one.tipo === allegato.id)}
              facoltativo={!allegato.obbligatorio}
            />
            {allegato.tipi.includes('pdf') && (
              <RiferimentoForm dove={{ bozzaId: bozza.id, allegato: allegato.id }} titolo={allegato.titolo} />
            )}
          </section>
        ))}
        <div className="actions">
          <LinkButton href={back}>Continua</LinkButton>
        </div>
      </div>
    </>
  )
}

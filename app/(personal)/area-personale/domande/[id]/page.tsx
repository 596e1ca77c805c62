import type { Metadata } from 'next'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { AvvisoAggiornata } from '@/components/procedimenti/avvisi-bozza'
import { type StatoCompito, type Task, TaskList } from '@/components/ui/task-list'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { allegatiDovuti, checkTutto } from '@/lib/procedimenti/rules-registro'
import { type StatoSezione, sezioniStato } from '@/lib/procedimenti/rules-risposte'
import { perChi } from './per-chi'
import { requireDomanda, requireDomandaAperta } from './reading'

const STATI: Record<StatoSezione, StatoCompito> = {
  da_fare: 'Da fare',
  in_corso: 'In corso',
  completata: 'Completata',
  non_disponibile: 'Non ancora disponibile',
}

type Props = PageProps<'/area-personale/domande/[id]'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { def } = await requireDomanda((await params).id)
  return { title: `Cosa resta da fare — ${def.titolo}` }
}

export default async function DomandaPage({ params }: Props) {
  const { id } = await params
  const { viewer, bozza, def, contesto, persi, aggiornata } = await requireDomandaAperta(id)
  const incompleti = new Set(checkTutto(def, bozza.dati, contesto).map((one) => one.passoId))
  const sezioni = sezioniStato(def, bozza.dati, bozza.passiVisti, incompleti)
  const sectionsDone = sezioni.every((one) => one.stato === 'completata')
  const firstDone = sezioni[0]?.sufficiente === true

  const dovuti = allegatiDovuti(def, bozza.dati)
  const files = await listDocumenti(viewer, { bozzaId: bozza.id })
  const ready = (allegatoId: string) => files.some((file) => file.tipo === allegatoId && file.stato === 'pronto')
  const allegatiDone =
    dovuti.every((one) => !one.obbligatorio || ready(one.id)) && !files.some((file) => file.stato === 'in_arrivo')
  const mancano = dovuti.filter((one) => one.obbligatorio && !ready(one.id)).length

  const tasks: Task[] = sezioni.map((one) => ({
    label: one.titolo,
    href: paths.personale.passo(bozza.id, one.primoPasso),
    stato: STATI[one.stato],
    note: one.sbloccaCon ? `Si apre quando hai completato «${one.sbloccaCon}»` : undefined,
  }))
  if (def.allegati.length > 0) {
    const stato: StatoCompito = !firstDone
      ? 'Non ancora disponibile'
      : sectionsDone && allegatiDone
        ? 'Completata'
        : files.length > 0
          ? 'In corso'
          : dovuti.length === 0
            ? 'Completata'
            : 'Da fare'
    tasks.push({
      label: 'Carica i documenti',
      href: paths.personale.allegati(bozza.id),
      stato,
      note: !firstDone
        ? `Si apre quando hai completato «${sezioni[0]?.titolo}»`
        : mancano > 0
          ? mancano === 1
            ? 'Manca un documento'
            : `Mancano ${mancano} documenti`
          : undefined,
    })
  }
  const open = sectionsDone && allegatiDone
  tasks.push({
    label: 'Controlla e invia',
    href: paths.personale.controlla(bozza.id),
    stato: open ? 'Da fare' : 'Non ancora disponibile',
    note: open ? undefined : 'Si apre quando tutte le parti sono complete',
  })
  const left = tasks.filter((one) => one.stato !== 'Completata').length

  return (
    <>
      <BackLink href={paths.personale.home} label="Area personale" />
      <AvvisoAggiornata aggiornata={aggiornata} persi={persi} />
      <PageHeading
        above={<p className="muted">{perChi(bozza, viewer.personaId)}</p>}
        title={def.titolo}
        lead={
          left === 1
            ? 'Resta una parte da completare.'
            : `Restano ${left} parti da completare. Puoi fermarti quando vuoi.`
        }
      />
      <div className="max-w-narrow">
        <TaskList tasks={tasks} />
        <p className="muted mt-6">Ultima modifica: {formatInstant(bozza.updatedAt)}</p>
        {bozza.potere === 'gestisce' && (
          <ul className="mt-4">
            <li>
              <a href={paths.personale.condividi(bozza.id)}>Compila insieme ad altri</a>
            </li>
            <li>
              <a href={paths.personale.firme(bozza.id)}>Firme di altre persone</a>
            </li>
            <li>
              <a href={paths.personale.cediBozza(bozza.id)}>Passa la bozza a un’altra persona o impresa</a>
            </li>
            <li>
              <a href={`${paths.personale.domanda(bozza.id)}/elimina`}>Elimina la bozza</a>
            </li>
          </ul>
        )}
      </div>
    </>
  )
}

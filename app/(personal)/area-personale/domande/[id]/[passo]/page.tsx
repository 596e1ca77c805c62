import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { AvvisoAggiornata } from '@/components/procedimenti/avvisi-bozza'
import { PassoForm } from '@/components/procedimenti/passo-form'
import { StepHeader } from '@/components/ui/step-header'
import { formatTime } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { savePassoAction } from '@/lib/procedimenti/actions'
import { loadRegistri } from '@/lib/procedimenti/contesto'
import type { Passo } from '@/lib/procedimenti/forms'
import { type Dati, setAt, valueAt } from '@/lib/procedimenti/rules-condizioni'
import { prepareAssi } from '@/lib/procedimenti/rules-convoglio'
import { moduloOf } from '@/lib/procedimenti/rules-modulo'
import { checkPasso } from '@/lib/procedimenti/rules-registro'
import { findPasso, passiVisibili, previousPasso } from '@/lib/procedimenti/rules-risposte'
import { requireDomandaAperta } from '../reading'

type Props = PageProps<'/area-personale/domande/[id]/[passo]'>

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { id, passo: passoId } = await params
  const { def } = await requireDomandaAperta(id)
  const passo = findPasso(def, passoId)
  if (!passo) return { title: 'Pagina non trovata' }
  return { title: `${(await searchParams).errori ? 'Errore: ' : ''}${passo.titolo} — ${def.titolo}` }
}

/** Answers a page starts from that nobody has typed yet: as many axles as the vehicles have. */
function prepare(passo: Passo, dati: Dati, flotta: Parameters<typeof prepareAssi>[1]): Dati {
  const campo = passo.campi.find((one) => one.genere === 'convoglio' && one.parte === 'assi')
  if (!campo) return dati
  const prepared = structuredClone(dati)
  setAt(prepared, `${campo.nome}.assi`, prepareAssi(valueAt(dati, campo.nome), flotta))
  return prepared
}

export default async function PassoPage({ params, searchParams }: Props) {
  const { id, passo: passoId } = await params
  const { errori, da } = await searchParams
  const { viewer, bozza, def, contesto, persi, aggiornata } = await requireDomandaAperta(id)
  const here = passiVisibili(def, bozza.dati).find(({ passo }) => passo.id === passoId)
  if (!here) {
    // A page that the answers given do not ask for: the list says what there is to do.
    if (findPasso(def, passoId)) redirect(paths.personale.domanda(bozza.id))
    notFound()
  }
  const { sezione, passo } = here
  const registri = await loadRegistri(viewer, bozza.organizzazioneId, passo, contesto.oggi)
  const previous = previousPasso(def, bozza.dati, passoId)
  const back =
    da === 'controlla'
      ? paths.personale.controlla(bozza.id)
      : previous
        ? paths.personale.passo(bozza.id, previous)
        : paths.personale.domanda(bozza.id)
  return (
    <>
      <BackLink href={back} />
      <AvvisoAggiornata aggiornata={aggiornata} persi={persi} />
      <PassoForm
        key={`${passoId}-${errori ?? ''}-${bozza.revisione}`}
        bozzaId={bozza.id}
        passoId={passoId}
        def={moduloOf(def, passoId)}
        dati={prepare(passo, bozza.dati, registri.flotta)}
        revisione={bozza.revisione}
        salvataAlle={bozza.revisione > 0 ? formatTime(bozza.updatedAt) : null}
        errori={errori ? checkPasso(def, passo, bozza.dati, contesto) : {}}
        registri={registri}
        contesto={contesto}
        action={savePassoAction.bind(null, bozza.id, passoId)}
        percorso={paths.personale.passo(bozza.id, passoId)}
        titolo={`${passo.titolo} — ${def.titolo} — Provincia della Spezia`}
        da={da === 'controlla' ? 'controlla' : null}
        heading={<StepHeader context={`${def.titolo} · ${sezione.titolo}`} title={passo.titolo} lead={passo.guida} />}
      />
    </>
  )
}

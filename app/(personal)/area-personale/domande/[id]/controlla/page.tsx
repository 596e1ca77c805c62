import type { Metadata } from 'next'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { AvvisoAggiornata } from '@/components/procedimenti/avvisi-bozza'
import { CostiTable } from '@/components/procedimenti/costi-table'
import { InviaForm } from '@/components/procedimenti/invia-form'
import { Alert, Callout } from '@/components/ui/callout'
import { SummaryList } from '@/components/ui/summary-list'
import { paths } from '@/lib/core/paths'
import { listDocumenti } from '@/lib/documenti/queries'
import { isUnfinished } from '@/lib/documenti/rules-file'
import { whyUnsigned } from '@/lib/pratiche/firme'
import { presentaIstanzaAction } from '@/lib/procedimenti/actions'
import { holds } from '@/lib/procedimenti/rules-condizioni'
import { allegatiDovuti, checkTutto, regoleOf, risposteInviate } from '@/lib/procedimenti/rules-registro'
import { riepilogo } from '@/lib/procedimenti/rules-risposte'
import { perChi } from '../per-chi'
import { requireDomanda } from '../reading'

type Props = PageProps<'/area-personale/domande/[id]/controlla'>
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { def } = await requireDomanda((await params).id)
  return { title: `${(await searchParams).errori ? 'Errore: ' : ''}Controlla e invia — ${def.titolo}` }
}

export default async function ControllaPage({ params, searchParams }: Props) {
  const { errori, confermate } = await searchParams
  const { viewer, bozza, def, contesto, persi, aggiornata } = await requireDomanda((await params).id)
  const regole = regoleOf(def)
  const asked = risposteInviate(def, bozza.dati)
  const mancano = checkTutto(def, bozza.dati, contesto)
  const files = await listDocumenti(viewer, { bozzaId: bozza.id })
  const allegati = allegatiDovuti(def, bozza.dati).map((one) => ({
    ...one,
    files: files.filter((file) => file.tipo === one.id && file.stato !== 'rifiutato'),
  }))
  const senzaFile = allegati.filter(
    (one) => (one.obbligatorio && one.files.length === 0) || one.files.some((file) => isUnfinished(file, one.files)),
  )
  const rilievi = regole.check(asked, contesto).filter((one) => one.livello === 'motivo')
  const dichiarazioni = def.dichiarazioni.filter((one) => !one.quando || holds(one.quando, asked, regole.predicati))
  const legge = bozza.potere === 'vede'
  const modifica = (passoId: string, campo?: string) =>
    `${paths.personale.passo(bozza.id, passoId)}?da=controlla${campo ? `#${campo}` : ''}`
  const ready = mancano.length === 0 && senzaFile.length === 0
  const canSend = bozza.potere === 'gestisce' || bozza.potere === 'invia'
  const unsigned = ready ? await whyUnsigned(viewer, bozza, def) : null

  return (
    <>
      <BackLink href={legge ? paths.personale.home : paths.personale.domanda(bozza.id)} />
      <AvvisoAggiornata aggiornata={aggiornata} persi={persi} />
      <PageHeading
        above={
          <p className="muted">
            {def.titolo} · {perChi(bozza, viewer.personaId)}
          </p>
        }
        title={legge ? 'Le risposte di questa domanda' : 'Controlla le risposte prima di inviare'}
        lead={
          legge
            ? `La tiene ${bozza.scrittaDa}, che l’ha condivisa con te in sola lettura.`
            : ready
              ? 'È tutto completo. Quando invii ricevi subito il numero di protocollo.'
              : 'Prima di inviare completa quello che manca.'
        }
      />
      {!ready && !legge && (
        <Alert tone="amber" title="Che cosa manca">
          <ul className="list-disc pl-5">
            {mancano.map((one) => (
              <li key={`${one.passoId} ${one.campo}`}>
                <a href={modifica(one.passoId, one.campo)}>{one.messaggio}</a>
              </li>
            ))}
            {senzaFile.map((one) => (
              <li key={one.id}>
                <a href={`${paths.personale.allegati(bozza.id)}?da=controlla#allegato-${one.id}`}>
                  {one.files.length > 0 ? 'Completa' : 'Carica'} il documento: {one.titolo}
                </a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {riepilogo(def, bozza.dati).map((page) => (
        <section key={page.passoId} className="mt-10">
          <h2>{page.titolo}</h2>
          <SummaryList
            rows={page.righe.map((riga) => ({
              label: riga.etichetta,
              value: riga.valore,
              href: legge ? undefined : modifica(page.passoId, riga.campo),
              error: mancano.find((one) => one.campo === riga.campo || one.campo.startsWith(`${riga.campo}.`))
                ?.messaggio,
            }))}
          />
        </section>
      ))}
      {allegati.length > 0 && (
        <section className="mt-10">
          <h2>Documenti</h2>
          <SummaryList
            rows={allegati.map((one) => ({
              label: one.titolo,
              value: one.files.map((file) => file.nome).join('\n'),
              href: legge ? undefined : `${paths.personale.allegati(bozza.id)}?da=controlla#allegato-${one.id}`,
            }))}
          />
        </section>
      )}
      {rilievi.length > 0 && (
        <section className="mt-10">
          <h2>Perché serve</h2>
          {rilievi.map((one) => (
            <Callout key={`${one.codice} ${one.campo}`} norm={one.norma}>
              <p>{one.messaggio}</p>
            </Callout>
          ))}
        </section>
      )}
      <section className="mt-10">
        <h2>Quanto costa</h2>
        <CostiTable voci={regole.costi(asked, contesto, def)} />
      </section>
      <section className="mt-10 max-w-narrow">
        <h2>Dichiarazioni</h2>
        {unsigned && ready && canSend && (
          <Alert tone="amber" title="Prima di inviare servono le firme">
            <p>
              {unsigned}. <a href={paths.personale.firme(bozza.id)}>Vai alle firme</a>
            </p>
          </Alert>
        )}
        {!canSend ? (
          <p>Chi tiene la domanda conferma le dichiarazioni e la invia.</p>
        ) : ready && unsigned ? null : ready ? (
          <InviaForm
            action={presentaIstanzaAction.bind(null, bozza.id)}
            chiaveInvio={bozza.chiaveInvio}
            dichiarazioni={dichiarazioni.map(({ id, testo, norma }) => ({ id, testo, norma: norma ?? null }))}
            confermate={typeof confermate === 'string' ? confermate.split(' ') : []}
            mancano={errori !== undefined}
            titolo={`Controlla e invia — ${def.titolo} — Provincia della Spezia`}
          />
        ) : (
          <p>Qui confermi le dichiarazioni e invii l’istanza, quando è tutto completo.</p>
        )}
      </section>
    </>
  )
}

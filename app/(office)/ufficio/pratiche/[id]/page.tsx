import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GiorniRibbon } from '@/components/pratica/giorni-ribbon'
import { Thread } from '@/components/pratica/thread'
import { threadOf } from '@/components/pratica/thread-of'
import { ConvoglioDrawing } from '@/components/trasporti/convoglio-drawing'
import { Alert } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/kv'
import { SummaryList } from '@/components/ui/summary-list'
import { formatDay, formatInstant, type IsoDate } from '@/lib/core/date'
import { listEventi } from '@/lib/pratiche/queries'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { riepilogo } from '@/lib/procedimenti/rules-risposte'
import type { Convoglio } from '@/lib/trasporti/rules-tipi'
import { readPraticaUfficio } from '../reading'

export async function generateMetadata({ params }: PageProps<'/ufficio/pratiche/[id]'>): Promise<Metadata> {
  const found = await readPraticaUfficio((await params).id)
  return { title: found ? `${found.pratica.codice} — Ufficio` : 'Pratica non trovata' }
}

export default async function RiepilogoPage({ params }: PageProps<'/ufficio/pratiche/[id]'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { pratica } = found
  const [def, eventi] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    listEventi(pratica, 'ufficio'),
  ])
  if (!def) notFound()
  const convoglio = (pratica.dati as { convoglio?: Convoglio }).convoglio
  const sostituto = pratica.stato !== 'conclusa' && eventi.find((evento) => evento.tipo === 'sostituto_chiesto')
  return (
    <div className="two-columns">
      <div>
        {sostituto && (
          <Alert tone="red" title="Il richiedente ha chiesto l’intervento del sostituto">
            Il termine è passato. La pratica va conclusa entro il {formatDay(sostituto.dati.entroIl as IsoDate)} (art. 2
            comma 9-ter L. 241/1990).
          </Alert>
        )}
        <GiorniRibbon giorni={pratica.termine.giorni} oggi={pratica.oggi} scadeIl={pratica.termine.scadeIl} />
        {convoglio && <ConvoglioDrawing convoglio={convoglio} />}
        {riepilogo(def, pratica.dati).map((sezione) => (
          <section key={sezione.passoId} className="mt-6">
            <h2>{sezione.titolo}</h2>
            <SummaryList rows={sezione.righe.map((riga) => ({ label: riga.etichetta, value: riga.valore }))} />
          </section>
        ))}
      </div>
      <aside>
        <h2>In breve</h2>
        <DefinitionList
          facts={[
            { label: 'Servizio', value: `${def.titolo} (modulo v. ${pratica.versione})` },
            { label: 'Presentata', value: formatInstant(pratica.presentataAt) },
            { label: 'Da', value: pratica.presentataDa },
            {
              label: 'Termine',
              value: `${pratica.termineGiorni} ${pratica.termineUnita === 'giorni' ? 'giorni' : 'giorni lavorativi'} (${def.termine.norma})${def.termine.daConfermare ? ' – da confermare' : ''}`,
            },
            { label: 'Scade', value: formatDay(pratica.termine.scadeIl) },
          ]}
        />
        <h2 className="mt-7">Che cosa è successo</h2>
        <Thread entries={threadOf(eventi.slice(0, 6), 'ufficio')} label="Ultimi eventi" />
        <h2 className="mt-7">Perché scade quel giorno</h2>
        <ul>
          {pratica.termine.spiegazione.map((frase) => (
            <li key={frase}>{frase}</li>
          ))}
        </ul>
      </aside>
    </div>
  )
}

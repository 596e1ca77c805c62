import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Thread } from '@/components/pratica/thread'
import { LinkButton } from '@/components/ui/button'
import { Receipt } from '@/components/ui/receipt'
import { formatDay, formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { listEventi } from '@/lib/pratiche/queries'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { silenzioOf } from '@/lib/procedimenti/rules-registro'
import { readPratica } from '../../reading'

export const metadata: Metadata = { title: 'Istanza ricevuta' }

type FileInviato = { id: string; nome: string; sha256: string }

export default async function InviataPage({ params }: PageProps<'/area-personale/pratiche/[id]/inviata'>) {
  const { id } = await params
  const found = await readPratica(id)
  if (!found) notFound()
  const { pratica } = found
  const [def, eventi] = await Promise.all([
    findDefinizione(pratica.procedimento, pratica.versione),
    listEventi(pratica, 'richiedente'),
  ])
  const presentata = eventi.find((evento) => evento.tipo === 'presentata')
  const files = (presentata?.dati.documenti as FileInviato[] | undefined) ?? []
  const silenzio = def && silenzioOf(def, pratica.dati)
  return (
    <div className="max-w-narrow">
      <Receipt
        title="Abbiamo ricevuto la tua istanza"
        numberLabel="Numero di protocollo"
        number={pratica.codice}
        when={formatInstant(pratica.presentataAt)}
        whenIso={pratica.presentataAt.toISOString()}
      >
        <p>
          <LinkButton href={paths.api.ricevuta(id)}>Scarica la ricevuta (PDF)</LinkButton>
        </p>
      </Receipt>
      <h2 className="mt-8">Che cosa succede ora</h2>
      <Thread
        label="Prossimi passi"
        entries={[
          {
            id: '1',
            kind: 'next',
            quando: 'nei prossimi giorni',
            titolo: 'L’ufficio prende in carico la pratica',
            testo: 'Se manca un documento te lo chiede una volta sola: il termine si ferma finché rispondi.',
          },
          {
            id: '2',
            kind: 'next',
            quando: `entro il ${formatDay(pratica.termine.scadeIl)}`,
            titolo: 'L’ufficio risponde',
            testo:
              silenzio === 'assenso'
                ? 'Se non risponde entro quel giorno la domanda è accolta.'
                : silenzio === 'diniego'
                  ? 'Se non risponde entro quel giorno la domanda si intende respinta.'
                  : 'Se non risponde entro quel giorno puoi chiedere l’intervento del sostituto.',
          },
        ]}
      />
      {files.length > 0 && (
        <>
          <h2 className="mt-8">Documenti ricevuti</h2>
          <ul className="rows">
            {files.map((file) => (
              <li key={file.id}>
                <a className="row-link" href={paths.api.documento(file.id)}>
                  {file.nome}
                </a>
                <span className="code row-text">SHA-256 {file.sha256}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-8">
        <LinkButton kind="secondary" href={paths.personale.pratica(id)}>
          Segui la pratica
        </LinkButton>
      </p>
      <p className="muted mt-4">
        Contatti: {pratica.ufficio}, {pratica.ufficioTelefono}, {pratica.ufficioEmail}
      </p>
    </div>
  )
}

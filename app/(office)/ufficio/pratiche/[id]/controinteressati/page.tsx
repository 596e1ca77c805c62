import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AvvisoForm, RicezioneForm, RispostaAvvisoForm } from '@/components/archivio/accesso/avviso-forms'
import { STATO_AVVISO } from '@/components/archivio/accesso/parole'
import { Fatto } from '@/components/imprese/fatto'
import { Alert } from '@/components/ui/callout'
import { Tag } from '@/components/ui/tag'
import {
  recordRicezioneAction,
  recordRispostaAction,
  sendAvvisoAction,
} from '@/lib/archivio/accesso/actions-controinteressati'
import {
  type AvvisatoUfficio,
  listAvvisatiUfficio,
  listDaAvvisare,
} from '@/lib/archivio/accesso/queries-controinteressati'
import {
  type DaAvvisare,
  NOMI_CANALE,
  vuoleAvviso,
  whyNotRelease,
} from '@/lib/archivio/accesso/rules-controinteressati'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { canPratica } from '@/lib/pratiche/rules'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { readPraticaUfficio } from '../../reading'

export const metadata: Metadata = { title: 'Controinteressati — Ufficio' }

const FATTO = {
  avvisato: 'L’avviso è partito',
  lettera: 'La lettera è pronta: è nei documenti della pratica, mandala tu',
  ricevuto: 'La ricezione è registrata: i 10 giorni corrono',
  risposto: 'La risposta è registrata',
}

export default async function ControinteressatiPage({
  params,
  searchParams,
}: PageProps<'/ufficio/pratiche/[id]/controinteressati'>) {
  const { id } = await params
  const found = await readPraticaUfficio(id)
  if (!found) notFound()
  const { officer, pratica } = found
  const def = await findDefinizione(pratica.procedimento, pratica.versione)
  if (!def?.concede || !vuoleAvviso(pratica.dati))
    return (
      <Alert tone="blue" title="Non serve">
        Per questa richiesta la legge non chiede di avvisare altre persone.
      </Alert>
    )
  const asked = await searchParams
  const [told, missing] = await Promise.all([listAvvisatiUfficio(officer, pratica), listDaAvvisare(officer, pratica)])
  const open = canPratica('tellControinteressati', pratica.stato)
  const attesa = whyNotRelease(told, pratica.oggi)
  const here = paths.ufficio.sezione(id, 'controinteressati')
  const di = open ? told.find((one) => one.id === asked.di && !one.risposta) : undefined
  return (
    <div className="max-w-narrow">
      <Fatto fatto={asked.fatto} parole={FATTO} />
      <h2>Controinteressati</h2>
      <p className="mb-4">
        Chi dalle carte potrebbe avere un danno alla riservatezza va avvisato: ha 10 giorni per opporsi (art. 3 D.P.R.
        184/2006). Chi chiede non vede né i nomi né gli indirizzi.
      </p>
      {attesa && (
        <Alert tone="amber" title="Per ora non si può accogliere">
          {attesa}.
        </Alert>
      )}
      {told.length > 0 && (
        <section className="mt-6">
          <h3>Avvisati</h3>
          <ul className="rows">
            {told.map((one) => (
              <Avvisato key={one.id} one={one} href={open && !one.risposta ? `${here}?di=${one.id}#risposta` : null} />
            ))}
          </ul>
        </section>
      )}
      {open && missing.length > 0 && (
        <section className="mt-6">
          <h3>Da valutare</h3>
          <ul className="rows">
            {missing.map((one, i) => (
              <li key={`${one.nome}-${one.codiceFiscale}`}>
                <a className="row-link" href={`${here}?chi=${i}#avvisa`}>
                  {one.nome}
                </a>
                <span className="row-text">{perche(one)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {di ? (
        <section id="risposta" className="mt-8">
          <h3>{di.nome}</h3>
          {!di.ricevutoIl && (
            <div className="mb-8">
              <RicezioneForm action={recordRicezioneAction.bind(null, id, di.id)} />
            </div>
          )}
          <RispostaAvvisoForm action={recordRispostaAction.bind(null, id, di.id)} oggi={pratica.oggi} />
          <p className="mt-6">
            <a href={`${here}?ancora=${di.id}#avvisa`}>Mandagli l’avviso in un altro modo</a>: i 10 giorni ricominciano.
          </p>
        </section>
      ) : open ? (
        <section id="avvisa" className="mt-8">
          <h3>{missing[Number(asked.chi)] ? 'Avvisa questa persona' : 'Avvisa un’altra persona'}</h3>
          <AvvisoForm
            key={`${asked.chi} ${asked.ancora}`}
            action={sendAvvisoAction.bind(null, id)}
            versione={pratica.versioneRiga}
            chi={missing[Number(asked.chi)] ?? ancora(told.find((one) => one.id === asked.ancora))}
          />
        </section>
      ) : (
        <p className="muted mt-6">Si avvisano mentre la pratica è in istruttoria.</p>
      )}
    </div>
  )
}

/** Told again: what is known of them, and another way. */
const ancora = (one: AvvisatoUfficio | undefined): DaAvvisare | null =>
  one && !one.risposta
    ? { nome: one.nome, codiceFiscale: one.codiceFiscale, ruolo: one.ruolo, recapito: one.recapito, nelPortale: false }
    : null

const perche = ({ ruolo, nelPortale }: DaAvvisare): string =>
  `${ruolo ? `Nelle carte: ${ruolo.toLocaleLowerCase('it')}` : 'Indicato da chi ha fatto la richiesta'}.${nelPortale ? ' Entra nel portale.' : ''}`

function Avvisato({ one, href }: { one: AvvisatoUfficio; href: string | null }) {
  const { parola, tono } = STATO_AVVISO[one.stato]
  return (
    <li>
      {href ? (
        <a className="row-link" href={href}>
          {one.nome}
        </a>
      ) : (
        <span className="row-link">{one.nome}</span>
      )}
      <span className="row-note">
        <Tag tone={tono}>{parola}</Tag>
      </span>
      <span className="row-text">
        {NOMI_CANALE[one.canale]}
        {one.recapito && `, ${one.recapito}`}. Avvisato il {formatDay(one.avvisatoIl)}, protocollo {one.protocollo}.{' '}
        {one.documentoId && <a href={paths.api.documento(one.documentoId)}>La lettera</a>}{' '}
        {one.entroIl && !one.risposta && `Può opporsi fino al ${formatDay(one.entroIl)}.`}
        {one.rispostaIl && ` Ha risposto il ${formatDay(one.rispostaIl)}.`}
        {one.testo && <span className="pre-line block">{one.testo}</span>}
      </span>
    </li>
  )
}

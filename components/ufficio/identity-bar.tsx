import { DaysBar } from '@/components/pratica/days-bar'
import { StatoTag } from '@/components/pratica/stato-tag'
import { LinkButton } from '@/components/ui/button'
import type { Funzionario } from '@/lib/auth/viewer'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import type { Pratica } from '@/lib/pratiche/queries'
import { canPratica } from '@/lib/pratiche/rules'
import { ClaimForm } from './claim-form'

/** Number, applicant, state, days, and the one thing to do next. */
export function IdentityBar({ pratica, officer }: { pratica: Pratica; officer: Funzionario }) {
  const { stato, esito, termine } = pratica
  const mine = pratica.assegnatarioId === officer.personaId
  const dirigente = officer.funzionario.some((one) => one.ruolo === 'dirigente')
  return (
    <header className="identity-bar">
      <div>
        <p className="muted tabular-nums">
          {pratica.codice} · <StatoTag stato={stato} esito={esito} per="ufficio" />
        </p>
        <h1>{pratica.oggetto}</h1>
        <p>
          <strong>{pratica.richiedente}</strong>
          {pratica.organizzazione && <span className="muted"> · presentata da {pratica.presentataDa}</span>}
          <span className="muted">
            {' '}
            · {pratica.assegnatario ? `in carico a ${mine ? 'te' : pratica.assegnatario}` : 'nessuno l’ha in carico'}
          </span>
        </p>
      </div>
      <div className="identity-side">
        {stato === 'conclusa' ? (
          <p className="muted">Conclusa il {pratica.conclusaIl ? formatDay(pratica.conclusaIl) : '—'}</p>
        ) : (
          <p>
            <DaysBar
              rimasti={termine.giorniRimasti}
              totale={pratica.termineGiorni}
              sospeso={termine.stato === 'sospeso'}
            />
            <span className="muted block">scade il {formatDay(termine.scadeIl)}</span>
          </p>
        )}
        {!mine && canPratica('claim', stato) && (
          <ClaimForm id={pratica.id} versione={pratica.versioneRiga} reassign={pratica.assegnatarioId !== null} />
        )}
        {stato === 'in_decisione' && dirigente && (
          <LinkButton href={paths.ufficio.sezione(pratica.id, 'decisione')}>Decidi</LinkButton>
        )}
        {mine && canPratica('propose', stato) && (
          <LinkButton href={paths.ufficio.sezione(pratica.id, 'proposta')}>Proponi la decisione</LinkButton>
        )}
      </div>
    </header>
  )
}

import { Tag, type Tone } from '@/components/ui/tag'
import { formatDay, formatInstant, type IsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { liftSospensioneAction } from '@/lib/sospensioni/actions'
import type { SospensioneStorica } from '@/lib/sospensioni/queries'
import { type StatoSospensione, statoSospensione } from '@/lib/sospensioni/rules'
import { Disclosure } from '../ui/disclosure'
import { Modulo } from './modulo'

const STATI: Record<StatoSospensione, { nome: string; tone: Tone }> = {
  programmata: { nome: 'Programmata', tone: 'amber' },
  in_corso: { nome: 'In corso', tone: 'red' },
  finita: { nome: 'Finita', tone: 'grey' },
  revocata: { nome: 'Revocata', tone: 'grey' },
}

/** The history of suspensions; one that is not over may be lifted. */
export function SospensioniList({ sospensioni, oggi }: { sospensioni: readonly SospensioneStorica[]; oggi: IsoDate }) {
  return (
    <ul className="rows" aria-label="Sospensioni">
      {sospensioni.map((one) => {
        const stato = statoSospensione(one, oggi)
        const chi = one.persona ?? one.organizzazione ?? ''
        const href = one.personaId
          ? paths.amministrazione.persona(one.personaId)
          : paths.amministrazione.organizzazione(one.organizzazioneId ?? '')
        return (
          <li key={one.id}>
            <a className="row-link" href={href}>
              {chi}
            </a>{' '}
            <Tag tone={STATI[stato].tone}>{STATI[stato].nome}</Tag>
            <span className="row-note">
              dal {formatDay(one.dal)} {one.al ? `al ${formatDay(one.al)}` : 'senza fine'} · disposta da{' '}
              {one.dispostaDa} il {formatInstant(one.createdAt)}
            </span>
            <p className="row-text wrap-anywhere">{one.motivo}</p>
            {one.revocataAt && (
              <p className="row-text wrap-anywhere">
                Revocata da {one.revocataDa} il {formatInstant(one.revocataAt)}: {one.revocataMotivo}
              </p>
            )}
            {(stato === 'in_corso' || stato === 'programmata') && (
              <div className="basis-full">
                <Disclosure summary={`Revoca la sospensione di ${chi}`}>
                  <Modulo
                    id={`revoca-${one.id}`}
                    action={liftSospensioneAction}
                    submit="Revoca la sospensione"
                    campi={[
                      { tipo: 'nascosto', name: 'sospensione', valore: one.id },
                      {
                        tipo: 'area',
                        name: 'motivo',
                        label: 'Motivo della revoca',
                        hint: 'Lo legge anche chi era sospeso',
                      },
                    ]}
                  />
                </Disclosure>
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

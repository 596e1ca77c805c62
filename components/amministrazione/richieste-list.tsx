import { Disclosure } from '@/components/ui/disclosure'
import { Tag } from '@/components/ui/tag'
import { formatDay, formatInstant } from '@/lib/core/date'
import { decideRichiestaAction, withdrawRichiestaAction } from '@/lib/ruoli/actions'
import type { Richiesta } from '@/lib/ruoli/queries'
import { NOMI_RUOLI } from '@/lib/ruoli/rules'
import { Modulo } from './modulo'

const ESITI = { confermata: 'Confermata', respinta: 'Respinta', ritirata: 'Ritirata' } as const

/** «Dai: Istruttore, Ufficio trasporti, dal 12 marzo 2027» */
export function fraseRichiesta({ azione, ruolo, sede, validoDal, validoAl }: Richiesta): string {
  const che = `${NOMI_RUOLI[ruolo]}${sede ? `, ${sede}` : ''}`
  if (azione === 'togli') return `Togli: ${che}${validoAl ? `, ultimo giorno ${formatDay(validoAl)}` : ', da subito'}`
  return `Dai: ${che}${validoDal ? `, dal ${formatDay(validoDal)}` : ''}${validoAl ? ` al ${formatDay(validoAl)}` : ''}`
}

/** Changes of rights asked for: what waits may be confirmed by another person, or taken back by whoever asked. */
export function RichiesteList({ richieste, label }: { richieste: readonly Richiesta[]; label: string }) {
  return (
    <ul className="rows" aria-label={label}>
      {richieste.map((one) => (
        <li key={one.id}>
          <strong>{one.persona}</strong>{' '}
          {one.esito ? <Tag>{ESITI[one.esito]}</Tag> : <Tag tone="amber">Da confermare</Tag>}
          <p className="row-text">{fraseRichiesta(one)}</p>
          <p className="row-text wrap-anywhere">«{one.motivo}»</p>
          <span className="row-note">
            Chiesto da {one.chiestaDa} il {formatInstant(one.createdAt)}
            {one.esito &&
              one.decisaAt &&
              ` · ${ESITI[one.esito].toLowerCase()} da ${one.decisaDa} il ${formatInstant(one.decisaAt)}`}
          </span>
          {one.esitoMotivo && <p className="row-text wrap-anywhere">{one.esitoMotivo}</p>}
          {one.decidibile && (
            <div className="basis-full">
              <Disclosure summary={`Decidi sulla richiesta per ${one.persona}`}>
                <Modulo
                  id={`decidi-${one.id}`}
                  action={decideRichiestaAction.bind(null, one.id)}
                  submit="Registra la decisione"
                  campi={[
                    {
                      tipo: 'scelta',
                      name: 'esito',
                      label: 'Che cosa decidi?',
                      options: [
                        { value: 'confermata', label: 'Confermo: vale dalla prossima pagina che apre' },
                        { value: 'respinta', label: 'Respingo' },
                      ],
                    },
                    { tipo: 'area', name: 'motivo', label: 'Perché respingi', hint: 'Solo se respingi' },
                  ]}
                />
              </Disclosure>
            </div>
          )}
          {one.esito === null && one.mia && (
            <div className="basis-full">
              <Disclosure summary={`Ritira la richiesta per ${one.persona}`}>
                <Modulo
                  id={`ritira-${one.id}`}
                  action={withdrawRichiestaAction.bind(null, one.id)}
                  submit="Ritira la richiesta"
                  kind="secondary"
                  campi={[]}
                />
              </Disclosure>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

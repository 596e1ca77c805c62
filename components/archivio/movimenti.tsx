import { Tag } from '@/components/ui/tag'
import type { Movimento } from '@/lib/archivio/deposito/queries'
import { giorniRitardo, NOMI_CONTENITORE, NOMI_MOTIVO } from '@/lib/archivio/deposito/rules'
import { formatDay, formatInstant, type IsoDate } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'

const giorni = (n: number) => (n === 1 ? '1 giorno' : `${n} giorni`)

/** Movements of containers, each with who asked for it and whether it is late. */
export function Movimenti({
  movimenti,
  oggi,
  codice,
}: {
  movimenti: readonly Movimento[]
  oggi: IsoDate
  codice: boolean
}) {
  return (
    <ul className="rows">
      {movimenti.map((one) => {
        const late = one.rientroAt ? 0 : giorniRitardo(one.rientroPrevistoIl, oggi)
        return (
          <li key={one.id}>
            {codice ? (
              <a className="row-link" href={paths.ufficio.contenitore(one.contenitoreId)}>
                {NOMI_CONTENITORE[one.tipo]} {one.codice}
              </a>
            ) : (
              <span className="row-link">{NOMI_MOTIVO[one.motivo]}</span>
            )}
            {late > 0 && <Tag tone="red">In ritardo di {giorni(late)}</Tag>}
            <span className="row-note">
              {one.rientroAt
                ? `Rientrato il ${formatInstant(one.rientroAt)}`
                : one.rientroPrevistoIl
                  ? `Torna il ${formatDay(one.rientroPrevistoIl)}`
                  : 'In viaggio'}
            </span>
            <span className="row-text">
              {codice && `${NOMI_MOTIVO[one.motivo]}. `}Da {one.daLuogo}
              {one.aLuogo && ` a ${one.aLuogo}`}, il {formatInstant(one.uscitaAt)}
              {one.chi && `, per ${one.chi}`}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

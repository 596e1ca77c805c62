import { Tag, type Tone } from '@/components/ui/tag'
import { formatDay, type IsoDate } from '@/lib/core/date'
import type { StatoCarta } from '@/lib/flotta/rules'

const TONI: Record<StatoCarta, Tone> = { valida: 'green', in_scadenza: 'amber', scaduta: 'red', senza_scadenza: 'grey' }
const PAROLE: Record<StatoCarta, string> = {
  valida: 'vale fino al',
  in_scadenza: 'scade il',
  scaduta: 'scaduta il',
  senza_scadenza: 'non scade',
}

/** How a paper stands, in words and with its day. */
export function CartaTag({ stato, scadeIl }: { stato: StatoCarta; scadeIl: IsoDate | null }) {
  return (
    <Tag tone={TONI[stato]}>
      {PAROLE[stato]}
      {scadeIl && ` ${formatDay(scadeIl)}`}
    </Tag>
  )
}

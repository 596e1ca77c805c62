import { Tag } from '@/components/ui/tag'
import type { Limite } from '@/lib/strade/queries'
import { describeLimite } from '@/lib/strade/rules'

/** What a driver must know today: limits in force on the roads of the register. */
export function StradeOggi({ limiti }: { limiti: readonly Limite[] }) {
  if (limiti.length === 0) return <p className="rows pt-3">Nessun limite registrato oggi.</p>
  return (
    <ul className="rows">
      {limiti.map((limite) => (
        <li key={limite.id}>
          <span className="flex-1 basis-40">
            <strong>
              {limite.strada}, {limite.luogo}
            </strong>
            : {describeLimite(limite)}
          </span>
          {limite.daConfermare ? <Tag tone="amber">da confermare</Tag> : <Tag>limite</Tag>}
        </li>
      ))}
    </ul>
  )
}

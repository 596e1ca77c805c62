import type { LungoStrada } from '@/lib/archivio/dove'
import type { Domanda } from '@/lib/archivio/rules-domanda'
import { domandaToQuery } from '@/lib/archivio/rules-indirizzo'
import { paths } from '@/lib/core/paths'
import { Valori } from './elenco-faccetta'
import { cifra } from './parole'

const ALTO = 54
const LARGO = 6
const SPAZIO = 1

type Props = {
  km: ReadonlyMap<number, number>
  /** last kilometre drawn */
  fine: number
  /** units of the tallest column */
  massimo: number
  scelto?: number
}

/** A road pulled straight, with a column for each kilometre on which something was found. Lists beside say it in words. */
export function StradaRetta({ km, fine, massimo, scelto }: Props) {
  const columns = (shown: (at: number) => boolean) =>
    [...km]
      .filter(([at]) => shown(at))
      .map(([at, n]) => {
        const tall = Math.max(3, Math.round((ALTO * n) / massimo))
        return `M${at * LARGO} ${ALTO}v${-tall}h${LARGO - SPAZIO}v${tall}z`
      })
      .join('')
  return (
    <svg
      className="istogramma"
      viewBox={`0 0 ${(fine + 1) * LARGO} ${ALTO}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={columns((at) => at !== scelto)} />
      {scelto !== undefined && <path d={columns((at) => at === scelto)} className="istogramma-scelto" />}
    </svg>
  )
}

/** The kilometres of the road that a question names, each with what it would show. */
export function Chilometri({ domanda, strada }: { domanda: Domanda; strada: LungoStrada }) {
  const known = [...strada.km.keys()].sort((a, b) => a - b)
  const fine = known.at(-1) ?? 0
  return (
    <section className="faccetta" aria-labelledby="faccetta-km">
      <h3 id="faccetta-km">Lungo la {strada.nome}</h3>
      <StradaRetta km={strada.km} fine={fine} massimo={Math.max(...strada.km.values())} scelto={domanda.km} />
      <p className="istogramma-anni">
        <span>km 0</span>
        <span>km {fine}</span>
      </p>
      <details open={domanda.km !== undefined}>
        <summary>Scegli un chilometro</summary>
        <Valori
          righe={known.map((km) => ({
            nome: `km ${km}`,
            conto: cifra(strada.km.get(km) ?? 0),
            href: `${paths.archivio.home}${domandaToQuery({
              ...domanda,
              strada: strada.nome,
              km: km === domanda.km ? undefined : km,
            })}`,
            scelta: km === domanda.km,
          }))}
        />
      </details>
    </section>
  )
}

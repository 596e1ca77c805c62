'use client'

/** @param tinta how dark; @param meta where it leads: none when nothing was found there */
export type ComuneInMappa = { istat: string; tinta: string; meta: { href: string; nome: string } | null }

type Props = { comuni: readonly ComuneInMappa[]; viewBox: string; disegno: string }

/** @param disegno address of the drawing, in which each Comune has its name */
export function ElencoMappa({ comuni, viewBox, disegno }: Props) {
  return (
    <svg viewBox={viewBox} className="map drawing" aria-hidden="true">
      {comuni.map(({ istat, tinta, meta }) => {
        const shape = <use key={istat} href={`${disegno}#c${istat}`} className={tinta} />
        if (!meta) return shape
        return (
          <a key={istat} tabIndex={-1} href={meta.href}>
            <title>{meta.nome}</title>
            {shape}
          </a>
        )
      })}
    </svg>
  )
}

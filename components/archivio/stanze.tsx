import { paths } from '@/lib/core/paths'

type Voce = { href: string; nome: string; che?: string; chi?: 'cura' | 'dirige' }

/** Rooms of the archive as an office works in it, by what one comes for. */
const STANZE: readonly { titolo: string; voci: readonly Voce[] }[] = [
  {
    titolo: 'Le carte',
    voci: [
      { href: paths.ufficio.lotti, nome: 'Lotti', che: 'unità e scansioni da caricare', chi: 'cura' },
      {
        href: paths.ufficio.lavorazioni,
        nome: 'Lavorazione delle carte',
        che: 'a che punto è, pause e guasti',
        chi: 'cura',
      },
      { href: paths.ufficio.versamenti, nome: 'Pratiche versate', che: 'concluse negli uffici', chi: 'cura' },
      { href: paths.ufficio.doppioni, nome: 'Doppioni', chi: 'cura' },
      { href: paths.ufficio.scarti, nome: 'Scarto', che: 'termini di conservazione' },
    ],
  },
  {
    titolo: 'Chi le legge',
    voci: [
      { href: paths.ufficio.visioni, nome: 'Visioni concesse', chi: 'cura' },
      { href: paths.ufficio.sala(), nome: 'Sala di studio', che: 'chi viene e che cosa prendere', chi: 'cura' },
      { href: paths.ufficio.convenzioni, nome: 'Convenzioni con gli enti', chi: 'cura' },
      { href: paths.ufficio.aperture, nome: 'Aperture in emergenza' },
      { href: paths.ufficio.segnalazioni, nome: 'Letture insolite', chi: 'cura' },
      { href: paths.ufficio.statistiche, nome: 'Statistiche', che: 'di consultazione', chi: 'cura' },
      { href: paths.ufficio.abilitazioni, nome: 'Persone abilitate', che: 'alle carte chiuse', chi: 'dirige' },
    ],
  },
  {
    titolo: 'Dove sono e di chi',
    voci: [
      { href: paths.ufficio.deposito, nome: 'Deposito', che: 'luoghi, contenitori e movimenti' },
      { href: paths.ufficio.produttori, nome: 'Soggetti produttori' },
    ],
  },
]

/** @param cura looks after the archive @param dirige directs it */
export function Stanze(chi: { cura: boolean; dirige: boolean }) {
  return (
    <nav aria-label="Stanze dell’archivio" className="mt-6 grid gap-x-12 gap-y-6 lg:grid-cols-3">
      {STANZE.map(({ titolo, voci }) => (
        <div key={titolo}>
          <h2 className="mb-1 text-lg">{titolo}</h2>
          <ul>
            {voci
              .filter((one) => one.chi === undefined || chi[one.chi])
              .map(({ href, nome, che }) => (
                <li key={href} className="py-1">
                  <a href={href}>{nome}</a>
                  {che && <span className="muted">, {che}</span>}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

import type { StatoVerifica } from '@/lib/atti/rules'
import { parolaOf, type VistaVerifica } from '@/lib/atti/rules-verifica'
import { formatDay, type IsoDate } from '@/lib/core/date'
import type { TipoAtto } from '@/lib/pratiche/rules'

const TONE: Record<StatoVerifica, string> = {
  valida: 'border-success bg-success-fill text-success-ink',
  non_ancora_valida: 'border-warning bg-warning-fill text-warning-ink',
  scaduta: 'border-danger bg-danger-fill text-danger-ink',
  sospesa: 'border-danger bg-danger-fill text-danger-ink',
  revocata: 'border-danger bg-danger-fill text-danger-ink',
  sostituita: 'border-danger bg-danger-fill text-danger-ink',
}

const day = (il: IsoDate | null) => (il ? formatDay(il) : 'giorno non indicato')

/** What the word means for whoever is at the roadside. */
function frasi({ stato, validoDal, validoAl }: Pick<VistaVerifica, 'stato' | 'validoDal' | 'validoAl'>): string {
  if (stato === 'valida')
    return validoAl
      ? `Fino al ${day(validoAl)}, nelle ore, sul percorso e con le prescrizioni qui sotto.`
      : 'Con i contenuti e le prescrizioni qui sotto.'
  if (stato === 'non_ancora_valida') return `Vale dal ${day(validoDal)}: prima di quel giorno non autorizza viaggi.`
  if (stato === 'scaduta') return `Valeva fino al ${day(validoAl)}: da allora non autorizza viaggi.`
  if (stato === 'sospesa') return 'La Provincia l’ha sospesa: finché dura la sospensione non autorizza viaggi.'
  if (stato === 'revocata') return 'La Provincia l’ha revocata: non autorizza più viaggi.'
  return 'Un atto più recente ha preso il suo posto: chiedi di vedere quello.'
}

type Props = {
  vista: Pick<VistaVerifica, 'stato' | 'tipo' | 'titolo' | 'numero' | 'adottatoIl' | 'validoDal' | 'validoAl'>
  /** Register and seal agree: otherwise no word of validity may be given. */
  conforme: boolean
  /** '23 novembre 2026, 10:42' */
  controllato: string
  controllatoIso: string
}

/** The answer in one word, with colour, day and hour: the first thing read, on a phone in the sun. */
export function EsitoVerifica({ vista, conforme, controllato, controllatoIso }: Props) {
  return (
    <header className={`border-l-[0.75rem] p-6 sm:p-8 ${conforme ? TONE[vista.stato] : TONE.revocata}`}>
      <h1 className="text-5xl uppercase sm:text-7xl">
        {conforme ? parolaOf(vista.stato, vista.tipo) : 'Non attendibile'}
      </h1>
      <p className="mt-3 text-xl">
        {conforme
          ? frasi(vista)
          : 'I dati del registro non corrispondono a quelli sigillati quando l’atto fu adottato. Non fare affidamento su questa pagina: telefona alla Provincia.'}
      </p>
      <p className="mt-4">
        <strong>
          {vista.titolo} n. {vista.numero}
        </strong>
        {vista.adottatoIl && <> del {formatDay(vista.adottatoIl)}</>}
      </p>
      <p>
        {controllataOf(vista.tipo)} il <time dateTime={controllatoIso}>{controllato}</time>
      </p>
    </header>
  )
}

const controllataOf = (tipo: TipoAtto) => (tipo === 'autorizzazione' ? 'Controllata' : 'Controllato')

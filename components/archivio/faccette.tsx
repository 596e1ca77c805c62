import type { LungoStrada } from '@/lib/archivio/dove'
import type { Faccette as Conti } from '@/lib/archivio/ricerca'
import type { LivelloAccesso } from '@/lib/archivio/rules-consultabilita'
import type { Domanda, Filtri } from '@/lib/archivio/rules-domanda'
import { domandaToQuery } from '@/lib/archivio/rules-indirizzo'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { paths } from '@/lib/core/paths'
import { ElencoFaccetta, Valori } from './elenco-faccetta'
import { Chilometri } from './lungo-strada'
import { MappaRisultati } from './mappa-risultati'
import { ACCESSO, cifra, nomeTipologia } from './parole'

const MOSTRATE = 8
type Chiave = keyof Filtri
type Props = {
  domanda: Domanda
  conti: Conti
  fondi: ReadonlyMap<string, string>
  /** the road that is asked for, by kilometre */
  strada: LungoStrada | null
}

/** Values that narrow the answer, each with how many it would show. */
export function Faccette({ domanda, conti, fondi, strada }: Props) {
  return (
    <>
      {strada && <Chilometri domanda={domanda} strada={strada} />}
      <Anni domanda={domanda} conti={conti.decennio} anni={conti.anno} />
      <Faccetta
        chiave="fondo"
        titolo="Fondo"
        domanda={domanda}
        conti={conti.fondo}
        nome={(id) => fondi.get(id) ?? id}
      />
      <Faccetta
        chiave="tipologia"
        titolo="Tipo"
        domanda={domanda}
        conti={conti.tipologia}
        nome={(value) => nomeTipologia(value) ?? value}
      />
      <MappaRisultati domanda={domanda} conti={conti.comune} />
      <p className="faccetta">
        <a href={`${paths.archivio.dove}${domandaToQuery(domanda)}`}>Guarda lungo le strade</a>
      </p>
      <Faccetta
        chiave="comune"
        titolo="Comune"
        domanda={domanda}
        conti={conti.comune}
        nome={(istat) => nomeComune(istat) ?? istat}
      />
      <Faccetta
        chiave="accesso"
        titolo="Accesso"
        domanda={domanda}
        conti={conti.accesso}
        nome={(value) => ACCESSO[value as LivelloAccesso].parola}
      />
    </>
  )
}

const hrefOf = (domanda: Domanda, chiave: Chiave, valore: string | number | undefined) =>
  `${paths.archivio.home}${domandaToQuery({ ...domanda, [chiave]: valore })}`

function Faccetta({
  chiave,
  titolo,
  domanda,
  conti,
  nome,
}: {
  chiave: Chiave
  titolo: string
  domanda: Domanda
  conti: Record<string, number>
  nome: (value: string) => string
}) {
  const chosen = domanda[chiave] === undefined ? null : String(domanda[chiave])
  const values = Object.entries(conti).sort(
    ([a, n], [b, m]) => Number(b === chosen) - Number(a === chosen) || m - n || (nome(a) < nome(b) ? -1 : 1),
  )
  if (values.length === 0) return null
  const righe = values.map(([value, count]) => ({
    nome: nome(value),
    conto: cifra(count),
    href: hrefOf(domanda, chiave, value === chosen ? undefined : value),
    scelta: value === chosen,
  }))
  return <ElencoFaccetta chiave={chiave} titolo={titolo} righe={righe} mostrate={MOSTRATE} />
}

const ALTO = 54
const LARGO = 6
const SPAZIO = 1
const DECENNIO = 10

/** The years as columns; the list below says the decades in words. */
function Anni({
  domanda,
  conti,
  anni,
}: {
  domanda: Domanda
  conti: Record<string, number>
  anni: Record<string, number>
}) {
  const known = Object.keys(conti)
    .map(Number)
    .sort((a, b) => a - b)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return null
  const years = Array.from({ length: last + DECENNIO - first }, (_, i) => first + i)
  const max = Math.max(...Object.values(anni))
  const height = (count: number) => Math.max(count > 0 ? 2 : 0, Math.round((ALTO * count) / max))
  const columns = (shown: (decade: number) => boolean) =>
    years
      .map((year, i) => ({ x: i * LARGO, tall: height(anni[year] ?? 0), decade: year - (year % DECENNIO) }))
      .filter(({ tall, decade }) => tall > 0 && shown(decade))
      .map(({ x, tall }) => `M${x} ${ALTO}v${-tall}h${LARGO - SPAZIO}v${tall}z`)
      .join('')
  return (
    <section className="faccetta" aria-labelledby="faccetta-decennio">
      <h3 id="faccetta-decennio">Anni</h3>
      <svg
        className="istogramma"
        viewBox={`0 0 ${years.length * LARGO} ${ALTO}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={columns((decade) => decade !== domanda.decennio)} />
        <path d={columns((decade) => decade === domanda.decennio)} className="istogramma-scelto" />
      </svg>
      <p className="istogramma-anni">
        <span>{first}</span>
        <span>{last + DECENNIO - 1}</span>
      </p>
      <details open={domanda.decennio !== undefined}>
        <summary>Scegli un decennio</summary>
        <Valori
          righe={known.map((decade) => ({
            nome: `${decade}–${decade + DECENNIO - 1}`,
            conto: cifra(conti[decade] ?? 0),
            href: hrefOf(domanda, 'decennio', decade === domanda.decennio ? undefined : decade),
            scelta: decade === domanda.decennio,
          }))}
        />
      </details>
    </section>
  )
}

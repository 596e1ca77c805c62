import { DefinitionList, type Fact } from '@/components/ui/kv'
import type { Scheda as Dati } from '@/lib/archivio/queries'
import { NOMI_RUOLO_AGENTE, NOMI_TRATTAMENTO, type RuoloAgente, type StatoTrattamento } from '@/lib/archivio/rules'
import type { CategoriaEtichetta } from '@/lib/archivio/rules-consultabilita'
import { nomeComune } from '@/lib/comuni/elenco'
import { formatDay } from '@/lib/core/date'
import { CATEGORIE, nomeLivello, nomeTipologia, pagine, tratta } from './parole'

const some = (facts: (Fact | null)[]): Fact[] =>
  facts.filter((fact): fact is Fact => fact !== null && Boolean(fact.value))
const lines = (values: readonly string[]) =>
  values.length > 0 &&
  values.map((value) => (
    <span key={value} className="block">
      {value}
    </span>
  ))

/** Everything of a unit that the reader may see; what is not theirs is not there. */
export function Scheda({ scheda }: { scheda: Dati }) {
  const { descrizione } = scheda
  const comune = scheda.comuneIstat && nomeComune(scheda.comuneIstat)
  return (
    <>
      <DefinitionList
        facts={some([
          { label: 'Segnatura', value: <span className="code">{scheda.segnatura}</span> },
          { label: 'Livello', value: nomeLivello(scheda.livello) },
          { label: 'Tipo', value: nomeTipologia(scheda.tipologia) },
          { label: 'Data', value: scheda.dataMostrata },
          {
            label: 'Comune',
            value: comune && (scheda.comuneStorico ? `${comune}, sulle carte ${scheda.comuneStorico}` : comune),
          },
          { label: 'Località', value: scheda.localita },
          { label: 'Strada', value: lines(scheda.tratte.map(tratta)) },
          {
            label: 'Pratica',
            value: scheda.numeroPratica && [scheda.numeroPratica, scheda.annoPratica].filter(Boolean).join('/'),
          },
          { label: 'Produttore', value: scheda.produttore },
          { label: 'Consistenza', value: scheda.consistenza },
          {
            label: 'Stato',
            value: [NOMI_TRATTAMENTO[scheda.trattamento as StatoTrattamento], scheda.pagine && pagine(scheda.pagine)]
              .filter(Boolean)
              .join(', '),
          },
          { label: 'Argomenti', value: scheda.voci.join(', ') },
        ])}
      />
      {descrizione && (
        <Section
          title="Contenuto"
          text={descrizione.contenuto}
          facts={[
            { label: 'Opera', value: descrizione.opera },
            { label: 'Materiale', value: descrizione.materiale },
            { label: 'Norma tecnica', value: descrizione.normativa },
            { label: 'Esito', value: descrizione.esito },
            { label: 'Lacune', value: descrizione.lacune },
          ]}
        />
      )}
      {scheda.ubicazioni && (
        <Section
          title="Luogo"
          facts={scheda.ubicazioni.map((one) => ({
            label: one.via ? 'Via' : one.attuale ? 'Particella di oggi' : 'Particella sulle carte',
            value: one.via ?? `foglio ${one.foglio}, mappale ${one.mappale}${one.verificata ? ', verificata' : ''}`,
          }))}
        />
      )}
      {scheda.agenti && (
        <Section
          title="Nomi"
          facts={[
            { label: 'Titolo sulle carte', value: scheda.titoloOriginale },
            ...scheda.agenti.map((one) => ({
              label: NOMI_RUOLO_AGENTE[one.ruolo as RuoloAgente],
              value: [one.nome, one.albo].filter(Boolean).join(', '),
            })),
          ]}
        />
      )}
      {scheda.contenitori && (
        <Section
          title="Collocazione"
          facts={scheda.contenitori.map((one) => ({
            label: `${one.tipo} ${one.codice}`,
            value: `${one.luogo}${one.fuori ? `; fuori per ${one.fuori.replace('_', ' ')}${one.rientra ? `, torna il ${formatDay(one.rientra)}` : ''}` : ''}`,
          }))}
        />
      )}
      {scheda.etichette && (
        <Section
          title="Etichette"
          facts={scheda.etichette.map((one) => ({
            label: CATEGORIE[one.categoria as CategoriaEtichetta],
            value: one.il ? formatDay(one.il) : `anno ${one.anno}`,
          }))}
        />
      )}
    </>
  )
}

/** Nothing when there is nothing to say. */
function Section({ title, text, facts }: { title: string; text?: string | null; facts: Fact[] }) {
  const told = some(facts)
  if (!text && told.length === 0) return null
  return (
    <section className="mt-10">
      <h2>{title}</h2>
      {text && <p className="mb-4 max-w-prose">{text}</p>}
      {told.length > 0 && <DefinitionList facts={uniquely(told)} />}
    </section>
  )
}

/** Two of the same kind are told apart. */
const uniquely = (facts: Fact[]): Fact[] =>
  facts.map((fact, i) => {
    const before = facts.slice(0, i).filter((one) => one.label === fact.label).length
    return before > 0 ? { ...fact, label: `${fact.label} (${before + 1})` } : fact
  })

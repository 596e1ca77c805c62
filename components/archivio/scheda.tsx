import { DefinitionList, type Fact } from '@/components/ui/kv'
import type { Scheda as Dati } from '@/lib/archivio/queries'
import { NOMI_RUOLO_AGENTE, NOMI_TRATTAMENTO, type RuoloAgente, type StatoTrattamento } from '@/lib/archivio/rules'
import type { CategoriaEtichetta } from '@/lib/archivio/rules-consultabilita'
import { nomeComune } from '@/lib/comuni/rules-comuni'
import { formatDay } from '@/lib/core/date'
import { CATEGORIE, nomeLivello, nomeTipologia, pagine, tratta, ubicazione } from './parole'

/** Of Italian papers, of which there is nothing else to say, it goes without saying. */
const ITALIANO = 'italiano'
const some = (facts: (Fact | null)[]): Fact[] =>
  facts.filter((fact): fact is Fact => fact !== null && Boolean(fact.value))
const lines = (values: readonly string[]) =>
  values.length > 0 &&
  values.map((value) => (
    <span key={value} className="block">
      {value}
    </span>
  ))

type Props = {
  scheda: Dati
  /** address of an authority record */
  produttoreHref: (id: string) => string
}
/** Everything of a unit that the reader may see, in the order of the areas of ISAD(G); what is not theirs is not there. */
export function Scheda({ scheda, produttoreHref }: Props) {
  const { descrizione } = scheda
  const comune = scheda.comuneIstat && nomeComune(scheda.comuneIstat)
  const detto = descrizione?.riproduzione || descrizione?.conservazione || descrizione?.lacune
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
          { label: 'Registro', value: descrizione?.registro },
          { label: 'Protocollo sulle carte', value: descrizione?.protocolloStorico },
          { label: 'Consistenza', value: scheda.consistenza },
          { label: 'Supporto', value: descrizione?.supporto },
          {
            label: 'Stato',
            value: [NOMI_TRATTAMENTO[scheda.trattamento as StatoTrattamento], scheda.pagine && pagine(scheda.pagine)]
              .filter(Boolean)
              .join(', '),
          },
          {
            label: 'Produttore',
            value: scheda.produttoreId && <a href={produttoreHref(scheda.produttoreId)}>{scheda.produttore}</a>,
          },
          { label: 'Detenuta da', value: descrizione?.detentore },
        ])}
      />
      <Section
        title="Contenuto"
        text={descrizione?.contenuto}
        facts={[
          { label: 'Opera', value: descrizione?.opera },
          { label: 'Materiale', value: descrizione?.materiale },
          { label: 'Norma tecnica', value: descrizione?.normativa },
          { label: 'Esito', value: descrizione?.esito },
          { label: 'Tappe', value: lines((descrizione?.tappe ?? []).map(({ che, il }) => `${che}, ${formatDay(il)}`)) },
          { label: 'Classificazione', value: descrizione?.classificazione },
          { label: 'Argomenti', value: scheda.voci.join(', ') },
        ]}
      />
      {scheda.ubicazioni && <Section title="Luogo" facts={scheda.ubicazioni.flatMap(factsOfUbicazione)} />}
      {scheda.agenti && (
        <Section
          title="Nomi"
          facts={[
            { label: 'Titolo sulle carte', value: scheda.titoloOriginale },
            ...scheda.agenti.map((one) => ({
              label: NOMI_RUOLO_AGENTE[one.ruolo as RuoloAgente],
              value: [one.nome, one.albo, one.targa && `targa ${one.targa}`].filter(Boolean).join(', '),
            })),
          ]}
        />
      )}
      <Section
        title="Accesso e uso delle carte"
        facts={[
          { label: 'Condizioni di riproduzione', value: descrizione?.riproduzione },
          { label: 'Lingua', value: scheda.lingua === ITALIANO && !detto ? null : scheda.lingua },
          { label: 'Stato di conservazione', value: descrizione?.conservazione },
          { label: 'Lacune', value: descrizione?.lacune },
        ]}
      />
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

type Ubicazione = NonNullable<Dati['ubicazioni']>[number]
function factsOfUbicazione(one: Ubicazione): Fact[] {
  const { via, particella } = ubicazione(one)
  return [
    { label: one.attuale ? 'Via di oggi' : 'Via', value: via },
    { label: one.attuale ? 'Particella di oggi' : 'Particella sulle carte', value: particella },
  ]
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

import type { Metadata } from 'next'
import { AutistiForm } from '@/components/flotta/autisti-form'
import { CartaTag } from '@/components/flotta/carta-tag'
import { VeicoloForm } from '@/components/flotta/veicolo-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { LinkButton } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/kv'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { today } from '@/lib/db/clock'
import { dismissVeicoloAction, saveVeicoloAction, setAutistiAction } from '@/lib/flotta/actions'
import { listAutisti } from '@/lib/flotta/queries'
import { CARTE } from '@/lib/flotta/rules'
import { NOMI_CLASSE } from '@/lib/procedimenti/rules-convoglio'
import { requireVeicolo } from '../reading'

type Props = PageProps<'/area-personale/imprese/[id]/flotta/[veicoloId]'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, veicoloId } = await params
  const { impresa, veicolo } = await requireVeicolo(id, veicoloId)
  return { title: `${veicolo.targa} — ${impresa.denominazione}` }
}

const number = (value: number) => value.toLocaleString('it-IT', { maximumFractionDigits: 3, useGrouping: false })

export default async function VeicoloPage({ params, searchParams }: Props) {
  const { id, veicoloId } = await params
  const { viewer, impresa, veicolo, keeps } = await requireVeicolo(id, veicoloId)
  const [{ fatto }, autisti] = await Promise.all([
    searchParams,
    keeps ? listAutisti(viewer, impresa.id, veicolo.id, await today()) : [],
  ])
  const testi = {
    targa: veicolo.targa,
    classe: veicolo.classe,
    marca: veicolo.marca,
    tara: number(veicolo.taraKg / 1000),
    massaMax: number(veicolo.massaMaxKg / 1000),
    assi: String(veicolo.numeroAssi),
    interassi: veicolo.interassiCm.map((cm) => number(cm / 100)).join(' + '),
  }
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.flotta(impresa.id)} label="Veicoli" />
      <PageHeading
        above={veicolo.dismessoIl ? <Tag>Dismesso il {formatDay(veicolo.dismessoIl)}</Tag> : undefined}
        title={veicolo.targa}
        lead={`${NOMI_CLASSE[veicolo.classe]} · ${veicolo.marca}`}
      />
      <Fatto
        fatto={fatto}
        parole={{
          salvato: 'Veicolo salvato',
          dismesso: 'Veicolo dismesso: non si sceglie più nelle nuove domande',
          ripreso: 'Il veicolo è di nuovo in uso',
          tolta: 'Documento tolto',
          autisti: 'Autisti salvati',
        }}
      />
      <h2>Documenti e scadenze</h2>
      {veicolo.carte.length === 0 ? (
        <p className="muted">Nessun documento.</p>
      ) : (
        <ul className="rows">
          {veicolo.carte.map((carta) => (
            <li key={carta.id}>
              <a className="row-link" href={paths.personale.carta(impresa.id, veicolo.id, carta.id)}>
                {CARTE[carta.tipo].nome}
              </a>
              <CartaTag stato={carta.stato} scadeIl={carta.scadeIl} />
              {carta.numero && <span className="row-note">n. {carta.numero}</span>}
            </li>
          ))}
        </ul>
      )}
      {keeps ? (
        <>
          <p className="mt-4">
            <LinkButton kind="secondary" href={paths.personale.nuovaCarta(impresa.id, veicolo.id)}>
              Aggiungi un documento
            </LinkButton>
          </p>
          <section className="mt-10">
            <h2>Autisti</h2>
            {autisti.length === 0 ? (
              <p className="muted">
                L’impresa non ha autisti sul portale. Puoi <a href={paths.personale.persone(impresa.id)}>invitarne</a>.
              </p>
            ) : (
              <AutistiForm
                action={setAutistiAction.bind(null, impresa.id, veicolo.id)}
                autisti={autisti.map((one) => ({ value: one.appartenenzaId, label: `${one.nome} ${one.cognome}` }))}
                guidano={autisti.filter((one) => one.guida).map((one) => one.appartenenzaId)}
              />
            )}
          </section>
          <section className="mt-10">
            <h2>Dati del veicolo</h2>
            <VeicoloForm
              action={saveVeicoloAction.bind(null, impresa.id, veicolo.id)}
              classi={Object.entries(NOMI_CLASSE).map(([value, label]) => ({ value, label }))}
              iniziali={testi}
              button="Salva le modifiche"
            />
          </section>
          <div className="mt-8">
            <OneButtonForm
              action={dismissVeicoloAction.bind(null, impresa.id, veicolo.id, veicolo.dismessoIl === null)}
              kind="tertiary"
              small
            >
              {veicolo.dismessoIl ? 'Rimetti in uso il veicolo' : 'Togli il veicolo dall’uso'}
            </OneButtonForm>
          </div>
        </>
      ) : (
        <section className="mt-10">
          <h2>Dati del veicolo</h2>
          <DefinitionList
            facts={[
              { label: 'Tara', value: `${testi.tara} t` },
              { label: 'Massa massima', value: `${testi.massaMax} t` },
              { label: 'Assi', value: testi.assi },
              { label: 'Interassi', value: testi.interassi ? `${testi.interassi} m` : null },
            ]}
          />
        </section>
      )}
    </div>
  )
}

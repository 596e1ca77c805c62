import type { FormContext, VeicoloScelta } from '@/components/procedimenti/form-context'
import { NodiView, rigaAt } from '@/components/procedimenti/nodi-view'
import type { SpecialProps } from '@/components/procedimenti/registry'
import { RigheView } from '@/components/procedimenti/righe-view'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { CARTE } from '@/lib/flotta/rules'
import { type Elenco, type Gruppo, righeAt } from '@/lib/procedimenti/rules-campi'
import { valueAt } from '@/lib/procedimenti/rules-condizioni'
import { countAssi, NOMI_CLASSE, prepareAssi } from '@/lib/procedimenti/rules-convoglio'
import { toConvoglio } from '@/lib/procedimenti/rules-trasporto'
import { classify } from '@/lib/trasporti/rules-limiti'
import { ConvoglioDrawing } from './convoglio-drawing'

/** The convoy in three pages. On the last two it is drawn while its figures are typed. */
export function ConvoglioField({ campo, gruppo, ctx }: SpecialProps) {
  if (campo.genere !== 'convoglio') return null
  const { nome } = campo
  if (campo.parte === 'veicoli') return <Veicoli gruppo={gruppo} nome={nome} ctx={ctx} />
  return (
    <div id={nome} tabIndex={-1}>
      <Drawing nome={nome} ctx={ctx} />
      {campo.parte === 'misure' ? (
        <div className="mt-8 grid items-end gap-x-6 sm:grid-cols-2">
          <NodiView nodi={gruppo.campi} ctx={ctx} prefix={`${nome}.`} />
        </div>
      ) : (
        <Assi gruppo={gruppo} nome={nome} ctx={ctx} />
      )}
    </div>
  )
}

type PartProps = { gruppo: Gruppo; nome: string; ctx: FormContext }
const listOf = (gruppo: Gruppo, nome: string) =>
  gruppo.campi.find((one): one is Elenco => one.genere === 'elenco' && one.nome === nome)

/** Before the axles are written, those the vehicles declare are drawn where they are likely to be. */
function Drawing({ nome, ctx }: { nome: string; ctx: FormContext }) {
  const written = valueAt(ctx.asked, nome)
  const convoglio = toConvoglio({
    ...(written as object),
    assi: countAssi(written) === null ? valueAt(written, 'assi') : prepareAssi(written, ctx.registri.flotta),
  })
  const { coppie } = classify(convoglio)
  return <ConvoglioDrawing convoglio={convoglio} evidenziati={coppie.map(({ primo }) => [primo, primo + 1] as const)} />
}

/** Not a bar to choosing it: the paper may have been renewed, and the office looks at what is attached. */
const scadute = ({ carteScadute = [] }: VeicoloScelta): string =>
  carteScadute.length > 0 ? ` · scaduta: ${carteScadute.map((tipo) => CARTE[tipo].nome.toLowerCase()).join(', ')}` : ''

function Veicoli({ gruppo, nome, ctx }: PartProps) {
  const elenco = listOf(gruppo, 'veicoli')
  if (!elenco) return null
  const path = `${nome}.veicoli`
  const scelti = righeAt(ctx.iniziali, path)
  const flotta = ctx.registri.flotta.filter((one) => !scelti.some((riga) => riga.targa === one.targa))
  return (
    <div id={nome} tabIndex={-1}>
      <NodiView nodi={gruppo.campi.filter((one) => one !== elenco)} ctx={ctx} prefix={`${nome}.`} />
      <h2>Veicoli</h2>
      <RigheView
        elenco={elenco}
        path={path}
        ctx={ctx}
        addLabel="Aggiungi un veicolo che scrivi tu"
        ordered
        atLeast={ctx.registri.flotta.length > 0 ? 0 : 1}
      >
        {(i, prefix, quante) => (
          <div className="grid items-end gap-x-6 sm:grid-cols-2">
            <NodiView nodi={elenco.campi} ctx={ctx} prefix={prefix} riga={rigaAt(ctx, path, i, quante)} />
          </div>
        )}
      </RigheView>
      {flotta.length > 0 && scelti.length < elenco.max && (
        <div className="mb-8 border-t border-divider pt-5">
          <Select
            name="_flotta"
            label="Veicoli della tua impresa"
            hint="I dati arrivano dalla tua flotta: controllali dopo averli aggiunti"
            options={flotta.map((one) => ({
              value: one.id,
              label: `${one.targa} · ${NOMI_CLASSE[one.classe]} · ${one.marca}${scadute(one)}`,
            }))}
            width="xl"
          />
          <Button kind="secondary" small name="flotta" value={path} formNoValidate>
            Aggiungi questo veicolo
          </Button>
        </div>
      )}
    </div>
  )
}

function Assi({ gruppo, nome, ctx }: PartProps) {
  const elenco = listOf(gruppo, 'assi')
  if (!elenco) return null
  const path = `${nome}.assi`
  const known = countAssi(valueAt(ctx.asked, nome)) !== null
  return (
    <div className="mt-8">
      <RigheView
        elenco={elenco}
        path={path}
        ctx={ctx}
        addLabel="Aggiungi un asse"
        resizable={!known}
        atLeast={2}
        titleOf={(i) => `Asse ${i + 1}`}
      >
        {(i, prefix, quante) => {
          const draw = (ticks: boolean) => (
            <NodiView
              nodi={elenco.campi.filter((one) => (one.genere === 'spunta') === ticks)}
              ctx={ctx}
              prefix={prefix}
              riga={rigaAt(ctx, path, i, quante)}
            />
          )
          return (
            <div className="grid gap-x-6 sm:grid-cols-[3fr_2fr]">
              <div className="grid grid-cols-2 items-end gap-x-6 self-start">{draw(false)}</div>
              <div className="[&>div]:mb-1">{draw(true)}</div>
            </div>
          )
        }}
      </RigheView>
    </div>
  )
}

import type { FormContext } from '@/components/procedimenti/form-context'
import { NodiView, rigaAt } from '@/components/procedimenti/nodi-view'
import type { SpecialProps } from '@/components/procedimenti/registry'
import { RigheView } from '@/components/procedimenti/righe-view'
import { Callout } from '@/components/ui/callout'
import { Select } from '@/components/ui/select'
import { type Elenco, righeAt } from '@/lib/procedimenti/rules-campi'
import { valueAt } from '@/lib/procedimenti/rules-condizioni'
import { ALTRA_STRADA } from '@/lib/procedimenti/rules-percorso'
import { toPercorso } from '@/lib/procedimenti/rules-trasporto'
import { typedValore } from '@/lib/procedimenti/rules-valori'
import { competenza } from '@/lib/trasporti/rules-competenza'

/** The route, road by road. A road of the register brings its owner; another one is written, with who owns it. */
export function PercorsoField({ campo, gruppo, ctx }: SpecialProps) {
  const elenco = gruppo.campi.find((one): one is Elenco => one.genere === 'elenco')
  if (!elenco) return null
  const path = `${campo.nome}.${elenco.nome}`
  return (
    <div id={campo.nome} tabIndex={-1}>
      <NodiView nodi={gruppo.campi.filter((one) => one !== elenco)} ctx={ctx} prefix={`${campo.nome}.`} />
      <h2>Strade, nell’ordine in cui le percorri</h2>
      <RigheView elenco={elenco} path={path} ctx={ctx} addLabel="Aggiungi una strada" ordered>
        {(i, prefix, quante) => (
          <>
            <Registro prefix={prefix} ctx={ctx} />
            <div className="grid items-end gap-x-6 sm:grid-cols-2">
              <NodiView
                nodi={elenco.campi.filter((one) => one.nome !== 'registro')}
                ctx={ctx}
                prefix={prefix}
                riga={rigaAt(ctx, path, i, quante)}
              />
            </div>
          </>
        )}
      </RigheView>
      <Esito nome={campo.nome} path={path} ctx={ctx} />
    </div>
  )
}

/** Which road: from the register, or another. Says who owns it, as the register does. */
function Registro({ prefix, ctx }: { prefix: string; ctx: FormContext }) {
  const name = `${prefix}registro`
  const { strade } = ctx.registri
  const chosen = strade.find((one) => one.id === valueAt(ctx.scritte, name))
  const options = [
    ...strade.map((one) => ({ value: one.id, label: `${one.codice} · ${one.luoghi}` })),
    { value: ALTRA_STRADA, label: 'Un’altra strada' },
  ]
  const initial = valueAt(ctx.iniziali, name)
  return (
    <>
      <Select
        {...ctx.register(name)}
        name={name}
        label="Strada"
        error={ctx.errori[name]}
        options={options}
        width="xl"
        defaultValue={typeof initial === 'string' ? initial : ''}
      />
      {chosen && (
        <p className="muted -mt-4 mb-6">
          {chosen.proprietario === 'ignoto'
            ? 'Proprietario da confermare: le fonti non concordano. Lo verifica l’ufficio.'
            : `Proprietario: ${chosen.proprietarioNome}`}
        </p>
      )}
    </>
  )
}

/** How long it is, and who decides: told while the route is traced. */
function Esito({ nome, path, ctx }: { nome: string; path: string; ctx: FormContext }) {
  const metres = righeAt(ctx.asked, path).reduce(
    (sum, riga) => sum + (typeof riga.lunghezzaM === 'number' ? riga.lunghezzaM : 0),
    0,
  )
  const percorso = toPercorso(valueAt(ctx.asked, nome))
  const found = percorso.partenzaProvincia ? competenza(percorso) : null
  return (
    <div aria-live="polite">
      {metres > 0 && (
        <p>
          Lunghezza totale:{' '}
          <strong>
            {typedValore(
              { genere: 'numero', nome: '', etichetta: '', decimali: 3, scala: 1000, facoltativo: true },
              metres,
            )}{' '}
            km
          </strong>
        </p>
      )}
      {found && (
        <Callout title="Chi decide" tone={found.esito === 'non_competente' ? 'amber' : 'blue'}>
          <p>{found.spiegazione}</p>
          {found.nullaOsta.length > 0 && (
            <p>Chiediamo noi il nulla osta a: {found.nullaOsta.map((one) => one.nome).join(', ')}.</p>
          )}
          {found.autorizzazioniSeparate.map((one) => (
            <p key={`${one.proprietario} ${one.nome}`}>
              {one.tratti.join(', ')}: {one.dove}.
            </p>
          ))}
          {found.daChiarire.length > 0 && (
            <p>Proprietario da chiarire: {found.daChiarire.join(', ')}. Lo verifica l’ufficio.</p>
          )}
        </Callout>
      )}
    </div>
  )
}

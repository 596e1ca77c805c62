import type { ReactNode } from 'react'
import { type Elenco, type Foglia, type Gruppo, type Nodo, type Riga, righeAt } from '@/lib/procedimenti/rules-campi'
import { holds } from '@/lib/procedimenti/rules-condizioni'
import { FogliaView } from './foglia-view'
import type { FormContext } from './form-context'
import { RigheView } from './righe-view'

type Props = { nodi: readonly Nodo[]; ctx: FormContext; prefix?: string; riga?: Riga }

/** Questions in order, without those that other answers make useless. */
export function NodiView({ nodi, ctx, prefix = '', riga }: Props) {
  return nodi
    .filter((nodo) => isAsked(nodo, ctx, riga))
    .map((nodo): ReactNode => {
      const path = prefix + nodo.nome
      if (nodo.genere === 'gruppo') return <GruppoView key={path} gruppo={nodo} path={path} ctx={ctx} />
      if (nodo.genere === 'elenco') return <ElencoView key={path} elenco={nodo} path={path} ctx={ctx} />
      return nodo.genere === 'derivato' ? null : <FogliaView key={path} foglia={nodo} path={path} ctx={ctx} />
    })
}

export const isAsked = (nodo: Nodo, ctx: FormContext, riga?: Riga): boolean =>
  (!nodo.quando || holds(nodo.quando, ctx.asked, ctx.predicati)) &&
  (!isRowBound(nodo) || (riga !== undefined && nodo.seRiga(riga)))

const isRowBound = (nodo: Nodo): nodo is Foglia & { seRiga: (riga: Riga) => boolean } =>
  'seRiga' in nodo && typeof nodo.seRiga === 'function'

function GruppoView({ gruppo, path, ctx }: { gruppo: Gruppo; path: string; ctx: FormContext }) {
  return (
    <div id={path} tabIndex={-1}>
      <NodiView nodi={gruppo.campi} ctx={ctx} prefix={`${path}.`} />
    </div>
  )
}

/** Answers of a block as they are now, typed ones included. */
export const rigaAt = (ctx: FormContext, path: string, indice: number, quante: number): Riga => ({
  valori: righeAt(ctx.scritte, path)[indice] ?? {},
  indice,
  quante,
})

function ElencoView({ elenco, path, ctx }: { elenco: Elenco; path: string; ctx: FormContext }) {
  const some = righeAt(ctx.iniziali, path).length > 0
  return (
    <RigheView
      elenco={elenco}
      path={path}
      ctx={ctx}
      addLabel={some || elenco.min > 0 ? `Aggiungi: ${elenco.singolare}` : `Indica: ${elenco.singolare}`}
    >
      {(i, prefix, quante) => (
        <NodiView nodi={elenco.campi} ctx={ctx} prefix={prefix} riga={rigaAt(ctx, path, i, quante)} />
      )}
    </RigheView>
  )
}

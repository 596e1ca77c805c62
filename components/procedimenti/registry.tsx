import type { ReactNode } from 'react'
import { ConvoglioField } from '@/components/trasporti/convoglio-field'
import { PercorsoField } from '@/components/trasporti/percorso-field'
import type { Campo } from '@/lib/procedimenti/forms'
import { type Gruppo, nodoOf } from '@/lib/procedimenti/rules-campi'
import type { FormContext } from './form-context'
import { isAsked, NodiView } from './nodi-view'

export type SpecialProps = { campo: Campo; gruppo: Gruppo; ctx: FormContext }

/** Kinds of field that look their own way; all the others are drawn from their parts. */
const SPECIALI: Partial<Record<Campo['genere'], (props: SpecialProps) => ReactNode>> = {
  convoglio: ConvoglioField,
  percorso: PercorsoField,
}

/** One question of the definition, whatever its kind. */
export function CampoView({ campo, ctx }: { campo: Campo; ctx: FormContext }) {
  const nodo = nodoOf(campo)
  const Special = SPECIALI[campo.genere]
  if (!Special || nodo.genere !== 'gruppo') return <NodiView nodi={[nodo]} ctx={ctx} />
  return isAsked(nodo, ctx) ? <Special campo={campo} gruppo={nodo} ctx={ctx} /> : null
}

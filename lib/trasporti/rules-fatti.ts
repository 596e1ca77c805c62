/** What an istanza and its convoy are, read from the answers. */
import type { Convoglio, DomandaTrasporto, TipoConvoglio, TipoDomanda, Veicolo } from './rules-tipi'

const COMPLESSI: readonly TipoConvoglio[] = ['autotreno', 'autoarticolato', 'autosnodato', 'mezzo_opera_complesso']
export const isComplesso = ({ tipo }: Pick<Convoglio, 'tipo'>): boolean => COMPLESSI.includes(tipo)
export const isMezzoOpera = ({ tipo }: Pick<Convoglio, 'tipo'>): boolean => tipo.startsWith('mezzo_opera')
/** Vehicles that travel, without the reserves. */
export const principali = ({ veicoli }: Convoglio): Veicolo[] =>
  veicoli.filter((one) => one.ruolo === 'motrice' || one.ruolo === 'rimorchio')
export const isAgricolo = (convoglio: Convoglio): boolean =>
  principali(convoglio).some((one) => one.classe === 'macchina_agricola')
/** Declared by the vehicles when the axles are not written yet; null when neither is. */
export function countAssi(convoglio: Convoglio): number | null {
  if (convoglio.assi.length > 0) return convoglio.assi.length
  const numeri = principali(convoglio).map((one) => one.numeroAssi)
  return numeri.length > 0 && numeri.every((n) => n !== null) ? numeri.reduce((sum, n) => sum + n, 0) : null
}

/** A figure, its field, and what it is called: 'la larghezza'. */
export type Chiesto = [value: unknown, campo: string, che: string]
export const isMissing = ([value]: Chiesto): boolean => value === undefined || value === null || value === ''
/** Figures without which a convoy cannot be judged. */
export const misureChieste = (convoglio: Convoglio | undefined): Chiesto[] => [
  [convoglio?.lunghezzaCm, 'convoglio.lunghezzaCm', 'la lunghezza'],
  [convoglio?.larghezzaCm, 'convoglio.larghezzaCm', 'la larghezza'],
  [convoglio?.altezzaCm, 'convoglio.altezzaCm', 'l’altezza'],
  [convoglio?.massaComplessivaKg, 'convoglio.massaComplessivaKg', 'la massa complessiva a pieno carico'],
  [convoglio?.assi.length || null, 'convoglio.assi', 'l’elenco degli assi'],
  ...(convoglio?.assi ?? []).flatMap((asse, i, all): Chiesto[] => [
    [asse.massaKg, `convoglio.assi.${i}.massaKg`, `la massa dell’asse ${i + 1}`],
    [
      i < all.length - 1 ? asse.interasseCm : 0,
      `convoglio.assi.${i}.interasseCm`,
      `la distanza fra gli assi ${i + 1} e ${i + 2}`,
    ],
  ]),
]

/** Kind of authorisation that the istanza is about: a rinnovo keeps the one of the act it renews. */
export const tipoAtto = ({
  tipo,
  precedente,
}: DomandaTrasporto): Exclude<TipoDomanda, 'rinnovo' | 'proroga'> | undefined =>
  tipo === 'rinnovo' || tipo === 'proroga' ? (precedente?.tipo ?? undefined) : tipo
/** Farm machines have an act of their own: 24 months, one stamp on the request and two on the act (L. 120/2010 art. 15). */
export const isDomandaAgricola = ({ categoria, convoglio }: DomandaTrasporto): boolean =>
  categoria === 'agricola' || (convoglio !== undefined && isAgricolo(convoglio))

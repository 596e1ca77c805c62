/** What the engine is asked, wherever it runs. */
import type { Lettore } from '../rules-visibilita'
import type { Ricerca, Trovate } from './cerca'
import type { Distribuzione, Spartizione } from './distribuzione'
import type { Stato } from './motore'
import type { Nota } from './parole'

export type Richiesta =
  | { che: 'cerca'; lettore: Lettore; oggi: string; ricerca: Ricerca }
  | {
      che: 'note'
      lettore: Lettore
      oggi: string
      parole: readonly string[]
      tronche: readonly string[]
      inizi: number
      simili: number
    }
  | {
      che: 'distribuisci'
      lettore: Lettore
      oggi: string
      ricerca: Pick<Ricerca, 'gruppi' | 'filtri'>
      spartizione: Spartizione
    }
  | { che: 'stato' }
  /** answers when all that was kept before is in the index */
  | { che: 'aggiorna' }

export type Risposta = {
  cerca: Trovate & { quota: number }
  note: Nota[]
  distribuisci: Distribuzione
  stato: Stato
  aggiorna: number
}

export type Porta = <R extends Richiesta>(richiesta: R) => Promise<Risposta[R['che']]>

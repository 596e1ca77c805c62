/** How the checks of an istanza write what they find. */
import type { Rilievo } from './rules-tipi'

type Trovato = (campo: string, codice: string, norma: string, messaggio: string) => Rilievo
/** To be mended before filing. */
export const errore: Trovato = (campo, codice, norma, messaggio) => ({
  livello: 'errore',
  campo,
  codice,
  messaggio,
  norma,
})
/** For the officer, who decides. */
export const avviso: Trovato = (campo, codice, norma, messaggio) => ({
  livello: 'avviso',
  campo,
  codice,
  messaggio,
  norma,
})

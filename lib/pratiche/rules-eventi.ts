import type { TipoEvento } from './rules'

/** An integration was asked and nothing came since: it may still be answered, also after the term resumed by itself. */
export const hasOpenIntegrazione = (eventi: readonly TipoEvento[]): boolean =>
  eventi.lastIndexOf('integrazione_chiesta') > eventi.lastIndexOf('integrazione_ricevuta')

/** Refusal only after the notice of art. 10-bis, and after the last answer to it or its term (rules-termini). */
export const hasPreavviso = (eventi: readonly TipoEvento[]): boolean => eventi.includes('preavviso_inviato')

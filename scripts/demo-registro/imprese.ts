/** What the demo register knows: the companies of the sample world, and those that are not on the portal yet. */
import { IMPRESE_DA_COLLEGARE_DEMO, ORGANIZZAZIONI_DEMO, PERSONE_DEMO } from '@/lib/mondo/persone'

const persona = (codiceFiscale: string, descrizione: string) => ({
  codiceFiscale,
  cariche: [{ descrizione, rappresentanteLegale: true, dataFine: null }],
})

/** @returns the company as the register answers it, or null */
export function impresaOf(codiceFiscale: string) {
  const nuova = IMPRESE_DA_COLLEGARE_DEMO.find((one) => one.partitaIva === codiceFiscale)
  if (nuova)
    return {
      denominazione: nuova.denominazione,
      codiceFiscale,
      partitaIva: nuova.partitaIva,
      stato: 'ATTIVA',
      sede: { via: nuova.via, comune: nuova.comune },
      pec: null,
      persone: [persona(nuova.rappresentante, nuova.carica)],
    }
  const nota = ORGANIZZAZIONI_DEMO.find(
    (one) => one.partitaIva === codiceFiscale && (one.tipo === 'impresa' || one.tipo === 'agenzia'),
  )
  if (!nota) return null
  const [via = '', comune = ''] = nota.sede.split(', ')
  return {
    denominazione: nota.denominazione,
    codiceFiscale,
    partitaIva: nota.partitaIva,
    stato: 'ATTIVA',
    sede: { via, comune },
    pec: null,
    persone: PERSONE_DEMO.filter((one) =>
      one.appartenenze?.some(
        (membro) => membro.organizzazione === nota.denominazione && membro.ruolo === 'legale_rappresentante',
      ),
    ).map((one) => persona(one.codiceFiscale, 'Legale rappresentante')),
  }
}

import { formatDay, formatWeekday, type IsoDate } from '@/lib/core/date'
import type { Pratica } from '@/lib/pratiche/queries'

const left = (n: number) => (n <= 0 ? 'è l’ultimo giorno' : n === 1 ? 'manca un giorno' : `mancano ${n} giorni`)

/** Where silence decides, nobody decides in the office's place (rules-ritardo). */
const DOPO: Partial<Record<Pratica['silenzio'], string>> = {
  diniego: 'la richiesta si considera respinta. Nella scheda del servizio leggi come ricorrere',
  assenso: 'la domanda si considera accolta',
}

/** The state in one or two sentences: who acts, by when, whether the person must do anything. */
export function fraseOf(
  pratica: Pratica,
  entroIl: IsoDate | null,
  nuovoTermine = pratica.termine,
): { testo: string; azione: string | null } {
  const { stato, esito, conclusaIl, silenzio } = pratica
  const scadenza = `entro ${formatWeekday(nuovoTermine.scadeIl)}`
  const ritardo =
    nuovoTermine.stato === 'scaduto'
      ? ` Il termine è passato il ${formatDay(nuovoTermine.scadeIl)}: ${DOPO[silenzio] ?? 'puoi chiedere l’intervento del sostituto'}.`
      : ''
  switch (stato) {
    case 'ricevuta':
      return {
        testo: ritardo
          ? `L’ufficio non ha ancora risposto.${ritardo}`
          : `L’ufficio ha ricevuto la tua istanza. Risponde ${scadenza}: ${left(nuovoTermine.giorniRimasti)}.`,
        azione: 'Non devi fare nulla.',
      }
    case 'in_istruttoria':
      if (nuovoTermine.stato === 'sospeso')
        return {
          testo: `L’ufficio ha avvisato chi può opporsi: intanto il termine è fermo. Risponde ${scadenza}.`,
          azione: 'Non devi fare nulla.',
        }
      return {
        testo: ritardo
          ? `L’ufficio non ha ancora deciso.${ritardo}`
          : `L’ufficio sta verificando la tua istanza. Risponde ${scadenza}: ${left(nuovoTermine.giorniRimasti)}.`,
        azione: 'Non devi fare nulla.',
      }
    case 'in_decisione':
      return {
        testo: ritardo
          ? `La decisione non è ancora stata presa.${ritardo}`
          : `L’istruttoria è finita e il dirigente sta decidendo. Risponde ${scadenza}.`,
        azione: 'Non devi fare nulla.',
      }
    case 'sospesa':
      return {
        testo: `L’ufficio aspetta una tua risposta${entroIl ? ` entro il ${formatDay(entroIl)}` : ''}: fino ad allora il termine è fermo.`,
        azione: null,
      }
    case 'preavviso_diniego':
      return {
        testo: `La domanda, per ora, non può essere accolta. Puoi presentare osservazioni${entroIl ? ` entro il ${formatDay(entroIl)}` : ''}.`,
        azione: null,
      }
    case 'conclusa': {
      const quando = conclusaIl ? ` il ${formatDay(conclusaIl)}` : ''
      if (esito === 'ritirata') return { testo: `Hai ritirato l’istanza${quando}.`, azione: null }
      if (esito === 'respinta' || esito === 'inammissibile')
        return {
          testo: `La domanda non è stata accolta${quando}. Nell’atto trovi i motivi e come ricorrere.`,
          azione: null,
        }
      if (esito === 'differita')
        return { testo: `L’accesso è rinviato${quando}. Nell’atto trovi fino a quando e perché.`, azione: null }
      return {
        testo: `La domanda è stata accolta${quando}.`,
        azione: esito === 'accolta_prescrizioni' ? 'Leggi le prescrizioni nell’atto: valgono per ogni viaggio.' : null,
      }
    }
  }
}

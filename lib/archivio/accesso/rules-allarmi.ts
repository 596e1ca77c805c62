/** What reading of the archive is not usual, and what to do about it. Figures are proposed: da confermare. */

export const REGOLE_ALLARME = ['unita', 'unita_ufficio', 'particelle', 'notte', 'rifiuti'] as const
export type RegolaAllarme = (typeof REGOLE_ALLARME)[number]
export const STATI_SEGNALAZIONE = ['aperta', 'chiusa'] as const

/** How far back is looked at, each time. */
export const FINESTRA_ALLARME_MINUTI = 60
/** Hours of Rome that are night: from 22 to 6. */
export const NOTTE = { dalle: 22, alle: 6 } as const

type Parole = { titolo: string; conta: (n: number) => string; cheFare: string }

export const ALLARMI: Record<RegolaAllarme, Parole & { chiave: `archivio.allarme.${string}`; soglia: number }> = {
  unita: {
    chiave: 'archivio.allarme.unita-all-ora',
    soglia: 40,
    titolo: 'Molte unità in poco tempo',
    conta: (n) => `${n} unità diverse in un’ora`,
    cheFare:
      'Guarda con quale visione o convenzione legge e per quale scopo. Se non torna, revocala e chiama la persona.',
  },
  unita_ufficio: {
    chiave: 'archivio.allarme.unita-ufficio-all-ora',
    soglia: 200,
    titolo: 'Molte unità da un ufficio',
    conta: (n) => `${n} unità diverse in un’ora`,
    cheFare:
      'Chiedi al collega quale lavoro sta facendo. Se nessuno lo sa, avvisa il dirigente e il responsabile della protezione dei dati.',
  },
  particelle: {
    chiave: 'archivio.allarme.particelle-all-ora',
    soglia: 20,
    titolo: 'Molte particelle cercate',
    conta: (n) => `${n} particelle diverse in un’ora`,
    cheFare: 'Chi cerca una casa ne cerca poche. Se è un programma, fai chiudere l’indirizzo a chi gestisce la rete.',
  },
  notte: {
    chiave: 'archivio.allarme.letture-di-notte',
    soglia: 30,
    titolo: 'Molte letture di notte',
    conta: (n) => `${n} letture in un’ora, tra le 22 e le 6`,
    cheFare:
      'Chiedi alla persona se era lei. Se non era lei, fai chiudere le sue sessioni a chi amministra il portale.',
  },
  rifiuti: {
    chiave: 'archivio.allarme.rifiuti-all-ora',
    soglia: 15,
    titolo: 'Molti tentativi a vuoto',
    conta: (n) => `${n} indirizzi di unità e di pagine chiesti a vuoto in un’ora`,
    cheFare:
      'Qualcuno prova indirizzi che non gli sono aperti. Guarda che cosa ha letto prima, e revoca ciò che non serve più.',
  },
}

/** Settings with what holds until the Province says otherwise. */
export const SOGLIE_ALLARME = Object.fromEntries(
  Object.values(ALLARMI).map(({ chiave, soglia }) => [chiave, soglia]),
) as Record<string, number>

/** Is an hour of Rome night? @param ora 0–23 */
export const isNotte = (ora: number): boolean => ora >= NOTTE.dalle || ora < NOTTE.alle

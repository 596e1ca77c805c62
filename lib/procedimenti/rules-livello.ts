/**
 * SPID level of a service. Each says its own according to what it lets a person do; where it says nothing it is the
 * second, password and a second factor (art. 6 DPCM 24 ottobre 2014; art. 64 c. 2-quater CAD).
 */
export const LIVELLI_SERVIZIO = [2, 3] as const
export type LivelloServizio = (typeof LIVELLI_SERVIZIO)[number]

export const LIVELLO_ABITUALE: LivelloServizio = 2

type ConLivello = { livello?: LivelloServizio | undefined }

export const livelloRichiesto = ({ livello }: ConLivello): LivelloServizio => livello ?? LIVELLO_ABITUALE

/**
 * @param dato level of the session that asks: a higher one opens what a lower one would
 * @returns what to tell the person, with the level as the error; null when the session is enough
 */
export function whyLivello(def: ConLivello, dato: number): { message: string; livello: `${LivelloServizio}` } | null {
  const richiesto = livelloRichiesto(def)
  if (dato >= richiesto) return null
  return {
    message: `Per questa domanda serve un accesso di livello ${richiesto}: accedi di nuovo, la bozza resta salvata`,
    livello: `${richiesto}`,
  }
}

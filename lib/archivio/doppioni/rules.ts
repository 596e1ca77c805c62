/** Units that look like one. What is alike is shown; an archivist decides. */
export const ESITI_DOPPIONE = ['da_unire', 'distinte'] as const
export type EsitoDoppione = (typeof ESITI_DOPPIONE)[number]
export const NOMI_DOPPIONE: Record<EsitoDoppione, string> = {
  da_unire: 'Sono la stessa unità: da unire',
  distinte: 'Sono due unità distinte',
}

/** Why two units look like one. */
export const SOMIGLIANZE = {
  segnatura: 'La stessa segnatura, scritta in due modi',
  pratica: 'Lo stesso numero di pratica, anno, Comune e tipo',
  file: 'Lo stesso file',
} as const
export type Somiglianza = keyof typeof SOMIGLIANZE

/** The two ids in the order in which a pair is written: 'a/b' and 'b/a' are one pair. */
export const coppiaOf = (a: string, b: string): { unaId: string; altraId: string } =>
  a < b ? { unaId: a, altraId: b } : { unaId: b, altraId: a }

/** 'IT-SP-PROV/SIS/1987/b012/f0345' and 'it-sp-prov/sis/1987/B12/F345' → 'itspprovsis1987b12f345' */
export const segnaturaPiana = (segnatura: string): string =>
  segnatura
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .replace(/(?<![0-9])0+(?=[0-9])/g, '')

/** What a PDF says of itself (PDF/A) against what can be seen without a validator: remarks in words, never a verdict. */

/** What was found in a PDF, as far as it was looked at. */
export type FattiPdf = {
  cifrato: boolean
  /** scripts of the document */
  script: number
  /** files that it carries inside */
  allegati: number
  /** names of the fonts of visible text that are not in the file */
  caratteri: string[]
  trasparenza: boolean
  pagine: number
  /** pages looked at, from the first */
  viste: number
  /** all that is on those pages was looked at */
  tutto: boolean
}

/** What is looked at, for whoever reads the remarks. */
export const CONTROLLO_PDF =
  'Di ogni PDF si guardano la cifratura, gli script, gli allegati, i caratteri incorporati e, se dichiara PDF/A-1, le trasparenze, sulle prime 50 pagine. Non sostituisce un validatore: senza osservazioni non vuol dire conforme'
export const NON_CONTROLLATO = 'Il PDF non si è potuto controllare: provalo con un validatore PDF/A'
const NON_DICHIARA = 'Non dichiara PDF/A'
const MAX_NOMI = 5

const many = (n: number, one: string, more: string) => `${n.toLocaleString('it-IT')} ${n === 1 ? one : more}`

/** PDF/A-1 takes none; PDF/A-2 only other PDF/A; the parts after it any. */
function suAllegati(parte: string | null, n: number): string | null {
  if (n === 0 || (parte !== null && parte >= '3')) return null
  const quanti = `ha ${many(n, 'allegato', 'allegati')}`
  if (parte === '1') return `${quanti}, che PDF/A-1 non ammette`
  return parte === '2' ? `${quanti}: PDF/A-2 ammette solo altri PDF/A` : quanti
}

function suCaratteri(nomi: readonly string[]): string | null {
  if (nomi.length === 0) return null
  const others = nomi.length - MAX_NOMI
  const listed = `${nomi.slice(0, MAX_NOMI).join(', ')}${others > 0 ? ` e ${many(others, 'altro', 'altri')}` : ''}`
  return `${many(nomi.length, 'carattere non è incorporato', 'caratteri non sono incorporati')}: ${listed}`
}

/**
 * What the archivist should know of a PDF before it is kept for long.
 *
 * @param profilo as it declares: 'PDF/A-2b'; null: it declares none
 * @returns null: it declares one, and nothing was found against it
 * @see ISO 19005-1 §6.1.3 (encryption), §6.1.11 (embedded files), §6.3.4 (fonts), §6.4 (transparency), §6.6.1 (actions);
 *   ISO 19005-2 and 19005-3 §6.1.3, §6.2.11.4.1 (fonts), §6.5.1 (actions), §6.8 (embedded files)
 */
export function notePdfa(profilo: string | null, fatti: FattiPdf): string | null {
  const parte = profilo ? (/PDF\/A-(\d)/.exec(profilo)?.[1] ?? null) : null
  const found = [
    fatti.cifrato ? 'è cifrato' : null,
    fatti.script > 0 ? `contiene ${many(fatti.script, 'script', 'script')}` : null,
    suAllegati(parte, fatti.allegati),
    suCaratteri(fatti.caratteri),
    parte === '1' && fatti.trasparenza ? 'ha trasparenze, che PDF/A-1 non ammette' : null,
  ].filter((one) => one !== null)
  if (profilo !== null && found.length === 0) return null
  const seen =
    fatti.viste < fatti.pagine
      ? ` (viste ${fatti.viste} pagine di ${fatti.pagine.toLocaleString('it-IT')})`
      : fatti.tutto
        ? ''
        : ' (pagine viste solo in parte)'
  if (profilo === null) return [NON_DICHIARA, ...found].join('; ') + (found.length > 0 ? seen : '')
  return `Dichiara ${profilo}, ma ${found.join('; ')}${seen}`
}

/** Whether a note says something against the file, as SQL looks for it: more than that it declares nothing. */
export const NOTE_CONTRARIE: readonly string[] = [
  '%Dichiara PDF/A-_%, ma %',
  `%${NON_DICHIARA}; %`,
  `%${NON_CONTROLLATO}%`,
]

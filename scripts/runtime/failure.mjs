/** Something a person must put right before the portal can start. The message is Italian and says what to do. */
export class StartFailure extends Error {
  name = 'StartFailure'
}

/** Prints a failure plainly (a stack only when it is a fault of ours) and leaves with code 1. */
export function exitWith(error) {
  if (error instanceof StartFailure) console.error(`\n✗ ${error.message}\n`)
  else console.error('\n✗ Errore imprevisto durante l’avvio:\n', error)
  process.exit(1)
}

const NO_SPACE = /ENOSPC|no space left on device|disk quota exceeded|EDQUOT/i
const READ_ONLY = /EACCES|EPERM|EROFS|ENOTDIR|ENOENT|read-only/i

/**
 * Turns what the system says about a folder into a sentence a person can act on.
 *
 * @param {unknown} error
 * @param {string} folder
 * @param {string} cure what helps when the folder may not be written to
 * @returns {unknown} a StartFailure for a full or forbidden disk, else the error itself
 */
export function explainDisk(
  error,
  folder,
  cure = "Controlla proprietario e permessi, oppure scegli un'altra cartella con DATA_DIR.",
) {
  const text = String(error instanceof Error ? `${error.code ?? ''} ${error.message} ${error.stderr ?? ''}` : error)
  if (NO_SPACE.test(text)) return new StartFailure(`Spazio su disco esaurito in ${folder}. Libera spazio e riprova.`)
  if (READ_ONLY.test(text)) return new StartFailure(`Non posso scrivere in ${folder}. ${cure}`)
  return error
}
